"""The cookies of signing in, who a visit is by them, and where one may be sent afterwards. Holds no rule."""

import re
from contextlib import suppress
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from labflow import signing
from labflow.founding import SYSTEM
from labflow.showing.kept import kept
from labflow.signing import SignedIn
from labflow.store import StoreUnusable
from labflow.views.signing import Kept
from web.reader import House
from web.typed_in import Typed

SESSION, ASKED = "labflow", "labflow-code"
KEPT = "bewaard"
ONWARD = re.compile(r"/[A-Za-z0-9/_-]{0,200}(\?[\w=&.~+%-]{0,300})?", re.ASCII)


def cookie(request: Request, name: str) -> str:
    """Return what a cookie of ours holds, "" without one."""
    return request.cookies.get(_named(request.app.state.house, name), "")


def remember(answer: Response, house: House, name: str, value: str, seconds: int) -> None:
    """Give the browser a cookie that no script can read."""
    answer.set_cookie(
        _named(house, name), value, max_age=seconds, path="/", httponly=True, samesite="lax", secure=house.is_https
    )


def forget(answer: Response, house: House, name: str) -> None:
    """Take a cookie back."""
    remember(answer, house, name, "", 0)


def who_is(request: Request, conn: Any, today: date) -> SignedIn:
    """Return who visits, by the session cookie."""
    house, token = request.app.state.house, cookie(request, SESSION)
    if not token:
        return SignedIn(None, False)
    return signing.signed_in(conn, house.catalogue.network, token, today, house.now(), house.lives)


def bring_up(request: Request, found: SignedIn) -> None:
    """Note that a session was used, once an hour at most; a database that cannot be written loses only that."""
    house: House = request.app.state.house
    with suppress(StoreUnusable), house.store.change(SYSTEM, "web", now=house.now) as change:
        signing.bring_up(change, cookie(request, SESSION), found.actor is not None)


def place(request: Request) -> str:
    """Return the network address that a request comes from, as far as the server knows it."""
    return request.client.host if request.client else "-"


def safe_next(request: Request, wanted: str) -> str:
    """Return the page where somebody wanted to be when it is one of ours, else the beginning."""
    path = wanted.partition("?")[0]
    is_ours = ONWARD.fullmatch(wanted) and "//" not in path and _leads(request, "GET", path)
    return wanted if is_ours and not path.startswith(("/aanmelden", "/afmelden")) else "/"


def kept_in(request: Request, typed: Typed) -> Kept | None:
    """Return what a form of signing in carries along, None when there is nothing or it belongs nowhere."""
    if not _leads(request, "POST", typed[KEPT]):
        return None
    names = (name for name in typed.chosen if name.startswith(f"{KEPT}."))
    return kept(typed[KEPT], {name.removeprefix(f"{KEPT}."): typed.chosen[name] for name in names})


def _leads(request: Request, method: str, path: str) -> bool:
    asked = {**request.scope, "path": path, "root_path": "", "method": method}
    return any(isinstance(one, Route) and one.matches(asked)[0] is Match.FULL for one in request.app.routes)


def _named(house: House, name: str) -> str:
    return f"__Host-{name}" if house.is_https else name
