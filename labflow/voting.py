"""Verbs at the table: positions before the meeting, who is there, votes.

Nothing here decides: a vote moves nothing until a result is noted and the meeting closes (`closing`).
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from labflow import ballots, letters, rows, typed
from labflow.access import demand
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.presiding import clerks, item_numbered, not_yet, open_meeting, sitting_on
from labflow.queries.council import coordinates, sitters
from labflow.queries.reading import next_n
from labflow.reasons import Blocked, Invalid, NotAllowed, Reason
from labflow.seating import seated, voted
from labflow.sitting import HERE, ON_THE_DAY, RECUSED, TAKES_PART, VOTES, Item, Seat, Sitting

POSITIONS = ("agree", "discuss", "disagree")
ANSWERS = ("coming", "not_coming")
PRESENCE = (*ANSWERS, "excused", *ON_THE_DAY, RECUSED, TAKES_PART)
EVERYBODY = "all"


def position(change: Change, catalogue: Catalogue, day: date, n: object, seat: str, value: object,
             text: object = None) -> Item:  # fmt: skip
    """Say what a seat thinks before the item is decided: agree, discuss or disagree. It may change; it is no vote."""
    demand(change.actor, "position", catalogue.network)
    meeting = open_meeting(change, day)
    item, chosen = item_numbered(meeting, n), meeting.seat(seat)
    if reasons := tuple(_no_say(item, chosen)):
        raise Blocked(*reasons)
    _demand_seat(change, catalogue, meeting, chosen)
    told = {"value": typed.choice(value, "position", POSITIONS), "text": typed.optional_text(text, "position_text")}
    _add_of_seat(change, rows.Position, item, chosen, value=told["value"], text=told["text"] or None)
    change.record("position")
    return sitting_on(change, day).item(item.n)


def attend(change: Change, catalogue: Catalogue, day: date, seat: str, value: object, n: object = None, *,
           at: object = None, substitute: bool = False, paper: bool = False) -> Sitting:  # fmt: skip
    """Say what a seat is at the meeting, or (`n`) at one item; "all": every seat that somebody can sit on.

    `value`: see PRESENCE. present, absent and excused for what the day tells; recused at an item only (R6), and
    takes_part to come back from that; coming or not_coming as an answer beforehand. `at`: since when, HH:MM, by default
    now; `substitute`: the substitute sits there; `paper`: filled in from the printed sheet. Raises Blocked before the
    day for what only the day can tell, while a vote stands that it would change (R2), and for one person on two seats
    (R1).
    """
    demand(change.actor, "attend", catalogue.network)
    meeting = open_meeting(change, day)
    number = None if n is None else item_numbered(meeting, n).n
    chosen = _everybody(meeting) if seat == EVERYBODY else (meeting.seat(seat),)
    for one in chosen:
        meeting = seat_present(
            change, catalogue, meeting, one, value, number, at=at, substitute=substitute, paper=paper
        )  # fmt: skip
    change.record("attend")
    return sitting_on(change, day)


def seat_present(change: Change, catalogue: Catalogue, meeting: Sitting, seat: Seat, value: object,
                 n: int | None = None, *, at: object = None, substitute: bool = False,
                 paper: bool = False) -> Sitting:  # fmt: skip
    """Note what one seat is, as `attend` does, and return the meeting with it; the caller records, once for many."""
    item = None if n is None else meeting.item(n)
    told = _presence(value, item)
    since = _since(change, catalogue, meeting, at, paper) if told in PRESENCE[2:] else None
    _demand_attendance(change, catalogue, meeting, seat, told)
    reasons = [*(not_yet(change, meeting) if told in ON_THE_DAY else ()), *_frozen(meeting, item)]
    changed = seated(meeting, n, seat, told, substitute)
    reasons += _cannot_sit(change, catalogue, changed, n, seat)
    if reasons:
        raise Blocked(*reasons)
    change.add(rows.Attendance(
        id=change.new_id(), meeting_id=meeting.id, agenda_item_id=item.id if item else None, seat_id=seat.id,
        value=told, at=since, substitute=substitute, paper=paper,
        n=next_n(change.conn, rows.Attendance, rows.Attendance.meeting_id == meeting.id),
    ))  # fmt: skip
    return changed


def vote(change: Change, catalogue: Catalogue, day: date, n: object, seat: str, value: object, *,
         paper: bool = False) -> Item:  # fmt: skip
    """Cast the vote of a seat, or change it while no result is noted: yes, no or abstain.

    "all": of every seat that is there and has not voted yet; the recused are not among them (R5).
    Who sits there votes, or a clerk enters it: then the row says who did, and who sits there is told. Without an open
    vote it opens a plain one. Raises Blocked when the seat has no vote, is not there or is recused, when somebody else
    voted for it (R1), while the vote is secret or its amendments are open (R12), before the day, and after a result.
    """
    demand(change.actor, "vote", catalogue.network)
    meeting = open_meeting(change, day)
    item = item_numbered(meeting, n)
    for one in _silent(meeting, item) if seat == EVERYBODY else (meeting.seat(seat),):
        meeting = cast(change, catalogue, meeting, item.n, one, value, paper=paper)
    change.record("vote")
    return sitting_on(change, day).item(item.n)


def cast(change: Change, catalogue: Catalogue, meeting: Sitting, n: int, seat: Seat, value: object, *,
         paper: bool = False) -> Sitting:  # fmt: skip
    """Cast one vote, as `vote` does, and return the meeting with it; the caller records, once for many."""
    item = meeting.item(n)
    if reasons := tuple(_no_say(item, seat)):
        raise Blocked(*reasons)
    _demand_seat(change, catalogue, meeting, seat)
    told = typed.choice(value, "vote", VOTES)
    if reasons := (*not_yet(change, meeting), *_cannot_vote(change, catalogue, meeting, item, seat)):
        raise Blocked(*reasons)
    meeting = _on_open_ballot(change, meeting, item)
    vote_id = _add_of_seat(change, rows.Vote, item, seat, value=told, paper=paper)
    sitter = meeting.sitter(seat, item)
    if sitter != change.actor.person_id and not _speaks_for(change, meeting, item, seat):
        letters.write(change, "vote_entered", vote_id, [sitter])
    return voted(meeting, n, seat, told, vote_id, change.actor.person_id)


def _on_open_ballot(change: Change, meeting: Sitting, item: Item) -> Sitting:
    """The meeting with a vote open on the text as it stands: a first vote on a changed text takes the ballot along."""
    if item.ballot is None:
        return ballots.begin(change, meeting, item)
    if not item.votes and item.ballot.text_sha256 != item.text_sha256:
        change.put(rows.Ballot, item.ballot.id, text_sha256=item.text_sha256)
    return meeting


def _no_say(item: Item, seat: Seat) -> Iterator[Reason]:
    if item.noted is not None:
        yield Reason("meetings.already_noted", {"number": item.n})
    if not seat.votes:
        yield Reason("meetings.no_vote", {"seat": seat.title})
    if seat.vacant:
        yield Reason("meetings.seat_is_vacant", {"seat": seat.title}, who="coordinator")


def _add_of_seat(change: Change, table: Any, item: Item, seat: Seat, **columns: object) -> str:
    """Add a row of what a seat says, bound to the text as it stands (R12); return its id."""
    row = change.add(table(
        id=change.new_id(), agenda_item_id=item.id, seat_id=seat.id, person_id=change.actor.person_id,
        text_sha256=item.text_sha256, n=next_n(change.conn, table, table.agenda_item_id == item.id), **columns,
    ))  # fmt: skip
    return str(row.id)


def _everybody(meeting: Sitting) -> tuple[Seat, ...]:
    """Every seat that somebody can sit on at once: not the vacant ones, nor the second seat of one person."""
    first: dict[str, str] = {}
    for seat in meeting.seats:
        first.setdefault(seat.holder or seat.key, seat.key)
    return tuple(seat for seat in meeting.seats if not seat.vacant and first[seat.holder or seat.key] == seat.key)


def _silent(meeting: Sitting, item: Item) -> tuple[Seat, ...]:
    """The seats that are there and have not voted. Raises Blocked when there are none."""
    here = (seat for seat in meeting.electors if meeting.presence_at(item, seat) == HERE)
    found = tuple(seat for seat in here if seat.key not in item.votes)
    if not found:
        raise Blocked(Reason("meetings.everybody_voted", {"number": item.n}))
    return found


def _since(change: Change, catalogue: Catalogue, meeting: Sitting, given: object, paper: bool) -> str | None:
    """The local time that was typed, else now when the meeting is today; from paper nobody knows it."""
    if given not in (None, ""):
        told = typed.text(given, "at", typed.KEY)
        if not re.fullmatch("([01][0-9]|2[0-3]):[0-5][0-9]", told):
            raise Invalid(Reason("meetings.not_a_time", {"given": typed.shown(given)}))
        return told
    if paper or change.on != meeting.day:
        return None
    return f"{change.at.astimezone(ZoneInfo(catalogue.network.zone)):%H:%M}"


def _demand_seat(change: Change, catalogue: Catalogue, meeting: Sitting, seat: Seat) -> None:
    """A member speaks for the seats they hold; chair and clerks enter what somebody else said."""
    if seat.id not in change.actor.seats and not clerks(change, catalogue, meeting):
        raise NotAllowed(Reason("meetings.not_your_seat", {"seat": seat.title}, who="secretary"))


def _demand_attendance(change: Change, catalogue: Catalogue, meeting: Sitting, seat: Seat, value: str) -> None:
    """A member answers for the own seat beforehand, or steps aside; who is there, the chair or a clerk notes."""
    _demand_seat(change, catalogue, meeting, seat)
    if value in ON_THE_DAY and not clerks(change, catalogue, meeting):
        raise NotAllowed(Reason("meetings.presence_is_noted", who="secretary"))


def _presence(value: object, item: Item | None) -> str:
    told = typed.choice(value, "presence", PRESENCE)
    if told in (RECUSED, TAKES_PART) and item is None:
        raise Invalid(Reason("meetings.recusal_needs_item"))
    if told in ANSWERS and item is not None:
        raise Invalid(Reason("meetings.answer_is_for_the_meeting"))
    return told


def _frozen(meeting: Sitting, item: Item | None) -> Iterator[Reason]:
    """Presence stays as it is while a vote stands; a noted item keeps its own numbers, whatever comes after."""
    for one in meeting.items if item is None else (item,):
        if one.noted is None and one.is_voted:
            yield Reason("meetings.presence_frozen", {"number": one.n})
    if item is not None and item.noted is not None:
        yield Reason("meetings.already_noted", {"number": item.n})


def _cannot_vote(change: Change, catalogue: Catalogue, meeting: Sitting, item: Item, seat: Seat) -> Iterator[Reason]:
    yield from ballots.not_now(meeting, item)
    if item.ballot is not None and item.ballot.secret:
        yield Reason("meetings.vote_is_secret", {"number": item.n})
    there = meeting.presence_at(item, seat)
    if there == RECUSED:
        yield Reason("meetings.is_recused", {"seat": seat.title})
    elif there != HERE:
        yield Reason("meetings.not_present", {"seat": seat.title})
    yield from _cannot_sit(change, catalogue, meeting, item.n, seat)
    if not clerks(change, catalogue, meeting):
        yield from _not_yours(change, meeting, item, seat)


def _not_yours(change: Change, meeting: Sitting, item: Item, seat: Seat) -> Iterator[Reason]:
    """One seat, one vote: of two holders the first counts, of holder and substitute who sits there (R1)."""
    people = sitters(change.conn, seat.id, meeting.day)
    mine, voter = change.actor.person_id or "", item.voters.get(seat.key)
    if mine in people and people[mine] != meeting.is_stood_in(seat, item):
        yield Reason("meetings.another_sits_there", {"seat": seat.title}, who="secretary")
    elif voter != mine and voter in people:
        yield Reason("meetings.seat_has_voted", {"seat": seat.title}, who="secretary")


def _speaks_for(change: Change, meeting: Sitting, item: Item, seat: Seat) -> bool:
    """Whether the actor sits there: nobody needs to be told of a vote of their own."""
    people = sitters(change.conn, seat.id, meeting.day)
    return people.get(change.actor.person_id or "") == meeting.is_stood_in(seat, item)


def _cannot_sit(change: Change, catalogue: Catalogue, meeting: Sitting, n: int | None, seat: Seat) -> Iterator[Reason]:
    """Nobody sits on a vacant seat, nor on two at once, nor on another when recused; coordination never votes (R1)."""
    item = None if n is None else meeting.item(n)
    there, who = _at(meeting, item, seat), meeting.sitter(seat, item)
    if there == HERE and seat.vacant:
        yield Reason("meetings.seat_is_vacant", {"seat": seat.title}, who="coordinator")
    if who is None or there not in (HERE, RECUSED):
        return
    for other in meeting.seats:
        if other.key != seat.key and meeting.sitter(other, item) == who:
            at_other = _at(meeting, item, other)
            if at_other == HERE or (at_other == RECUSED and there == HERE):
                yield Reason("meetings.sits_elsewhere", {"seat": seat.title, "other": other.title})
    without = {one for other in meeting.seats if not other.votes for one in (other.holder, other.substitute)}
    coordinators = catalogue.network.roles_meaning("coordinator")
    if seat.votes and (who in without or coordinates(change.conn, coordinators, who, meeting.day)):
        yield Reason("meetings.coordination_never_votes", {"seat": seat.title})


def _at(meeting: Sitting, item: Item | None, seat: Seat) -> str:
    return meeting.presence_at(item, seat) if item else meeting.presence.get(seat.key, "")
