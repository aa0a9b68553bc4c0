"""Conditions of approvals: one by its decision and number, all of them, those whose day has passed. Never writes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from labflow import facts, rows
from labflow.queries import parts
from labflow.queries.reading import belonging, fetch, grouped, one
from labflow.schoolyear import Holidays, out_of_holidays
from labflow.typed import is_findable

TOLD = ("warned", "lapsed", "fallen_back")
"""Newest steps after which the passing of the day needs no word any more."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One condition of a decision that stands. `k`: its number there; `state`: open, met, late, lapsed or fallen_back.

    `slug`: the initiative, "" when it is about none; `owner_gone`: the owner is a person who is no longer here.
    """

    condition: facts.Condition
    decision: str
    k: int
    slug: str
    state: str
    owner_gone: bool


def open_ones(conn: Connection, today: date, holidays: Holidays = ()) -> tuple[Listed, ...]:
    """Return every condition of the decisions that stand, first due first; what was met or fell back is there too."""
    found = _standing(conn)
    decisions = {x.id: x for x in belonging(conn, rows.Decision, "id", {x.decision_id for x in found})}
    slugs = {x.id: x.slug for x in _homes(conn, decisions.values())}
    steps = grouped(belonging(conn, rows.ConditionStep, "condition_id", [x.id for x in found], "n"), "condition_id")
    gone = {x.key for x in fetch(conn, rows.Person) if x.ended_on and x.ended_on <= today}
    places = {x.id: k for terms in grouped(found, "decision_id").values() for k, x in enumerate(terms, 1)}
    listed = [
        Listed(term, decisions[x.decision_id].number, places[x.id],
               slugs.get(decisions[x.decision_id].initiative_id or "", ""), state_on(term, today, holidays),
               x.owner in gone)
        for x in found for term in [parts.condition(x, steps.get(x.id, ()))]
    ]  # fmt: skip
    return tuple(sorted(listed, key=lambda one: (one.condition.due_day, one.decision, one.k)))


def state_on(term: facts.Condition, today: date, holidays: Holidays = ()) -> str:
    """Return how a condition stands on a day; a due day in a school holiday lasts until the first day after it."""
    last = out_of_holidays(term.due_day, holidays)
    if term.state == "fallen_back":
        return "fallen_back"
    if term.met_on is not None:
        return "late" if term.met_on > last else "met"
    return "lapsed" if today > last else "open"


def decision_row(conn: Connection, number: str) -> Any | None:
    """Return the row of a decision by its number, or None."""
    return one(conn, rows.Decision, rows.Decision.number == number) if is_findable(number) else None


def terms_of(conn: Connection, decision_id: str) -> tuple[facts.Condition, ...]:
    """Return the conditions of a decision, in their order there."""
    found = fetch(conn, rows.Condition, rows.Condition.decision_id == decision_id, order="n")
    steps = grouped(belonging(conn, rows.ConditionStep, "condition_id", [x.id for x in found], "n"), "condition_id")
    return tuple(parts.condition(x, steps.get(x.id, ())) for x in found)


def overdue_conditions(conn: Connection, today: date, holidays: Holidays = ()) -> tuple[str, ...]:
    """Return the ids of the conditions whose day has passed unmet, and of which nobody was told yet."""
    return tuple(
        one.condition.id for one in open_ones(conn, today, holidays)
        if one.state == "lapsed" and one.condition.state not in TOLD
    )  # fmt: skip


def _standing(conn: Connection) -> list[Any]:
    """Conditions of decisions, in their order, without those of a decision that was replaced."""
    newer = fetch(conn, rows.Decision, rows.Decision.replaces_id.is_not(None))  # type: ignore[union-attr]
    replaced = {x.replaces_id for x in newer}
    found = fetch(conn, rows.Condition, rows.Condition.decision_id.is_not(None), order="n")  # type: ignore[union-attr]
    return [x for x in found if x.decision_id not in replaced]


def _homes(conn: Connection, decisions: Any) -> list[Any]:
    return belonging(conn, rows.Initiative, "id", {x.initiative_id for x in decisions} - {None})
