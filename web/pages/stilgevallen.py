"""/stilgevallen: why it stalls, whose move it is, one thing to do."""

from collections.abc import Callable

from starlette.responses import Response

from labflow import asking_update, placing, telling
from labflow.remembering import watched
from labflow.showing import stalled
from labflow.views.stalled import StalledPage
from web.page import Visit
from web.pages import initiatief
from web.pages.visiting import Here, calling

OWN = "/stilgevallen"


def look(here: Here) -> Response:
    """Show the stalled list."""
    return here.page("stilgevallen/look.html", (), lambda: _view(here))


def _view(here: Visit) -> StalledPage:
    house = here.house
    with house.store.reading() as conn:
        known = watched(house.memory, conn, house.catalogue, here.today)
    return stalled.page(known.dossiers, here.say, here.actor, known.beyond)


def _push(here: Visit, slug: str, verb: str, _place: str, deed: Callable[..., object], *told: object) -> Response:
    catalogue = here.house.catalogue
    return here.act(
        verb, lambda change: deed(change, catalogue, slug, *told),
        lambda again: look(again) if again.path == OWN else initiatief.look(again, slug), initiatief.where(here, slug),
    )  # fmt: skip


name_mover = calling(_push, "turn", "", telling.turn, "wie", "wat")
let_rest = calling(_push, "rest", "", telling.rest, "waarom", "tot", "gebeurtenis")
ask_update = calling(_push, "ask-update", "", asking_update.ask)
put_on_agenda = calling(_push, "agenda", "", placing.put, "dag")
