"""One item at the table, in words: what the rules say now, the vote, who does not take part, what can be noted."""

from collections.abc import Iterator
from typing import Any

from labflow import explaining
from labflow.council import Verdict
from labflow.facts import APPROVALS
from labflow.reasons import Reason
from labflow.showing.sitting_seen import Seen
from labflow.sitting import HERE, RECUSED, Item, Seat
from labflow.views import meeting as views
from labflow.weight import heavy

OUTCOMES = (
    "approved", "approved-with-conditions", "deferred", "rejected", "noted", "not-reached", "withdrawn",
)  # fmt: skip
WITHOUT_QUORUM = ("deferred", "not-reached", "withdrawn")
TAKES_NOTE = "notice"
NOT_AMENDED = ("notice", "amendment", "minutes")


def table(item: Item, seen: Seen) -> dict[str, Any]:
    """Return what an item shows of the table, by name of the view."""
    running = seen.running and item.noted is None
    leads = running and seen.may("note-outcome")
    verdict = seen.sitting.verdict(item) if running else None
    explained = seen.say.capital(_explained(item, seen)) if item.noted is None and not seen.closed else ""
    told = (explained, seen.say.capital(verdict.reglement)) if verdict else ()
    return {
        "vote": _vote(item, seen) if item.ballot or item.votes else None,
        "verdict": told,
        "explained": explained,
        "first": _first(item, seen, verdict) if leads and verdict else None,
        "outcomes": tuple((x, seen.say(f"web.outcome.{x}")) for x in _possible(item, seen, verdict)) if leads else (),
        "first_decide": _first_decide(item, seen) if running else "",
        "plenary": _plenary(item, seen),
        **_at_table(item, seen, running),
        "aside": _aside(item, seen),
        **_stepping(item, seen, leads),
    }


def _explained(item: Item, seen: Seen) -> Reason:
    """What this item still needs and whose turn it is, for this reader (R16)."""
    weight = heavy(seen.sitting, item, seen.dossier(item), seen.means)
    return explaining.sentence(seen.sitting, item, seen.seat, seen.today, weight)


def _at_table(item: Item, seen: Seen, running: bool) -> dict[str, bool]:
    """What can be done with an item that is open, besides noting what came out of it."""
    votes, can_amend = bool(item.votes or item.ballot), item.kind not in NOT_AMENDED
    return {
        "may_admit": running and item.late and not item.admitted and seen.chairs and seen.may("admit"),
        "may_open": running and not votes and not seen.sitting.amendments(item) and seen.chairs and seen.may("ballot"),
        "may_amend": running and not votes and can_amend and seen.may("note-outcome"),
        "may_advise": running and seen.sitting.is_open and seen.writes,
    }


def _first_decide(item: Item, seen: Seen) -> str:
    """The amendments that go first."""
    numbers = tuple(str(one.n) for one in seen.sitting.amendments(item))
    return seen.say("web.meeting.amendments_first", n=len(numbers), numbers=numbers) if numbers else ""


def _plenary(item: Item, seen: Seen) -> str:
    if item.advice_count is None:
        return ""
    yes, no, abstain = item.advice_count
    return seen.say("web.meeting.plenary", yes=yes, no=no, abstain=abstain)


def _is_amended(item: Item, seen: Seen) -> bool:
    """Whether an amendment of it was adopted."""
    own = (one.noted for one in seen.sitting.items if one.amends_id == item.id)
    return any(noted is not None and noted.value in APPROVALS for noted in own)


def _stepping(item: Item, seen: Seen, leads: bool) -> dict[str, Any]:
    """Who may step aside at this item, and back."""
    open_ = not seen.closed and item.noted is None and not item.is_voted
    leads = leads and open_
    own = seen.seat if seen.seat and seen.seat.votes and open_ else None
    is_aside = own is not None and seen.sitting.presence_at(item, own) == RECUSED
    others = (seat for seat in seen.sitting.electors if seen.sitting.presence_at(item, seat) != RECUSED)
    return {
        "may_step_aside": own is not None and not is_aside,
        "may_step_back": is_aside,
        "can_step_aside": tuple((seat.key, seen.say(seat.title)) for seat in others) if leads else (),
    }


