"""What somebody typed is not lost when the session is over, and goes nowhere but where it was meant for."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.labflow.desk import everything
from tests.web.door import PEOPLE, House, door
from tests.web.visitor import forms_in, words_in

LABO = "/initiatieven/diverse-leraarskamer"
LOG = f"{LABO}/logboek"
COORDINATOR = PEOPLE["coordinator"]


@pytest.fixture
def house(demo_file: Path, tmp_path: Path) -> Iterator[House]:
    with door(demo_file, tmp_path) as made:
        yield made


def test_text_is_not_lost_when_the_session_is_over(house: House) -> None:
    who, text = house.signed_in(), 'Zesde "labosessie"\nmet <b>twee</b> regels'
    form = forms_in(who.look(LABO))[LOG]
    house.later += timedelta(hours=13)
    page = who.post(LOG, 401, **form, tekst=text, soort="realisatie")
    assert "Je was te lang weg. Meld je opnieuw aan, je tekst staat nog klaar." in words_in(page)

    page = who.post("/aanmelden", **forms_in(page)["/aanmelden"], adres=COORDINATOR)
    page = house.types(who, "000000" if house.code != "000000" else "000001", 422)
    page = house.types(who, house.code)
    assert "Je was te lang weg. Er is nog niets verstuurd." in words_in(page)
    assert "met <b>twee</b> regels" in words_in(page)

    page = who.post(LOG, **forms_in(page)[LOG])
    assert "met <b>twee</b> regels" in words_in(page)
    assert who.look(LABO).partition('id="logboek"')[2].count("Zesde &#34;labosessie&#34;") == 1


def test_what_waits_cannot_be_sent_anywhere_else(house: House) -> None:
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example", "/static/base.css", "/nergens", ""):
        who = house.visitor()
        house.asks(who, COORDINATOR)
        page = who.post("/aanmelden/code", code=house.code, naar="/", bewaard=elsewhere, **{"bewaard.tekst": "x"})
        assert "elsewhere.example" not in page
        house.later += timedelta(hours=1)


def test_nobody_acts_without_signing_in_and_nothing_is_written(house: House) -> None:
    before = everything(house.store)
    for address in (LOG, "/stilgevallen", "/klok", "/mensen", "/initiatieven/bestaat-niet/logboek"):
        house.visitor().client.post(address, data={"tekst": "x"})
    page = house.visitor().post("/initiatieven/bestaat-niet/logboek", 401, tekst="x")

    assert everything(house.store) == before
    assert forms_in(page)["/aanmelden"]["bewaard.tekst"] == "x"
