"""/wie-ben-je: step into a role of the demo, choose the day and the language. Outside a demo one signs in."""

from datetime import date
from urllib.parse import urlsplit

from starlette.responses import RedirectResponse, Response

from labflow import founding, typed
from labflow.access import Actor
from labflow.reasons import NotFound, Reason
from labflow.showing.people import cast
from web.page import MONTH, Visit, gone
from web.pages.visiting import Here


def look(here: Here) -> Response:
    """Show whom one can be."""
    _only_in_a_demo(here)
    with here.house.store.reading() as conn:
        people = cast(conn, here.house.catalogue.network, here.say)
    return here.show("wie_ben_je/look.html", people)


def become(here: Here) -> Response:
    """Step into a role."""
    _only_in_a_demo(here)
    with here.house.store.reading() as conn:
        known = {one.key for one in cast(conn, here.house.catalogue.network, here.say).people}
    chosen = typed.choice(here.typed["wie"], "person", tuple(sorted(known)))
    return _remembering(gone("/"), "wie", chosen)


def move_day(here: Here) -> Response:
    """Move the demo to another day, for everybody who looks at it."""
    _only_in_a_demo(here)
    _go_to(here, typed.day(here.typed["dag"], "day"))
    return gone(_local(here.typed["terug"]))


def speak(here: Here) -> Response:
    """Choose the language."""
    return _remembering(gone(_local(here.typed["terug"])), "taal", "en" if here.typed["taal"] == "en" else "nl")


def _go_to(here: Visit, day: date) -> None:
    """Anybody who looks at a demo may turn its calendar, so the machine does it, not a person."""
    store, zone = here.house.store, here.house.catalogue.network.zone
    with store.change(Actor("system"), "web", zone=zone) as change:
        founding.set_day(change, day)


def _only_in_a_demo(here: Visit) -> None:
    if not here.house.is_demo:
        raise NotFound(Reason("web.absent.title"))


def _local(where: str) -> str:
    """The address within this site to go back to, or the beginning."""
    is_ours = where.startswith("/") and not where.startswith(("//", "/\\"))
    return (is_ours and urlsplit(where).path) or "/"


def _remembering(answer: RedirectResponse, name: str, value: str) -> RedirectResponse:
    answer.set_cookie(name, value, max_age=MONTH, httponly=True, samesite="lax", path="/")
    return answer
