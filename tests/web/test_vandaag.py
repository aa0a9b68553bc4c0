"""Vandaag: what waits, what comes and what changed, for each role its own beginning."""

import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from labflow import founding, letters, peopling, rows
from labflow.catalogue import load_catalogue
from labflow.change_passing import keep
from labflow.clock import now
from labflow.founding import SYSTEM
from labflow.heartbeat import DAILY, beat
from labflow.queries.mail import JOB
from labflow.queries.people import persons_with
from labflow.settings import Settings
from labflow.store import Store
from tests.web.visitor import OURS, Visitor, case_in, visiting, words_in
from web.app import create_app

Visit = Callable[..., Visitor]
LEAD, LABO = "trekker-diverse-leraarskamer", "/initiatieven/diverse-leraarskamer"
POSITION = "/raad/2023-09-29/punten/1/standpunten"


def test_choosing_a_role_leads_to_vandaag(visit: Visit) -> None:
    somebody = visit()
    assert "Wie ben je?" in somebody.look("/")

    page = somebody.post("/wie-ben-je", wie="coordinator")

    assert somebody.page is not None
    assert somebody.page.url.path == "/"
    assert "Maandag 11 september" in words_in(page)


def test_a_lead_sees_the_gate_of_the_own_initiative_and_one_button(visit: Visit) -> None:
    page = visit(LEAD).look("/")

    assert "Eén ding wacht op jou" in words_in(page)
    assert "Diverse leraarskamer Nog 1 van de 8 punten voor jullie naar experiment kunnen" in words_in(page)
    assert page.count('class="button"') == 1
    assert f'href="{LABO}#logboek"' in page


def test_a_seat_gives_its_position_with_one_tap_and_stays(visit: Visit) -> None:
    member = visit("raadslid-schepen")
    before = words_in(member.look("/"))

    after = member.send("/", POSITION, standpunt="agree")

    assert "Op vrijdag 29 september komt de SOM-raad samen Eén punt wacht op jouw standpunt." in before
    assert "Maakleerplek: gaat SOM verder?: akkoord. Wijzig" in words_in(after)
    assert "Over elk punt gaf je je standpunt." in words_in(after)
    assert member.page is not None
    assert member.page.url.path == "/"


def test_a_seat_says_whether_it_comes(visit: Visit) -> None:
    page = visit("raadslid-schepen").send("/", "/raad/2023-09-29/antwoorden", antwoord="coming")

    assert 'value="coming" aria-pressed="true"' in page


def test_the_coordinator_sees_the_whole_at_a_glance(visit: Visit) -> None:
    words = words_in(visit("coordinator").look("/"))

    assert "4 initiatieven vragen een duw 1 aanvraag voor 29 september 0 afspraken over tijd" in words
    assert "Bekijk ze alle 4 op Stilgevallen" in words
    assert words.index("Speak Up!") < words.index("Duurzame onderwijskansen")


def test_what_comes_has_a_day_and_a_place_to_read_it(visit: Visit) -> None:
    page = visit("coordinator").look("/")

    for told in ("15 september Dossiers sluiten voor de vergadering", "29 september De SOM-raad komt samen",
                 "Eind december 2023 Maakleerplek: het bureau van SOM loopt af"):  # fmt: skip
        assert told in words_in(page)


def test_a_line_of_the_log_is_new_for_everybody_and_one_of_a_case_for_nobody(visit: Visit) -> None:
    lead, case_team = visit(LEAD), visit("caseteam-1")
    lead.send(LABO, f"{LABO}/logboek", soort="realisatie", tekst="Twee scholen doen mee.")
    home = "/initiatieven/steunteam-vluchtelingen"
    case = case_in(case_team.send(home, f"{home}/deelinitiatieven", titel="oefen rood"))
    case_team.send(case, f"{case}/logboek", soort="nota", tekst="Dit blijft onder ons.")

    for who in ("raadslid-schepen", "coordinator", "caseteam-1"):
        words = words_in(visit(who).look("/"))
        assert "Vandaag Diverse leraarskamer: Twee scholen doen mee." in words
        assert "Dit blijft onder ons." not in words
        assert "oefen rood" not in words


def test_the_case_team_finds_its_cases(visit: Visit) -> None:
    page = visit("caseteam-1").look("/")

    assert "Niets wacht op jou Volgende vergadering: vrijdag 29 september 2023." in words_in(page)
    assert 'href="/initiatieven/steunteam-vluchtelingen#delen"' in page


