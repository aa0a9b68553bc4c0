"""/initiatieven/{slug}: one initiative. For those who may not see it, it is not there."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from starlette.responses import Response

from labflow import lifecycle, meetings, requesting, undoing
from labflow.change import Change
from labflow.dossier import Dossier
from labflow.queries.initiatives import TABLE, dossier, dossiers
from labflow.queries.procedures import TABLE as PROCEDURE
from labflow.queries.procedures import procedures
from labflow.reasons import NotFound, Reason
from labflow.showing import initiative as one
from labflow.showing.between import writing
from labflow.showing.mandates import mandates
from labflow.showing.people import leads
from labflow.typed import day as day_of
from labflow.views.initiative import InitiativePage
from web.page import Visit
from web.pages.portfolio import filled
from web.pages.visiting import Here

ANSWERS = {"klaar": "done", "onbekend": "unknown"}


def look(here: Here, slug: str) -> Response:
    """Show one initiative."""
    return here.show("initiatief/look.html", here.recalled(("initiative", slug), lambda: _view(here, slug)))


def _view(here: Visit, slug: str) -> InitiativePage:
    house = here.house
    with house.store.reading() as conn:
        found = dossier(conn, house.catalogue, here.actor, slug, here.today)
        cases = None
        if found.id in here.actor.casework:
            cases = dossiers(conn, house.catalogue, here.actor, here.today, TABLE.c.parent_id == found.id)
        people = leads(conn, house.catalogue.network, here.say)
        return _with_between(conn, here, found, one.page(found, here.actor, here.say, cases, people))


def answer(here: Here, slug: str, item: str) -> Response:
    """Say how a checklist point stands, or explain why it comes later."""
    typed = here.typed
    if typed["antwoord"] == "uitleg":
        told: dict[str, object] = {"why": typed["tekst"] or " ", "by_day": typed["tegen"]}
    else:
        told = {"state": ANSWERS.get(typed["antwoord"], typed["antwoord"]), "evidence": typed["tekst"]}
    return _act(
        here,
        slug,
        "tick",
        lambda change: lifecycle.tick(change, here.house.catalogue, slug, item, **told, rev=here.seen(change, slug)),  # type: ignore[arg-type]
        f"punt-{item}",
    )


def undo(here: Here, slug: str) -> Response:
    """Take back what one did last."""
    where = here.typed["terug"] if here.typed["terug"] in ("/stilgevallen", "/portfolio") else f"/initiatieven/{slug}"
    return here.act(
        "undo",
        lambda change: undoing.undo(change, here.house.catalogue, slug, here.seen(change, slug)),
        lambda again: look(again, slug),
        where,
    )


def note(here: Here, slug: str) -> Response:
    """Write a line in the log."""
    typed = here.typed
    return _act(
        here,
        slug,
        "note",
        lambda change: lifecycle.note(
            change, here.house.catalogue, slug, typed["tekst"], typed["soort"] or "nota", typed["hoe"] or None
        ),
        "logboek",
    )


def fill(here: Here, slug: str, field: str) -> Response:
    """Fill in something that no source says."""
    return _act(here, slug, "fill", lambda change: filled(change, here, slug, field), "onbekend")


def advance(here: Here, slug: str, transition: str) -> Response:
    """Take a transition."""
    asks = here.typed.after("vraag-")
    return _act(
        here,
        slug,
        "advance",
        lambda change: lifecycle.advance(change, here.house.catalogue, slug, transition, asks, here.seen(change, slug)),
    )


def ask_back(here: Here, slug: str, number: str) -> Response:
    """Send a request back with one question."""
    return _act(
        here,
        slug,
        "return",
        lambda change: requesting.return_(change, here.house.catalogue, number, here.typed["vraag"]),
    )


def put_on_agenda(here: Here, slug: str, number: str) -> Response:
    """Put a request on the agenda of a meeting."""
    return _act(
        here,
        slug,
        "agenda",
        lambda change: meetings.place(change, here.house.catalogue, day_of(here.typed["dag"], "meeting_day"), number),
    )


def withdraw(here: Here, slug: str, number: str) -> Response:
    """Take a request back."""
    return _act(here, slug, "withdraw", lambda change: requesting.withdraw(change, here.house.catalogue, number))


def pause(here: Here, slug: str) -> Response:
    """Suspend the clock."""
    typed = here.typed
    return _act(
        here,
        slug,
        "pause",
        lambda change: lifecycle.pause(change, here.house.catalogue, slug, typed["waarom"], typed["tot"]),
    )


def resume(here: Here, slug: str) -> Response:
    """Let the clock run again."""
    return _act(here, slug, "resume", lambda change: lifecycle.resume(change, here.house.catalogue, slug))


def open_case(here: Here, slug: str) -> Response:
    """Open a case under this initiative, for those who do its casework."""
    catalogue = here.house.catalogue
    kind = min(catalogue.confidential, default=None)
    if kind is None:
        raise NotFound(Reason("web.absent.title"))
    return _act(
        here,
        slug,
        "open",
        lambda change: lifecycle.open_(change, catalogue, kind, here.typed["titel"], parent=slug),
        "delen",
    )


def _with_between(conn: Any, here: Visit, found: Dossier, view: InitiativePage) -> InitiativePage:
    """Add what can be done between two meetings."""
    runs = procedures(conn, here.today, PROCEDURE.initiative_id == found.id, PROCEDURE.ended.is_(None))
    return replace(
        view,
        writing=writing(conn, here.house.catalogue, found, runs, here.actor, here.say),
        mandates=mandates(conn, found, runs, here.actor, here.say),
    )


def _act(here: Visit, slug: str, verb: str, deed: Callable[[Change], object], place: str = "") -> Response:
    where = f"/initiatieven/{slug}" + (f"#{place}" if place else "")
    return here.act(verb, seen_first(here, slug, deed), lambda again: look(again, slug), where)


def seen_first(here: Visit, slug: str, deed: Callable[[Change], object]) -> Callable[[Change], object]:
    """Return the deed for an initiative that who acts must be able to see, whatever else the address names."""

    def seen(change: Change) -> object:
        dossier(change.conn, here.house.catalogue, change.actor, slug, change.today)
        return deed(change)

    return seen
