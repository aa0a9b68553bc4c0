"""/initiatieven/nieuw: bring an idea. /initiatieven/loopt-al: tell what ran before labflow knew it."""

from starlette.responses import Response

from labflow import access, proposing
from labflow.queries.people import organisation_names
from labflow.showing import idea
from labflow.showing.people import leads
from web.page import Visit
from web.pages.visiting import Here


def look(here: Here) -> Response:
    """Show the four questions."""
    access.demand(here.actor, "propose", here.house.catalogue.network)
    return _show(here, "idee/nieuw.html")


def propose(here: Here) -> Response:
    """Bring an idea, then go to its page."""
    typed, catalogue = here.typed, here.house.catalogue
    return here.act(
        "propose",
        lambda change: proposing.propose(
            change, catalogue, typed["soort"], typed["titel"], typed["wat"], typed["herkomst"],
            tuple(typed.after("partner-").values()), typed["leiding"] or None,
        ),
        look,
        "/initiatieven/*",
    )  # fmt: skip


def look_back(here: Here) -> Response:
    """Show what one tells of something that runs."""
    access.demand(here.actor, "import", here.house.catalogue.network)
    return _show(here, "idee/loopt_al.html")


def register(here: Here) -> Response:
    """Register it where it stands, then go to its page."""
    typed, catalogue = here.typed, here.house.catalogue
    kind, _, stage = typed["fase"].partition("/")
    return here.act(
        "already-runs",
        lambda change: proposing.already_runs(
            change, catalogue, kind, typed["titel"], stage, typed["sinds"], typed["wie"],
            tuple(typed.after("partner-").values()), typed["leiding"] or None,
        ),
        look_back,
        "/initiatieven/*",
    )  # fmt: skip


def _show(here: Visit, template: str) -> Response:
    house = here.house
    with house.store.reading() as conn:
        people = leads(conn, house.catalogue.network, here.say)
        organisations = organisation_names(conn)
    return here.show(template, idea.page(house.catalogue, here.actor, people, organisations, here.say))
