"""One item at the table, in words: what the rules say now, the vote, who does not take part, what can be noted."""

from collections.abc import Iterator
from typing import Any

from labflow.council import Verdict
from labflow.sitting import HERE, RECUSED, Item, Seat
from web.building.sitting_seen import Seen
from web.views import raad as views

OUTCOMES = ("approved", "approved-with-conditions", "deferred", "rejected", "noted")
LATER = ("deferred",)
TAKES_NOTE = ("notice", "minutes-notice")


def table(item: Item, seen: Seen) -> dict[str, Any]:
    """Return what an item shows of the table, by name of the view."""
    running = seen.running and item.noted is None
    leads = running and seen.may("note-outcome")
    verdict = seen.sitting.verdict(item) if running else None
    told = (seen.say.capital(verdict.sentence), seen.say.capital(verdict.reglement)) if verdict else ()
    return {
        "vote": _vote(item, seen) if item.ballot or item.votes else None,
        "verdict": told,
        "first": _first(item, seen, verdict) if leads and verdict else None,
        "outcomes": tuple((value, seen.say(f"web.outcome.{value}")) for value in _possible(verdict)) if leads else (),
        "aside": _aside(item, seen),
        **_stepping(item, seen, leads),
    }


def _stepping(item: Item, seen: Seen, leads: bool) -> dict[str, Any]:
    """Who may step aside at this item, and back."""
    open_ = not seen.closed and item.noted is None
    own = seen.seat if seen.seat and seen.seat.votes and open_ else None
    is_aside = own is not None and seen.sitting.presence_at(item, own) == RECUSED
    others = (seat for seat in seen.sitting.electors if seen.sitting.presence_at(item, seat) != RECUSED)
    return {
        "may_step_aside": own is not None and not is_aside,
        "may_step_back": is_aside and seen.running and seen.may("note-outcome"),
        "can_step_aside": tuple((seat.key, seen.say(seat.title)) for seat in others) if leads else (),
    }


def _first(item: Item, seen: Seen, verdict: Verdict) -> views.Act | None:
    """What is noted with one tap: what the rules give now. Without enough members there is no such thing."""
    if not verdict.quorate or not (verdict.adopted or item.ballot or item.votes):
        return None
    if item.kind in TAKES_NOTE and not item.votes:
        return views.Act("noted", seen.say("web.first.noted"))
    manner = "vote" if item.ballot or item.votes else "consensus"
    value = "approved" if verdict.adopted else "rejected"
    return views.Act(value, seen.say(f"web.first.{manner}.{value}"))


def _possible(verdict: Verdict | None) -> tuple[str, ...]:
    return OUTCOMES if verdict and verdict.quorate else LATER


def _vote(item: Item, seen: Seen) -> views.Vote:
    ballot, own = item.ballot, seen.seat
    secret = ballot is not None and ballot.secret
    yes, no, abstain = seen.sitting.votes_on(item)
    left = 0 if secret else sum(_may_vote(seat, item, seen) and seat.key not in item.votes for seat in _seats(seen))
    asks_me = own is not None and not secret and item.noted is None and seen.running and _may_vote(own, item, seen)
    is_clerk = seen.may("note-outcome") and seen.running and item.noted is None
    method = ballot.method if ballot else "vote"
    return views.Vote(
        how=seen.say(f"web.ballot.{method}.{'secret' if secret else 'named'}"),
        told=seen.say("web.ballot.told", yes=yes, no=no, abstain=abstain, n=left),
        squares=tuple(_squares(item, seen, secret)),
        secret=secret,
        asks_me=asks_me,
        mine=item.votes.get(own.key, "") if own else "",
        papers=tuple(_papers(item, seen)) if is_clerk and not secret else (),
        counted=(yes, no, abstain) if secret and ballot and ballot.yes is not None else None,
    )


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
