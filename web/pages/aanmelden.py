"""/aanmelden: ask for a code, type it, and be where one wanted to be; what was typed before is not lost."""

from dataclasses import replace
from urllib.parse import urlencode

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from labflow import signing
from labflow.founding import SYSTEM
from labflow.reasons import Invalid, NotFound, Reason, Refusal
from labflow.showing.kept import kept
from labflow.signing_limits import TooMany
from labflow.signing_mail import NoMail, deliver_code, line_to
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
        line = line_to(house.mail)
    except Refusal as refused:
        return _refused(here, ASK, page, refused)
    answer = here.show(TYPE, page) if page.kept else gone(f"/aanmelden/code?{urlencode({'naar': page.onward})}")
    door.remember(answer, house, door.ASKED, asked.browser, int(signing.CODE_LASTS.total_seconds()))
    answer.background = BackgroundTask(deliver_code, line, asked, house.catalogue.network.title, here.lang)
    return answer


def enter(here: Here, request: Request) -> Response:
    """Sign in with the code, and go on: to where one wanted to be, or to what still has to be sent."""
    _outside_a_demo(here)
    page, house = _page(here, request, here.typed["naar"]), here.house
    browser, before = door.cookie(request, door.ASKED), door.cookie(request, door.SESSION)
    try:
        with house.store.change(SYSTEM, "web", now=house.now) as change:
            token = signing.sign_in(change, browser, here.typed["code"], door.place(request), before)
        if token is None:
            raise Invalid(Reason("signing.wrong_code"))
    except Refusal as refused:
        # A code that was wrong is not shown again.
        return _refused(replace(here, typed=Typed()), TYPE, page, refused)
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
    page = replace(_page(error.visit, request, "/"), kept=kept(error.visit.path, error.visit.typed.chosen))
    answer = error.visit.show(ASK, page)
    answer.status_code, answer.headers["www-authenticate"] = 401, "Form"
    return answer


def _sending_again(here: Visit, page: SignInPage, token: str) -> Response:
    house = here.house
    with house.store.reading() as conn:
        found = signing.signed_in(conn, house.catalogue.network, token, here.today, house.now(), house.lives)
    return replace(here, actor=found.actor or here.actor).show(KEPT, page)


def _page(here: Visit, request: Request, onward: str) -> SignInPage:
    return SignInPage(door.safe_next(request, onward), door.kept_in(request, here.typed), here.house.mail is None)


def _refused(here: Visit, template: str, page: SignInPage, refusal: Refusal) -> Response:
    answer = replace(here, refusal=refusal).show(template, page)
    if isinstance(refusal, TooMany):
        answer.status_code, answer.headers["retry-after"] = 429, str(refusal.seconds)
    if isinstance(refusal, NoMail):
        answer.status_code = 503
    return answer


def _outside_a_demo(here: Visit) -> None:
    if here.house.is_demo:
        raise NotFound(Reason("web.absent.title"))
