"""What is missing and whose turn it is, in one sentence, for anything that is not finished (R16, own proposal).

The verdict is the one that decides (`Sitting.verdict`): nothing is counted or weighed here. A code that begins with
`explain.meets` says that closing now would adopt; no other code does. It never names who thinks what: only whose vote
is still to come, and only to who sits there.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from labflow.council import Verdict
from labflow.facts import APPROVALS, Condition
from labflow.procedure import Standing
from labflow.reasons import Reason
from labflow.schoolyear import Holidays, out_of_holidays
from labflow.sitting import HERE, RECUSED, Item, Seat, Sitting
from labflow.words import Words

MEETS = "explain.meets"
MOST_NAMES = 5
AGREE = "agree"
GONE = ("lapsed", "fallen_back")


def sentence(sitting: Sitting, item: Item, seat: Seat | None, today: date, weight: Sequence[Reason] = ()) -> Reason:
    """Return what is missing on an item and whose turn it is. `seat`: of the reader, None for anybody else.

    `weight`: why the item needs two thirds, if it does (`weight.heavy`). `Reason.who` of the answer: the role that is
    to move, None when that is nobody or the reader.
    """
    if sitting.cancelled_on is not None:
        return Reason("explain.cancelled", {"day": sitting.day}, who="coordinator")
    if item.noted is not None:
        return _noted(sitting, item)
    if today < sitting.day:
        return _beforehand(sitting, item, seat)
    return _at_the_table(sitting, item, seat, weight)


def barriers(sitting: Sitting, item: Item) -> Iterator[Reason]:
    """Give what stands before any vote: an amendment that is open, a late item nobody took, a point on the spot."""
    for other in sitting.amendments(item):
        yield Reason("explain.amendment_first", {"number": other.n}, who="chair")
    if item.late and not item.admitted:
        yield Reason("explain.not_admitted", who="chair")
    if sitting.is_open and item.on_day == sitting.day and item.kind in ("talk", "request"):
        yield Reason("explain.only_advice", who="coordinator")


def of_procedure(told: Standing, seat: Seat | None) -> Reason:
    """Return what is missing in a written procedure that stands like this, and whose turn it is."""
    values: dict[str, object] = {"sentence": told.sentence, "n": len(told.silent), "day": told.closes}
    if told.discuss:
        return Reason("explain.procedure_discuss", values, who="chair")
    if not told.runs:
        met = "explain.meets_in_writing" if told.state == "adopted" else f"explain.procedure_{told.state}"
        return Reason(met, {**values, "day": told.ended_on or told.closes})
    mine = seat is not None and seat.key in {one.key for one in told.silent}
    if told.adopts:
        return Reason("explain.meets_your_answer" if mine else "explain.meets_running", values)
    if mine:
        return Reason("explain.your_answer", values)
    return Reason("explain.answers_missing", values, who="member")


def of_condition(term: Condition, today: date, holidays: Holidays = ()) -> Reason:
    """Return how a condition of an approval stands, and who is to move; a day in a holiday lasts until after it."""
    if term.state in GONE:
        return Reason(f"explain.condition_{term.state}", {"day": term.due_day})
    if term.met_on is not None:
        return Reason("explain.condition_met", {"day": term.met_on})
    late = out_of_holidays(term.due_day, holidays) < today
    told = {"day": term.due_day, "owner": term.owner, "verifier": term.verifier or term.owner}
    return Reason(f"explain.condition_{'late' if late else 'open'}", told, who=term.owner)


def _noted(sitting: Sitting, item: Item) -> Reason:
    """A result that was noted: it stands when the meeting closes, and it says yes or it does not."""
    assert item.noted is not None
    told = {"outcome": Reason(f"explain.outcome.{item.noted.value}")}
    closed = sitting.closed_on is not None
    if item.noted.value in APPROVALS:
        return Reason(
            "explain.meets_closed" if closed else "explain.meets_noted", told, who=None if closed else "chair"
        )
    return Reason("explain.closed" if closed else "explain.noted", told, who=None if closed else "chair")


def _beforehand(sitting: Sitting, item: Item, seat: Seat | None) -> Reason:
    deciding = _deciding(sitting, item)
    silent = [one for one in deciding if one.key not in item.positions]
    told = {"n": len(silent), "given": len(deciding) - len(silent), "of": len(deciding)}
    if seat is not None and seat.key in {one.key for one in silent}:
        return Reason("explain.your_position", told)
    if silent:
        return Reason("explain.positions_missing", told, who="member")
    apart = [one for one in deciding if item.positions[one.key].value != AGREE]
    told["n"] = len(apart)
    return Reason("explain.to_discuss", told, who="chair") if apart else Reason("explain.all_agree", told, who="chair")


def _at_the_table(sitting: Sitting, item: Item, seat: Seat | None, weight: Sequence[Reason]) -> Reason:
    first = next(barriers(sitting, item), None)
    if first is not None:
        return first
    if not any(sitting.presence_at(item, one) == HERE for one in sitting.electors):
        return Reason("explain.presence_missing", who="secretary")
    if item.ballot is not None and item.ballot.secret and item.ballot.yes is None:
        return Reason("explain.count_missing", who="secretary")
    if weight and item.ballot is None and not item.votes:
        return Reason("explain.needs_two_thirds", {"why": weight[0]}, who="chair")
    verdict = sitting.verdict(item, "two-thirds" if weight else None)
    return _adopts(sitting, item, seat, verdict) if verdict.adopted else _falls_short(sitting, item, seat, verdict)


def _adopts(sitting: Sitting, item: Item, seat: Seat | None, verdict: Verdict) -> Reason:
    waiting = _to_vote(sitting, item)
    told: dict[str, object] = {"sentence": verdict.sentence, "n": len(waiting)}
    if seat is not None and seat in waiting:
        return Reason("explain.meets_your_vote", told)
    return Reason("explain.meets_voting" if waiting else MEETS, told, who="secretary")


def _falls_short(sitting: Sitting, item: Item, seat: Seat | None, verdict: Verdict) -> Reason:
    waiting = _to_vote(sitting, item)
    told: dict[str, object] = {"sentence": verdict.sentence, "n": len(waiting)}
    if not verdict.quorate:
        return Reason("explain.too_few", told, who="chair")
    if not waiting:
        return Reason("explain.falls_short", told, who="chair")
    if seat is not None and seat in waiting:
        return Reason("explain.your_vote", told)
    if seat is None:
        return Reason("explain.votes_missing", told, who="member")
    return Reason("explain.votes_missing_of", {**told, "names": _names(waiting)}, who="member")


def _deciding(sitting: Sitting, item: Item) -> tuple[Seat, ...]:
    """The seats that decide this item: recusal takes one out."""
    return tuple(one for one in sitting.electors if sitting.presence_at(item, one) != RECUSED)


def _to_vote(sitting: Sitting, item: Item) -> tuple[Seat, ...]:
    """The seats whose vote is still to come: they are there, and a vote that names them was opened."""
    if (item.ballot is None and not item.votes) or (item.ballot is not None and item.ballot.secret):
        return ()
    there = (one for one in sitting.electors if sitting.presence_at(item, one) == HERE)
    return tuple(one for one in there if one.key not in item.votes)


def _names(seats: tuple[Seat, ...]) -> tuple[Words | Reason, ...]:
    """The first few by name, the others as a number."""
    more = len(seats) - MOST_NAMES
    named = tuple(one.title for one in seats[:MOST_NAMES])
    return (*named, Reason("explain.and_others", {"n": more})) if more > 0 else named
