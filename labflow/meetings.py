"""Verbs of the deciding body until a result is noted: convene, place on the agenda, position, attend, vote.

A vote or a position moves nothing: `closing` notes results and closes the meeting.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain

from labflow import queries_council, rows
from labflow.access import demand
from labflow.given import LINE, demand_sound, ill_choice, ill_text
from labflow.reasons import NOTHING, Blocked, Invalid, NotAllowed, NotFound, Reason
from labflow.sitting import HERE, RECUSED, Item, Seat, Sitting
from labflow.store import Change
from labflow.words import Words

POSITIONS = ("agree", "discuss", "disagree")
VOTES = ("yes", "no", "abstain")
ANSWERS = ("coming", "not_coming", "excused")
PRESENCE = (*ANSWERS, "present", "absent", "recused")
ONLY_ON_THE_DAY = ("present", "absent")
PLACEABLE = ("sent", "accepted")
TEXTS = ("question", "available", "careful", "advice")
TITLE, TEXT, VALUE = Words("titel", "title"), Words("tekst", "text"), Words("keuze", "choice")
SCHOOL_YEAR = re.compile(r"(\d{4})-(\d{4})")


def convene(change: Change, starts_at: date, *, is_open: bool = False, place: str | None = None) -> Sitting:
    """Call a meeting, at most one a day. `starts_at`: a day, or a local day and time; `is_open`: with the plenary.

    Raises Blocked when there is one that day, when the day is past, or when no rules of the body were published.
    """
    demand(change.actor, "convene", change.network)
    day = _day(starts_at)
    if place is not None:
        demand_sound(ill_text(Words("plaats", "place"), place, LINE))
    if reasons := tuple(_cannot_meet(change, day)):
        raise Blocked(*reasons)
    _add_meeting(change, starts_at, is_open, place)
    change.record("convene")
    return sitting_on(change, day)


def plan(change: Change, year: str, days: Sequence[date]) -> tuple[Sitting, ...]:
    """Call all meetings of a school year ("2023-2024"), or none. Raises Invalid or Blocked with every reason."""
    demand(change.actor, "plan", change.network)
    demand_sound(_ill_plan(year, days))
    if reasons := tuple(reason for day in days for reason in _cannot_meet(change, _day(day))):
        raise Blocked(*reasons)
    for day in sorted(days):
        _add_meeting(change, day, is_open=False, place=None)
    change.record("plan")
    return tuple(sitting_on(change, _day(day)) for day in sorted(days))


def place(
    change: Change,
    day: date,
    *,
    request: str | None = None,
    title: Words | str | None = None,
    initiative_id: str | None = None,
    texts: Mapping[str, Words] = NOTHING,  # type: ignore[assignment]
    source: str | None = None,
) -> Item:
    """Put a request (by its number) or a plain title at the end of the agenda.

    `texts`: what a member reads before deciding (question, available, careful, advice). Raises NotFound, Invalid, or
    Blocked when the meeting is closed or the request is not ready or already on an agenda.
    """
    demand(change.actor, "agenda", change.network)
    meeting = _open_meeting(change, day)
    if (request is None) == (title is None):
        raise Invalid(Reason("meetings.request_or_title"))
    told = {name: value for name in TEXTS if (value := texts.get(name))}
    if request is not None:
        return _place_request(change, meeting, request, told, source)
    named = title if isinstance(title, Words) else Words(str(title), str(title))
    demand_sound(ill_text(TITLE, named.nl, LINE))
    item = _item_row(change, meeting, named, told, source)
    item.initiative_id = initiative_id
    change.add(item)
    change.record("agenda", initiative=initiative_id)
    return sitting_on(change, day).items[-1]


def position(change: Change, day: date, n: int, seat: str, value: str, text: str | None = None) -> Item:
    """Say what a seat thinks before the item is decided: agree, discuss or disagree. It may change; it is no vote."""
    demand(change.actor, "position", change.network)
    meeting, item, chosen = _open_item(change, day, n, seat)
    _demand_seat(change, chosen, clerks=("chair", "secretary"))
    line = () if text is None else ill_text(TEXT, text)
    demand_sound(chain(ill_choice(VALUE, value, POSITIONS), line))
    newest = queries_council.newest(change.conn, rows.Position, agenda_item_id=item.id)
    change.add(
        rows.Position(
            id=change.new_id(), agenda_item_id=item.id, seat_id=chosen.id, value=value, text=text,
            person_id=change.actor.person_id, n=newest + 1,
        )
    )  # fmt: skip
    change.record("position")
    return sitting_on(change, meeting.day).item(n)


def attend(change: Change, day: date, seat: str, value: str, n: int | None = None) -> Sitting:
    """Say what a seat ("all": every seat) is at the meeting, or at one item.

    `value`: present, excused or absent; recused at an item only (R6); coming or not_coming as an answer beforehand.
    Raises Blocked before the day for what only the day can tell, and once a vote on the item stands (R2).
    """
    demand(change.actor, "attend", change.network)
    meeting = _open_meeting(change, day)
    item = None if n is None else meeting.item(n)
    seats = meeting.seats if seat == "all" else (meeting.seat(seat),)
    demand_sound(_ill_presence(value, item))
    _demand_attendance(change, seats, value)
    if reasons := tuple(_frozen(change, meeting, item, value)):
        raise Blocked(*reasons)
    newest = queries_council.newest(change.conn, rows.Attendance, meeting_id=meeting.id)
    for one in seats:
        change.add(
            rows.Attendance(
                id=change.new_id(), meeting_id=meeting.id, agenda_item_id=item.id if item else None, seat_id=one.id,
                value=value, n=newest + 1,
            )
        )  # fmt: skip
    change.record("attend")
    return sitting_on(change, day)


def vote(change: Change, day: date, n: int, seat: str, value: str) -> Item:
    """Cast the vote of a seat, or change it while no result is noted: yes, no or abstain.

    The holder votes, or the chair, secretary or coordinator enters it (the row says who did). Raises Blocked when the
    seat has no vote, is not there or is recused, before the day, and after a result was noted.
    """
    demand(change.actor, "vote", change.network)
    meeting, item, chosen = _open_item(change, day, n, seat)
    _demand_seat(change, chosen, clerks=("chair", "secretary", "coordinator"))
    demand_sound(ill_choice(VALUE, value, VOTES))
    if reasons := (*_not_yet(change, meeting), *_cannot_vote(meeting, item, chosen)):
        raise Blocked(*reasons)
    newest = queries_council.newest(change.conn, rows.Vote, agenda_item_id=item.id)
    change.add(
        rows.Vote(
            id=change.new_id(), agenda_item_id=item.id, seat_id=chosen.id, value=value,
            person_id=change.actor.person_id, n=newest + 1,
        )
    )  # fmt: skip
    change.record("vote")
    return sitting_on(change, day).item(n)


def sitting_on(change: Change, day: date) -> Sitting:
    """Return the meeting of this day as this change sees it. Raises NotFound."""
    found = queries_council.sitting(change.conn, day)
    if found is None:
        raise NotFound(Reason("meetings.no_meeting", {"day": day}))
    return found


def held(change: Change, day: date) -> Sitting:
    """Return the meeting of this day, which must have come and must not be closed. Raises NotFound or Blocked."""
    meeting = _open_meeting(change, day)
    if reasons := _not_yet(change, meeting):
        raise Blocked(*reasons)
    return meeting


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _cannot_meet(change: Change, day: date) -> Iterator[Reason]:
    if queries_council.reglement_of(change.conn) is None:
        yield Reason("meetings.no_rules", who="coordinator")
    if day in dict(queries_council.meeting_days(change.conn)):
        yield Reason("meetings.one_a_day", {"day": day})
    if day < change.on:
        yield Reason("meetings.past", {"day": day, "today": change.on})


def _add_meeting(change: Change, starts_at: date, is_open: bool, place: str | None) -> None:
    reglement = queries_council.reglement_of(change.conn)
    assert reglement is not None
    starts = f"{starts_at:%H:%M}" if isinstance(starts_at, datetime) else None
    change.add(
        rows.Meeting(
            id=change.new_id(), day=_day(starts_at), starts=starts, place=place, open_=is_open,
            reglement=reglement.version,
        )
    )  # fmt: skip


def _ill_plan(year: str, days: Sequence[date]) -> Iterator[Reason]:
    found = SCHOOL_YEAR.fullmatch(year)
    if found is None or int(found[2]) != int(found[1]) + 1:
        yield Reason("meetings.not_a_school_year")
        return
    first, last = date(int(found[1]), 9, 1), date(int(found[2]), 8, 31)
    if not days:
        yield Reason("meetings.no_days")
    for day in sorted(set(days)):
        if not first <= _day(day) <= last:
            yield Reason("meetings.outside_year", {"day": day, "year": year})
        if list(days).count(day) > 1:
            yield Reason("meetings.one_a_day", {"day": day})


def _open_meeting(change: Change, day: date) -> Sitting:
    meeting = sitting_on(change, day)
    if meeting.closed_on is not None:
        raise Blocked(Reason("meetings.closed", {"day": day}))
    return meeting


def _not_yet(change: Change, meeting: Sitting) -> tuple[Reason, ...]:
    return (Reason("meetings.not_yet", {"day": meeting.day}),) if change.on < meeting.day else ()


def _open_item(change: Change, day: date, n: int, seat: str) -> tuple[Sitting, Item, Seat]:
    meeting = _open_meeting(change, day)
    item, chosen = meeting.item(n), meeting.seat(seat)
    reasons = []
    if item.noted is not None:
        reasons.append(Reason("meetings.already_noted", {"number": n}))
    if not chosen.votes:
        reasons.append(Reason("meetings.no_vote", {"seat": chosen.title}))
    if reasons:
        raise Blocked(*reasons)
    return meeting, item, chosen


def _place_request(
    change: Change, meeting: Sitting, number: str, told: Mapping[str, Words], source: str | None
) -> Item:
    found = queries_council.request_numbered(change.conn, number)
    if found is None:
        raise NotFound(Reason("meetings.no_request", {"request": ascii(number)[:40]}))
    request, initiative_id, _, title = found
    if request.state not in PLACEABLE:
        raise Blocked(Reason(f"meetings.request_{request.state.replace('-', '_')}", {"request": number}))
    question = {"question": Words(request.motivation, request.motivation)} if request.motivation else {}
    item = _item_row(change, meeting, Words(title, title), {**question, **told}, source)
    item.request_id, item.initiative_id = request.id, initiative_id
    change.add(item)
    step_request(change, request.id, "on-agenda")
    change.record("agenda", initiative=initiative_id)
    return sitting_on(change, meeting.day).items[-1]


def step_request(change: Change, request_id: str, state: str) -> None:
    """Add what became of a request."""
    newest = queries_council.newest(change.conn, rows.RequestStep, request_id=request_id)
    change.add(
        rows.RequestStep(
            id=change.new_id(), request_id=request_id, state=state, person_id=change.actor.person_id,
            on_day=change.on, n=newest + 1,
        )
    )  # fmt: skip


def _item_row(
    change: Change, meeting: Sitting, title: Words, told: Mapping[str, Words], source: str | None
) -> rows.AgendaItem:
    texts = {name: words.nl for name, words in told.items()} | {f"{name}_en": words.en for name, words in told.items()}
    return rows.AgendaItem(
        id=change.new_id(), meeting_id=meeting.id, n=len(meeting.items) + 1, title=title.nl, title_en=title.en,
        source=source, **texts,
    )  # fmt: skip


def _demand_seat(change: Change, seat: Seat, clerks: Sequence[str]) -> None:
    """A member speaks for the seats they hold; chair and clerks enter what somebody else said."""
    meanings = change.actor.meanings_on(change.network, None)
    if seat.id not in change.actor.seats and not meanings & set(clerks):
        raise NotAllowed(Reason("meetings.not_your_seat", {"seat": seat.title}, who="secretary"))


def _demand_attendance(change: Change, seats: Sequence[Seat], value: str) -> None:
    """A member answers for the own seat beforehand, or steps aside; who is there is the chair's or clerk's to note."""
    clerks = ("chair", "secretary", "coordinator")
    for seat in seats:
        _demand_seat(change, seat, clerks)
    if value in ONLY_ON_THE_DAY and not change.actor.meanings_on(change.network, None) & set(clerks):
        raise NotAllowed(Reason("meetings.presence_is_noted", who="secretary"))


def _ill_presence(value: str, item: Item | None) -> Iterator[Reason]:
    yield from ill_choice(VALUE, value, PRESENCE)
    if value == RECUSED and item is None:
        yield Reason("meetings.recusal_needs_item")
    if value in ANSWERS[:2] and item is not None:
        yield Reason("meetings.answer_is_for_the_meeting")


def _frozen(change: Change, meeting: Sitting, item: Item | None, value: str) -> Iterator[Reason]:
    if value in ONLY_ON_THE_DAY:
        yield from _not_yet(change, meeting)
    for one in meeting.items if item is None else (item,):
        if one.noted is None and one.votes:
            yield Reason("meetings.presence_frozen", {"number": one.n})
        if one.noted is not None and item is not None:
            yield Reason("meetings.already_noted", {"number": one.n})


def _cannot_vote(meeting: Sitting, item: Item, seat: Seat) -> Iterator[Reason]:
    there = meeting.presence_at(item, seat)
    if there == RECUSED:
        yield Reason("meetings.is_recused", {"seat": seat.title})
    elif there != HERE:
        yield Reason("meetings.not_present", {"seat": seat.title})
