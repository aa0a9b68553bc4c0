"""Fifty payloads in every text field: on no page does one of them become an element, an attribute or an address."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from labflow.settings import Settings
from tests.web.forms import ROLES
from tests.web.polluting import Polluted, pages_to_look_at, polluted
from tests.web.visitor import OURS
from web.app import create_app

TEMPLATES = Path(__file__).parents[2] / "web" / "templates"
DRAWN_ELSEWHERE = {"svg", "path", "circle", "g", "use", "text", "rect", "line", "title", "desc", "defs", "marker",
                   "polyline", "polygon", "tspan", "script"}  # fmt: skip
LEADS = ("href", "src", "action", "formaction", "hx-get", "hx-post", "data", "srcdoc", "style", "content", "xlink:href")


@pytest.fixture(scope="module")
def dirty(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Polluted:
    """The polluted demo, made once."""
    return polluted(demo_file, tmp_path_factory.mktemp("dirty") / "demo.db")


@pytest.fixture
def browser(dirty: Polluted) -> Iterator[TestClient]:
    """A browser in the polluted demo."""
    app = create_app(Settings(f"sqlite:///{dirty.file}", is_demo=True))
    with TestClient(app, OURS) as made:
        yield made
    app.state.house.store.close()


def test_the_payloads_went_in(dirty: Polluted) -> None:
    assert len(dirty.fields) > 25
    assert len(dirty.kept) > 8


def test_no_page_that_came_back_bore_anything(dirty: Polluted) -> None:
    came_back = [(where, text) for where, text in dirty.pages if where.startswith("POST")]

    assert len(came_back) > 20
    assert [(where, found) for where, text in came_back for found in _born(text)] == []


@pytest.mark.parametrize("role", ["", *ROLES])
def test_no_page_bears_anything(browser: TestClient, role: str) -> None:
    pages = list(pages_to_look_at(browser, role))

    assert any("__xss=1" in text for _, text in pages)
    assert [(where, found) for where, text in pages for found in _born(text)] == []


def test_what_would_be_born_is_seen() -> None:
    for text, born in (
        ("<p onclick='__xss=1'>", "p onclick"),
        ("<iframe>", "iframe"),
        ("<a href='javascript:__xss=1'>", "href=javascript:__xss=1"),
        ("<script>__xss=1</script>", "script without src"),
        ("<p style='x'>", "p style"),
    ):
        assert born in _born(text)


def _born(page: str) -> list[str]:
    reader = _Births()
    reader.feed(page)
    return reader.born


class _Births(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.born: list[str] = []

    def _opened(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.born.append(tag)
        has = {name: value or "" for name, value in attrs}
        if tag == "script" and not re.fullmatch(r"/static/[\w.-]+(\?v=\w+)?", has.get("src", "")):
            self.born.append("script without src")
        for name, value in has.items():
            if name.startswith("on") or name in ("style", "srcdoc", "formaction") or "xss" in name:
                self.born.append(f"{tag} {name}")
            if name in LEADS and re.match(r"(?i)[\s\x00-\x1f]*(javascript|data|vbscript|//|\\)", value):
                self.born.append(f"{name}={value}")

    handle_starttag = handle_startendtag = _opened


TAGS = DRAWN_ELSEWHERE | {
    tag.lower() for file in TEMPLATES.rglob("*.html") for tag in re.findall(r"<([a-zA-Z][\w-]*)", file.read_text())
}
