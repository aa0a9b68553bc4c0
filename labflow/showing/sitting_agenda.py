"""The agenda as a whole, in words: when and where, until when papers come, and what needs no talk."""

from labflow.showing import sitting_item
from labflow.showing.sitting_item import AGREE
from labflow.showing.sitting_seen import Seen
from labflow.sitting import Item, Seat, Sitting
from labflow.views import meeting as views


def facts(seen: Seen) -> tuple[str, ...]:
    """Return what is known of the meeting: when, where, until when papers come, whether it is open."""
    sitting, say = seen.sitting, seen.say
    told = [", ".join(filter(None, ((sitting.starts or "").replace(":", "."), sitting.place)))]
    if sitting.is_open:
        told.append(say("web.meeting.is_open"))
    if sitting.papers_on and not seen.closed:
        past = seen.today > sitting.papers_on
        told.append(say("web.meeting.papers_closed" if past else "web.meeting.papers", day=sitting.papers_on))
    if chair := next((one for one in sitting.seats if sitting.chair_id and sitting.chair_id in _sitters(one)), None):
        told.append(say("web.meeting.chairs", who=chair.title))
    if total := sum(item.minutes or 0 for item in sitting.items):
        told.append(say("web.meeting.length", n=total))
    return tuple(filter(None, told))


def has_begun(seen: Seen) -> bool:
    """Whether something was voted or noted, so that the order stays as it is."""
    return any(item.noted or item.votes or item.ballot for item in seen.sitting.items)


def consent(seen: Seen) -> views.Consent | None:
    """Return the items on which everybody who answered agrees, when there are any that are still open."""
    sitting = seen.sitting
    items = tuple((one.n, sitting_item.title(one, seen)) for one in sitting.items if _all_agree(one, sitting))
    if not items or seen.closed:
        return None
    return views.Consent(seen.say("web.consent.told", n=len(items)), items)


def _sitters(seat: Seat) -> tuple[str | None, str | None]:
    return seat.holder, seat.substitute


def _all_agree(item: Item, sitting: Sitting) -> bool:
    """Whether it needs no talk: at least one position, each of them agree, and nothing else in its way."""
    told = [item.positions[seat.key].value for seat in sitting.electors if seat.key in item.positions]
    is_free = item.noted is None and item.ballot is None and not item.votes and not (item.late and not item.admitted)
    return bool(told) and is_free and set(told) == {AGREE}
