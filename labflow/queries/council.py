"""Seats, meetings and decisions of the body as frozen values. Never writes."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, select

from labflow import facts, rows
from labflow.queries import parts
from labflow.queries.people import people
from labflow.queries.reading import belonging, fetch, grouped, words
from labflow.reglement import Reglement, reglement_from
from labflow.sitting import RECUSED, TAKES_PART, Ballot, Item, Noted, Position, Seat, Sitting, people_of
from labflow.words import Words

RULES = "reglement"
NUMBER: Any = rows.Decision.number
ITEM: Any = rows.AgendaItem.__table__  # type: ignore[attr-defined]


def sitting(conn: Connection, day: date) -> Sitting | None:
    """Return the meeting of a day with all that belongs to it, or None. A fixed number of statements."""
    meeting = next(iter(belonging(conn, rows.Meeting, "day", (day,))), None)
    if meeting is None:
        return None
    rules = rules_of(conn)
    parcel = _Parcel.of(conn, meeting.id, rules, day)
    return Sitting(
        meeting.day, rules[meeting.reglement], tuple(seat for seat in parcel.seats if seat.sits_on(day)),
        tuple(_item(row, parcel) for row in belonging(conn, rows.AgendaItem, "meeting_id", (meeting.id,), "n")),
        parcel.presence(None), meeting.starts, meeting.place or "", bool(meeting.open_), meeting.chair_id,
        meeting.closed_on, meeting.checkpoint, meeting.source or "", meeting.id, meeting.secretary_id,
        meeting.papers_on, meeting.called_on, meeting.cancelled_on, parcel.stand_ins(None),
        meeting.cancelled_why or "", meeting.sequence,
    )  # fmt: skip


def seats(conn: Connection, day: date | None = None) -> tuple[Seat, ...]:
    """Return every seat that ever was, in the order of the body; with `day`, who holds each on that day."""
    held = grouped(fetch(conn, rows.Holder), "seat_id") if day else {}
    return tuple(
        _seat(row, [x for x in held.get(row.id, ()) if _on(x, day)]) for row in fetch(conn, rows.Seat, order="n")
    )


def sitters(conn: Connection, seat_id: str, day: date) -> Mapping[str, bool]:
    """Return the ids of the persons who may sit on a seat on a day; True: as substitute only (R1)."""
    held = sorted((x for x in belonging(conn, rows.Holder, "seat_id", (seat_id,)) if _on(x, day)),
                  key=lambda x: not x.substitute)  # fmt: skip
    return {x.person_id: bool(x.substitute) for x in held if x.person_id}


def never_votes(conn: Connection, coordinators: Collection[str], person_id: str, day: date) -> bool:
    """Whether a person can have no vote on a day: they coordinate, or sit on a seat without a vote (C312-313).

    `coordinators`: the keys of the roles that coordinate.
    """
    return coordinates(conn, coordinators, person_id, day) or person_id in people_on(conn, day, votes=False)


def coordinates(conn: Connection, coordinators: Collection[str], person_id: str, day: date) -> bool:
    """Whether a person has one of the roles that coordinate on a day."""
    held = belonging(conn, rows.RoleHeld, "person_id", (person_id,))
    return any(x.role in coordinators and _on(x, day) for x in held)


def people_on(conn: Connection, day: date, votes: bool) -> frozenset[str]:
    """Return the ids of whoever holds or stands in for a seat with, or without, a vote on a day."""
    found = (seat for seat in seats(conn, day) if seat.votes == votes and seat.sits_on(day))
    return frozenset(filter(None, people_of(found)))


def rules_of(conn: Connection) -> Mapping[int, Reglement]:
    """Return every published version of the body's rules; one that a decision adopted names that decision (R0)."""
    adopted = {x.version: x.decision_id for x in fetch(conn, rows.Adoption, order="from_day")}
    numbers = {x.id: x.number for x in belonging(conn, rows.Decision, "id", tuple(adopted.values()))}
    found = belonging(conn, rows.Definition, "workflow", (RULES,), "version")
    return {
        x.version: replace(_read_rules(x.canonical), adopted_by=numbers.get(adopted.get(x.version, ""))) for x in found
    }


def reglement_of(conn: Connection, version: int | None = None) -> Reglement | None:
    """Return a published version of the body's rules (the newest without `version`), or None."""
    published = rules_of(conn)
    return published.get(max(published, default=0) if version is None else version)


def rules_in_force(conn: Connection, day: date) -> Reglement | None:
    """Return the rules by which the body decides on a day: the last adopted, or the newest proposal when none was."""
    adopted = [x.version for x in fetch(conn, rows.Adoption, order="from_day") if x.from_day <= day]
    return reglement_of(conn, adopted[-1] if adopted else None)


