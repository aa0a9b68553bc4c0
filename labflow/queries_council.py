"""The SELECTs about seats, meetings and decisions: rows in, frozen values out. Decides nothing and writes nothing."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select
from sqlmodel import col

from labflow import facts, rows
from labflow.reglement import Reglement, reglement_from
from labflow.sitting import Item, Noted, Position, Seat, Sitting
from labflow.words import Words

RULES = "reglement"


def sitting(conn: Connection, day: date) -> Sitting | None:
    """Return the meeting of this day with all that belongs to it, or None. A fixed number of statements."""
    meeting = conn.execute(select(rows.Meeting).where(col(rows.Meeting.day) == day)).first()
    if meeting is None:
        return None
    reglement = reglement_of(conn, meeting.reglement)
    assert reglement is not None
    everybody = seats(conn)
    named = {seat.id: seat.key for seat in everybody}
    presence = _presence(conn, meeting.id, named)
    return Sitting(
        day=meeting.day,
        reglement=reglement,
        seats=tuple(seat for seat in everybody if seat.sits_on(day)),
        items=_items(conn, meeting.id, named, presence),
        presence=presence[None],
        starts=meeting.starts,
        place=meeting.place or "",
        is_open=meeting.open_,
        chair_id=meeting.chair_id,
        closed_on=meeting.closed_on,
        checkpoint=meeting.checkpoint,
        id=meeting.id,
    )


def meeting_days(conn: Connection) -> tuple[tuple[date, bool], ...]:
    """Return the day of every meeting and whether it is closed, first to last."""
    found = conn.execute(select(col(rows.Meeting.day), col(rows.Meeting.closed_on)).order_by(col(rows.Meeting.day)))
    return tuple((day, closed_on is not None) for day, closed_on in found)


def seats(conn: Connection) -> tuple[Seat, ...]:
    """Return every seat that ever was, in the order of the body."""
    found = conn.execute(select(rows.Seat).order_by(col(rows.Seat.n), col(rows.Seat.key)))
    return tuple(
        Seat(r.key, Words(r.title, r.title_en or r.title), bool(r.votes), r.from_day, r.until_day, r.id) for r in found
    )


def open_holders(conn: Connection, seat_id: str) -> tuple[str, ...]:
    """Return the ids of the rows that say who holds this seat without a last day."""
    holder = rows.Holder
    found = conn.execute(select(col(holder.id)).where(col(holder.seat_id) == seat_id, col(holder.until_day).is_(None)))
    return tuple(found.scalars())


def reglement_of(conn: Connection, version: int | None = None) -> Reglement | None:
    """Return a published version of the body's rules (the newest without `version`), or None."""
    asked = select(rows.Definition).where(col(rows.Definition.workflow) == RULES)
    if version is not None:
        asked = asked.where(col(rows.Definition.version) == version)
    found = conn.execute(asked.order_by(col(rows.Definition.version).desc())).first()
    return None if found is None else reglement_from(json.loads(found.canonical))


def request_numbered(conn: Connection, number: str) -> tuple[facts.Request, str, str, str] | None:
    """Return a request with its newest state, and the id, slug and title of its initiative; None when there is none."""
    steps = conn.execute(_requests().where(col(rows.Request.number) == number)).all()
    if not steps:
        return None
    last = steps[-1]
    return _request(last), last.initiative_id, last.slug, last.title


def newest(conn: Connection, table: Any, **where: str) -> int:
    """Return the highest `n` among the rows of a table with these values, 0 when there are none."""
    asked = select(func.max(table.n)).where(*(getattr(table, name) == value for name, value in where.items()))
    return int(conn.execute(asked).scalar() or 0)


def last_number(conn: Connection, year: int) -> int:
    """Return the highest decision number of a calendar year, 0 when there is none."""
    number = col(rows.Decision.number)
    found = conn.execute(select(number).where(number.like(f"{year:04}-%")).order_by(number)).scalars()
    return max((int(text.split("-")[1]) for text in found), default=0)


def _presence(conn: Connection, meeting_id: str, named: Mapping[str, str]) -> Mapping[str | None, dict[str, str]]:
    """By item (None: the whole meeting), then by seat; later rows overwrite earlier ones."""
    there: dict[str | None, dict[str, str]] = defaultdict(dict)
    table = rows.Attendance
    for row in conn.execute(select(table).where(col(table.meeting_id) == meeting_id).order_by(col(table.n))):
        there[row.agenda_item_id][named[row.seat_id]] = row.value
    return there


