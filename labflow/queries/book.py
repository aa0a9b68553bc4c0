"""Everything from which one sees what the body still has to deal with, each table read once. Never writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from labflow import rows
from labflow.definition import Catalogue
from labflow.queries.reading import belonging, fetch, grouped, one
from labflow.words import Words

RETURNING = ("deferred", "not-reached")

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Book:
    """What is on record of agendas, requests, decisions and promises. `ended`: ids of initiatives that ended.

    No initiative that is confidential is among them.
    """

    meetings: Mapping[str, Any]
    items: Mapping[str, Any]
    results: Mapping[str, Any]
    procedures: Sequence[Any]
    mandates: Sequence[Any]
    mandate_steps: Mapping[str, list[Any]]
    conditions: Sequence[Any]
    condition_steps: Mapping[str, list[Any]]
    commitments: Sequence[Any]
    decisions: Mapping[str, Any]
    corrections: Sequence[Any]
    requests: Mapping[str, Any]
    states: Mapping[str, str]
    initiatives: Mapping[str, Any]
    ended: frozenset[str]

    @classmethod
    def of(cls, conn: Connection, catalogue: Catalogue) -> "Book":
        """Read it: one statement a table."""
        known = fetch(conn, rows.Initiative, rows.Initiative.workflow.not_in(catalogue.confidential))  # type: ignore[attr-defined]
        final = (x.id for x in known if catalogue.exact(x.workflow, x.version).stages[x.stage].final)
        unmet = (rows.Condition.met_on.is_(None), rows.Condition.decision_id.is_not(None))  # type: ignore[union-attr]
        return cls(
            {x.id: x for x in fetch(conn, rows.Meeting, order="day")},
            {x.id: x for x in fetch(conn, rows.AgendaItem, rows.AgendaItem.meeting_id.is_not(None), order="n")},  # type: ignore[union-attr]
            {x.agenda_item_id: x for x in fetch(conn, rows.Outcome, rows.Outcome.struck.is_(False), order="n")},  # type: ignore[attr-defined]
            fetch(conn, rows.Procedure, order="number"), fetch(conn, rows.Mandate, order="number"),
            grouped(fetch(conn, rows.MandateStep, order="n"), "mandate_id"),
            fetch(conn, rows.Condition, *unmet, order="due_day"),
            grouped(fetch(conn, rows.ConditionStep, order="n"), "condition_id"),
            fetch(conn, rows.Commitment, rows.Commitment.ended_on.is_(None), order="when_end"),  # type: ignore[union-attr]
            {x.id: x for x in fetch(conn, rows.Decision, order="number")},
            fetch(conn, rows.Correction, order="number"),
            {x.id: x for x in fetch(conn, rows.Request, order="number")},
            {x.request_id: x.state for x in fetch(conn, rows.RequestStep, order="n")},
            {x.id: x for x in known}, frozenset(final),
        )  # fmt: skip

    def about(self, initiative_id: str | None) -> Words:
        """The title of an initiative, as words."""
        row = self.initiatives.get(initiative_id or "")
        title = row.title if row else ""
        return Words(title, title)

    def is_open(self, item: Any) -> bool:
        """Whether an item stands on an agenda that is still to come or under way."""
        meeting = self.meetings[item.meeting_id]
        return meeting.closed_on is None and meeting.cancelled_on is None

    def result(self, item: Any) -> str:
        """What came of an item; of a cancelled meeting nothing was reached."""
        if item.id in self.results:
            return str(self.results[item.id].value)
        return "not-reached" if self.meetings[item.meeting_id].cancelled_on is not None else ""

    def waiting(self) -> list[Any]:
        """Items that come back and did not yet, oldest meeting first; an amendment goes with its own item."""
        followed = {x.follows_id for x in self.items.values()}
        found = [
            x for x in self.items.values()
            if not self.is_open(x) and x.id not in followed and x.amends_id is None and self.result(x) in RETURNING
        ]  # fmt: skip
        return sorted(found, key=lambda x: (self.meetings[x.meeting_id].day, x.n))

    def times_deferred(self, item: Any) -> int:
        """How often an item was deferred, counting those that it follows."""
        before = self.items.get(item.follows_id or "")
        return (self.result(item) == "deferred") + (self.times_deferred(before) if before else 0)

    @property
    def replaced(self) -> frozenset[str]:
        """Ids of the decisions of which another took the place."""
        return frozenset(x.replaces_id for x in self.decisions.values() if x.replaces_id)

    def decision_title(self, decision: Any) -> Words:
        """The title of a decision: its own, or that of its item."""
        row = decision if decision.title else self.items.get(decision.agenda_item_id or "")
        return Words(row.title, row.title_en or row.title) if row else self.about(decision.initiative_id)


def key_of(what: Any) -> Key | None:
    """One request, or one thing of a kind; the same for a row and for what is due."""
    if what.kind == "request" and what.request_id:
        return "request", what.request_id
    return (what.kind, what.about_id) if what.about_id else None


def times_deferred(conn: Connection, item_id: str | None) -> int:
    """Return how often an item was deferred, counting those that it follows."""
    times = 0
    while item_id is not None:
        mine = (rows.Outcome.agenda_item_id == item_id, rows.Outcome.struck.is_(False))  # type: ignore[attr-defined]
        result = one(conn, rows.Outcome, *mine)
        times += result is not None and result.value == "deferred"
        item = one(conn, rows.AgendaItem, rows.AgendaItem.id == item_id)
        item_id = item.follows_id if item else None
    return times


def undecided_amendments(conn: Connection, item_id: str | None) -> list[Any]:
    """Return the amendments of an item of which nothing came, or that come back, in their order."""
    mine = fetch(conn, rows.AgendaItem, rows.AgendaItem.amends_id == item_id, order="n") if item_id else []
    results = belonging(conn, rows.Outcome, "agenda_item_id", [x.id for x in mine])
    decided = {x.agenda_item_id for x in results if not x.struck and x.value not in RETURNING}
    return [x for x in mine if x.id not in decided]
