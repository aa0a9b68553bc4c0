"""/kalender: one's own address for a calendar program, shown once, and the calendar behind it."""

from starlette.responses import PlainTextResponse, Response

from labflow import calendar_feed, calendar_keys
from labflow.showing import calendar
from web.page import Visit
from web.pages.visiting import Here

PAGE, PRIVATE = "/kalender", {"cache-control": "private, no-store"}


def look(here: Here) -> Response:
    """Show whether one has an address, and how to get one."""
    return _shown(here)


def make(here: Here) -> Response:
    """Make an address and show it, this once."""
    made, catalogue = list[str](), here.house.catalogue
    answer = here.act("calendar", lambda change: made.append(calendar_keys.make(change, catalogue)), look, PAGE)
    return _shown(here, f"{here.house.address}{PAGE}/{made[0]}.ics") if made else answer


def end(here: Here) -> Response:
    """Take the address back."""
    return here.act("calendar_end", lambda change: calendar_keys.revoke(change, here.house.catalogue), look, PAGE)


def feed(here: Here, key: str) -> Response:
    """The calendar of whose key this is; 410 for one that was taken back."""
    catalogue = here.house.catalogue
    with here.house.store.reading() as conn:
        owner = calendar_keys.owner_of(conn, catalogue, key, here.today)
        if owner is None:
            return PlainTextResponse(here.say("calendar.gone"), 410, PRIVATE)
        data = calendar_feed.feed(conn, catalogue, owner, here.today, here.house.address, here.lang)
    return Response(data, media_type="text/calendar", headers=PRIVATE)


def _shown(here: Visit, address: str = "") -> Response:
    with here.house.store.reading() as conn:
        view = calendar.page(conn, here.house.catalogue.network, here.actor, here.say, address)
    return here.show("kalender/look.html", view)
