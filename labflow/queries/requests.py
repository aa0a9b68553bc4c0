"""Requests by number. Never writes."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from labflow import rows
from labflow.clock import days_after
from labflow.queries.council import next_meeting
from labflow.queries.reading import fetch, one
from labflow.typed import is_findable


def request_row(conn: Connection, number: str) -> Any | None:
    """Return the row of a request, or None."""
    return one(conn, rows.Request, rows.Request.number == number) if is_findable(number) else None


def next_number(conn: Connection, year: int) -> str:
    """Return the number of the next request of a year: `a-2023-017`."""
    start = f"a-{year}-"
    number: Any = rows.Request.number
    longest_first = (func.length(number).desc(), number.desc())
    last = conn.execute(select(number).where(number.startswith(start)).order_by(*longest_first).limit(1)).scalar()
    return f"{start}{int(last.rsplit('-', 1)[1]) + 1 if last else 1:03d}"


def steps_of(conn: Connection, request_id: str) -> list[Any]:
    """Return what became of a request, old to new: state, question, day."""
    return fetch(conn, rows.RequestStep, rows.RequestStep.request_id == request_id, order="n")


def papers_of_next(conn: Connection, today: date) -> date | None:
    """Return the last day for papers of the meeting that comes next (today's too), None when it is not known."""
    row = next_meeting(conn, days_after(today, -1))
    return row.papers_on if row else None
