"""What can wait for somebody: meetings that are open, conditions, requests and mandates. Never writes.

What is confidential is only read for who does its casework.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from labflow import facts, rows
from labflow.access import Actor
from labflow.definition import Catalogue
from labflow.queries import parts
from labflow.queries.council import sitting
from labflow.queries.reading import belonging, fetch, grouped
from labflow.sitting import Sitting


@dataclass(frozen=True, slots=True)
class Owed:
    """A condition that is open. `number`: of the decision, `on_day` its day."""

    number: str
    on_day: date
    term: facts.Condition
    initiative_id: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A request or a mandate of which the next step is somebody's. `by`: who asked; `since`: the day of its last step.

    Of a request also `question`, with which it came back, and `roles`: the keys of who may ask for it.
    """

    number: str
    slug: str
    about: str
    by: str | None
    since: date
    question: str = ""
    roles: tuple[str, ...] = ()
    initiative_id: str = ""


def open_sittings(conn: Connection, today: date) -> tuple[Sitting | None, Sitting | None]:
    """Return the meeting that is held or should have been closed by now, and the next one; None where there is none."""
    is_open = (rows.Meeting.closed_on.is_(None), rows.Meeting.cancelled_on.is_(None))  # type: ignore[union-attr]
    days = [row.day for row in fetch(conn, rows.Meeting, *is_open, order="day")]
    now, next_ = [day for day in days if day <= today], [day for day in days if day > today]
    return sitting(conn, now[-1]) if now else None, sitting(conn, next_[0]) if next_ else None


def is_held(conn: Connection, roles: Collection[str], today: date) -> bool:
    """Return whether anybody has one of these roles today."""
    held = belonging(conn, rows.RoleHeld, "role", roles)
    return any(
        (x.from_day is None or x.from_day <= today) and (x.until_day is None or today < x.until_day) for x in held
    )


def open_conditions(conn: Connection, catalogue: Catalogue, actor: Actor) -> tuple[Owed, ...]:
    """Return every condition that is not met and did not fall back, of a decision that still stands, by its day."""
    terms = fetch(conn, rows.Condition, rows.Condition.met_on.is_(None), order="due_day")  # type: ignore[union-attr]
    decided = {x.id: x for x in belonging(conn, rows.Decision, "id", {x.decision_id for x in terms if x.decision_id})}
    replaced = {x.replaces_id for x in belonging(conn, rows.Decision, "replaces_id", decided)}
    steps = grouped(belonging(conn, rows.ConditionStep, "condition_id", {x.id for x in terms}, "n"), "condition_id")
    seen = _seen(conn, catalogue, actor, {x.initiative_id for x in decided.values()})
    found = []
    for row in terms:
        decision = decided.get(row.decision_id)
        if decision is None or decision.id in replaced or (decision.initiative_id or None) not in {None, *seen}:
            continue
        term = parts.condition(row, steps.get(row.id, ()))
        if term.state != "fallen_back":
            found.append(Owed(decision.number, decision.on_day, term, decision.initiative_id))
    return tuple(found)


def requests_in(conn: Connection, catalogue: Catalogue, actor: Actor, state: str) -> tuple[Asked, ...]:
    """Return every request that stands in this state (sent, returned, ...), by number."""
    newest = {x.request_id: x for x in fetch(conn, rows.RequestStep, order="n")}
    standing = [x.request_id for x in newest.values() if x.state == state]
    found = belonging(conn, rows.Request, "id", standing)
    seen = _seen(conn, catalogue, actor, {x.initiative_id for x in found})
    chosen = sorted((x for x in found if x.initiative_id in seen), key=lambda x: str(x.number))
    return tuple(_asked(x, newest[x.id], seen[x.initiative_id], catalogue) for x in chosen)


def asked_mandates(conn: Connection, catalogue: Catalogue, actor: Actor) -> tuple[Asked, ...]:
    """Return every provisional mandate that was asked for and not answered, by number."""
    newest = {x.mandate_id: x.state for x in fetch(conn, rows.MandateStep, order="n")}
    found = [x for x in fetch(conn, rows.Mandate, order="number") if newest.get(x.id) == "asked"]
    seen = _seen(conn, catalogue, actor, {x.initiative_id for x in found})
    return tuple(
        Asked(x.number, seen[x.initiative_id].slug, seen[x.initiative_id].title, x.person_id, x.on_day)
        for x in found
        if x.initiative_id in seen
    )


def _asked(row: Any, step: Any, about: Any, catalogue: Catalogue) -> Asked:
    way = catalogue.exact(about.workflow, about.version).transitions.get(row.transition)
    roles = (way.ask_by or way.by) if way else ()
    return Asked(
        row.number, about.slug, about.title, row.person_id, step.on_day, step.question or "", roles, about.id,
    )  # fmt: skip


def _seen(conn: Connection, catalogue: Catalogue, actor: Actor, ids: set[Any]) -> dict[str, Any]:
    """The initiatives that this actor may see, by id."""
    hidden = catalogue.confidential
    found = belonging(conn, rows.Initiative, "id", {one for one in ids if one})
    return {x.id: x for x in found if x.workflow not in hidden or x.parent_id in actor.casework}
