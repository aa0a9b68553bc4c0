"""Provisional mandates: by number, all of them, what a year holds that nobody ratified. Never writes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from labflow import facts, rows
from labflow.queries import parts
from labflow.queries.people import people
from labflow.queries.reading import belonging, fetch, grouped, one
from labflow.typed import is_findable

RATIFIED = ("ratified", "changed")
RUNNING = ("granted", "extended")


@dataclass(frozen=True, slots=True)
class Listed:
    """One mandate with the initiative that it is for. `state`: of the day that is looked at; `asked_by`: a key."""

    mandate: facts.Mandate
    slug: str
    title: str
    state: str
    asked_by: str


def mandates(conn: Connection, today: date) -> tuple[Listed, ...]:
    """Return every mandate, by number. One that nobody ratified in time has lapsed, recorded or not (R8)."""
    found = fetch(conn, rows.Mandate, order="number")
    steps, spent = _of(conn, rows.MandateStep, found), _of(conn, rows.Spending, found)
    homes = {x.id: x for x in belonging(conn, rows.Initiative, "id", {x.initiative_id for x in found})}
    who = people(conn)
    told = [(x, parts.mandate(x, steps[x.id], sum(y.cents for y in spent.get(x.id, [])))) for x in found]
    return tuple(
        Listed(mandate, homes[row.initiative_id].slug, homes[row.initiative_id].title, state_on(mandate, today),
               who.get(mandate.asked_by or "", "")) for row, mandate in told
    )  # fmt: skip


def state_on(mandate: facts.Mandate, today: date) -> str:
    """Return how a mandate stands on a day, whatever the clock has still to write."""
    return "lapsed" if mandate.runs and today > mandate.until_day else mandate.state


def mandate_row(conn: Connection, number: str) -> Any | None:
    """Return the row of a mandate by its number, or None."""
    return one(conn, rows.Mandate, rows.Mandate.number == number) if is_findable(number) else None


def next_mandate_number(conn: Connection, year: int) -> str:
    """Return the number of the next mandate of a calendar year: `m-2023-001`."""
    start, number = f"m-{year:04}-", _NUMBER
    longest_first = (func.length(number).desc(), number.desc())
    last = conn.execute(select(number).where(number.startswith(start)).order_by(*longest_first).limit(1)).scalar()
    return f"{start}{int(last.rsplit('-', 1)[1]) + 1 if last else 1:03d}"


def unratified_cents(conn: Connection, year: int) -> int:
    """Return the sum of the mandates that were granted in a calendar year and that the body has not ratified.

    The whole amount of each, also when it lapsed or was refused: it began without the body. Source: R8, own proposal.
    """
    found = fetch(conn, rows.Mandate)
    steps = _of(conn, rows.MandateStep, found)
    return sum(x.cents for x in found if _granted_in(steps[x.id], year) and steps[x.id][-1].state not in RATIFIED)


def newest_days(conn: Connection, ids: Collection[str]) -> dict[str, date]:
    """Return the day of the newest step of each of these mandates."""
    return {x.mandate_id: x.on_day for x in belonging(conn, rows.MandateStep, "mandate_id", ids, "n")}


def meeting_with(conn: Connection, about_id: str, after: date) -> Any | None:
    """Return the first open meeting after a day that has an item about this row on its agenda, or None."""
    items = fetch(conn, rows.AgendaItem, rows.AgendaItem.about_id == about_id)
    homes = belonging(conn, rows.Meeting, "id", {x.meeting_id for x in items}, "day")
    later = (x for x in homes if x.day > after and x.closed_on is None and x.cancelled_on is None)
    return min(later, key=lambda x: x.day, default=None)


def overdue_mandates(conn: Connection, today: date) -> tuple[str, ...]:
    """Return the ids of the mandates that the record still shows as running after their last day."""
    late = [x for x in fetch(conn, rows.Mandate, order="number") if x.until_day < today]
    steps = _of(conn, rows.MandateStep, late)
    return tuple(x.id for x in late if steps[x.id][-1].state in RUNNING)


def _of(conn: Connection, table: Any, found: Collection[Any]) -> Any:
    return grouped(belonging(conn, table, "mandate_id", [x.id for x in found], "n"), "mandate_id")


def _granted_in(steps: list[Any], year: int) -> bool:
    return any(x.state == "granted" and x.on_day.year == year for x in steps)


_NUMBER: Any = rows.Mandate.number
