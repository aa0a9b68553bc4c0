"""/portfolio: what runs, what asks attention, and what no source says."""

from starlette.responses import Response

from labflow import telling
from labflow.access import may
from labflow.change import Change
from labflow.definition import Workflow
from labflow.queries.initiatives import dossiers
from labflow.reasons import NotFound, Reason
from web.building import board
from web.building.people import leads
from web.page import Visit
from web.pages.visiting import Here


def look(here: Here) -> Response:
    """Show the portfolio."""
    house = here.house
    with house.store.reading() as conn:
        known = dossiers(conn, house.catalogue, here.actor, here.today, confidential=False)
        people = leads(conn, house.catalogue.network)
    network = house.catalogue.network
    may_fill = may(here.actor, "fill", network)
    view = board.page(known, network, _kinds(here), here.say, may_fill, people)
    return here.show("portfolio/look.html", view, stuck=len(view.attention))


def fill(here: Here, field: str) -> Response:
    """Fill in something that no source says about one initiative."""
    return here.act(
        "fill", lambda change: filled(change, here, here.typed["initiatief"], field), look, "/portfolio#onbekend"
    )


def filled(change: Change, here: Visit, slug: str, field: str) -> None:
    """Call the verb for one unknown field."""
    if field == "lead":
        telling.assign(change, here.house.catalogue, slug, here.typed["waarde"])
    elif field == "since":
        telling.fill_since(change, here.house.catalogue, slug, here.typed["waarde"])
    else:
        raise NotFound(Reason("web.absent.title"))


def _kinds(here: Visit) -> tuple[Workflow, ...]:
    catalogue = here.house.catalogue
    order = dict.fromkeys(key for key, _ in catalogue.versions)
    found = [newest for key in order if (newest := catalogue.newest(key))]
    return tuple(sorted(found, key=lambda one: (one.parent is not None, one.key)))
