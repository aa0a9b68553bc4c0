"""/kalender: an address of one's own, shown once, that only its owner can take back."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.visitor import Visitor, visiting, words_in

Visit = Callable[..., Visitor]
LEAD = "trekker-diverse-leraarskamer"


def made(somebody: Visitor) -> str:
    """Make an address; the path of it."""
    page = somebody.send("/kalender", "/kalender")
    found = re.search(r'value="(/kalender/[\w-]{32}\.ics)"', page)
    assert found is not None, words_in(page)
    return found[1]


def test_an_address_is_shown_once_and_a_calendar_program_reads_it_without_signing_in(visit: Visit) -> None:
    lead = visit(LEAD)
    path = made(lead)
    program = visit()
    calendar = program.look(path)

    assert program.page is not None
    assert program.page.headers["content-type"].startswith("text/calendar")
    assert program.page.headers["cache-control"] == "private, no-store"
    assert calendar.startswith("BEGIN:VCALENDAR\r\n")
    assert "SUMMARY:Vergadering van de SOM-raad" in calendar
    assert path not in lead.look("/kalender")
    assert "Je hebt een adres sinds 11 september 2023." in words_in(lead.look("/kalender"))


def test_a_new_address_or_taking_it_back_ends_the_former(visit: Visit) -> None:
    lead = visit(LEAD)
    first = made(lead)
    second = made(lead)

    assert "Dit adres is ingetrokken." in visit().look(first, 410)
    visit().look(second)
    assert "Je agenda krijgt niets meer." in words_in(lead.send("/kalender", "/kalender/einde"))
    visit().look(second, 410)


@pytest.mark.parametrize("key", ["x", "a" * 32, "a" * 3000, "%00", "%ed%a0%80", "..%2f..%2fetc"])
def test_what_is_no_key_is_not_found(visit: Visit, key: str) -> None:
    assert "vinden we niet" in words_in(visit().look(f"/kalender/{key}.ics", 404))


def test_nobody_makes_one_without_a_role_and_nothing_in_the_address_bar_is_shown(visit: Visit) -> None:
    stranger = visit()

    assert "Maak mijn adres" not in words_in(stranger.look("/kalender?address=http://kwaad.example"))
    assert "kwaad" not in stranger.look("/kalender?address=http://kwaad.example")
    assert "kwaad" not in visit(LEAD).look("/kalender?address=http://kwaad.example")
    stranger.post("/kalender", 403)


def test_sending_the_form_twice_makes_one_address(visit: Visit) -> None:
    lead = visit(LEAD)
    path = made(lead)
    again = lead.post("/kalender", sleutel="zelfde-sleutel-1")
    lead.post("/kalender", sleutel="zelfde-sleutel-1")

    assert 'id="adres"' in again
    visit().look(path, 410)
    assert "Je adres is gemaakt." in words_in(lead.post("/kalender", sleutel="zelfde-sleutel-1"))


def test_where_no_host_is_known_the_button_leads_to_the_path(demo_file: Path, tmp_path: Path) -> None:
    with visiting(f"sqlite:///{shutil.copy(demo_file, tmp_path / 'demo.db')}", address="") as as_whom:
        page = as_whom(LEAD).send("/kalender", "/kalender")

    assert re.search(r'<a class="button" href="/kalender/[\w-]{32}\.ics">', page)