def _items(
    conn: Connection, meeting_id: str, named: Mapping[str, str], presence: Mapping[str | None, dict[str, str]]
) -> tuple[Item, ...]:
    table = rows.AgendaItem
    found = conn.execute(select(table).where(col(table.meeting_id) == meeting_id).order_by(col(table.n))).all()
    ids = [row.id for row in found]
    requests = {row.id: row for row in conn.execute(_requests().where(col(rows.Request.id).in_(_all(found))))}
    positions, votes, noted = _positions(conn, ids, named), _votes(conn, ids, named), _noted(conn, ids)
    return tuple(
        Item(
            n=row.n,
            title=Words(row.title, row.title_en or row.title),
            request=_request(requests[row.request_id]) if row.request_id else None,
            initiative_id=row.initiative_id,
            slug=requests[row.request_id].slug if row.request_id else "",
            question=_words(row.question, row.question_en),
            available=_words(row.available, row.available_en),
            careful=_words(row.careful, row.careful_en),
            advice=_words(row.advice, row.advice_en),
            positions=positions[row.id],
            presence=presence.get(row.id, {}),
            votes={seat: value for _, seat, value in votes[row.id]},
            vote_ids=tuple(vote_id for vote_id, _, _ in votes[row.id]),
            noted=noted.get(row.id),
            id=row.id,
        )
        for row in found
    )


def _all(found: Iterable[Any]) -> list[str]:
    return [row.request_id for row in found if row.request_id]


def _positions(conn: Connection, ids: list[str], named: Mapping[str, str]) -> Mapping[str, dict[str, Position]]:
    told: dict[str, dict[str, Position]] = defaultdict(dict)
    table = rows.Position
    for row in conn.execute(select(table).where(col(table.agenda_item_id).in_(ids)).order_by(col(table.n))):
        told[row.agenda_item_id][named[row.seat_id]] = Position(row.value, row.text or "")
    return told


def _votes(conn: Connection, ids: list[str], named: Mapping[str, str]) -> Mapping[str, list[tuple[str, str, str]]]:
    """By item: id, seat and value of each vote that is not struck, old to new."""
    cast: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    table = rows.Vote
    standing = select(table).where(col(table.agenda_item_id).in_(ids), col(table.struck).is_(False))
    for row in conn.execute(standing.order_by(col(table.n))):
        cast[row.agenda_item_id].append((row.id, named[row.seat_id], row.value))
    return cast


def _noted(conn: Connection, ids: list[str]) -> Mapping[str, Noted]:
    table, terms = rows.Outcome, rows.Condition
    standing = select(table).where(col(table.agenda_item_id).in_(ids), col(table.struck).is_(False))
    found = conn.execute(standing).all()
    conditions: dict[str, dict[str, facts.Condition]] = defaultdict(dict)
    of_these = select(terms).where(col(terms.outcome_id).in_([row.id for row in found]))
    for row in conn.execute(of_these.order_by(col(terms.due_day), col(terms.id))):
        conditions[row.outcome_id][row.id] = facts.Condition(row.text, row.owner, row.due_day, row.kind, row.met_on)
    return {
        row.agenda_item_id: Noted(row.value, row.by, row.verdict, row.cents, row.target_day, conditions[row.id], row.id)
        for row in found
    }


def _requests() -> Any:
    """Requests with each of their steps, old to new: the last row of a request tells its state."""
    ask, step, of = rows.Request, rows.RequestStep, rows.Initiative
    return (
        select(ask, col(step.state), col(step.question), col(of.slug), col(of.title))
        .join(step, col(step.request_id) == col(ask.id))
        .join(of, col(of.id) == col(ask.initiative_id))
        .order_by(col(step.n))
    )


def _request(row: Any) -> facts.Request:
    return facts.Request(
        number=row.number,
        transition=row.transition,
        state=row.state,
        asks=json.loads(row.asks),
        cents=row.cents,
        motivation=row.motivation or "",
        question=row.question or "",
        person_id=row.person_id,
        on_day=row.on_day,
        text_sha256=row.text_sha256,
        id=row.id,
    )


def _words(nl: str | None, en: str | None) -> Words | None:
    return None if nl is None else Words(nl, en or nl)
