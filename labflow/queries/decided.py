"""What stands around one decision of the register: where it was taken and what it is about. Never writes.

Only initiatives that everybody may see have a name here: a decision on any other is in no register that is shown.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from labflow import rows
from labflow.definition import Catalogue, Workflow
from labflow.queries.reading import fetch, words
from labflow.words import Words


@dataclass(frozen=True, slots=True)
class Place:
    """At which item of its meeting a decision was taken, and the question that was asked there, if any."""

    n: int
    question: Words | None


@dataclass(frozen=True, slots=True)
class Named:
    """What an initiative is called, and the life that it leads."""

    title: str
    workflow: Workflow


def place_of(conn: Connection, number: str) -> Place | None:
    """Return where the decision with this number was taken, or None when that was not in a meeting."""
    found = conn.execute(_PLACE.where(number == _NUMBER)).first()
    return Place(found.n, words(found.question, found.question_en)) if found else None


def named_initiatives(conn: Connection, catalogue: Catalogue) -> dict[str, Named]:
    """Return every initiative that everybody may see, by slug, in the order of the titles."""
    found = (
        (x.slug, Named(x.title, catalogue.exact(x.workflow, x.version)))
        for x in fetch(conn, rows.Initiative, order="title")
    )
    return {slug: one for slug, one in found if not one.workflow.confidential}


_NUMBER: Any = rows.Decision.number
_ITEM: Any = rows.AgendaItem
_PLACE = (
    select(_ITEM.n, _ITEM.question, _ITEM.question_en)
    .join(rows.Decision, _ITEM.id == rows.Decision.agenda_item_id)
    .where(rows.Decision.procedure_id.is_(None))  # type: ignore[union-attr]
)
