"""The minutes of a meeting as lines of text, from what is on record: who was there, what came of each item and why.

It names seats and functions, never persons; it looks nothing up and decides nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from labflow.definition import Network
from labflow.facts import APPROVALS
from labflow.sitting import Item, Noted, Seat, Sitting, count_inscribed
from labflow.texts import Language, say
from labflow.words import Euro

ROLL = ("present", "excused", "absent")
AWAY = ("absent", "excused", "recused", "vacant")
UNDECIDED = ("not-reached", "withdrawn", "written")
JUDGED = (*APPROVALS, "rejected")
OPENING_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Attended:
    """One note of who was there, for the whole meeting: present, excused or absent from `at` (HH:MM) on."""

    seat: str
    value: str
    at: str | None = None
    substitute: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """What the record holds beside the meeting itself.

    `numbers`: of its decisions, by id of their item; `redone`: why results were struck, by id of their item;
    `attendance`: in the order in which it was noted; `approved`: the decision by which a later meeting approved these
    minutes, and its day.
    """

    numbers: Mapping[str, str] = field(default_factory=dict)
    redone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    attendance: Sequence[Attended] = ()
    approved: tuple[str, date] | None = None


NOTHING_BESIDE = Beside()


def text(meeting: Sitting, network: Network, lang: Language, beside: Beside = NOTHING_BESIDE, *,
         with_votes: bool = False) -> tuple[str, ...]:  # fmt: skip
    """Return the minutes, line by line; a draft until the meeting is closed.

    `with_votes`: also who voted what, for a reader who may know; of a secret vote nobody ever may.
    """
    head = [say("minutes.title", lang, day=meeting.day), _standing(meeting, beside, lang)]
    if meeting.cancelled_on is not None:
        return (head[0], say("minutes.cancelled", lang, day=meeting.cancelled_on, why=meeting.cancelled_why))
    items = (line for item in meeting.items for line in ("", *_item(meeting, item, beside, lang, with_votes)))
    end = ("", say("minutes.checkpoint", lang), *meeting.checkpoint.strip().splitlines()) if meeting.checkpoint else ()
    return (*head, *_where(meeting, lang), *_offices(meeting, network, lang), *_roll(meeting, beside, lang),
            say(meeting.reglement.standing, lang), *items, *end)  # fmt: skip


def _standing(meeting: Sitting, beside: Beside, lang: Language) -> str:
    if meeting.closed_on is None:
        return say("minutes.draft", lang)
    if beside.approved is None:
        return say("minutes.not_approved", lang)
    number, day = beside.approved
    return say("minutes.approved", lang, number=number, day=day)


def _where(meeting: Sitting, lang: Language) -> Iterator[str]:
    if meeting.place:
        yield say("minutes.place", lang, place=meeting.place)
    if meeting.starts:
        yield say("minutes.starts", lang, at=meeting.starts)
    if meeting.is_open:
        yield say("minutes.open", lang)


def _offices(meeting: Sitting, network: Network, lang: Language) -> Iterator[str]:
    """Who chaired and who wrote: the function, or the seat of who was named for this one meeting."""
    for code, meaning, person_id in (
        ("chair", "chair", meeting.chair_id),
        ("wrote", "secretary", meeting.secretary_id),
    ):
        seat = next((one for one in meeting.seats if person_id and person_id in (one.holder, one.substitute)), None)
        roles = [role.title for role in network.roles.values() if role.means == meaning]
        if seat is not None:
            yield say(f"minutes.{code}_named", lang, seat=seat.title)
        elif roles:
            yield say(f"minutes.{code}", lang, role=roles[0])


def _roll(meeting: Sitting, beside: Beside, lang: Language) -> Iterator[str]:
    """Who was there at the opening, and who came or went later."""
    opening, moves = _opened(meeting, beside)
    stood_in = {one.seat for one in beside.attendance if one.substitute and one.value == "present"}
    for value in ROLL:
        seats = [seat for seat in meeting.seats if not seat.vacant and opening.get(seat.key, "absent") == value]
        if seats:
            yield say(f"minutes.{value}", lang, seats=tuple(_seat_words(x, x.key in stood_in, lang) for x in seats))
    titles = {seat.key: seat.title for seat in meeting.seats}
    for one in moves:
        yield say("minutes.moved", lang, at=one.at, seat=titles[one.seat], what=say(f"minutes.was.{one.value}", lang))


def _opened(meeting: Sitting, beside: Beside) -> tuple[dict[str, str], list[Attended]]:
    """The roll at the opening, with the quarter of an hour in which it is taken, and every change after it."""
    known = {seat.key for seat in meeting.seats}
    told = [one for one in beside.attendance if one.value in ROLL and one.seat in known]
    times = sorted(_minute(one.at) for one in told if one.at)
    begins = _minute(meeting.starts) if meeting.starts else (times[0] if times else 0)
    there: dict[str, str] = {}
    moves = []
    for one in told:
        is_later = one.at is not None and _minute(one.at) > begins + OPENING_MINUTES
        if is_later and there.get(one.seat, "absent") != one.value:
            moves.append(one)
        there[one.seat] = one.value
    opening = {one.seat: one.value for one in told if one.at is None or _minute(one.at) <= begins + OPENING_MINUTES}
    return (opening if told else dict(meeting.presence)), moves


def _minute(at: str) -> int:
    hours, minutes = at.split(":")
    return 60 * int(hours) + int(minutes)


def _seat_words(seat: Seat, stood_in: bool, lang: Language) -> str:
    return say("minutes.stood_in", lang, seat=seat.title) if stood_in else seat.title.in_(lang)


def _item(meeting: Sitting, item: Item, beside: Beside, lang: Language, with_votes: bool) -> Iterator[str]:
    yield f"{item.n}. {item.title.in_(lang)}"
    for line in _told(meeting, item, beside, lang, with_votes):
        yield f"   {line}"


def _told(meeting: Sitting, item: Item, beside: Beside, lang: Language, with_votes: bool) -> Iterator[str]:
    asked = item.question.in_(lang) if item.question else (item.request.motivation if item.request else "")
    if asked:
        yield asked
    if item.late:
        yield say("minutes.admitted" if item.admitted else "minutes.late", lang)
    for why in beside.redone.get(item.id, ()):
        yield say("minutes.redone", lang, why=why)
    if item.noted is None:
        yield say("minutes.nothing_noted", lang)
        return
    yield from _presence(meeting, item, item.noted, beside, lang)
    yield from _outcome(meeting, item, item.noted, beside.numbers.get(item.id, ""), lang)
    yield from _votes(meeting, item, item.noted, lang, with_votes)
    yield from _what_follows(item.noted, lang)


def _presence(meeting: Sitting, item: Item, noted: Noted, beside: Beside, lang: Language) -> Iterator[str]:
    """Where a seat was something else at this item than at the opening."""
    opening, _ = _opened(meeting, beside)
    differing = []
    for seat in meeting.seats:
        was, now = opening.get(seat.key, "absent"), noted.roll.get(seat.key, "")
        told = now if now in AWAY else ("present" if now else "")
        if told not in ("", was, "vacant"):
            differing.append(say("minutes.seat_was", lang, seat=seat.title, what=say(f"minutes.was.{told}", lang)))
    if differing:
        yield say("minutes.at_item", lang, seats=tuple(differing))


def _outcome(meeting: Sitting, item: Item, noted: Noted, number: str, lang: Language) -> Iterator[str]:
    outcome = say(f"minutes.outcome.{noted.value}", lang)
    code = "minutes.outcome_numbered" if number else "minutes.outcome"
    yield say(code, lang, outcome=outcome, **({"number": number} if number else {}))
    if noted.value in JUDGED:
        yield say(meeting.noted_verdict(item).past, lang)
        if meeting.rules(item).version != meeting.reglement.version:
            yield say(meeting.rules(item).standing, lang)
    if noted.why:
        yield say("minutes.why", lang, why=noted.why)


def _votes(meeting: Sitting, item: Item, noted: Noted, lang: Language, with_votes: bool) -> Iterator[str]:
    count = count_inscribed(noted.verdict)
    if noted.by in ("vote", "two-thirds") and noted.value not in UNDECIDED:
        yield say("minutes.votes", lang, yes=count.yes, no=count.no, abstain=count.abstain)
        if with_votes and item.votes and not (item.ballot and item.ballot.secret):
            titles = {seat.key: seat.title for seat in meeting.seats}
            yield say("minutes.named", lang, votes=tuple(
                say("minutes.seat_was", lang, seat=titles[key], what=say(f"minutes.vote.{value}", lang))
                for key, value in item.votes.items()
            ))  # fmt: skip
    if item.advice_count is not None:
        yes, no, abstain = item.advice_count
        yield say("minutes.advice", lang, yes=yes, no=no, abstain=abstain)


def _what_follows(noted: Noted, lang: Language) -> Iterator[str]:
    for term in noted.conditions.values():
        yield say("minutes.condition", lang, text=term.text, owner=term.owner, due=term.due_day)
    if noted.cents is not None:
        yield say("minutes.amount", lang, amount=Euro(noted.cents))
    if noted.target_day is not None:
        yield say("minutes.comes_back", lang, day=noted.target_day)
    if noted.review_day is not None:
        yield say("minutes.review", lang, day=noted.review_day)
