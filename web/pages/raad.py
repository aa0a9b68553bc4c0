"""/raad/{day}: one meeting of the deciding body, before, during and after."""

from collections.abc import Callable
from datetime import date

from starlette.responses import Response

from labflow import closing, typed, voting
from labflow.change import Change
from labflow.queries.council import sitting as sitting_of
from labflow.queries.initiatives import TABLE, dossiers, meeting_days
from labflow.reasons import Invalid, NotFound, Reason
from labflow.sitting import Sitting
from web.building import sitting as building
from web.page import Visit
from web.pages.visiting import Here


def look(here: Here, day: str) -> Response:
    """Show one meeting."""
    house = here.house
    with house.store.reading() as conn:
        found = sitting_of(conn, _day(day))
        if found is None:
            raise NotFound(Reason("meetings.no_meeting", {"day": _day(day)}))
        ids = [item.initiative_id for item in found.items if item.initiative_id]
        about = dossiers(conn, house.catalogue, here.actor, here.today, TABLE.c.id.in_(ids), confidential=False)
        days = meeting_days(conn)
    by_id = {one.id: one for one in about}
    view = building.page(found, by_id, house.catalogue.network, here.actor, here.today, days, here.say)
    return here.show("raad/look.html", view)


def position(here: Here, day: str, n: str) -> Response:
    """Say what the own seat thinks of an item."""
    told = (here.typed["standpunt"], here.typed["tekst"])
    return _act(
        here,
        day,
        "position",
        lambda change: voting.position(
            change, here.house.catalogue, _day(day), n, own_seat(change, here, _day(day)), *told
        ),
        f"punt-{n}",
    )


def reply(here: Here, day: str) -> Response:
    """Say whether one is coming."""
    return _act(
        here,
        day,
        "reply",
        lambda change: voting.attend(
            change, here.house.catalogue, _day(day), own_seat(change, here, _day(day)), here.typed["antwoord"]
        ),
        "aanwezig",
    )


def attend(here: Here, day: str) -> Response:
    """Note who is there."""
    return _act(here, day, "attend", lambda change: _note_presence(change, here, _day(day)), "aanwezig")


def note(here: Here, day: str, n: str) -> Response:
    """Note what came out of an item."""
    outcome, target = here.typed["uitkomst"], here.typed["naar"]
    return _act(
        here,
        day,
        "note-outcome",
        lambda change: closing.note(
            change, here.house.catalogue, _day(day), n, outcome, target=target if outcome == "deferred" else ""
        ),
        f"punt-{n}",
    )


def redo(here: Here, day: str, n: str) -> Response:
    """Strike what was noted and open the item again."""
    return _act(
        here,
        day,
        "redo",
        lambda change: closing.redo(change, here.house.catalogue, _day(day), n, here.typed["waarom"]),
        f"punt-{n}",
    )


def close(here: Here, day: str) -> Response:
    """Close the meeting."""
    return _act(here, day, "close", lambda change: closing.close(change, here.house.catalogue, _day(day)))


def own_seat(change: Change, here: Visit, day: date) -> str:
    """Return the key of the seat that this reader holds. Raises NotFound when there is no such meeting or seat."""
    mine = [seat for seat in _meeting(change, day).seats if seat.id in change.actor.seats]
    voting_first = sorted(mine, key=lambda seat: not seat.votes)
    if not voting_first:
        raise Invalid(Reason("web.no_seat"))
    return voting_first[0].key


def _note_presence(change: Change, here: Visit, day: date) -> None:
    catalogue = here.house.catalogue
    if here.typed["iedereen"]:
        voting.attend(change, catalogue, day, "all", "present")
        return
    meeting = _meeting(change, day)
    chosen = {meeting.seat(key).key for key in here.typed.chosen.get("zetel", ())}
    for seat in meeting.seats:
        voting.attend(change, catalogue, day, seat.key, "present" if seat.key in chosen else "absent")


def _meeting(change: Change, day: date) -> Sitting:
    found = sitting_of(change.conn, day)
    if found is None:
        raise NotFound(Reason("meetings.no_meeting", {"day": day}))
    return found


def _act(here: Visit, day: str, verb: str, deed: Callable[[Change], object], place: str = "") -> Response:
    where = f"/raad/{day}" + (f"#{place}" if place else "")
    return here.act(verb, deed, lambda again: look(again, day), where)


def _day(written: str) -> date:
    try:
        return typed.day(written, "meeting_day")
    except Invalid as strange:
        raise NotFound(*strange.reasons) from strange
