"""After signing in one goes where one wanted to be, when that is a page of ours; and nowhere else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request

from labflow.showing.kept import kept
from tests.web.door import door
from web.signing import kept_in, place, safe_next
from web.typed_in import Typed

HOSTILE = (
    "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\/evil.example", "\\\\evil.example",
    "https://evil.example", "http://evil.example", "https:evil.example", "http:/evil.example", "HTTPS://evil.example",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "/javascript:alert(1)", "data:text/html,x", "vbscript:x",
    "file:///", "\t//evil.example", "/\t/evil.example", "/\n/evil.example", "/\r\n/evil.example", " //evil.example",
    "/ /evil.example", "/%2f/evil.example", "/%2fevil.example", "/%5cevil.example", "%2f%2fevil.example",
    "/%09/evil.example", "/%00", "/portfolio//evil.example", "/portfolio/../../evil.example", "/./portfolio",
    "/portfolio#@evil.example", "/portfolio@evil.example", "@evil.example", "evil.example", "./portfolio",
    "?naar=//evil.example", "", " ", "/\u2028x", "/\uff0f\uff0fevil.example", "/портфолио", "/static/base.css",
    "/dag", "/mensen", "/afmelden", "/aanmelden", "/aanmelden/code", "/portfolio?a=\r\nset-cookie:x",
    "/portfolio?a=<b>", "/portfolio" + "a" * 300,
)  # fmt: skip
OURS = ("/portfolio", "/stilgevallen", "/raad/2023-09-29", "/portfolio?stil=1&zoek=caf%C3%A9", "/beslissingen/2023-001")


@pytest.fixture(scope="module")
def app(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with door(demo_file, tmp_path_factory.mktemp("signing")) as house:
        yield house.app


def asked(app: Any, client: tuple[str, int] | None = ("192.0.2.9", 1), **headers: str) -> Request:
    sent = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "app": app, "method": "POST", "path": "/aanmelden", "headers": sent,
                    "client": client, "root_path": "", "query_string": b""})  # fmt: skip


def test_there_are_forty_and_more() -> None:
    assert len(set(HOSTILE)) >= 40


@pytest.mark.parametrize("wanted", HOSTILE)
def test_nobody_is_sent_elsewhere(app: Any, wanted: str) -> None:
    assert safe_next(asked(app), wanted) == "/"


@pytest.mark.parametrize("wanted", OURS)
def test_a_page_of_ours_is_where_one_goes(app: Any, wanted: str) -> None:
    assert safe_next(asked(app), wanted) == wanted


def test_what_a_visitor_says_of_their_own_address_is_not_believed(app: Any) -> None:
    assert place(asked(app, x_forwarded_for="203.0.113.1", forwarded="for=203.0.113.1")) == "192.0.2.9"
    assert place(asked(app, client=None)) == "-"


def test_what_was_typed_is_carried_whole_without_its_key(app: Any) -> None:
    chosen = {"sleutel": ("k",), "rev": ("3",), "tekst": ("een", "twee"), "leeg": ("",)}
    carried = {f"bewaard.{name}": values for name, values in chosen.items() if name != "sleutel"}
    sent = Typed("/aanmelden", {"bewaard": "/taal"}, {"bewaard": ("/taal",), "adres": ("a@b.be",), **carried})

    assert kept_in(asked(app), sent) == kept("/taal", chosen)


@pytest.mark.parametrize("action", ["", "/nergens", "//evil.example", "https://evil.example/", "/portfolio"])
def test_what_belongs_nowhere_is_not_carried(app: Any, action: str) -> None:
    assert kept_in(asked(app), Typed("/aanmelden", {"bewaard": action}, {"bewaard.x": ("y",)})) is None
