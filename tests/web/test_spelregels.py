"""The page of the rules: what it tells of kinds, the body, seats, rights and the log, and to whom."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.web.visitor import Visitor, visiting, words_in

Visit = Callable[..., Visitor]
PAGE = "/spelregels"


def test_each_kind_tells_its_version_its_stages_and_who_decides(visit: Visit) -> None:
    words = words_in(visit().look(PAGE))

    assert "Labo Versie 1 Vier initiatieven lopen volgens deze versie." in words
    assert "Verkenning verwacht: 6 maanden, hoogstens 9 maanden, ons voorstel" in words
    assert "Opstarten verkenning naar opstart SOM-raad De SOM-raad beslist." in words
    assert "Aanvragen mag: coördinator. De stap zetten mag: trekker of coördinator." in words
    assert "De aanleiding komt uit minstens twee hoeken" in words


def test_a_drawing_stands_in_the_page_without_a_style_of_its_own(visit: Visit) -> None:
    page = visit().look(PAGE)

    assert page.count("<svg xmlns") == 4
    assert "<style" not in page
    assert "style=" not in page
    assert page.count('id="labo-t"') == 1


def test_how_many_cases_run_is_nobodys_business(visit: Visit) -> None:
    team = visit("caseteam-1")
    labo = "/initiatieven/steunteam-vluchtelingen"
    team.send(labo, f"{labo}/deelinitiatieven", titel="oefen rood")

    for role in ("", "coordinator", "caseteam-1"):
        words = words_in(visit(role).look(PAGE))
        case = words[words.index("Casus Versie 1") : words.index("Activiteit Versie 1")]

        assert "Besloten: alleen het caseteam ziet wat hierop loopt, en hoeveel." in case
        assert "volgens deze versie" not in case
        assert "oefen rood" not in words


def test_the_rules_of_the_body_are_sentences_with_todays_figures(visit: Visit) -> None:
    words = words_in(visit().look(PAGE))

    assert "Reglement versie 1, een voorstel: de SOM-raad heeft het nog niet aangenomen." in words
    assert "Beslissen kan als meer dan de helft van de leden met een stem er is, punt per punt." in words
    assert "Met 17 zetels is dat nu 9." in words
    assert "Hoogstens € 2.500 per keer, en samen € 10.000 per jaar" in words.replace("\xa0", " ")


def test_who_sits_where_is_for_who_is_signed_in(visit: Visit) -> None:
    signed_in, anonymous = (words_in(visit(role).look(PAGE)) for role in ("raadslid-schepen", ""))

    assert "Schepen van onderwijs Leuven stemt mee raadslid schepen" in signed_in
    assert "Schepen van onderwijs Leuven stemt mee ingevuld" in anonymous
    assert "Wie in welke zetel zit, zie je als je aangemeld bent." in anonymous
    assert "raadslid schepen" not in anonymous


def test_the_rights_name_the_roles_of_the_network(visit: Visit) -> None:
    words = words_in(visit("", "en").look(PAGE))

    assert "Close a meeting Chair may do this Council member may do this Call" not in words
    assert "Close a meeting Chair may do this Council member may do this" in words


def test_the_log_is_read_only_when_one_asks(visit: Visit, tmp_path: Path) -> None:
    reader = visit()

    assert "Nagekeken" not in words_in(reader.look(PAGE))
    assert "Nagekeken: alle 29 regels sluiten aan" in words_in(reader.look(f"{PAGE}?controle=1"))

    with closing(sqlite3.connect(tmp_path / "demo.db")) as conn, conn:
        conn.execute("update initiative set stage = 'verankerd' where slug = 'speak-up'")
    words = words_in(reader.look(f"{PAGE}?controle=1"))
    assert "Nagekeken: het logboek klopt niet." in words
    assert "stage" in words


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("place", ["hulp", "toegankelijkheid", "privacy", "zetels", "rechten", "controle"])
def test_the_footer_leads_to_places_that_are_there(visit: Visit, place: str, lang: str) -> None:
    assert visit("", lang).look(PAGE).count(f'id="{place}"') == 1


def test_reading_it_takes_the_same_statements_for_anybody_and_changes_nothing(visit: Visit, tmp_path: Path) -> None:
    before = (tmp_path / "demo.db").read_bytes()
    visit("coordinator").look(f"{PAGE}?controle=1")

    assert (tmp_path / "demo.db").read_bytes() == before


def test_without_rules_seats_or_entries_it_says_so(tmp_path: Path) -> None:
    from labflow import migrations

    url = f"sqlite:///{tmp_path / 'bare.db'}"
    migrations.upgrade(url)
    with visiting(url, is_demo=False) as visit:
        words = words_in(visit().look(f"{PAGE}?controle=1"))

    assert "Er is nog geen reglement." in words
    assert "Er zijn nog geen zetels: de coördinator voegt ze toe." in words
    assert "Het logboek telt 0 regels." in words
