"""The demo, page after page, as each role: nothing comes from elsewhere and the policy is never broken."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page

from web.app import SITE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Request

pytestmark = pytest.mark.browser
ROLES = ("", "trekker-diverse-leraarskamer", "raadslid-schepen", "voorzitter", "coordinator", "caseteam-1")
SHAPES = [re.compile(re.sub(r"\{\w+\}", "[^/]+", address)) for method, address, _ in SITE if method == "GET"]
START = ("/", "/initiatieven/nieuw", "/raad/2023-09-29/vergaderblad", "/raad/2023-09-29/papier", "/nergens")
OF_A_SHAPE = 2
LINKS = "[...document.querySelectorAll('a[href]')].map(link => link.getAttribute('href').split(/[#?]/)[0])"


class Watched:
    """A page, and what went wrong on it."""

    def __init__(self, page: Page, demo: str) -> None:
        self.page, self.demo, self.wrong = page, demo, list[str]()
        page.on("request", self._asked)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        page.on("dialog", lambda dialog: self.wrong.append(f"dialog: {dialog.message}"))

    def _asked(self, request: "Request") -> None:
        if not request.url.startswith((f"{self.demo}/", "data:")):
            self.wrong.append(f"from elsewhere: {request.url}")

    def _said(self, message: "ConsoleMessage") -> None:
        # A page that is not there is no defect of the page that leads to it.
        if message.type in ("error", "warning") and "status of 40" not in message.text:
            self.wrong.append(f"{self.page.url}: {message.text}")


@pytest.fixture
def watched(chromium: "Browser", demo: str) -> Iterator[Watched]:
    """A fresh page that is watched."""
    context = chromium.new_context(base_url=demo, locale="nl-BE")
    yield Watched(context.new_page(), demo)
    context.close()


@pytest.mark.parametrize("role", ROLES)
def test_nothing_comes_from_elsewhere(watched: Watched, role: str) -> None:
    if role:
        watched.page.context.add_cookies([{"name": "wie", "value": role, "url": watched.demo}])
    seen, to_see, of_shape = set[str](), list(START), dict[object, int]()
    while to_see:
        address = to_see.pop(0)
        shape = next((one for one in SHAPES if one.fullmatch(address)), address)
        of_shape[shape] = of_shape.get(shape, 0) + 1
        if address in seen or of_shape[shape] > OF_A_SHAPE:
            continue
        seen.add(address)
        watched.page.goto(address)
        to_see += [link for link in watched.page.evaluate(LINKS) if link.startswith("/") and link not in seen]

    assert watched.wrong == []
    assert len(seen) >= 9


def test_a_breach_would_be_seen(watched: Watched) -> None:
    watched.page.goto("/portfolio")
    watched.page.evaluate(
        "() => { const image = new Image(); image.src = 'https://elsewhere.invalid/x.png';"
        " const script = document.createElement('script'); script.textContent = 'window.__xss = 1';"
        " document.body.append(script) }"
    )
    watched.page.wait_for_timeout(100)

    assert watched.page.evaluate("window.__xss") is None
    assert len([one for one in watched.wrong if "Content Security Policy" in one or "elsewhere" in one]) >= 2
