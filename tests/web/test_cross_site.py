"""A form that another site sends does nothing: what the browser says of where it came from, in every combination."""

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from labflow.settings import Settings
from tests.web.visitor import OURS, Visitor, words_in
from web.app import SITE, create_app

Visit = Callable[..., Visitor]
LABO = "/initiatieven/diverse-leraarskamer"
LOG = f"{LABO}/logboek"
SITES = (None, "same-origin", "none", "same-site", "cross-site", "", "SAME-ORIGIN", "same-origin, cross-site")
ORIGINS = (
    None, "http://localhost", "null", "", "http://evil.test", "http://localhost.evil.test", "http://localhost:81",
    "http://evil.test#http://localhost", "http://user@localhost", "//localhost", "http://[",
)  # fmt: skip
METHODS = ("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE")


@pytest.fixture(scope="module")
def browser(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The coordinator, in a browser that says of itself only what a test makes it say."""
    file = tmp_path_factory.mktemp("cross") / "demo.db"
    file.write_bytes(demo_file.read_bytes())
    app = create_app(Settings(f"sqlite:///{file}", is_demo=True))
    with TestClient(app, OURS, cookies={"wie": "coordinator"}, follow_redirects=False) as made:
        yield made
    app.state.house.store.close()


@pytest.mark.parametrize(("site", "origin"), list(product(SITES, ORIGINS)))
def test_what_a_browser_says_of_where_a_form_came_from(
    browser: TestClient, site: str | None, origin: str | None
) -> None:
    before = _entries(browser)
    answer = browser.post(LOG, data={"tekst": "Een regel", "soort": "nota"}, headers=_headers(site, origin))

    assert answer.status_code == (303 if _is_ours(site, origin) else 403)
    assert _entries(browser) - before == _is_ours(site, origin)


@pytest.mark.parametrize("address", [address for method, address, _ in SITE if method == "POST"])
def test_no_address_takes_a_form_from_elsewhere(browser: TestClient, address: str) -> None:
    where = address.format_map(_Parts())
    for site, origin in (("cross-site", "http://evil.test"), ("same-site", None), (None, "http://evil.test")):
        before = _entries(browser)
        answer = browser.post(where, data={"tekst": "?", "taal": "en"}, headers=_headers(site, origin))

        assert answer.status_code == 403
        assert "Dit formulier kwam van een andere site" in words_in(answer.text)
        assert "set-cookie" not in answer.headers
        assert _entries(browser) == before


@pytest.mark.parametrize("method", METHODS)
def test_no_other_method_does_what_a_form_does(browser: TestClient, method: str) -> None:
    for _, address, _ in SITE:
        before = _entries(browser)
        browser.request(method, address.format_map(_Parts()), content=b"", headers=_headers("same-origin", OURS))

        assert _entries(browser) == before, address


def test_no_answer_invites_another_site(browser: TestClient) -> None:
    for method, where in (("GET", "/portfolio"), ("OPTIONS", LOG), ("POST", LOG)):
        answer = browser.request(method, where, headers=_headers("cross-site", "http://evil.test"), content=b"")

        assert [name for name in answer.headers if name.startswith("access-control-")] == []


def test_a_cookie_does_not_travel_with_a_form_from_elsewhere(browser: TestClient) -> None:
    answer = browser.post("/taal", data={"taal": "en"}, headers=_headers("same-origin", OURS))
    cookie = answer.headers["set-cookie"].lower()

    assert "samesite=lax" in cookie
    assert "httponly" in cookie
    browser.cookies.set("taal", "nl")


@pytest.mark.parametrize(
    "back",
    ["//evil.test", "https://evil.test", "/\\evil.test", "\\\\evil.test", "/%09/evil.test", "javascript:alert(1)",
     "http:evil.test", "/\t/evil.test", "////evil.test", "/..//evil.test", " //evil.test", "", "/@evil.test"],
)  # fmt: skip
def test_a_form_never_leads_away_from_here(browser: TestClient, back: str) -> None:
    data = {"taal": "nl", "terug": back}
    answer = browser.post("/taal", data=data, headers=_headers("same-origin", OURS))
    there = answer.headers["location"]

    assert there.startswith("/")
    assert not there.startswith(("//", "/\\", "/\t"))


def _is_ours(site: str | None, origin: str | None) -> bool:
    if site:
        return site in ("same-origin", "none")
    return origin in (None, "", "http://localhost", "//localhost")


def _headers(site: str | None, origin: str | None) -> dict[str, str]:
    said = {"sec-fetch-site": site, "origin": origin}
    return {name: value for name, value in said.items() if value is not None}


def _entries(browser: TestClient) -> int:
    with browser.app.state.house.store.reading() as conn:  # type: ignore[attr-defined]
        return int(conn.exec_driver_sql("select count(*) from log").scalar_one())


class _Parts(dict[str, str]):
    """Something to stand in each place of an address."""

    def __missing__(self, name: str) -> str:
        return {"day": "2023-09-29", "slug": "diverse-leraarskamer", "item": "b3", "field": "lead"}.get(name, "1")
