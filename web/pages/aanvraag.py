"""/initiatieven/{slug}/aanvragen/{transition}: check before asking. /aanvragen/{number}: where a request stands."""

from starlette.responses import Response

from labflow import access, requesting
from labflow.change import Change
from labflow.queries.initiatives import TABLE, dossier, dossiers
from labflow.queries.requests import papers_of_next, request_row, steps_of
from labflow.reasons import NotFound, Reason
from labflow.showing import headings
from labflow.showing import request as showing
from web.page import Visit, gone
from web.pages.visiting import Here


def check(here: Here, slug: str, transition: str) -> Response:
    """Show everything that would go along; one that is under way has a page of its own."""
    house = here.house
    with house.store.reading() as conn:
        found = dossier(conn, house.catalogue, here.actor, slug, here.today)
        if any(one.number == transition for one in found.requests):
            return gone(f"/aanvragen/{transition}")
        way = found.workflow.transitions.get(transition)
        if way is None or found.stage_key not in way.sources or not requesting.needs_the_body(way):
            raise NotFound(Reason("web.absent.title"))
        papers = papers_of_next(conn, here.today)
    access.demand_role(here.actor, way.ask_by or way.by, house.catalogue.network, found)
    if (asked := headings.asked(way, found)) and here.refusal is None:
        return gone(f"/aanvragen/{asked.number}")
    return here.show("aanvraag/check.html", showing.check(way, found, here.actor, here.say, papers))


def send(here: Here, slug: str, transition: str) -> Response:
    """Send it, with every explanation, in one act; then go and see where it stands."""
    return here.act(
        "request",
        lambda change: _sent(change, here, slug, transition),
        lambda again: check(again, slug, transition),
        "/aanvragen/*",
    )


def look(here: Here, number: str) -> Response:
    """Show where a request stands; one that is confidential is not there."""
    house = here.house
    with house.store.reading() as conn:
        row = request_row(conn, number)
        about = TABLE.c.id == (row.initiative_id if row else "")
        found = dossiers(conn, house.catalogue, here.actor, here.today, about, confidential=False)
        if not found:
            raise NotFound(Reason("web.absent.title"))
        steps, papers = steps_of(conn, row.id), papers_of_next(conn, here.today)  # type: ignore[union-attr]
    asked = next(one for one in found[0].requests if one.number == number)
    return here.show("aanvraag/look.html", showing.page(asked, found[0], steps, here.actor, here.say, papers))


def _sent(change: Change, here: Visit, slug: str, transition: str) -> str:
    typed, catalogue = here.typed, here.house.catalogue
    days = typed.after("tegen-")
    explained = {point: (why, days.get(point, "")) for point, why in typed.after("tekst-").items()}
    return requesting.request(
        change, catalogue, slug, transition, typed.after("vraag-"), typed["bedrag"], typed["motivering"], explained,
        here.seen(change, slug),
    )  # fmt: skip
