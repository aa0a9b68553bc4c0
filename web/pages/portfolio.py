"""/portfolio: what runs, what asks attention, and what no source says."""

from dataclasses import replace

from starlette.responses import Response

from labflow import meetings, telling
from labflow.access import may
from labflow.change import Change
from labflow.definition import Workflow
from labflow.queries.initiatives import dossiers
from labflow.reasons import NotFound, Reason
from labflow.schoolyear import school_year
from labflow.showing import board, waiting
from labflow.showing.people import leads
from labflow.waiting import on_you
from web.page import Visit
from web.pages.visiting import Here


def look(here: Here) -> Response:
    """Show the portfolio."""
    house = here.house
    with house.store.reading() as conn:
        known = dossiers(conn, house.catalogue, here.actor, here.today, confidential=False)
        people = leads(conn, house.catalogue.network, here.say)
        waits = on_you(conn, house.catalogue, here.actor, here.today)
    network = house.catalogue.network
    may_fill = may(here.actor, "fill", network)
    may_plan = may(here.actor, "plan", network)
    view = board.page(known, network, _kinds(here), here.say, may_fill, people, may_plan)
    view = replace(view, waits=waiting.block(waits, here.today, here.say))
    return here.show("portfolio/look.html", view, stuck=len(view.attention))


def fill(here: Here, field: str) -> Response:
    """Fill in something that no source says."""
    slug, _, step = here.typed["initiatief"].partition("/")
    named = f"{field}-{step}" if step else field
    return here.act("fill", lambda change: filled(change, here, slug, named), look, f"/portfolio?over={slug}#onbekend")


def filled(change: Change, here: Visit, slug: str, field: str) -> None:
    """Call the verb for one unknown field."""
    catalogue, typed = here.house.catalogue, here.typed
    kind, _, step = field.partition("-")
    if kind == "lead":
        telling.assign(change, catalogue, slug, typed["waarde"])
    elif kind == "decision":
        telling.fill_decision(change, catalogue, slug, step, typed["wie"], typed["waarde"])
    elif kind == "meetings":
        days = [day for day in typed.after("dag-").values() if day]
        meetings.plan(change, catalogue, school_year(here.today), days)
    elif kind == "since":
        telling.fill_since(change, catalogue, slug, typed["waarde"])
    else:
        raise NotFound(Reason("web.absent.title"))


def _kinds(here: Visit) -> tuple[Workflow, ...]:
    catalogue = here.house.catalogue
    order = dict.fromkeys(key for key, _ in catalogue.versions)
    found = [newest for key in order if (newest := catalogue.newest(key))]
    return tuple(sorted(found, key=lambda one: (one.parent is not None, one.key)))
