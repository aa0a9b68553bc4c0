"""The register of decisions: what the body decided, newest last. Never writes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from labflow import facts, rows
from labflow.queries import parts
from labflow.queries.reading import fetch, grouped
from labflow.words import Words


@dataclass(frozen=True, slots=True)
class Registered:
    """One decision as it stands in the register. `slug` is "" when it is about no initiative."""

    number: str
    on_day: date
    title: Words
    outcome: str
    by: str
    slug: str
    transition: str | None
    request: str | None
    cents: int | None
    reglement: int
    verdict: str
    conditions: tuple[facts.Condition, ...] = ()


def decisions(conn: Connection) -> tuple[Registered, ...]:
    """Return every decision, by number. A fixed number of statements."""
    items = {row.id: row for row in fetch(conn, rows.AgendaItem)}
    slugs = {row.id: row.slug for row in fetch(conn, rows.Initiative)}
    requests = {row.id: row.number for row in fetch(conn, rows.Request)}
    conditions = grouped(fetch(conn, rows.Condition, order="due_day"), "decision_id")
    return tuple(
        _registered(row, items[row.agenda_item_id], slugs, requests, conditions.get(row.id, []))
        for row in fetch(conn, rows.Decision, order="number")
    )


def _registered(row: Any, item: Any, slugs: dict[str, str], requests: dict[str, str], terms: list[Any]) -> Registered:
    return Registered(
        row.number, row.on_day, Words(item.title, item.title_en or item.title), row.outcome, row.by,
        slugs.get(row.initiative_id or "", ""), row.transition, requests.get(row.request_id or ""), row.cents,
        row.reglement, row.verdict, tuple(parts.condition(term) for term in terms),
    )  # fmt: skip
