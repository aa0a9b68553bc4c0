"""One meeting in words, for one reader. It counts nothing and weighs nothing: `labflow.sitting` and `council` do."""

from labflow.showing import sitting_agenda, sitting_item, sitting_result, sitting_table
from labflow.showing.sitting_seen import Seen
from labflow.views import meeting as views


def page(seen: Seen) -> views.MeetingPage:
    """Return the whole page."""
    sitting, say, seat = seen.sitting, seen.say, seen.seat
    items = tuple(sitting_item.item(one, seen) for one in sitting.items)
    leads = seen.may("note-outcome")
    return views.MeetingPage(
        day=sitting.day.isoformat(),
        day_words=say.weekday(sitting.day),
        lede=_lede(seen, items),
        items=items,
        enough=sitting_table.enough(seen),
        rule=say.capital(sitting.reglement.standing),
        seats=tuple(sitting_table.seat(one, seen) for one in sitting.seats),
        closed=seen.closed,
        checkpoint=sitting.checkpoint,
        before=say("web.meeting.before", day=sitting.day) if seen.ahead and leads else None,
        facts=sitting_agenda.facts(seen),
        consent=sitting_agenda.consent(seen),
        inquorate=sitting_table.inquorate(seen),
        will_do=_will_do(seen, items),
        may_position=seat is not None and seat.votes,
        may_lead=leads,
        may_plan=seen.may("agenda"),
        may_order=seen.may("agenda") and not seen.closed and not sitting_agenda.has_begun(seen),
        may_write=seen.may("write"),
        minutes=seen.minutes,
        may_close=seen.chairs and seen.may("close"),
        my_answer=sitting.presence.get(seat.key) if seat else None,
        may_answer=seat is not None and not seen.closed and seen.today <= sitting.day,
        others=tuple((day.isoformat(), say.weekday(day)) for day in seen.days if day != sitting.day),
        readers=say("web.readers.position"),
        owners=sitting_table.owners(seen),
        chairs=sitting_table.chairs(seen),
        on_the_day=not seen.ahead,
    )


def _lede(seen: Seen, items: tuple[views.Item, ...]) -> str:
    say, seat = seen.say, seen.seat
    waiting = [one for one in items if not (one.mine or one.noted or one.vote)]
    if seen.closed:
        return say("web.meeting.closed")
    if seen.running and seen.may("note-outcome"):
        return say.counted("web.meeting.to_note", sum(not one.noted for one in items))
    votes = [one for one in items if one.vote and one.vote.asks_me and not one.vote.mine]
    if votes:
        return say.counted("web.meeting.vote_waiting", len(votes))
    if seat and seat.votes and waiting:
        return say.counted("web.meeting.waiting", len(waiting))
    return say.counted("web.meeting.items", len(items))


def _will_do(seen: Seen, items: tuple[views.Item, ...]) -> tuple[str, ...]:
    """What closing will do, item by item, for who may close."""
    if not seen.running:
        return ()
    noted = (one for one in seen.sitting.items if one.noted)
    return tuple(sitting_result.will_do(seen, items[one.n - 1].title, one) for one in noted)
