"""Somebody with a browser that has no JavaScript: looks at pages, fills in forms that are on them, sends them."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from html.parser import HTMLParser

from fastapi.testclient import TestClient
from httpx2 import Response

from labflow.settings import Settings
from web.app import create_app

OURS = "http://localhost"


class Visitor:
    """One person in one role. `page` is the last answer; following a redirect is looking again."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.page: Response | None = None

    def look(self, address: str, status: int = 200) -> str:
        """Open an address and return its text."""
        self.page = self.client.get(address)
        assert self.page.status_code == status, self.page.text[:2000]
        return self.page.text

    def send(self, at: str, to: str, status: int = 200, **typed: str | list[str]) -> str:
        """Open `at`, fill in the form that posts to `to` there, send it, and return the page that comes."""
        hidden = forms_in(self.look(at))[to]
        return self.post(to, status, **{**hidden, **typed})

    def post(self, to: str, status: int = 200, **typed: str | list[str]) -> str:
        """Send these fields to an address and return the page that comes."""
        self.page = self.client.post(to, data=typed)
        assert self.page.status_code == status, f"{self.page.status_code} {told(self.page.text)}"
        return self.page.text


@contextmanager
def visiting(url: str, **settings: object) -> Iterator[Callable[..., Visitor]]:
    """Give visitors to one database."""
    app = create_app(Settings(url, **{"is_demo": True, **settings}))  # type: ignore[arg-type]
    clients: list[TestClient] = []

    def as_whom(person: str = "", lang: str = "nl") -> Visitor:
        client = TestClient(app, OURS, headers={"sec-fetch-site": "same-origin"})
        client.cookies.update({"wie": person, "taal": lang})
        clients.append(client)
        return Visitor(client)

    yield as_whom
    for client in clients:
        client.close()
    app.state.house.store.close()


OUR_SCRIPTS = re.compile(r'<script src="/static/(?:htmx\.min|live)\.js" defer></script>')
"""The scripts that a page asks for: there is nothing in them that came from a reader."""


def told(page: str) -> list[str]:
    """Return the reasons on top of a page that came back."""
    return _read(page).reasons


def case_in(page: str) -> str:
    """Return the address of the first casus that a page of its labo links to."""
    found = re.search(r'href="(/initiatieven/casus-[0-9a-f]+)"', page)
    assert found is not None, "no link to a casus"
    return found[1]


def forms_in(page: str) -> dict[str, dict[str, str]]:
    """Return the hidden fields of each form on a page, by where it posts."""
    return _read(page).forms


def fields_in(page: str) -> dict[str, str]:
    """Return what stands in each text field on a page, by its id."""
    return _read(page).fields


def words_in(page: str) -> str:
    """Return what a person reads on a page, on one line."""
    return " ".join("".join(_read(page).words).split())


INLINE = ("b", "i")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, dict[str, str]] = {}
        self.fields: dict[str, str] = {}
        self.reasons: list[str] = []
        self.words: list[str] = []
        self._form = ""
        self._in_problem = self._in_reason = False
        self._area = ""

    def _opened(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = has["action"]
            self.forms[self._form] = {}
        if tag == "input" and has.get("type") == "hidden":
            self.forms[self._form][has["name"]] = has["value"]
        elif tag == "input" and "id" in has:
            self.fields[has["id"]] = has.get("value", "")
        if tag == "textarea":
            self._area = has["id"]
            self.fields[self._area] = ""
        self._in_problem = self._in_problem or "problem" in has.get("class", "").split()
        if tag == "li" and self._in_problem:
            self._in_reason = True
            self.reasons.append("")

    def _closed(self, tag: str) -> None:
        self._part(tag)
        self._area = "" if tag == "textarea" else self._area
        self._in_reason = False if tag == "li" else self._in_reason
        self._in_problem = False if tag in ("div", "main") else self._in_problem

    def _said(self, data: str) -> None:
        if self._area:
            self.fields[self._area] += data
            return
        if self._in_reason:
            self.reasons[-1] += data
        self.words.append(data)

    handle_starttag, handle_endtag, handle_data = _opened, _closed, _said

    def _part(self, tag: str) -> None:
        if tag not in INLINE:
            self.words.append(" ")


@lru_cache(maxsize=8)
def _read(page: str) -> _Reader:
    """Read a page once, since a test asks several things of the same one."""
    reader = _Reader()
    reader.feed(page)
    return reader
