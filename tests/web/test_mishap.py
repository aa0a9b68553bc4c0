"""A page that breaks: the reader's language, what was typed, whether it is kept, and nobody's data in the log."""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from labflow.acting import acting_as
from labflow.catalogue import load_catalogue
from labflow.lifecycle import note
from labflow.settings import Settings
from tests.web.visitor import OURS, Visitor, forms_in, words_in
from web.app import create_app
from web.pages.visiting import Here

Visit = Callable[..., Visitor]
SECRET = "De moeder van Zeynep belde: Zeynep wil niet meer naar school."
KEY = "k" * 16


def _break(here: Here) -> None:
    raise ValueError(f"{SECRET} {here.typed['tekst']}")


def _break_after_saving(here: Here) -> None:
    house = here.house
    with acting_as(house.store, house.catalogue, "coordinator", "web", on=here.today, key=KEY) as change:
        note(change, house.catalogue, "speak-up", here.typed["tekst"])
        change.answer("note", {}, {})
    raise ValueError(SECRET)


@contextmanager
def broken(file: Path, lang: str = "nl", **pages: Callable[..., None]) -> Iterator[Visitor]:
    app = create_app(Settings(f"sqlite:///{file}", is_demo=True))
    for name, page in (pages or {"stuk": _break}).items():
        app.add_api_route(f"/{name}", page, methods=["GET", "POST"], response_model=None)
    with TestClient(app, OURS, headers={"sec-fetch-site": "same-origin"}) as client:
        client.cookies.update({"wie": "coordinator", "taal": lang})
        yield Visitor(client)
    app.state.house.store.close()


def test_a_page_that_breaks_is_a_page_with_the_headers_of_every_other(demo_file: Path) -> None:
    with broken(demo_file) as reader:
        page = reader.look("/stuk", 500)
        assert reader.page is not None
        headers = reader.page.headers

    words = words_in(page)
    assert "Er liep iets mis bij ons Je hebt niets verloren: je keek alleen." in words
    assert "Traceback" not in page
    assert SECRET not in page
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"


def test_it_speaks_the_language_of_the_reader(demo_file: Path) -> None:
    with broken(demo_file, "en") as reader:
        words = words_in(reader.look("/stuk", 500))

    assert "Something went wrong on our side You lost nothing" in words


def test_what_was_typed_stands_there_and_can_be_sent_again(demo_file: Path) -> None:
    with broken(demo_file) as reader:
        page = reader.post("/stuk", 500, sleutel=KEY, tekst="Drie scholen <doen> mee", soort="realisatie")

    assert "Je tekst is niet bewaard. Hij staat hieronder" in words_in(page)
    assert '<blockquote class="typed sheet">Drie scholen &lt;doen&gt; mee</blockquote>' in page
    assert forms_in(page)["/stuk"] == {"sleutel": KEY, "tekst": "Drie scholen <doen> mee", "soort": "realisatie"}


def test_what_was_saved_before_it_broke_is_said_to_be_saved(demo_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "demo.db"
    file.write_bytes(demo_file.read_bytes())
    with broken(file, stuk=_break_after_saving) as reader:
        page = reader.post("/stuk", 500, sleutel=KEY, tekst="Drie scholen doen mee")

    assert "Wat je deed, is wel bewaard." in words_in(page)
    assert "blockquote" not in page


def _break_and_lose(here: Here) -> None:
    """Break, with the database gone as well: its tables are no longer those that labflow knows."""
    with closing(sqlite3.connect(here.house.store.url.removeprefix("sqlite:///"))) as conn:
        conn.execute("drop table op")
    raise ValueError(SECRET)


def test_a_database_that_is_gone_too_makes_it_unknown_whether_it_was_saved(demo_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "demo.db"
    file.write_bytes(demo_file.read_bytes())
    with broken(file, stuk=_break_and_lose) as reader:
        page = reader.post("/stuk", 500, sleutel=KEY, tekst="Drie scholen doen mee")

    assert "We weten niet of je tekst bewaard is." in words_in(page)


def test_the_log_of_the_server_names_places_and_nobody(demo_file: Path, caplog: pytest.LogCaptureFixture) -> None:
    with broken(demo_file) as reader, caplog.at_level(logging.DEBUG):
        page = reader.post("/stuk", 500, sleutel=KEY, tekst="Zeynep")

    lines = [one.getMessage() for one in caplog.records if one.name == "labflow.web"]
    assert len(lines) == 1
    assert "ValueError" in lines[0]
    assert "tests/web/test_mishap.py:" in lines[0]
    assert lines[0].split()[0] in page
    assert all("Zeynep" not in one.getMessage() and one.exc_info is None for one in caplog.records)
    assert load_catalogue().network.key not in lines[0]


def test_without_its_data_labflow_still_shows_what_was_typed(tmp_path: Path) -> None:
    with broken(tmp_path / "nothing.db") as reader:
        page = reader.post("/initiatieven/speak-up/logboek", 503, sleutel=KEY, tekst="Drie scholen doen mee")

    words = words_in(page)
    assert "labflow kan niet bij zijn gegevens" in words
    assert "We weten niet of je tekst bewaard is." in words
    assert "Drie scholen doen mee" in words
