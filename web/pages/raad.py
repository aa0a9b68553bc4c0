"""/raad/{day}: one meeting of the deciding body, before, during and after. What is done there is in `raad_*`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from starlette.responses import Response

from labflow import closing, minutes, typed, voting
from labflow.access import may
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.queries.council import sitting as sitting_of
from labflow.queries.initiatives import TABLE, dossiers, meeting_days
from labflow.queries.minutes import beside
from labflow.queries.money import of_year
from labflow.queries.people import people
from labflow.queries.procedures import unrecorded
from labflow.reasons import Invalid, NotAllowed, NotFound, Reason
from labflow.settling import standing_still
from labflow.showing import between as building_between
from labflow.showing import gaps, waiting
from labflow.showing import sitting as building
from labflow.showing.sitting_seen import Seen
from labflow.sitting import Sitting
from labflow.views.between import Between
from labflow.views.meeting import MeetingPage
from labflow.views.waiting import Waits
from labflow.waiting import on_you
from web.framing import meeting_to_show
from web.page import Visit, at, gone
from web.pages.visiting import Here, calling


def lead_on(here: Here) -> Response:
    """Go to the meeting to show: the next one, else the last one. Without any, say so."""
    house, network = here.house, here.house.catalogue.network
    with house.store.reading() as conn:
        days = meeting_days(conn)
    found = meeting_to_show(days, here.today)
    if found is not None:
        return gone(f"/raad/{found.isoformat()}")
    may_plan = may(here.actor, "plan", network)
    return here.show("raad/none.html", gaps.meetings(network, days, here.today, here.say, may_plan))


def look(here: Here, day: str) -> Response:
    """Show one meeting."""
    return here.page("raad/look.html", day, lambda: _view(here, day))


def _view(here: Visit, day: str) -> MeetingPage:
    return replace(building.page(seen(here, day)), waits=_waiting(here), between=between(here))


def position(here: Here, day: str, n: str) -> Response:
    """Say what the own seat thinks of an item."""
    return act(here, day, "position", f"punt-{n}", _position, n, here.typed["standpunt"], here.typed["tekst"])


def reply(here: Here, day: str) -> Response:
    """Say whether one is coming."""
    return act(here, day, "reply", "aanwezig", _reply, here.typed["antwoord"])


def seen(here: Visit, day: str) -> Seen:
    """Return the meeting as this reader sees it. Raises NotFound."""
    house = here.house
    with house.store.reading() as conn:
        found = sitting_of(conn, on(day))
        if found is None:
            raise NotFound(Reason("meetings.no_meeting", {"day": on(day)}))
        ids = [item.initiative_id for item in found.items if item.initiative_id]
        about = dossiers(conn, house.catalogue, here.actor, here.today, TABLE.c.id.in_(ids), confidential=False)
        days, known = meeting_days(conn), people(conn)
        means = of_year(conn, house.catalogue.network, found.day.year)
        besides = beside(conn, found)
    by_id, network = {one.id: one for one in about}, house.catalogue.network
    found_so = Seen(found, by_id, network, here.actor, here.today, here.say, days, known, means)
    if not found_so.closed and not (found_so.running and found_so.writes):
        return found_so
    lines = minutes.text(found, network, here.lang, besides, with_votes=found_so.may("vote"))
    return replace(found_so, minutes=lines, numbers=besides.numbers)


def _waiting(here: Visit) -> Waits:
    """What waits for this reader between meetings; what waits at this one stands on the page itself."""
    house = here.house
    with house.store.reading() as conn:
        found = on_you(conn, house.catalogue, here.actor, here.today)
    return waiting.block([one for one in found if one.href.startswith("/raad/schriftelijk")], here.today, here.say)


def between(here: Visit) -> Between:
    """Return what runs in writing now, and since when the clock owes something."""
    catalogue, today = here.house.catalogue, here.today
    with here.house.store.reading() as conn:
        since, running = standing_still(conn, catalogue, today), unrecorded(conn, today)
    return building_between.between(running, since, here.actor, catalogue.network, today, here.say)


def act(here: Visit, day: str, verb: str, place: str, deed: Callable[..., object], *told: object) -> Response:
    """Do one act on a meeting and go back to where it was done: there, or on Vandaag.

    `deed`: a verb of labflow that takes the day first, then `told`; `place`: where on the page.
    """
    where = "/" if here.typed["naar"] == "/" else at(f"/raad/{day}", place)
    catalogue = here.house.catalogue
    return here.act(verb, lambda change: deed(change, catalogue, on(day), *told), lambda again: look(again, day), where)


def _position(change: Change, catalogue: Catalogue, day: date, n: str, value: str, text: str) -> None:
    voting.position(change, catalogue, day, n, own_seat(change, day), value, text)


def _reply(change: Change, catalogue: Catalogue, day: date, answer: str) -> None:
    voting.attend(change, catalogue, day, own_seat(change, day), answer)


def own_seat(change: Change, day: date) -> str:
    """Return the key of the seat that who acts holds, one with a vote first. Raises NotAllowed when there is none."""
    mine = [seat for seat in meeting(change, day).seats if seat.id in change.actor.seats]
    voting_first = sorted(mine, key=lambda seat: not seat.votes)
    if not voting_first:
        raise NotAllowed(Reason("web.no_seat"))
    return voting_first[0].key


def meeting(change: Change, day: date) -> Sitting:
    """Return the meeting of a day as a change sees it. Raises NotFound."""
    found = sitting_of(change.conn, day)
    if found is None:
        raise NotFound(Reason("meetings.no_meeting", {"day": day}))
    return found


def on(written: str) -> date:
    """Return the day in an address. Raises NotFound."""
    try:
        return typed.day(written, "meeting_day")
    except Invalid as strange:
        raise NotFound(*strange.reasons) from strange


close = calling(act, "close", "", closing.close)
