"""Seats, meetings and decisions of the body as frozen values. Never writes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from labflow import facts, rows
from labflow.queries import parts
from labflow.queries.people import people
from labflow.queries.reading import fetch, grouped, one, words
from labflow.reglement import Reglement, reglement_from
from labflow.sitting import Item, Noted, Position, Seat, Sitting
from labflow.words import Words

RULES = "reglement"
NUMBER: Any = rows.Decision.number
ITEM: Any = rows.AgendaItem.__table__  # type: ignore[attr-defined]


def sitting(conn: Connection, day: date) -> Sitting | None:
    """Return the meeting of a day with all that belongs to it, or None. A fixed number of statements."""
    meeting = one(conn, rows.Meeting, rows.Meeting.day == day)
    if meeting is None:
        return None
    reglement = reglement_of(conn, meeting.reglement)
    assert reglement is not None
    parcel = _Parcel.of(conn, meeting.id)
    return Sitting(
        meeting.day, reglement, tuple(seat for seat in parcel.seats if seat.sits_on(day)),
        tuple(_item(row, parcel) for row in fetch(conn, rows.AgendaItem, ITEM.c.meeting_id == meeting.id, order="n")),
        parcel.presence(None), meeting.starts, meeting.place or "", bool(meeting.open_), meeting.chair_id,
        meeting.closed_on, meeting.checkpoint, meeting.source or "", meeting.id,
    )  # fmt: skip


def seats(conn: Connection) -> tuple[Seat, ...]:
    """Return every seat that ever was, in the order of the body."""
    return tuple(
        Seat(r.key, Words(r.title, r.title_en or r.title), bool(r.votes), r.from_day, r.until_day, r.source or "", r.id)
        for r in fetch(conn, rows.Seat, order="n")
    )


def reglement_of(conn: Connection, version: int | None = None) -> Reglement | None:
    """Return a published version of the body's rules (the newest without `version`), or None."""
    published = {r.version: r for r in fetch(conn, rows.Definition, rows.Definition.workflow == RULES, order="version")}
    found = published.get(max(published, default=0) if version is None else version)
    return None if found is None else reglement_from(json.loads(found.canonical))


def last_number(conn: Connection, year: int) -> int:
    """Return the highest decision number of a calendar year, 0 when there is none; a correction has no own number."""
    found = conn.execute(select(NUMBER).where(NUMBER.startswith(f"{year:04}-"))).scalars()
    return max((int(number.split("-")[1]) for number in found), default=0)


@dataclass(frozen=True, slots=True)
class _Parcel:
    """Everything that belongs to the items of one meeting, each table read once."""

    seats: tuple[Seat, ...]
    keys: Mapping[str, str]
    attendance: Mapping[str, list[Any]]
    requests: Mapping[str, Any]
    steps: Mapping[str, list[Any]]
    slugs: Mapping[str, str]
    people: dict[str, str]
    positions: Mapping[str, list[Any]]
    votes: Mapping[str, list[Any]]
    outcomes: Mapping[str, Any]
    conditions: Mapping[str, list[Any]]

    @classmethod
    def of(cls, conn: Connection, meeting_id: str) -> "_Parcel":
        """Read it: one statement a table, however many items."""
        here = ITEM.c.meeting_id == meeting_id
        ids, asked = select(ITEM.c.id).where(here), select(ITEM.c.request_id).where(here)
        about = select(ITEM.c.initiative_id).where(here)
        everybody = seats(conn)

        def by_item(table: Any, *where: Any) -> list[Any]:
            return fetch(conn, table, table.agenda_item_id.in_(ids), *where, order="n")

        attendance = fetch(conn, rows.Attendance, rows.Attendance.meeting_id == meeting_id, order="n")
        steps = fetch(conn, rows.RequestStep, _within(rows.RequestStep.request_id, asked), order="n")
        noted = by_item(rows.Outcome, _standing(rows.Outcome))
        conditions = fetch(conn, rows.Condition, _within(rows.Condition.outcome_id, [row.id for row in noted]))
        return cls(
            everybody, {seat.id: seat.key for seat in everybody},
            grouped(attendance, "agenda_item_id"),
            {row.id: row for row in fetch(conn, rows.Request, _within(rows.Request.id, asked))},
            grouped(steps, "request_id"),
            {row.id: row.slug for row in fetch(conn, rows.Initiative, _within(rows.Initiative.id, about))},
            people(conn), grouped(by_item(rows.Position), "agenda_item_id"),
            grouped(by_item(rows.Vote, _standing(rows.Vote)), "agenda_item_id"),
            {row.agenda_item_id: row for row in noted}, grouped(conditions, "outcome_id"),
        )  # fmt: skip

    def presence(self, item_id: str | None) -> dict[str, str]:
        """What each seat is, at one item or (None) at the whole meeting; the newest counts."""
        return {self.keys[row.seat_id]: row.value for row in self.attendance.get(item_id, [])}  # type: ignore[arg-type]


def _item(row: Any, parcel: _Parcel) -> Item:
    votes = parcel.votes.get(row.id, [])
    return Item(
        row.n, Words(row.title, row.title_en or row.title), _request(row, parcel),
        row.initiative_id, parcel.slugs.get(row.initiative_id or "", ""),
        words(row.question, row.question_en), words(row.available, row.available_en),
        words(row.careful, row.careful_en), words(row.advice, row.advice_en),
        {parcel.keys[p.seat_id]: Position(p.value, p.text or "") for p in parcel.positions.get(row.id, [])},
        parcel.presence(row.id), {parcel.keys[vote.seat_id]: vote.value for vote in votes},
        tuple(vote.id for vote in votes), _noted(parcel.outcomes.get(row.id), parcel), row.source or "", row.id,
    )  # fmt: skip


def _request(row: Any, parcel: _Parcel) -> facts.Request | None:
    asked = parcel.requests.get(row.request_id or "")
    return None if asked is None else parts.request(asked, parcel.steps[asked.id], None, parcel.people)


def _noted(row: Any, parcel: _Parcel) -> Noted | None:
    if row is None:
        return None
    conditions = {c.id: parts.condition(c) for c in parcel.conditions.get(row.id, [])}
    return Noted(row.value, row.by, row.verdict, row.cents, row.target_day, conditions, row.id)


def _standing(table: Any) -> Any:
    return table.struck.is_(False)


def _within(column: Any, values: Any) -> Any:
    return column.in_(values)
