"""What stands around every page for one visit: navigation, demo bar, message, reasons. Never the page's own content."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from labflow.definition import Network
from labflow.queries.initiatives import TABLE, dossiers, meeting_days
from labflow.remembering import watched
from labflow.showing.unsent import unsent
from labflow.typed import is_findable
from labflow.undoing import can_undo
from web.frame import Demo, Entry, Frame
from web.reader import Reader, mint

FIRST = ("coordinator", "chair", "secretary", "casework", "lead", "team", "member")


def frame(visit: Reader) -> Frame:
    """Return what stands around the page of this visit."""
    house, say = visit.house, visit.say
    reasons = visit.refusal.reasons if visit.refusal else ()
    return Frame(
        lang=visit.lang, path=visit.path, network=say(house.catalogue.network.title), entries=_entries(visit),
        mint=mint, demo=_demo(visit) if house.is_demo else None,
        me=None if house.is_demo else role_of(visit) or visit.actor.key or None,
        notice=visit.notice if not reasons else None, undo=_undo(visit) if visit.notice and not reasons else None,
        unsent=_unsent(visit) if visit.notice and not reasons else "", about=visit.about,
        reasons=tuple(say.capital(reason) for reason in reasons), refused=visit.refused_form(),
    )  # fmt: skip


def role_of(visit: Reader) -> str | None:
    """Return the words for what this reader is, None when nobody is known to read."""
    network = visit.house.catalogue.network
    titles = [visit.say(network.roles[key].title) for key in _in_order(network, visit.actor.roles)]
    return titles[0] if titles else None


def meeting_to_show(days: Sequence[date], today: date) -> date | None:
    """Return the meeting that the navigation leads to: the next one, else the last one."""
    return next((day for day in days if day >= today), days[-1] if days else None)


def _entries(visit: Reader) -> tuple[Entry, ...]:
    house, say = visit.house, visit.say
    with house.store.reading() as conn:
        stuck, meeting = house.memory.recall(conn, visit.today, "navigation", lambda: _counted(visit, conn))
    places = (
        ("web.nav.today", "/", 0), ("web.nav.portfolio", "/portfolio", 0),
        ("web.nav.meeting", f"/raad/{meeting.isoformat()}" if meeting else "/raad", 0),
        ("web.nav.stalled", "/stilgevallen", stuck), ("web.nav.decisions", "/beslissingen", 0),
    )  # fmt: skip
    return tuple(Entry(say(key), href, _is_here(visit.path, href), count) for key, href, count in places)


def _undo(visit: Reader) -> tuple[str, int] | None:
    """Where the act that was just done can be taken back, by the record: the address says only which initiative."""
    slug = visit.about or visit.path.removeprefix("/initiatieven/")
    if not is_findable(slug):
        return None
    with visit.house.store.reading() as conn:
        known = dossiers(conn, visit.house.catalogue, visit.actor, visit.today, TABLE.c.slug == slug)
    if not known or not can_undo(known[0], visit.actor):
        return None
    return f"/initiatieven/{known[0].slug}/herroepingen", known[0].rev


def _unsent(visit: Reader) -> str:
    house = visit.house
    with house.store.reading() as conn:
        return unsent(conn, visit.actor.person_id, visit.say, house.is_demo, house.mail is not None)


def _counted(visit: Reader, conn: Any) -> tuple[int | str, date | None]:
    """How many stall, and the meeting to show: the same for everybody."""
    house = visit.house
    found = watched(house.memory, conn, house.catalogue, visit.today)
    return found.told, meeting_to_show(meeting_days(conn), visit.today)


def _is_here(path: str, href: str) -> bool:
    return path.split("/")[1:2] == href.split("/")[1:2]


def _demo(visit: Reader) -> Demo:
    known = visit.house.catalogue.network.demo
    others = [day for day in known.days if day != visit.today] if known else []
    said = ((day.isoformat(), visit.say.short_day(day, visit.today)) for day in others)
    return Demo(visit.say.weekday(visit.today), tuple(said), role_of(visit), bool(known and known.made_up))


def _in_order(network: Network, roles: frozenset[str]) -> list[str]:
    known = [key for key in roles if key in network.roles and network.roles[key].means in FIRST]
    return sorted(known, key=lambda key: FIRST.index(network.roles[key].means))
