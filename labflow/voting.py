"""Verbs at the table: positions before the meeting, who is there, votes.

Nothing here decides: a vote moves nothing until a result is noted and the meeting closes (`closing`).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from labflow import rows, typed
from labflow.access import demand
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.meetings import item_numbered, not_yet, open_meeting, sitting_on
from labflow.queries.reading import next_n
from labflow.reasons import Blocked, Invalid, NotAllowed, Reason
from labflow.sitting import HERE, RECUSED, Item, Seat, Sitting

POSITIONS = ("agree", "discuss", "disagree")
VOTES = ("yes", "no", "abstain")
ANSWERS = ("coming", "not_coming")
ON_THE_DAY = ("present", "absent")
PRESENCE = (*ANSWERS, "excused", *ON_THE_DAY, RECUSED)
CLERKS = frozenset({"chair", "secretary", "coordinator"})


def position(change: Change, catalogue: Catalogue, day: date, n: object, seat: str, value: object,
             text: object = None) -> Item:  # fmt: skip
    """Say what a seat thinks before the item is decided: agree, discuss or disagree. It may change; it is no vote."""
    demand(change.actor, "position", catalogue.network)
    _, item, chosen = _open_item(change, day, n, seat)
    _demand_seat(change, catalogue, chosen, CLERKS - {"coordinator"})
    told = {"value": typed.choice(value, "position", POSITIONS), "text": typed.optional_text(text, "position_text")}
    _add_of_seat(change, rows.Position, item, chosen, value=told["value"], text=told["text"] or None)
    change.record("position")
    return sitting_on(change, day).item(item.n)


def attend(change: Change, catalogue: Catalogue, day: date, seat: str, value: object, n: object = None) -> Sitting:
    """Say what a seat ("all": every seat) is at the meeting, or at one item.

    `value`: present, excused or absent; recused at an item only (R6); coming or not_coming as an answer beforehand.
    Raises Blocked before the day for what only the day can tell, and while a vote stands that it would change (R2).
    """
    demand(change.actor, "attend", catalogue.network)
    meeting = open_meeting(change, day)
    item = None if n is None else item_numbered(meeting, n)
    chosen = meeting.seats if seat == "all" else (meeting.seat(seat),)
    told = _presence(value, item)
    _demand_attendance(change, catalogue, chosen, told)
    if reasons := (*(not_yet(change, meeting) if told in ON_THE_DAY else ()), *_frozen(meeting, item)):
        raise Blocked(*reasons)
    newest = next_n(change.conn, rows.Attendance, rows.Attendance.meeting_id == meeting.id)
    for one in chosen:
        change.add(rows.Attendance(
            id=change.new_id(), meeting_id=meeting.id, agenda_item_id=item.id if item else None, seat_id=one.id,
            value=told, n=newest,
        ))  # fmt: skip
    change.record("attend")
    return sitting_on(change, day)


def vote(change: Change, catalogue: Catalogue, day: date, n: object, seat: str, value: object) -> Item:
    """Cast the vote of a seat, or change it while no result is noted: yes, no or abstain.

    The holder votes, or chair, secretary or coordinator enters it (the row says who did). Raises Blocked when the seat
    has no vote, is not there or is recused, before the day, and after a result was noted.
    """
    demand(change.actor, "vote", catalogue.network)
    meeting, item, chosen = _open_item(change, day, n, seat)
    _demand_seat(change, catalogue, chosen, CLERKS)
    told = typed.choice(value, "vote", VOTES)
    if reasons := (*not_yet(change, meeting), *_cannot_vote(meeting, item, chosen)):
        raise Blocked(*reasons)
    _add_of_seat(change, rows.Vote, item, chosen, value=told)
    change.record("vote")
    return sitting_on(change, day).item(item.n)


def _open_item(change: Change, day: date, n: object, seat: str) -> tuple[Sitting, Item, Seat]:
    meeting = open_meeting(change, day)
    item, chosen = item_numbered(meeting, n), meeting.seat(seat)
    reasons = []
    if item.noted is not None:
        reasons.append(Reason("meetings.already_noted", {"number": item.n}))
    if not chosen.votes:
        reasons.append(Reason("meetings.no_vote", {"seat": chosen.title}))
    if reasons:
        raise Blocked(*reasons)
    return meeting, item, chosen


def _add_of_seat(change: Change, table: Any, item: Item, seat: Seat,
                 **columns: object) -> None:  # fmt: skip
    change.add(table(
        id=change.new_id(), agenda_item_id=item.id, seat_id=seat.id, person_id=change.actor.person_id,
        n=next_n(change.conn, table, table.agenda_item_id == item.id), **columns,
    ))  # fmt: skip


def _demand_seat(change: Change, catalogue: Catalogue, seat: Seat, clerks: frozenset[str]) -> None:
    """A member speaks for the seats they hold; chair and clerks enter what somebody else said."""
    meanings = change.actor.meanings_on(catalogue.network, None)
    if seat.id not in change.actor.seats and not meanings & clerks:
        raise NotAllowed(Reason("meetings.not_your_seat", {"seat": seat.title}, who="secretary"))


def _demand_attendance(change: Change, catalogue: Catalogue, seats: Sequence[Seat], value: str) -> None:
    """A member answers for the own seat beforehand, or steps aside; who is there, the chair or a clerk notes."""
    for seat in seats:
        _demand_seat(change, catalogue, seat, CLERKS)
    if value in ON_THE_DAY and not change.actor.meanings_on(catalogue.network, None) & CLERKS:
        raise NotAllowed(Reason("meetings.presence_is_noted", who="secretary"))


def _presence(value: object, item: Item | None) -> str:
    told = typed.choice(value, "presence", PRESENCE)
    if told == RECUSED and item is None:
        raise Invalid(Reason("meetings.recusal_needs_item"))
    if told in ANSWERS and item is not None:
        raise Invalid(Reason("meetings.answer_is_for_the_meeting"))
    return told


def _frozen(meeting: Sitting, item: Item | None) -> Iterator[Reason]:
    """Presence stays as it is while a vote stands; a noted item keeps its own numbers, whatever comes after."""
    for one in meeting.items if item is None else (item,):
        if one.noted is None and one.votes:
            yield Reason("meetings.presence_frozen", {"number": one.n})
    if item is not None and item.noted is not None:
        yield Reason("meetings.already_noted", {"number": item.n})


def _cannot_vote(meeting: Sitting, item: Item, seat: Seat) -> Iterator[Reason]:
    there = meeting.presence_at(item, seat)
    if there == RECUSED:
        yield Reason("meetings.is_recused", {"seat": seat.title})
    elif there != HERE:
        yield Reason("meetings.not_present", {"seat": seat.title})
