"""What the minutes of a meeting need beside the meeting itself. Never writes."""

from collections import defaultdict
from datetime import date

from sqlalchemy import Connection

from labflow import rows
from labflow.facts import APPROVALS
from labflow.minutes import Attended, Beside
from labflow.queries.reading import belonging, fetch
from labflow.sitting import Sitting


def beside(conn: Connection, meeting: Sitting) -> Beside:
    """Return numbers, struck results, attendance and approval of a meeting's minutes. A fixed number of statements."""
    keys = {seat.id: seat.key for seat in meeting.seats}
    numbers = fetch(conn, rows.Decision, rows.Decision.meeting_id == meeting.id, order="number")
    struck = defaultdict(list)
    for row in belonging(conn, rows.Outcome, "agenda_item_id", [item.id for item in meeting.items], "n"):
        if row.struck and row.struck_why:
            struck[row.agenda_item_id].append(row.struck_why)
    here = (rows.Attendance.meeting_id == meeting.id, rows.Attendance.agenda_item_id.is_(None))  # type: ignore[union-attr]
    return Beside(
        {row.agenda_item_id: row.number for row in numbers},
        {item: tuple(whys) for item, whys in struck.items()},
        tuple(
            Attended(keys[row.seat_id], row.value, row.at, bool(row.substitute))
            for row in fetch(conn, rows.Attendance, *here, order="n") if row.seat_id in keys
        ),
        _approved(conn, meeting),
    )  # fmt: skip


def _approved(conn: Connection, meeting: Sitting) -> tuple[str, date] | None:
    """The decision by which a later meeting approved these minutes."""
    about = (rows.AgendaItem.kind == "minutes", rows.AgendaItem.about_id == meeting.id)
    items = [row.id for row in fetch(conn, rows.AgendaItem, *about)]
    found = belonging(conn, rows.Decision, "agenda_item_id", items, "number")
    return next(((row.number, row.on_day) for row in found if row.outcome in APPROVALS), None)
