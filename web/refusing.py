"""A refusal as a page of its own, where there is none to show again. What is absent and what is hidden look alike."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Match

from labflow.reasons import Refusal
from labflow.texts import Language
from labflow.texts.speech import Speech
from web.drawing import draw
from web.frame import Frame
from web.framing import frame
from web.page import STATUS, visit_of
from web.reader import mint
from web.typed_in import Typed

ABSENT = ("not_found",)
ONE = "/initiatieven/"


def refused(request: Request, refusal: Exception) -> Response:
    """Return the page for a refusal outside any page."""
    assert isinstance(refusal, Refusal)
    if refusal.kind in ABSENT:
        return absent(request, 404)
    say = visit_of(request, Typed()).say
    return _page(request, "web.refused", STATUS[refusal.kind], " ".join(say.capital(r) for r in refusal.reasons))


def no_such_page(request: Request, error: Exception) -> Response:
    """Return the page for an address that leads nowhere; who looks where one can only send, goes to its page."""
    status = getattr(error, "status_code", 404)
    if status == 405 and request.method == "GET":
        return RedirectResponse(_page_above(request), 303)
    if status == 404 or status == 405:
        return absent(request, status)
    return _page(request, "web.refused", status, visit_of(request, Typed()).say("web.refused.unreadable"))


def absent(request: Request, status: int) -> Response:
    """Return the page for what is not there, or not for this reader: its address alone says what was looked for."""
    return _page(request, "web.absent_one" if request.url.path.startswith(ONE) else "web.absent", status)


def turned_away(request: Request, key: str, status: int) -> Response:
    """Return the page for what never came in: a bare frame, since nobody was asked who it is."""
    say = Speech(language(request))
    return _told(request, say(f"{key}.title"), say(f"{key}.explain"), status)


def bare(request: Request, template: str, view: object, status: int, **values: object) -> Response:
    """Return a page in a bare frame, for when nothing can be asked of the database."""
    lang, network = language(request), request.app.state.house.catalogue.network
    around = Frame(lang, request.url.path, Speech(lang)(network.title), (), mint)
    return HTMLResponse(draw(template, lang, frame=around, view=view, **values), status)


def _told(request: Request, title: str, explain: str, status: int) -> Response:
    return bare(request, "refusal.html", None, status, title=title, explain=explain)


def language(request: Request) -> Language:
    """Return the reader's language, as far as a cookie says it."""
    return "en" if request.cookies.get("taal", request.app.state.house.lang) == "en" else "nl"


def _page_above(request: Request) -> str:
    """The nearest page above an address: that is where the form to it stands."""
    path = request.url.path
    while path != "/" and not _is_page(request, path):
        path = path.rpartition("/")[0] or "/"
    return path


def _is_page(request: Request, path: str) -> bool:
    looked_at = {**request.scope, "path": path, "root_path": "", "method": "GET"}
    return any(route.matches(looked_at)[0] is Match.FULL for route in request.app.routes)


def _page(request: Request, key: str, status: int, explain: str = "") -> Response:
    visit = visit_of(request, Typed())
    say = visit.say
    title, told = say(f"{key}.title"), explain or say(f"{key}.explain")
    text = draw("refusal.html", visit.lang, view=None, frame=frame(visit), title=title, explain=told)
    return HTMLResponse(text, status)
