"""/portfolio: what runs, what asks attention, and what no source says."""

from dataclasses import replace

from starlette.responses import Response

from labflow import meetings, remembering, telling
from labflow.access import may
from labflow.change import Change
from labflow.definition import Catalogue, Workflow
from labflow.reasons import NotFound, Reason
from labflow.schoolyear import year_of
from labflow.showing import board, finding
from labflow.showing.people import leads
from labflow.views.portfolio import Portfolio
from web.page import Visit
from web.pages.visiting import Here


def look(here: Here, zoek: str = "", soort: str = "", fase: str = "", stil: str = "") -> Response:
    """Show the portfolio, or what is looked for in it."""
    network, kinds = here.house.catalogue.network, _kinds(here)
    asked, strange = finding.understood(finding.Asked(zoek, soort, fase, stil), network, board.shown(kinds))
    return here.page("portfolio/look.html", (asked, strange), lambda: _view(here, asked, strange))


def _view(here: Visit, asked: finding.Asked, strange: tuple[str, ...]) -> Portfolio:
    house, network, kinds = here.house, here.house.catalogue.network, _kinds(here)
    with house.store.reading() as conn:
        whole = remembering.board(house.memory, conn, house.catalogue, here.today)
        known = remembering.watched(house.memory, conn, house.catalogue, here.today)
        people, is_asked = leads(conn, network, here.say), asked != finding.Asked()
        found = finding.found(conn, house.catalogue, here.today, known, asked) if is_asked else whole.dossiers
    may_fill, may_plan = may(here.actor, "fill", network), may(here.actor, "plan", network)
    view = board.page(found, network, kinds, here.say, may_fill, people, may_plan, None if is_asked else whole, known)
    search = finding.search(asked, strange, whole, len(found), network, board.shown(kinds), here.say)
    may_open = may(here.actor, "propose", network)
    return replace(view, search=search, lede=search.count or view.lede, may_open=may_open, is_new=not whole.total)


def fill(here: Here, field: str) -> Response:
    """Fill in something that no source says."""
    slug, _, step = here.typed["initiatief"].partition("/")
    named = f"{field}-{step}" if step else field
    then = f"/portfolio?over={slug}#onbekend"
    return here.act("fill", lambda change: filled(change, here.house.catalogue, here, slug, named), look, then)


def filled(change: Change, catalogue: Catalogue, here: Visit, slug: str, field: str) -> None:
    """Call the verb for one unknown field."""
    typed = here.typed
    kind, _, step = field.partition("-")
    if kind == "lead":
        telling.assign(change, catalogue, slug, typed["waarde"])
    elif kind == "decision":
        telling.fill_decision(change, catalogue, slug, step, typed["wie"], typed["waarde"])
    elif kind == "meetings":
        days = [day for day in typed.after("dag-").values() if day]
        meetings.plan(change, catalogue, year_of(here.today, catalogue.network.holidays), days)
    elif kind == "since":
        telling.fill_since(change, catalogue, slug, typed["waarde"])
    else:
        raise NotFound(Reason("web.absent.title"))


def _kinds(here: Visit) -> tuple[Workflow, ...]:
    catalogue = here.house.catalogue
    order = dict.fromkeys(key for key, _ in catalogue.versions)
    found = [newest for key in order if (newest := catalogue.newest(key))]
    return tuple(sorted(found, key=lambda one: (one.parent is not None, one.key)))
