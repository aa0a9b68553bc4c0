"""/aanmelden: ask for a code, type it, and be where one wanted to be; what was typed before is not lost."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from labflow import mailing, signing
from labflow.founding import SYSTEM
from labflow.mailing import Line, Undelivered
from labflow.reasons import Blocked, Invalid, NotFound, Reason, Refusal
from labflow.signing import Asked
from labflow.signing_limits import TooMany
from labflow.signing_mail import deliver_code
from labflow.views.signing import SignInPage
from web import signing as door
from web.page import Visit, gone
from web.pages.visiting import Here, SignInFirst
from web.typed_in import Typed

ASK, TYPE, KEPT = "aanmelden/look.html", "aanmelden/code.html", "aanmelden/kept.html"


def look(here: Here, request: Request, naar: str = "") -> Response:
    """Ask who one is; whoever is signed in goes on."""
    _outside_a_demo(here)
    page = _page(here, request, naar)
    return gone(page.onward) if here.actor.key else here.show(ASK, page)


def look_for_code(here: Here, request: Request, naar: str = "") -> Response:
    """Ask for the code."""
    _outside_a_demo(here)
    return here.show(TYPE, _page(here, request, naar))


def ask(here: Here, request: Request) -> Response:
    """Send a code to whoever has the address, and answer the same to everybody else."""
    _outside_a_demo(here)
    page, house = _page(here, request, here.typed["naar"]), here.house
    try:
        with house.store.change(SYSTEM, "web", now=house.now) as change:
            asked = signing.ask(change, here.typed["adres"], door.place(request))
        line = mailing.reach(house.mail) if house.mail else None
    except Refusal as refused:
        return _refused(here, ASK, page, refused)
    except Undelivered:
        return _refused(here, ASK, page, Blocked(Reason("signing.no_mail_left")), 503)
    answer = here.show(TYPE, page) if page.kept else gone(f"/aanmelden/code?{urlencode({'naar': page.onward})}")
    door.remember(answer, house, door.ASKED, asked.browser, int(signing.CODE_LASTS.total_seconds()))
    answer.background = BackgroundTask(_deliver(here, line, asked))
    return answer


def enter(here: Here, request: Request) -> Response:
    """Sign in with the code, and go on: to where one wanted to be, or to what still has to be sent."""
    _outside_a_demo(here)
    page, house = _page(here, request, here.typed["naar"]), here.house
    browser, before = door.cookie(request, door.ASKED), door.cookie(request, door.SESSION)
    try:
        with house.store.change(SYSTEM, "web", now=house.now) as change:
            token = signing.sign_in(change, browser, here.typed["code"], door.place(request), before)
    except TooMany as refused:
        return _refused(here, TYPE, page, refused)
    if token is None:
        return _refused(here, TYPE, page, Invalid(Reason("signing.wrong_code")))
    answer = _sending_again(here, page, token) if page.kept else gone(page.onward)
    door.remember(answer, house, door.SESSION, token, int(house.lives.whole.total_seconds()))
    door.forget(answer, house, door.ASKED)
    return answer


def leave(here: Here, request: Request) -> Response:
    """Sign out."""
    _outside_a_demo(here)
    with here.house.store.change(SYSTEM, "web", now=here.house.now) as change:
        signing.end(change, door.cookie(request, door.SESSION))
    answer = gone("/aanmelden?klaar=signed_out")
    door.forget(answer, here.house, door.SESSION)
    answer.headers["clear-site-data"] = '"cache"'
    return answer


def first(request: Request, error: Exception) -> Response:
    """Return the sign-in page that keeps what somebody sent without being signed in."""
    assert isinstance(error, SignInFirst)
    visit = error.visit
    answer = visit.show(ASK, replace(_page(visit, request, "/"), kept=door.keep(visit.typed)))
    answer.status_code = 401
    answer.headers["www-authenticate"] = "Form"
    return answer


def _sending_again(here: Visit, page: SignInPage, token: str) -> Response:
    house = here.house
    with house.store.reading() as conn:
        found = signing.signed_in(conn, house.catalogue.network, token, here.today, house.now(), house.lives)
    return replace(here, actor=found.actor or here.actor).show(KEPT, page)


def _page(here: Visit, request: Request, onward: str) -> SignInPage:
    return SignInPage(door.safe_next(request, onward), door.kept_in(request, here.typed), here.house.mail is None)


def _refused(here: Visit, template: str, page: SignInPage, refusal: Refusal, status: int = 0) -> Response:
    # A code that was wrong is not shown again.
    typed = here.typed if template == ASK else Typed()
    answer = replace(here, refusal=refusal, typed=typed).show(template, page)
    if isinstance(refusal, TooMany):
        answer.status_code, answer.headers["retry-after"] = 429, str(refusal.seconds)
    answer.status_code = status or answer.status_code
    return answer


def _deliver(here: Visit, line: Line | None, asked: Asked) -> Callable[[], None]:
    return partial(deliver_code, line, asked, here.house.catalogue.network.title, here.lang)


def _outside_a_demo(here: Visit) -> None:
    if here.house.is_demo:
        raise NotFound(Reason("web.absent.title"))
