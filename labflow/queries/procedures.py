"""Written procedures as frozen values, with the seats as they are held on a day. Never writes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from labflow import rows
from labflow.procedure import Given, Procedure
from labflow.queries import parts
from labflow.queries.council import rules_of, same_texts, seats
from labflow.queries.people import people
from labflow.queries.reading import belonging, fetch, grouped
from labflow.reglement import Reglement
from labflow.sitting import Seat
from labflow.typed import is_findable
from labflow.words import Words

TABLE: Any = rows.Procedure
OVER = ("changed", "ended", "lapsed", "ratified", "refused")


def procedures(conn: Connection, today: date, *where: Any) -> tuple[Procedure, ...]:
    """Return the procedures that fit, by number. A fixed number of statements.

    `today`: the day on which one looks who holds a seat; electors, answers and texts do not depend on it.
    """
    found = fetch(conn, rows.Procedure, *where, order="number")
    parcel = _Parcel.of(conn, found, today)
    return tuple(_procedure(row, parcel) for row in found)


def procedure(conn: Connection, number: str, today: date) -> Procedure | None:
    """Return one procedure by its number, or None."""
    return next(iter(procedures(conn, today, TABLE.number == number)), None) if is_findable(number) else None


def unrecorded(conn: Connection, today: date) -> tuple[Procedure, ...]:
    """Return the procedures of which nobody has recorded the end, by number."""
    return procedures(conn, today, TABLE.ended.is_(None))


def next_number(conn: Connection, year: int) -> str:
    """Return the number of the next procedure of a year: `s-2023-001`."""
    start = f"s-{year}-"
    taken = [row.number for row in fetch(conn, rows.Procedure, TABLE.number.startswith(start))]
    return f"{start}{max((int(number.rsplit('-', 1)[1]) for number in taken), default=0) + 1:03d}"


@dataclass(frozen=True, slots=True)
class _Parcel:
    """Everything that belongs to the chosen procedures, each table read once."""

    seats: Mapping[str, Seat]
    electors: Mapping[str, list[Any]]
    answers: Mapping[str, list[Any]]
    requests: Mapping[str, Any]
    steps: Mapping[str, list[Any]]
    wordings: Mapping[str, list[Any]]
    mandate_steps: Mapping[str, list[Any]]
    slugs: Mapping[str, str]
    people: dict[str, str]
    rules: Mapping[int, Reglement]
    meetings: list[Any]

    @classmethod
    def of(cls, conn: Connection, found: list[Any], today: date) -> "_Parcel":
        """Read it: one statement a table, however many procedures."""
        ids, asked = [row.id for row in found], [row.request_id for row in found if row.request_id]
        about = [row.initiative_id for row in found if row.initiative_id]
        mandates = [row.mandate_id for row in found if row.mandate_id]

        def of(table: Any, column: str, known: list[str]) -> Mapping[str, list[Any]]:
            return grouped(belonging(conn, table, column, known, "n"), column)

        return cls(
            {seat.id: seat for seat in seats(conn, today)},
            of(rows.Elector, "procedure_id", ids), of(rows.Answer, "procedure_id", ids),
            {row.id: row for row in belonging(conn, rows.Request, "id", asked)},
            of(rows.RequestStep, "request_id", asked), of(rows.Wording, "request_id", asked),
            of(rows.MandateStep, "mandate_id", mandates),
            {row.id: row.slug for row in belonging(conn, rows.Initiative, "id", about)},
            people(conn), rules_of(conn), fetch(conn, rows.Meeting, order="day"),
        )  # fmt: skip


def _procedure(row: Any, parcel: _Parcel) -> Procedure:
    electors = parcel.electors.get(row.id, [])
    rules, asked = parcel.rules[row.reglement], parcel.requests.get(row.request_id or "")
    steps = parcel.steps.get(row.request_id or "", [])
    request = parts.request(asked, steps, None, parcel.people, None if row.ended else row.closes_on) if asked else None
    text = request.text_sha256 if request else row.text_sha256
    return Procedure(
        row.number, Words(row.title, row.title_en or row.title), rules, row.opened_on, row.closes_on, row.text_sha256,
        tuple(parcel.seats[one.seat_id] for one in electors),
        frozenset(parcel.seats[one.seat_id].key for one in electors if one.recused),
        tuple(_given(one, parcel) for one in parcel.answers.get(row.id, [])),
        row.kind, parcel.slugs.get(row.initiative_id or "", ""), request, bool(row.urgent),
        bool(request and request.transition in rules.tacit),
        same_texts(text, parcel.wordings.get(row.request_id or "", [])),
        _next_meeting(row, parcel), _withdrawn_on(row, steps, parcel), row.ended, row.ended_on, row.id,
        row.initiative_id, row.mandate_id, row.agenda_item_id,
    )  # fmt: skip


def _given(row: Any, parcel: _Parcel) -> Given:
    seat = parcel.seats[row.seat_id]
    return Given(seat.key, row.value, row.on_day, row.text_sha256, row.reason or "", row.person_id)


def _next_meeting(row: Any, parcel: _Parcel) -> date | None:
    """The first meeting after the term that was known when the term ended; one called later changes nothing."""
    known = (
        meeting.day
        for meeting in parcel.meetings
        if meeting.day > row.closes_on and not meeting.cancelled_on
        if meeting.called_on is None or meeting.called_on <= row.closes_on
    )
    return next(known, None)


def _withdrawn_on(row: Any, steps: list[Any], parcel: _Parcel) -> date | None:
    """The day on which what it asks was no longer asked: the request withdrawn, or the mandate over."""
    asked = ((step.on_day, step.state == "withdrawn") for step in steps)
    mandated = ((step.on_day, step.state in OVER) for step in parcel.mandate_steps.get(row.mandate_id or "", []))
    return next((day for day, over in (*asked, *mandated) if over and day >= row.opened_on), None)