def next_meeting(conn: Connection, after: date) -> Any | None:
    """Return the first meeting after a day that is neither closed nor cancelled, or None when none is planned."""
    open_ones = (rows.Meeting.day > after, rows.Meeting.closed_on.is_(None), rows.Meeting.cancelled_on.is_(None))  # type: ignore[union-attr]
    return next(iter(fetch(conn, rows.Meeting, *open_ones, order="day")), None)


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
    rules: Mapping[int, Reglement]
    wordings: Mapping[str, list[Any]]
    ballots: Mapping[str, Any]
    advices: Mapping[str, list[Any]]
    positions: Mapping[str, list[Any]]
    votes: Mapping[str, list[Any]]
    outcomes: Mapping[str, Any]
    conditions: Mapping[str, list[Any]]

    @classmethod
    def of(cls, conn: Connection, meeting_id: str, rules: Mapping[int, Reglement], day: date) -> "_Parcel":
        """Read it: one statement a table, however many items."""
        everybody = seats(conn, day)

        def under(table: Any, column: str, of: str = "id", is_standing: bool = False) -> list[Any]:
            return list(conn.execute(_under(table, column, of, is_standing), {"meeting": meeting_id}))

        attendance = belonging(conn, rows.Attendance, "meeting_id", (meeting_id,), "n")
        noted = under(rows.Outcome, "agenda_item_id", is_standing=True)
        conditions = belonging(conn, rows.Condition, "outcome_id", [row.id for row in noted], "n")
        ballots = under(rows.Ballot, "agenda_item_id", is_standing=True)
        votes = under(rows.Vote, "agenda_item_id", is_standing=True)
        return cls(
            everybody, {seat.id: seat.key for seat in everybody},
            grouped(attendance, "agenda_item_id"),
            {row.id: row for row in under(rows.Request, "id", "request_id")},
            grouped(under(rows.RequestStep, "request_id", "request_id"), "request_id"),
            {row.id: row.slug for row in under(rows.Initiative, "id", "initiative_id")},
            people(conn), rules,
            grouped(under(rows.Wording, "request_id", "request_id"), "request_id"),
            {row.agenda_item_id: row for row in ballots},
            grouped(under(rows.Advice, "agenda_item_id"), "agenda_item_id"),
            grouped(under(rows.Position, "agenda_item_id"), "agenda_item_id"),
            grouped(votes, "agenda_item_id"),
            {row.agenda_item_id: row for row in noted}, grouped(conditions, "outcome_id"),
        )  # fmt: skip

    def presence(self, item_id: str | None, is_noted: bool = False) -> dict[str, str]:
        """What each seat is, at one item or (None) at the whole meeting; the newest counts."""
        return {self.keys[row.seat_id]: row.value for row in self.at(item_id, is_noted)}

    def stand_ins(self, item_id: str | None, is_noted: bool = False) -> dict[str, bool]:
        """Whether the substitute sits there, of the seats that were noted there."""
        return {self.keys[row.seat_id]: bool(row.substitute) for row in self.at(item_id, is_noted)}

    def at(self, item_id: str | None, is_noted: bool) -> list[Any]:
        """The standing row of each seat: at an item not what was said of the whole meeting later on (R2)."""
        told = _newest(self.attendance.get(item_id, ()))  # type: ignore[arg-type]
        if item_id is None:
            return told
        later = {} if is_noted else {row.seat_id: row.n for row in self.at(None, False)}
        return [
            row for row in told
            if row.value != TAKES_PART and (row.value == RECUSED or row.n > later.get(row.seat_id, 0))
        ]  # fmt: skip


