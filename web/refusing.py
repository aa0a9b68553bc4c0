"""A refusal as a page of its own, where there is none to show again. What is absent and what is hidden look alike."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Match

from labflow.reasons import Refusal
from labflow.store import StoreUnusable
from labflow.texts import Language
from labflow.texts.speech import Speech
from web.drawing import draw
from web.frame import Frame
from web.framing import frame
from web.page import STATUS, visit_of
from web.reader import mint
from web.typed_in import Typed

ABSENT = ("not_found",)


def refused(request: Request, refusal: Exception) -> Response:
    """Return the page for a refusal outside any page."""
    assert isinstance(refusal, Refusal)
    if refusal.kind in ABSENT:
        return _page(request, "web.absent", 404)
    say = visit_of(request, Typed()).say
    return _page(request, "web.refused", STATUS[refusal.kind], " ".join(say.capital(r) for r in refusal.reasons))


def no_such_page(request: Request, error: Exception) -> Response:
    """Return the page for an address that leads nowhere; who looks where one can only send, goes to its page."""
    status = getattr(error, "status_code", 404)
    if status == 405 and request.method == "GET":
        return RedirectResponse(_page_above(request), 303)
    if status == 404 or status == 405:
        return _page(request, "web.absent", status)
    return _page(request, "web.refused", status, visit_of(request, Typed()).say("web.refused.unreadable"))


def turned_away(request: Request, key: str, status: int) -> Response:
    """Return the page for what never came in: a bare frame, since nobody was asked who it is."""
    say = Speech(_language(request))
    return _bare(request, say(f"{key}.title"), say(f"{key}.explain"), status)


def unusable(request: Request, error: Exception) -> Response:
    """Return the page for a database that cannot be used: a bare frame, since nothing can be read."""
    say = Speech(_language(request))
    reason = say.capital(error.reason) if isinstance(error, StoreUnusable) and hasattr(error, "reason") else ""
    return _bare(request, say("web.unusable.title"), reason, 503)


def _bare(request: Request, title: str, explain: str, status: int) -> Response:
    lang, network = _language(request), request.app.state.house.catalogue.network
    bare = Frame(lang, request.url.path, Speech(lang)(network.title), (), mint)
    return HTMLResponse(draw("refusal.html", lang, frame=bare, title=title, explain=explain, view=None), status)


def _language(request: Request) -> Language:
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
