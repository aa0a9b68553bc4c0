"""What is turned away before any page is asked: other names than ours, and too much at once."""

import re
from collections import Counter
from collections.abc import Callable

import pytest

from labflow.settings import settings_from
from tests.house.source import modules, text, tracked
from tests.web.visitor import Visitor, visiting, words_in
from web.doorstep import host_of

Visit = Callable[..., Visitor]
OTHER_NAMES = (
    "evil.test",
    "localhost.evil.test",
    "evil.test:80",
    "",
    "localhost@evil.test",
    "127.0.0.1.nip.io",
    "[::2]",
)
OUR_NAMES = ("localhost", "LOCALHOST:8000", "127.0.0.1:5555", "[::1]:8000", "[::1]")


@pytest.mark.parametrize("name", OTHER_NAMES)
def test_another_name_is_turned_away_with_a_sentence(visit: Visit, name: str) -> None:
    reader = visit("coordinator")
    for address in ("/portfolio", "/nergens", "/static/tokens.css", "/initiatieven/speak-up"):
        answer = reader.client.get(address, headers={"host": name}, follow_redirects=False)

        assert answer.status_code == 400
        assert "Dit adres is niet van hier" in words_in(answer.text)
        assert "location" not in answer.headers
        assert "evil" not in answer.text


@pytest.mark.parametrize("name", OUR_NAMES)
def test_this_machine_is_ours_on_any_port(visit: Visit, name: str) -> None:
    assert visit().client.get("/portfolio", headers={"host": name}).status_code == 200


def test_the_name_of_the_address_is_ours(demo_url: str) -> None:
    hosts = settings_from({"LABFLOW_BASE_URL": "https://labflow.school.example/"}).hosts
    with visiting(demo_url, hosts=hosts) as visit:
        reader = visit()

        assert reader.client.get("/portfolio", headers={"host": "labflow.school.example"}).status_code == 200
        assert reader.client.get("/portfolio", headers={"host": "school.example"}).status_code == 400


def test_two_names_at_once_are_no_name(visit: Visit) -> None:
    headers = [("host", "localhost"), ("host", "evil.test")]

    assert visit().client.get("/portfolio", headers=headers).status_code == 400  # type: ignore[arg-type]


def test_what_a_proxy_is_told_about_the_name_changes_nothing(visit: Visit) -> None:
    for name in ("x-forwarded-host", "x-host", "forwarded"):
        answer = visit("coordinator").client.get("/portfolio", headers={name: "host=evil.test"})

        assert answer.status_code == 200
        assert "evil" not in answer.text


def test_too_much_is_turned_away_at_any_address(visit: Visit) -> None:
    reader = visit("coordinator")
    for address in ("/nergens", "/portfolio", "/static/tokens.css", "/taal", "/initiatieven/speak-up/logboek"):
        for method in ("POST", "PUT", "GET", "BREW"):
            answer = reader.client.request(method, address, content=b"x" * 66_000)

            assert (answer.status_code, "Dit is te lang" in words_in(answer.text)) == (413, True), (method, address)


def test_what_does_not_say_how_much_it_is_is_turned_away(visit: Visit) -> None:
    answer = visit("coordinator").client.post("/nergens", content=iter([b"x" * 10]))

    assert answer.status_code == 413


def test_a_length_that_is_no_number_is_turned_away(visit: Visit) -> None:
    for length in ("-1", "1e3", "9" * 5_000, "", "٣"):
        headers = [(b"content-length", length.encode())]
        answer = visit().client.post("/taal", content=b"taal=en", headers=headers)  # type: ignore[arg-type]

        assert answer.status_code == 413


def test_what_is_turned_away_carries_the_headers(visit: Visit) -> None:
    answer = visit().client.get("/portfolio", headers={"host": "evil.test"})

    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"


def test_who_reads_english_is_turned_away_in_english(visit: Visit) -> None:
    answer = visit("", "en").client.get("/portfolio", headers={"host": "evil.test"})

    assert "This address is not from here" in words_in(answer.text)


@pytest.mark.parametrize(
    ("named", "host"),
    [("a.example", "a.example"), ("A.example:80", "a.example"), ("[::1]:80", "::1"), ("::1", ":"), (":80", "")],
)
def test_the_name_in_a_host(named: str, host: str) -> None:
    assert host_of(named) == host


def test_no_page_asks_under_which_name_it_was_found() -> None:
    asks = re.compile(r"url_for|\bbase_url\b|netloc|\.hostname|request\.url\.(?!path)|[\"']host[\"']|forwarded", re.I)
    known = {"web/doorstep.py": 1, "web/typed_in.py": 2}
    found = Counter(m.path for m in modules("web") for _ in asks.findall(m.text))
    drawn = [path for path in tracked() if path.startswith("web/templates/") and asks.search(text(path))]

    assert (found, drawn) == (known, [])