def _item(row: Any, parcel: _Parcel) -> Item:
    request, noted = _request(row, parcel), _noted(parcel.outcomes.get(row.id), parcel)
    ballot = parcel.ballots.get(row.id)
    text = request.text_sha256 if request else _text_sha256(row)
    # A result that was noted keeps the votes on the text of then, whatever becomes of the text.
    same = same_texts(ballot.text_sha256 if noted and ballot else text, parcel.wordings.get(row.request_id or "", []))
    votes, positions = _newest(parcel.votes.get(row.id, ())), _newest(parcel.positions.get(row.id, ()))
    counting, advice = [vote for vote in votes if _is_on(vote, same)], parcel.advices.get(row.id, [])
    return Item(
        row.n, Words(row.title, row.title_en or row.title), request,
        row.initiative_id, parcel.slugs.get(row.initiative_id or "", ""),
        words(row.question, row.question_en), words(row.available, row.available_en),
        words(row.careful, row.careful_en), words(row.advice, row.advice_en),
        {parcel.keys[p.seat_id]: Position(p.value, p.text or "") for p in positions if _is_on(p, same)},
        parcel.presence(row.id, noted is not None), {parcel.keys[vote.seat_id]: vote.value for vote in counting},
        tuple(vote.id for vote in parcel.votes.get(row.id, ())), noted, row.source or "", row.id,
        row.kind, row.about_id, row.follows_id, row.amends_id, json.loads(row.asks or "{}"), row.cents,
        row.asked_by or "", bool(row.late), bool(row.admitted), row.minutes,
        _ballot(ballot, parcel.rules, same),
        tuple(parcel.keys[vote.seat_id] for vote in votes if vote not in counting),
        (advice[-1].yes, advice[-1].no, advice[-1].abstain) if advice else None, text, row.on_day,
        {parcel.keys[vote.seat_id]: vote.person_id for vote in counting},
        parcel.stand_ins(row.id, noted is not None),
    )  # fmt: skip


def same_texts(text: str, wordings: Sequence[Any]) -> frozenset[str]:
    """Return the hashes of every text that says the same as this one: only editorial changes lie between (R12).

    `wordings`: the changes of the request, in any order.
    """
    pairs = [
        {one.sha256_before, one.sha256_after} for one in wordings if one.kind == "editorial" and not one.claimed_by
    ]
    same = {text}
    while nearer := {each for pair in pairs if pair & same for each in pair} - same:
        same |= nearer
    return frozenset(same)


def _is_on(row: Any, same: frozenset[str]) -> bool:
    """Whether a vote or position is on the text that stands; one without a hash was never on another."""
    return row.text_sha256 is None or row.text_sha256 in same


def _newest(told: Iterable[Any]) -> list[Any]:
    """The last row of each seat, in the order in which the seats first spoke; `told` is first to last."""
    return list({row.seat_id: row for row in told}.values())


def _text_sha256(row: Any) -> str:
    """The hash of an item that rests on no request: what is asked, and what goes with it."""
    whole = json.dumps([row.kind, row.about_id, row.title, row.question, row.asks, row.cents], ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()


def _ballot(row: Any, rules: Mapping[int, Reglement], same: frozenset[str]) -> Ballot | None:
    """The standing ballot; numbers that were counted on another text do not count."""
    if row is None:
        return None
    yes, no, abstain = (row.yes, row.no, row.abstain) if _is_on(row, same) else (None, None, None)
    return Ballot(row.method, rules[row.reglement], bool(row.secret), row.text_sha256, yes, no, abstain, row.id)


def _seat(row: Any, held: Sequence[Any]) -> Seat:
    """A seat with who holds it; a holder that is nobody means: known to be vacant."""
    holder = next((x for x in held if not x.substitute), None)
    substitute = next((x for x in held if x.substitute), None)
    return Seat(
        row.key, Words(row.title, row.title_en or row.title), bool(row.votes), row.from_day, row.until_day,
        row.source or "", row.id, holder.person_id if holder else None, substitute.person_id if substitute else None,
        holder is not None and holder.person_id is None, row.expertise or "",
    )  # fmt: skip


def _on(row: Any, day: date | None) -> bool:
    return (
        day is not None
        and (row.from_day is None or row.from_day <= day)
        and (row.until_day is None or day < row.until_day)
    )


@cache
def _read_rules(canonical: str) -> Reglement:
    return reglement_from(json.loads(canonical))


def _request(row: Any, parcel: _Parcel) -> facts.Request | None:
    asked = parcel.requests.get(row.request_id or "")
    return None if asked is None else parts.request(asked, parcel.steps[asked.id], None, parcel.people)


def _noted(row: Any, parcel: _Parcel) -> Noted | None:
    if row is None:
        return None
    conditions = {c.id: parts.condition(c) for c in parcel.conditions.get(row.id, [])}
    return Noted(
        row.value, row.by, row.verdict, row.cents, row.target_day, conditions, row.id, row.review_day, row.why or "",
        json.loads(row.roll or "{}"),
    )  # fmt: skip


@cache
def _under(table: Any, column: str, of: str, is_standing: bool) -> Any:
    """Make the statement once: the rows of a table of which a column is `of` one of the items of a meeting."""
    rows_of, here = table.__table__, ITEM.c.meeting_id == bindparam("meeting")
    chosen = select(rows_of).where(rows_of.c[column].in_(select(ITEM.c[of]).where(here)))
    standing = chosen.where(rows_of.c.struck.is_(False)) if is_standing else chosen
    return standing.order_by(rows_of.c.n if "n" in rows_of.c else rows_of.c.id)
