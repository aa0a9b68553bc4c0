"""What is turned away before any page is asked: a name that is not ours, and more than a form of ours can hold."""

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

LIMIT = 64 * 1024
DIGITS = len(str(LIMIT))
ANY = "*"


class Doorstep:
    """Lets in what is for us. `hosts`: the names that this place answers to; `refuse`: the page for what is not."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...], refuse: Callable[[Request, str, int], Response]) -> None:
        self.app, self.hosts, self.refuse = app, hosts, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it here without reading what came with it."""
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            key, status = ("", 0) if self._knows(headers) else ("web.other_host", 400)
            if not key and _is_too_much(headers, scope["method"]):
                key, status = "web.too_large", 413
            if key:
                await self.refuse(Request(scope), key, status)(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _knows(self, headers: Headers) -> bool:
        named = headers.getlist("host")
        return ANY in self.hosts or (len(named) == 1 and host_of(named[0]) in self.hosts)


def host_of(named: str) -> str:
    """Return the name in a Host header, without its port and without the brackets of an IPv6 address."""
    name, colon, port = named.lower().rpartition(":")
    if not colon or not port.isdecimal():
        name = named.lower()
    return name[1:-1] if name.startswith("[") and name.endswith("]") else name


def _is_too_much(headers: Headers, method: str) -> bool:
    length = headers.get("content-length")
    if length is None:
        return "transfer-encoding" in headers or method == "POST"
    return not length.isdecimal() or len(length) > DIGITS or int(length) > LIMIT
