"""What breaks inside a page: one line in the server's log without anybody's data, and a page that loses no text."""

import logging
import secrets

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from labflow.queries.answered import is_answered
from labflow.showing.mishap import KEY, mishap, place
from labflow.store import StoreUnusable
from labflow.texts.speech import Speech
from web.refusing import bare, language
from web.typed_in import Typed

LOG = logging.getLogger("labflow.web")


class Mishaps:
    """Answers whatever a page did not foresee."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; when it breaks, note where and answer with a page."""
        began = False

        async def noting(message: Message) -> None:
            nonlocal began
            began = True
            await send(message)

        try:
            await self.app(scope, receive, noting)
        except Exception as error:
            code, request = secrets.token_hex(4), Request(scope)
            LOG.error("%s %s %s", code, scope.get("method", ""), place(error))
            # A page for what is absent asks the database who reads: that can fail outside of any page.
            answer = unusable(request, error) if isinstance(error, StoreUnusable) else broken(request, code)
            if not began:
                await answer(scope, receive, send)


def broken(request: Request, code: str) -> Response:
    """Return the page for something that broke."""
    return _page(request, "web.broken", 500, code=code)


def unusable(request: Request, error: Exception) -> Response:
    """Return the page for a database that cannot be used, with the reason."""
    reason = getattr(error, "reason", None)
    return _page(request, "web.unusable", 503, reason=Speech(language(request)).capital(reason) if reason else "")


def _page(request: Request, key: str, status: int, code: str = "", reason: str = "") -> Response:
    """Return a page with what was typed, that says whether it is kept."""
    typed: Typed = getattr(request.state, "typed", Typed())
    say = Speech(language(request))
    view = mishap(code, typed.action, typed.chosen, _is_kept(request, typed[KEY]), say)
    return bare(request, "mishap.html", view, status, title=say(f"{key}.title"), reason=reason)


def _is_kept(request: Request, key: str) -> bool | None:
    try:
        with request.app.state.house.store.reading() as conn:
            return is_answered(conn, key)
    except Exception:
        return None
