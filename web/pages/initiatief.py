"""/initiatieven/{slug}: one initiative. For those who may not see it, it is not there."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from starlette.responses import Response

from labflow import handing, lifecycle, meetings, requesting, telling, undoing
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.dossier import Dossier
from labflow.queries.initiatives import TABLE, dossier, dossiers
from labflow.queries.procedures import TABLE as PROCEDURE
from labflow.queries.procedures import procedures
from labflow.reasons import NotFound, Reason
from labflow.showing import initiative as one
from labflow.showing.between import writing
from labflow.showing.mandates import mandates
from labflow.showing.people import hands, leads
from labflow.typed import day as day_of
from labflow.views.initiative import InitiativePage
from web.page import Visit, at
from web.pages.portfolio import filled
from web.pages.visiting import Here, calling

ANSWERS = {"klaar": "done", "onbekend": "unknown"}


def look(here: Here, slug: str) -> Response:
    """Show one initiative."""
    return here.page("initiatief/look.html", slug, lambda: _view(here, slug))


def _view(here: Visit, slug: str) -> InitiativePage:
    house = here.house
    with house.store.reading() as conn:
        found = dossier(conn, house.catalogue, here.actor, slug, here.today)
        cases = None
        if found.id in here.actor.casework:
            cases = dossiers(conn, house.catalogue, here.actor, here.today, TABLE.c.parent_id == found.id)
        people = leads(conn, house.catalogue.network, here.say, here.today)
        others = hands(conn, house.catalogue.network, here.say, here.today)
        return _with_between(conn, here, found, one.page(found, here.actor, here.say, cases, people, others))


def answer(here: Here, slug: str, item: str) -> Response:
    """Say how a checklist point stands, or explain why it comes later."""
    return act(here, slug, "tick", f"punt-{item}", _answer, here, slug, item)


def undo(here: Here, slug: str) -> Response:
    """Take back what one did last."""
    catalogue = here.house.catalogue
    return here.act(
        "undo", lambda change: undoing.undo(change, catalogue, slug, here.seen(change, slug)),
        lambda again: look(again, slug), where(here, slug),
    )  # fmt: skip


def where(here: Visit, slug: str) -> str:
    """Return where one goes after an act: the list where one did it, at this initiative, else its own page."""
    back = here.typed["terug"]
    return f"{back}?over={slug}" if back in ("/stilgevallen", "/portfolio") else f"/initiatieven/{slug}"


def note(here: Here, slug: str) -> Response:
    """Write a line in the log."""
    told = (here.typed["tekst"], here.typed["soort"] or "nota", here.typed["hoe"] or None)
    return act(here, slug, "note", "logboek", lifecycle.note, slug, *told)


def fill(here: Here, slug: str, field: str) -> Response:
    """Fill in something that no source says."""
    return act(here, slug, "fill", "onbekend", filled, here, slug, field)


def advance(here: Here, slug: str, transition: str) -> Response:
    """Take a transition."""
    return act(here, slug, "advance", "", _advance, here, slug, transition)


def put_on_agenda(here: Here, slug: str, number: str) -> Response:
    """Put a request on the agenda of a meeting."""
    return act(here, slug, "agenda", "", _placed, here.typed["dag"], number)


def open_case(here: Here, slug: str) -> Response:
    """Open a case under this initiative, for those who do its casework."""
    kind = min(here.house.catalogue.confidential, default=None)
    if kind is None:
        raise NotFound(Reason("web.absent.title"))
    return act(here, slug, "open", "delen", partial(lifecycle.open_, parent=slug), kind, here.typed["titel"])


def _with_between(conn: Any, here: Visit, found: Dossier, view: InitiativePage) -> InitiativePage:
    """Add what can be done between two meetings."""
    runs = procedures(conn, here.today, PROCEDURE.initiative_id == found.id, PROCEDURE.ended.is_(None))
    return replace(
        view,
        writing=writing(conn, here.house.catalogue, found, runs, here.actor, here.say),
        mandates=mandates(conn, found, runs, here.actor, here.say),
    )


def act(here: Visit, slug: str, verb: str, place: str, deed: Callable[..., object], *told: object) -> Response:
    """Do one act on an initiative that who acts must be able to see, whatever else the address names.

    `deed`: a verb of labflow that takes `told`; `place`: where on the page one was.
    """
    catalogue = here.house.catalogue

    def seen_first(change: Change) -> object:
        dossier(change.conn, catalogue, change.actor, slug, change.today)
        return deed(change, catalogue, *told)

    return here.act(verb, seen_first, lambda again: look(again, slug), at(f"/initiatieven/{slug}", place))


def _answer(change: Change, catalogue: Catalogue, here: Visit, slug: str, item: str) -> None:
    typed, rev = here.typed, here.seen(change, slug)
    if typed["antwoord"] == "uitleg":
        lifecycle.tick(change, catalogue, slug, item, why=typed["tekst"] or " ", by_day=typed["tegen"], rev=rev)
    else:
        state = ANSWERS.get(typed["antwoord"], typed["antwoord"])
        lifecycle.tick(change, catalogue, slug, item, state, typed["tekst"], rev=rev)


def _advance(change: Change, catalogue: Catalogue, here: Visit, slug: str, transition: str) -> None:
    lifecycle.advance(change, catalogue, slug, transition, here.typed.after("vraag-"), here.seen(change, slug))


def _placed(change: Change, catalogue: Catalogue, day: str, number: str) -> object:
    return meetings.place(change, catalogue, day_of(day, "meeting_day"), number)


def on_itself(here: Visit, slug: str, verb: str, place: str, deed: Callable[..., object], *told: object) -> Response:
    """Do one act whose verb takes the initiative itself."""
    return act(here, slug, verb, place, deed, slug, *told)


ask_back = calling(act, "return", "", requesting.return_, "vraag")
withdraw = calling(act, "withdraw", "", requesting.withdraw)
pause = calling(on_itself, "pause", "", lifecycle.pause, "waarom", "tot")
resume = calling(on_itself, "resume", "", lifecycle.resume)
wake = calling(on_itself, "wake", "", telling.wake)
hand_over = calling(on_itself, "hand-over", "", handing.hand_over, "opvolger", "woord")
