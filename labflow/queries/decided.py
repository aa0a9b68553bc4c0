"""What stands around one decision of the register: where it was taken, and whether its log still follows. Never writes.

Only initiatives that everybody may see have a name here: a decision on any other is in no register that is shown.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from labflow import rows
from labflow.change import LOG
from labflow.definition import Catalogue, Workflow
from labflow.queries.reading import fetch
from labflow.reasons import Invalid
from labflow.record import read_checkpoint


@dataclass(frozen=True, slots=True)
class Place:
    """Where a decision was taken: the day of a meeting and the number of the item there, or a written procedure."""

    day: date | None
    n: int | None
    procedure_id: str | None
    checkpoint: str | None


@dataclass(frozen=True, slots=True)
class Named:
    """What an initiative is called, and the life that it leads."""

    title: str
    workflow: Workflow


def place_of(conn: Connection, number: str) -> Place | None:
    """Return where the decision with this number was taken, or None when there is no such decision."""
    found = conn.execute(_PLACE.where(number == _NUMBER)).first()
    return Place(found.day, found.n, found.procedure_id, found.checkpoint) if found else None


def named_initiatives(conn: Connection, catalogue: Catalogue) -> dict[str, Named]:
    """Return every initiative that everybody may see, by slug, in the order of the titles."""
    found = (
        (x.slug, Named(x.title, catalogue.exact(x.workflow, x.version)))
        for x in fetch(conn, rows.Initiative, order="title")
    )
    return {slug: one for slug, one in found if not one.workflow.confidential}


def connects(conn: Connection, checkpoint: str) -> bool:
    """Return whether the log still holds the line to which a printed checkpoint points, with the same hash."""
    try:
        point = read_checkpoint(checkpoint)
    except Invalid:
        return False
    found = conn.execute(select(LOG.c.hash).where(LOG.c.seq == point.entries)).scalar()
    return bool(found == point.head)


_NUMBER: Any = rows.Decision.number
_PLACE = (
    select(rows.Meeting.day, rows.AgendaItem.n, rows.Decision.procedure_id, rows.Meeting.checkpoint)  # type: ignore[call-overload]
    .select_from(rows.Decision)
    .outerjoin(rows.AgendaItem, rows.AgendaItem.id == rows.Decision.agenda_item_id)
    .outerjoin(rows.Meeting, rows.Meeting.id == rows.Decision.meeting_id)
)
