"""The invitation to a meeting: what a mail carries, so that the meeting stands in one's own calendar.

One event for each meeting, whatever happens to it: called, moved and cancelled speak of the same one, each time with a
higher number. Whether one comes is answered in labflow and nowhere else: the invitation asks for no answer.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from labflow import rows
from labflow.calendar_form import Between, Happening, local, written
from labflow.definition import Network
from labflow.letters import Letter
from labflow.mailing_form import CALENDAR, Attachment
from labflow.queries.letters import Told
from labflow.queries.reading import one
from labflow.sitting import Sitting
from labflow.texts import Language, say

LASTS = timedelta(hours=2)
"""How much time an invitation takes, since no source says how long the body meets. Own proposal."""


CARRIES = ("meeting_called", "meeting_moved", "meeting_cancelled")
"""The letters that come with an invitation, or take it back."""


def uid_of(id: str, network: Network) -> str:
    """Return what makes an event the same one in every calendar: the id of its row, in this network."""
    return f"{id}@{network.key}.labflow"


def happening(meeting: Any, network: Network, site: str, lang: Language, stamp: datetime) -> Happening:
    """Return a meeting (its row) as an event. `site`: where labflow is found, if mails know; `stamp`: said when."""
    is_off, address = meeting.cancelled_on is not None, f"{site}/raad/{meeting.day.isoformat()}" if site else ""
    title = say("calendar.meeting_off" if is_off else "calendar.meeting", lang)
    lines = [say("calendar.meeting.answer", lang, address=address)] if address and not is_off else []
    lines += [say("calendar.meeting.why", lang, why=meeting.cancelled_why)] if meeting.cancelled_why else []
    return Happening(
        uid_of(meeting.id, network), title, local(meeting.day, meeting.starts, network.zone), stamp, "\n".join(lines),
        meeting.place or "", LASTS, meeting.sequence, is_off, True, address,
    )  # fmt: skip


def invitation(meeting: Any, network: Network, between: tuple[str, str] | None, site: str = "", lang: Language = "nl",
               said_on: date | None = None) -> Attachment:  # fmt: skip
    """Return the invitation to a meeting, or the word that it does not take place.

    `between`: the address that sends, and that of the one who is invited, None for whoever opens the file; `said_on`:
    the day of the letter, by default that on which the meeting was called.
    """
    day = said_on or meeting.cancelled_on or meeting.called_on or meeting.day
    event = happening(meeting, network, site, lang, datetime.combine(day, time(), UTC))
    method = "PUBLISH" if between is None else "CANCEL" if event.is_off else "REQUEST"
    data = written([event], method, Between(between[0], network.title.in_(lang), between[1]) if between else None)
    return Attachment(f"{meeting.day.isoformat()}.ics", f"{CALENDAR}; method={method}", data)


def meeting_row(conn: Any, meeting: Sitting) -> Any:
    """Return the row of a meeting, which an invitation is made of."""
    return one(conn, rows.Meeting, rows.Meeting.id == meeting.id)


def carrying(letters: Sequence[Letter], told: Sequence[Told], network: Network, between: tuple[str, str],
             site: str, lang: Language) -> tuple[Letter, ...]:  # fmt: skip
    """Return the same letters, those about a meeting with its invitation: once for each meeting, with the newest."""
    newest = {one.letter.about_id: n for n, one in enumerate(told) if one.kind in CARRIES and one.row is not None}
    if not between[0]:
        return tuple(letters)
    return tuple(
        replace(letter, attachments=(invitation(one.row, network, between, site, lang, one.on_day),))
        if newest.get(one.letter.about_id) == n and one.kind in CARRIES else letter
        for n, (letter, one) in enumerate(zip(letters, told, strict=True))
    )  # fmt: skip
