"""Refusals that have a page of their own."""

from collections.abc import Callable
from pathlib import Path

from tests.web.visitor import Visitor, case_in, visiting, words_in

Visit = Callable[..., Visitor]


def test_a_hidden_case_and_an_absent_one_look_alike(visit: Visit) -> None:
    team = visit("caseteam-1")
    labo = "/initiatieven/steunteam-vluchtelingen"
    case, nowhere = (
        case_in(team.send(labo, f"{labo}/deelinitiatieven", titel="oefen rood")),
        "/initiatieven/casus-0000000000",
    )
    assert "oefen rood" in team.look(case)

    for role in ("", "coordinator", "voorzitter", "raadslid-schepen", "trekker-diverse-leraarskamer"):
        reader = visit(role)
        hidden, absent = reader.look(case, 404), reader.look(nowhere, 404)

        assert hidden.replace(case.rpartition("/")[2], nowhere.rpartition("/")[2]) == absent
        assert "oefen rood" not in reader.look(labo)
        assert "oefen rood" not in reader.look("/portfolio")
        hidden, absent = (reader.post(f"{address}/logboek", 404, tekst="?") for address in (case, nowhere))
        assert hidden.replace(case.rpartition("/")[2], nowhere.rpartition("/")[2]) == absent


def test_the_address_of_a_form_leads_back_to_its_page(visit: Visit) -> None:
    reader = visit("coordinator")
    for address, page in (
        ("/initiatieven/speak-up/punten/b4", "/initiatieven/speak-up"),
        ("/initiatieven/speak-up/aanvragen/a-2023-001/vragen", "/initiatieven/speak-up/aanvragen/a-2023-001"),
        ("/raad/2023-09-29/punten/1/uitkomsten", "/raad/2023-09-29"),
        ("/portfolio/feiten/lead", "/portfolio"),
        ("/dag", "/"),
    ):
        answer = reader.client.get(address, follow_redirects=False)

        assert (answer.status_code, answer.headers["location"]) == (303, page)
    assert reader.client.put("/initiatieven/speak-up/rust").status_code == 405


def test_a_database_that_cannot_be_used_gives_a_sentence(tmp_path: Path) -> None:
    with visiting(f"sqlite:///{tmp_path / 'nothing.db'}") as visit:
        pages = [visit().look(address, 503) for address in ("/portfolio", "/nergens", "/initiatieven/nergens")]

    assert all("labflow kan niet bij zijn gegevens" in words_in(page) for page in pages)


def test_without_a_demo_one_can_look_but_not_act(demo_file: Path) -> None:
    with visiting(f"sqlite:///{demo_file}", is_demo=False) as visit:
        reader = visit("coordinator")
        page = reader.look("/initiatieven/speak-up")
        refused = reader.post("/initiatieven/speak-up/logboek", 401, tekst="?")

        assert "<textarea" not in page
        assert "Meld je opnieuw aan, je tekst staat nog klaar." in words_in(refused)
        reader.look("/wie-ben-je", 404)