def _first(item: Item, seen: Seen, verdict: Verdict) -> views.Act | None:
    """What is noted with one tap: what the rules give now. Nothing without a quorum, nor while votes may turn it."""
    if not verdict.adopted and _left(item, seen):
        return None
    waits = seen.sitting.amendments(item) or (item.late and not item.admitted) or (item.ballot and not item.is_voted)
    if not verdict.quorate or waits or not (verdict.adopted or item.is_voted):
        return None
    if item.kind == TAKES_NOTE and not item.votes:
        return views.Act("noted", seen.say("web.first.noted"))
    manner = "vote" if item.is_voted else "consensus"
    value = "approved" if verdict.adopted else "rejected"
    words = seen.say(f"web.first.{manner}.{value}")
    return views.Act("amended" if verdict.adopted and _is_amended(item, seen) else value, words)


def _possible(item: Item, seen: Seen, verdict: Verdict | None) -> tuple[str, ...]:
    if verdict is None or not verdict.quorate:
        return WITHOUT_QUORUM
    return ("amended", *OUTCOMES[1:]) if _is_amended(item, seen) else OUTCOMES


def _left(item: Item, seen: Seen) -> int:
    """How many can still vote on it; of a secret vote nobody knows."""
    if item.ballot is None or item.ballot.secret:
        return 0
    return sum(_may_vote(seat, item, seen) and seat.key not in item.votes for seat in _seats(seen))


def _vote(item: Item, seen: Seen) -> views.Vote:
    ballot, own = item.ballot, seen.seat
    secret = ballot is not None and ballot.secret
    left = _left(item, seen)
    asks_me = own is not None and not secret and item.noted is None and seen.running and _may_vote(own, item, seen)
    is_clerk = seen.writes and seen.running and item.noted is None
    method = ballot.method if ballot else "vote"
    return views.Vote(
        how=seen.say(f"web.ballot.{method}.{'secret' if secret else 'named'}"),
        told=_told(item, seen, secret, left),
        squares=tuple(_squares(item, seen, secret)),
        secret=secret,
        asks_me=asks_me,
        mine=item.votes.get(own.key, "") if own else "",
        papers=tuple(_papers(item, seen)) if is_clerk and not secret else (),
        asks_count=secret and not item.is_voted and item.noted is None and seen.running and seen.writes,
    )


def _told(item: Item, seen: Seen, secret: bool, left: int) -> str:
    yes, no, abstain = seen.sitting.votes_on(item)
    if secret and not item.is_voted:
        return seen.say("web.ballot.not_counted")
    code = "web.ballot.counted" if secret or item.noted else "web.ballot.told"
    return seen.say(code, yes=yes, no=no, abstain=abstain, **({} if code == "web.ballot.counted" else {"n": left}))


def _seats(seen: Seen) -> tuple[Seat, ...]:
    return seen.sitting.electors


def _may_vote(seat: Seat, item: Item, seen: Seen) -> bool:
    return seat.votes and not seat.vacant and seen.sitting.presence_at(item, seat) == HERE


def _papers(item: Item, seen: Seen) -> Iterator[views.Paper]:
    for seat in _seats(seen):
        if _may_vote(seat, item, seen):
            yield views.Paper(seat.key, seen.say(seat.title), item.votes.get(seat.key, ""))


def _squares(item: Item, seen: Seen, secret: bool) -> Iterator[str]:
    """One state a seat, in the order of the words: for, against, abstained, not yet, not taking part, away."""
    yes, no, abstain = seen.sitting.votes_on(item)
    there = [seen.sitting.presence_at(item, seat) for seat in _seats(seen)]
    silent = there.count(HERE) - yes - no - abstain
    yield from ["yes"] * yes + ["no"] * no + ["abstain"] * abstain + ["silent"] * silent
    yield from ["recused"] * there.count(RECUSED)
    yield from ["away"] * (len(there) - there.count(HERE) - there.count(RECUSED))


def _aside(item: Item, seen: Seen) -> str:
    who = tuple(seen.say(seat.title) for seat in _seats(seen) if seen.sitting.presence_at(item, seat) == RECUSED)
    return seen.say("web.meeting.aside", who=who) if who else ""
