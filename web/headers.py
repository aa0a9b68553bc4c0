"""The headers that go with every answer: nothing from elsewhere, nothing framed, nothing remembered by others."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
ALWAYS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
OVER_TLS = {"strict-transport-security": "max-age=31536000"}
"""A year, and not for other names under the same domain: those are not ours to decide on."""


class Headers:
    """Adds the headers to what the application answers. `is_https`: whether people come in through TLS."""

    def __init__(self, app: ASGIApp, is_https: bool = False) -> None:
        self.app = app
        self.headers = ALWAYS | OVER_TLS if is_https else ALWAYS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add to the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self.headers)
                fresh = "no-cache" if scope["path"].startswith("/static/") else "no-store"
                headers.setdefault("cache-control", fresh)
            await send(message)

        await self.app(scope, receive, with_headers)
