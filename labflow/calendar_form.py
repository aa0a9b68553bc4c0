"""How a calendar is written down for other programs (RFC 5545): events with a day or an hour, in the network's zone.

Text that somebody typed can hold anything; here it becomes one line without control characters, so that it can never
begin a line of its own. The same input gives the same bytes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from icalendar.enums import STATUS, TRANSP
from icalendar.prop import vCalAddress

from labflow.clock import days_after

PRODUCT = "-//labflow//labflow//NL"
UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]+")
"""Whatever ends a line or turns the direction of writing, in any program that might read it."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One event. `uid`: the same for as long as it is the same event; `sequence`: how often it moved.

    `start`: a local day and hour, or a day for the whole of it; `stamp`: when this was said, in UTC. `is_busy`: whether
    it takes the time of who reads it.
    """

    uid: str
    title: str
    start: date
    stamp: datetime
    text: str = ""
    place: str = ""
    lasts: timedelta = timedelta(hours=1)
    sequence: int = 0
    is_off: bool = False
    is_busy: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Between:
    """Between whom an invitation goes: the address that sends it, its name, and the one address that gets it."""

    sender: str
    name: str
    to: str


def local(day: date, starts: str | None, zone: str) -> date:
    """Return when something starts: a moment in the zone, or the day when no hour is known ("HH:MM").

    An hour that the clock skips in spring becomes the one that it shows then.
    """
    if not starts:
        return day
    wanted = datetime.combine(day, time.fromisoformat(starts), ZoneInfo(zone))
    return wanted.astimezone(UTC).astimezone(ZoneInfo(zone))


def one_line(text: str) -> str:
    """Return a text on one line, without anything that is not printed."""
    return UNPRINTED.sub(" ", text).strip()


def written(events: Sequence[Happening], method: str, between: Between | None = None, name: str = "",
            refresh: timedelta | None = None) -> bytes:  # fmt: skip
    """Return a calendar. `method`: REQUEST, CANCEL or PUBLISH; `refresh`: how often one may come and look again."""
    made = Calendar.new(
        method=method, prodid=PRODUCT, name=one_line(name) or None, refresh_interval=refresh,
        uid=f"{events[0].uid if len(events) == 1 else 'labflow'}-calendar",
        subcomponents=[_event(one, between) for one in events],
    )  # fmt: skip
    if refresh:
        # RFC 7986 knows no default for what it is.
        made["REFRESH-INTERVAL"].params["VALUE"] = "DURATION"
        made.add("X-PUBLISHED-TTL", f"PT{int(refresh.total_seconds()) // 3600}H")
    timed = [one.start for one in events if isinstance(one.start, datetime)]
    if timed:
        first, last = min(timed).date(), max(timed).date()
        made.add_missing_timezones(date(first.year - 1, 1, 1), date(last.year + 2, 1, 1))
    return bytes(made.to_ical())


def _event(one: Happening, between: Between | None) -> Any:
    is_timed = isinstance(one.start, datetime)
    made = Event.new(
        uid=one.uid, summary=one_line(one.title), start=one.start,
        end=_end(one.start, one.lasts) if isinstance(one.start, datetime) else days_after(one.start, 1),
        stamp=one.stamp, sequence=one.sequence, description=_lines(one.text), location=one_line(one.place) or None,
        url=one.href or None, status=STATUS.CANCELLED if one.is_off else STATUS.CONFIRMED,
        transparency=TRANSP.OPAQUE if one.is_busy and is_timed and not one.is_off else TRANSP.TRANSPARENT,
    )  # fmt: skip
    if between is not None:
        made.add("organizer", vCalAddress.new(between.sender, cn=one_line(between.name)))
        made.add("attendee", vCalAddress.new(between.to, partstat="NEEDS-ACTION", role="REQ-PARTICIPANT", rsvp=False))
    return made


def _end(start: datetime, lasts: timedelta) -> datetime:
    """So much later on a clock that nobody turned, told in the zone of the start."""
    return (start.astimezone(UTC) + lasts).astimezone(start.tzinfo)


def _lines(text: str) -> str | None:
    return "\n".join(one_line(line) for line in text.split("\n")) or None
