"""The browser side of labflow: the whole site map on one screen, and refusals as pages. It never decides anything."""

from functools import cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.staticfiles import StaticFiles

from labflow.catalogue import load_catalogue, network_named
from labflow.daily import Work
from labflow.definition import Catalogue
from labflow.queries.definitions import in_use
from labflow.reasons import Refusal
from labflow.settings import Settings, settings_from
from labflow.store import Store, StoreUnusable
from labflow.texts.saying import use_network_words
from labflow.watching import beside
from web import mishap, refusing
from web.doorstep import Doorstep
from web.headers import Headers
from web.mishap import Mishaps
from web.pages import (
    aanmelden,
    aanvraag,
    beslissingen,
    idee,
    initiatief,
    kalender,
    klok,
    mensen,
    portfolio,
    raad,
    raad_agenda,
    raad_outcome,
    raad_paper,
    raad_table,
    raad_vote,
    schriftelijk,
    spelregels,
    stilgevallen,
    vandaag,
    voorlopig,
    voorwaarden,
    vragen,
    wie,
)
from web.pages.visiting import SignInFirst
from web.reader import House

SITE = (
    ("GET", "/", vandaag.look),
    ("GET", "/wie-ben-je", wie.look),
    ("POST", "/wie-ben-je", wie.become),
    ("POST", "/dag", wie.move_day),
    ("POST", "/taal", wie.speak),
    ("GET", "/aanmelden", aanmelden.look),
    ("POST", "/aanmelden", aanmelden.ask),
    ("GET", "/aanmelden/code", aanmelden.look_for_code),
    ("POST", "/aanmelden/code", aanmelden.enter),
    ("POST", "/afmelden", aanmelden.leave),
    ("POST", "/mensen", mensen.invite),
    ("POST", "/mensen/{key}/rollen", mensen.give),
    ("POST", "/mensen/{key}/einde", mensen.end),
    ("GET", "/portfolio", portfolio.look),
    ("POST", "/portfolio/feiten/{field}", portfolio.fill),
    ("GET", "/stilgevallen", stilgevallen.look),
    ("GET", "/spelregels", spelregels.look),
    ("GET", "/beslissingen", beslissingen.look),
    ("GET", "/beslissingen/{number}", beslissingen.look_at),
    ("POST", "/beslissingen/{number}/rechtzettingen", beslissingen.correct),
    ("POST", "/beslissingen/{number}/voorwaarden/{k}/vervullingen", voorwaarden.meet),
    ("POST", "/beslissingen/{number}/voorwaarden/{k}/herroepingen", voorwaarden.unmeet),
    ("GET", "/initiatieven/nieuw", idee.look),
    ("POST", "/initiatieven/nieuw", idee.propose),
    ("GET", "/initiatieven/loopt-al", idee.look_back),
    ("POST", "/initiatieven/loopt-al", idee.register),
    ("GET", "/initiatieven/{slug}", initiatief.look),
    ("POST", "/initiatieven/{slug}/punten/{item}", initiatief.answer),
    ("POST", "/initiatieven/{slug}/herroepingen", initiatief.undo),
    ("POST", "/initiatieven/{slug}/logboek", initiatief.note),
    ("POST", "/initiatieven/{slug}/feiten/{field}", initiatief.fill),
    ("POST", "/initiatieven/{slug}/overgangen/{transition}", initiatief.advance),
    ("GET", "/initiatieven/{slug}/aanvragen/{transition}", aanvraag.check),
    ("POST", "/initiatieven/{slug}/aanvragen/{transition}", aanvraag.send),
    ("GET", "/aanvragen/{number}", aanvraag.look),
    ("POST", "/initiatieven/{slug}/aanvragen/{number}/vragen", initiatief.ask_back),
    ("POST", "/initiatieven/{slug}/aanvragen/{number}/agendapunten", initiatief.put_on_agenda),
    ("POST", "/initiatieven/{slug}/aanvragen/{number}/intrekkingen", initiatief.withdraw),
    ("POST", "/initiatieven/{slug}/aanvragen/{number}/rondes", voorlopig.start),
    ("POST", "/initiatieven/{slug}/aanvragen/{number}/teksten", voorlopig.reword),
    ("POST", "/initiatieven/{slug}/mandaten", voorlopig.ask),
    ("POST", "/initiatieven/{slug}/mandaten/{number}/toekenningen", voorlopig.grant),
    ("POST", "/initiatieven/{slug}/mandaten/{number}/weigeringen", voorlopig.decline),
    ("POST", "/initiatieven/{slug}/mandaten/{number}/uitgaven", voorlopig.spend),
    ("POST", "/initiatieven/{slug}/mandaten/{number}/bezwaren", voorlopig.object_),
    ("POST", "/initiatieven/{slug}/beurten", stilgevallen.name_mover),
    ("POST", "/initiatieven/{slug}/rust", stilgevallen.let_rest),
    ("POST", "/initiatieven/{slug}/rust/einde", initiatief.wake),
    ("POST", "/initiatieven/{slug}/opvolgers", initiatief.hand_over),
    ("POST", "/initiatieven/{slug}/navragen", stilgevallen.ask_update),
    ("POST", "/initiatieven/{slug}/agendapunten", stilgevallen.put_on_agenda),
    ("POST", "/initiatieven/{slug}/pauzes", initiatief.pause),
    ("POST", "/initiatieven/{slug}/hervattingen", initiatief.resume),
    ("POST", "/initiatieven/{slug}/deelinitiatieven", initiatief.open_case),
    ("POST", "/initiatieven/{slug}/vragen", vragen.ask),
    ("POST", "/vragen", vragen.ask),
    ("POST", "/vragen/{number}/antwoorden", vragen.answer),
    ("GET", "/raad/schriftelijk/{number}", schriftelijk.look),
    ("POST", "/raad/schriftelijk/{number}/antwoorden", schriftelijk.answer),
    ("POST", "/raad/schriftelijk/{number}/belangen", schriftelijk.step_aside),
    ("POST", "/raad/schriftelijk/{number}/slot", schriftelijk.close),
    ("POST", "/raad/schriftelijk/{number}/teksten", schriftelijk.reword),
    ("POST", "/raad/schriftelijk/{number}/verklaringen", schriftelijk.claim),
    ("POST", "/klok", klok.settle),
    ("GET", "/kalender", kalender.look),
    ("POST", "/kalender", kalender.make),
    ("POST", "/kalender/einde", kalender.end),
    ("GET", "/kalender/{key}.ics", kalender.feed),
    ("GET", "/raad", raad.lead_on),
    ("GET", "/raad/{day}", raad.look),
    ("GET", "/raad/{day}/vergaderblad", raad_paper.sheet),
    ("GET", "/raad/{day}/papier", raad_paper.look),
    ("POST", "/raad/{day}/papier", raad_paper.fill),
    ("POST", "/raad/{day}/agenda", raad_agenda.build),
    ("POST", "/raad/{day}/leiding", raad_agenda.preside),
    ("POST", "/raad/{day}/zonder-bespreking", raad_outcome.consent),
    ("POST", "/raad/{day}/overdracht", raad_outcome.carry),
    ("POST", "/raad/{day}/schriftelijk", raad_outcome.to_writing),
    ("POST", "/raad/{day}/punten", raad_agenda.add),
    ("POST", "/raad/{day}/punten/{n}/plaatsen", raad_agenda.order),
    ("POST", "/raad/{day}/punten/{n}/duur", raad_agenda.duration),
    ("POST", "/raad/{day}/punten/{n}/toelatingen", raad_agenda.admit),
    ("POST", "/raad/{day}/punten/{n}/wijzigingen", raad_agenda.amend),
    ("POST", "/raad/{day}/punten/{n}/stemmingen", raad_vote.open_),
    ("POST", "/raad/{day}/punten/{n}/tellingen", raad_vote.tally),
    ("POST", "/raad/{day}/punten/{n}/adviezen", raad_vote.advise),
    ("POST", "/raad/{day}/punten/{n}/standpunten", raad.position),
    ("POST", "/raad/{day}/punten/{n}/belangen", raad_table.step_aside),
    ("POST", "/raad/{day}/punten/{n}/stemmen", raad_vote.cast),
    ("POST", "/raad/{day}/punten/{n}/uitkomsten", raad_outcome.note),
    ("POST", "/raad/{day}/punten/{n}/herzieningen", raad_outcome.redo),
    ("POST", "/raad/{day}/antwoorden", raad.reply),
    ("POST", "/raad/{day}/aanwezigheid", raad_table.attend),
    ("POST", "/raad/{day}/slot", raad.close),
)


