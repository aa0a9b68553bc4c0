"""One's own calendar: when the body meets, and what one has to do by when. For a calendar program, which looks again.

What is confidential is never in it, not even for who may see it: whoever holds the address reads it without signing in.
A day that is known only roughly stands on the last one that it can be.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from labflow import rows
from labflow.access import Actor
from labflow.ahead import Coming, dates
from labflow.calendar_form import Happening, written
from labflow.clock import days_after
from labflow.definition import Catalogue
from labflow.dossier import Dossier
from labflow.inviting import happening, uid_of
from labflow.queries.initiatives import TABLE, dossiers
from labflow.queries.reading import fetch
from labflow.queries.waiting import open_conditions
from labflow.reasons import Reason
from labflow.texts import Language, say
from labflow.waiting import is_theirs

REFRESH = timedelta(hours=12)
"""How often a program may look again. Own proposal: what changes within a day comes by mail."""
BACK = 365
"""So many days back meetings stay in it."""


def feed(conn: Any, catalogue: Catalogue, actor: Actor, today: date, site: str, lang: Language) -> bytes:
    """Return the calendar of one person. `site`: where its links lead. A fixed number of statements."""
    own = replace(actor, casework=frozenset())
    stamp = datetime.combine(today, time(), UTC)
    events = [
        *_meetings(conn, catalogue, today, site, lang, stamp),
        *(_event(told, catalogue, site, lang, stamp) for told in _own(conn, catalogue, own, today)),
    ]
    name = say("calendar.name", lang, network=catalogue.network.title)
    return written(events, "PUBLISH", name=name, refresh=REFRESH)


def _meetings(conn: Any, catalogue: Catalogue, today: date, site: str, lang: Language,
              stamp: datetime) -> Iterator[Happening]:  # fmt: skip
    meeting: Any = rows.Meeting
    for row in fetch(conn, meeting, meeting.day >= days_after(today, -BACK), order="day"):
        yield happening(row, catalogue.network, site, lang, stamp)


Told = tuple[str, date, Reason, str]
"""What makes it the same one, the day, the sentence, and where one sees it."""


def _own(conn: Any, catalogue: Catalogue, actor: Actor, today: date) -> Iterator[Told]:
    led = dossiers(conn, catalogue, actor, today, TABLE.c.id.in_(actor.leads)) if actor.leads else ()
    for dossier in led:
        if dossier.is_running and not dossier.workflow.confidential:
            yield from _led(dossier)
    for owed in open_conditions(conn, catalogue, actor):
        if is_theirs(owed.term.owner, owed, actor, catalogue.network):
            told = {"number": owed.number, "text": owed.term.text}
            href = f"/beslissingen/{owed.number}#voorwaarden"
            yield owed.term.id, owed.term.due_day, Reason("calendar.condition", told), href


def _led(dossier: Dossier) -> Iterator[Told]:
    href = f"/initiatieven/{dossier.slug}"
    for one in dates(dossier):
        if one.when.end is not None:
            told = {"title": dossier.title, "text": one.text, "when": one.when}
            key = f"calendar.{one.kind}" if one.when.start == one.when.end else f"calendar.{one.kind}_about"
            yield f"{dossier.id}-{_mark(one)}", one.when.end, Reason(key, told), href
    asked = {item.id: item for way in dossier.transitions for item in dossier.workflow.checklist_of(way)}
    for item in asked.values():
        tick = dossier.ticks.get(item.id)
        if tick and tick.state == "explained" and tick.by_day:
            told = {"title": dossier.title, "point": item.ask}
            yield f"{dossier.id}-{item.id}", tick.by_day, Reason("calendar.point", told), f"{href}#punt-{item.id}"
    for mandate in dossier.mandates:
        if mandate.runs:
            told = {"title": dossier.title, "number": mandate.number}
            yield mandate.id, mandate.until_day, Reason("calendar.mandate", told), href


def _mark(one: Coming) -> str:
    """What tells two dates of one initiative apart, whichever of them is over."""
    return hashlib.sha256(f"{one.kind} {one.text}".encode()).hexdigest()[:12]


def _event(told: Told, catalogue: Catalogue, site: str, lang: Language, stamp: datetime) -> Happening:
    id, day, reason, href = told
    uid = uid_of(id, catalogue.network)
    return Happening(uid, say(reason, lang), day, stamp, href=f"{site}{href}" if site else "")