def test_a_stranger_reads_what_this_is_and_where_to_sign_in(demo_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "demo.db"
    file.write_bytes(demo_file.read_bytes())
    with visiting(f"sqlite:///{file}", is_demo=False) as visit:
        page = visit().look("/")

    assert "labflow voor Samen Onderwijs Maken Volgende vergadering: vrijdag 29 september 2023." in words_in(page)
    assert 'href="/aanmelden"' in page
    assert "wacht op jou" not in words_in(page)


@pytest.mark.parametrize("who", ["coordinator", "raadslid-schepen", LEAD, "voorzitter", "caseteam-1"])
@pytest.mark.parametrize("day", ["2023-09-29", "2024-01-08"])
def test_every_day_of_the_demo_has_a_vandaag_in_both_languages(visit: Visit, who: str, day: str) -> None:
    visit(who).post("/dag", dag=day, terug="/")

    for lang in ("nl", "en"):
        assert "{" not in words_in(visit(who, lang).look("/"))


def test_without_a_meeting_the_coordinator_can_plan_one_and_others_read_so(visit: Visit, empty: Visit) -> None:
    assert "SOM-raad van vrijdag 29 september 2023" in words_in(visit().look("/raad"))
    assert "Zodra er een datum is, staat de agenda hier." in words_in(empty().look("/raad"))


@pytest.fixture
def empty(migrated_sqlite: Path, tmp_path: Path) -> object:
    """Visitors to a database without anything in it."""
    file = tmp_path / "empty.db"
    file.write_bytes(migrated_sqlite.read_bytes())
    with visiting(f"sqlite:///{file}", is_demo=False) as as_whom:
        yield as_whom


def test_who_keeps_the_accounts_begins_by_inviting(demo_file: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{shutil.copy(demo_file, tmp_path / 'demo.db')}"
    with closing(Store(url)) as store, store.change(SYSTEM) as change:
        peopling.name_admin(change, load_catalogue(), "beheer@voorbeeld.be")
    with visiting(url) as visit:
        admin, member = (visit(who).look("/") for who in ("beheerder", "raadslid-schepen"))

    assert 'href="/spelregels#mensen">Nodig mensen uit' in admin
    assert "Nodig mensen uit" not in member


def test_only_the_coordinator_reads_since_when_the_clock_stands_still(migrated_sqlite: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path / 'real.db')}"
    with closing(Store(url)) as store:
        founding.found(store, load_catalogue())
        with store.change(SYSTEM) as change:
            peopling.add_first(change, load_catalogue(), "coordinator", ("coordinator",))
            change.add(rows.Person(id="lid", key="lid"))
            change.record("people")
        with store.change(SYSTEM) as change:
            keep(change, rows.Heartbeat(job=DAILY, at=(now() - timedelta(days=3)).isoformat()))
    with visiting(url) as visit:
        told, other = (words_in(visit(who).look("/")) for who in ("coordinator", "lid"))

    assert "De klok staat stil sinds" in told
    assert "Zeg het aan wie labflow beheert." in told
    assert "De klok" not in other


def test_the_clock_is_read_each_time_though_nothing_was_written_in_the_log(
    migrated_sqlite: Path, tmp_path: Path
) -> None:
    url, hours = f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path / 'real.db')}", [0]
    store, catalogue = Store(url), load_catalogue()
    founding.found(store, catalogue)
    with store.change(SYSTEM) as change:
        peopling.add_first(change, catalogue, "coordinator", ("coordinator",))
    with store.change(SYSTEM) as change:
        beat(change)
    app = create_app(Settings(url, is_demo=True), store=store, now=lambda: now() + timedelta(hours=hours[0]))

    def read() -> str:
        return words_in(client.get("/").text)

    with closing(store), TestClient(app, OURS, cookies={"wie": "coordinator"}) as client:
        assert "De klok" not in read()
        hours[0] = 27
        assert "De klok staat stil sinds" in read()
        with store.change(SYSTEM, now=lambda: now() + timedelta(hours=27)) as change:
            beat(change)
        assert "De klok" not in read()
        with store.change(SYSTEM, now=lambda: now() + timedelta(hours=27)) as change:
            beat(change, ["post"])
        assert "De klok" in read()


def test_a_mail_server_that_is_back_is_no_trouble_any_more(migrated_sqlite: Path, tmp_path: Path) -> None:
    url, catalogue = f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path / 'real.db')}", load_catalogue()
    with closing(Store(url)) as store, visiting(url) as visit:
        founding.found(store, catalogue)
        with store.change(SYSTEM) as change:
            peopling.add_first(change, catalogue, "coordinator", ("coordinator",))
            to = persons_with(change.conn, ("coordinator",))[0]
            change.add(rows.PersonAddress(id="a", person_id=to, address="iemand@voorbeeld.be"))
            letters.write(change, "turn", "weg", [to])
            change.record("people")
        for trouble, is_told in ((["no_server"], True), ([], False), (["ConnectionRefusedError"], True)):
            with store.change(SYSTEM) as change:
                beat(change, trouble, JOB)
            assert ("mail" in words_in(visit("coordinator").look("/"))) is is_told


def test_nothing_is_not_said_to_wait_while_it_is_the_readers_own_move(visit: Visit) -> None:
    coordinator = visit("coordinator")
    coordinator.post("/dag", dag="2024-01-08", terug="/")
    page = words_in(coordinator.look("/"))

    assert "Aan zet: coördinator" in page
    assert "Niets wacht op jou" not in page
