"""/stilgevallen: why it stalls, whose move it is, one thing to do."""

from starlette.responses import Response

from labflow import telling
from labflow.access import may
from labflow.remembering import open_ones
from labflow.showing import stalled
from labflow.views.stalled import StalledPage
from web.page import Visit
from web.pages import initiatief
from web.pages.visiting import Here

OWN = "/stilgevallen"


def look(here: Here) -> Response:
    """Show the stalled list."""
    return here.page("stilgevallen/look.html", (), lambda: _view(here))


def _view(here: Visit) -> StalledPage:
    house = here.house
    with house.store.reading() as conn:
        known = open_ones(house.memory, conn, house.catalogue, here.today)
    return stalled.page(known, here.say, may(here.actor, "rest", house.catalogue.network))


def name_mover(here: Here, slug: str) -> Response:
    """Say whose move it is."""
    catalogue, typed = here.house.catalogue, here.typed
    return here.act(
        "turn",
        lambda change: telling.turn(change, catalogue, slug, typed["wie"], typed["wat"]),
        lambda again: _back(again, slug),
        _where(here, slug),
    )


def let_rest(here: Here, slug: str) -> Response:
    """Let it rest until a day."""
    catalogue, typed = here.house.catalogue, here.typed
    return here.act(
        "rest",
        lambda change: telling.rest(change, catalogue, slug, typed["waarom"], typed["tot"], typed["gebeurtenis"]),
        lambda again: _back(again, slug),
        _where(here, slug),
    )


def _where(here: Visit, slug: str) -> str:
    return f"{OWN}?over={slug}" if here.typed["terug"] == OWN else f"/initiatieven/{slug}"


def _back(again: Visit, slug: str) -> Response:
    return look(again) if again.path == OWN else initiatief.look(again, slug)