def create_app(settings: Settings | None = None, **house: Any) -> FastAPI:
    """Return the application. `house`: parts of the House that a caller brings along (a store, a clock)."""
    chosen = settings or settings_from()
    store = house.pop("store", None) or Store(chosen.database)
    catalogue = _published_too(store, house.pop("catalogue", None) or load_catalogue(network_named(chosen.network)))
    use_network_words(catalogue.network.words)
    clock = beside(Work(store, catalogue, server=chosen.mail, site=chosen.address)) if chosen.keeps_clock else None
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False, lifespan=clock)
    app.state.house = House(store, catalogue, chosen.is_demo, chosen.lang, chosen.day, **{**_of(chosen), **house})
    app.router.routes.extend(_routes())
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"))
    app.add_exception_handler(Refusal, refusing.refused)
    app.add_exception_handler(SignInFirst, aanmelden.first)
    app.add_exception_handler(HTTPException, refusing.no_such_page)
    app.add_exception_handler(StoreUnusable, mishap.unusable)
    app.add_middleware(Mishaps)
    app.add_middleware(Doorstep, hosts=chosen.hosts, refuse=refusing.turned_away)
    app.add_middleware(Headers, is_https=chosen.is_https)
    return app


@cache
def _routes() -> list[BaseRoute]:
    """The site map as routes, worked out once a process: they hold nothing of one application."""
    site = APIRouter(redirect_slashes=False)
    for method, address, page in SITE:
        site.add_api_route(address, page, methods=[method], response_class=Response, response_model=None)
    return site.routes


def _of(chosen: Settings) -> dict[str, Any]:
    return {"address": chosen.address, "mail": chosen.mail, "lives": chosen.lives}


def _published_too(store: Store, shipped: Catalogue) -> Catalogue:
    """Add the versions that only the database still has. Raises Unsound for one that was edited."""
    try:
        with store.reading() as conn:
            return in_use(conn, shipped)
    except StoreUnusable:
        # Every page will say so, in the reader's language.
        return shipped


def __getattr__(name: str) -> FastAPI:
    """Make `app` for `uvicorn web.app:app` when it is asked for, so that importing this module opens nothing."""
    if name == "app":
        return create_app()
    raise AttributeError(name)
