"""/stilgevallen: why it stalls, whose move it is, one thing to do."""

from collections.abc import Callable

from starlette.responses import Response

from labflow import asking_update, placing, telling
from labflow.remembering import watched
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
        known = watched(house.memory, conn, house.catalogue, here.today)
    return stalled.page(known.dossiers, here.say, here.actor, known.beyond)


def name_mover(here: Here, slug: str) -> Response:
    """Say whose move it is."""
    return _push(here, slug, "turn", telling.turn, here.typed["wie"], here.typed["wat"])


def let_rest(here: Here, slug: str) -> Response:
    """Let it rest until a day."""
    told = (here.typed[name] for name in ("waarom", "tot", "gebeurtenis"))
    return _push(here, slug, "rest", telling.rest, *told)


def ask_update(here: Here, slug: str) -> Response:
    """Ask whoever leads how it stands."""
    return _push(here, slug, "ask-update", asking_update.ask)


def put_on_agenda(here: Here, slug: str) -> Response:
    """Put it on the agenda of a meeting."""
    return _push(here, slug, "agenda", placing.put, here.typed["dag"])


def _push(here: Visit, slug: str, verb: str, deed: Callable[..., object], *told: object) -> Response:
    catalogue = here.house.catalogue
    return here.act(
        verb, lambda change: deed(change, catalogue, slug, *told),
        lambda again: look(again) if again.path == OWN else initiatief.look(again, slug), initiatief.where(here, slug),
    )  # fmt: skip
