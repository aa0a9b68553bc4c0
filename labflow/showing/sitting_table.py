"""Who sits at the table, in words: the seats, who may chair, whether there are enough."""

from labflow import council
from labflow.showing.sitting_seen import Seen
from labflow.sitting import COMING, HERE, Seat
from labflow.views import meeting as views

SUBSTITUTE = "substitute"
OWNERS = ("lead", "coordinator", "team", "chair", "secretary", "member")


def seat(one: Seat, seen: Seen) -> views.Seat:
    """Return one seat."""
    told = seen.sitting.presence.get(one.key, "")
    state = SUBSTITUTE if told == HERE and seen.sitting.is_stood_in(one) else told
    return views.Seat(one.key, seen.say(one.title), told in COMING, one.votes and not one.vacant, state)


def enough(seen: Seen) -> str:
    """Return whether there are enough members to decide: who is there once that was noted, else who will be."""
    sitting = seen.sitting
    there = [sitting.presence.get(one.key, "") for one in sitting.electors]
    if seen.ahead or not set(there) & {HERE, "absent", "excused"}:
        return seen.say.capital(sitting.can_decide())
    values = {"n": there.count(HERE), "seats": len(there), "quorum": sitting.reglement.quorum.least(len(there))}
    return seen.say("web.meeting.were_here" if seen.closed else "web.meeting.are_here", **values)


def inquorate(seen: Seen) -> str:
    """Return one sentence when presence was noted and there are too few to decide; "" otherwise."""
    sitting = seen.sitting
    there = [sitting.presence.get(one.key, "") for one in sitting.electors]
    if not seen.running or not any(told in ("present", "absent", "excused") for told in there):
        return ""
    if all(item.noted for item in sitting.items):
        return ""
    count = council.Count(len(there), 0, there.count("present"), 0, 0, 0, "consensus")
    told = council.verdict(sitting.reglement, count)
    return "" if told.quorate else seen.say.capital(told.sentence)


def owners(seen: Seen) -> views.Choices:
    """Return who can be made to meet a condition: the roles of the network."""
    roles = sorted(
        (role for role in seen.network.roles.values() if role.means in OWNERS), key=lambda r: OWNERS.index(r.means)
    )
    return tuple((role.key, seen.say(role.title)) for role in roles)


def chairs(seen: Seen) -> views.Choices:
    """Return who can chair: whoever holds a seat with a vote, by key."""
    held = ((seen.people.get(one.holder or ""), one) for one in seen.sitting.electors)
    return tuple((key, seen.say(one.title)) for key, one in held if key)
