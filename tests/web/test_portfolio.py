"""The portfolio on the demo's day: what the report says, and what it does not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web.visitor import Visitor, visiting, words_in

Visit = Callable[..., Visitor]


def test_it_opens_with_what_runs_and_what_is_stuck(visit: Visit) -> None:
    words = words_in(visit().look("/portfolio"))

    assert "Negen initiatieven lopen. Drie zitten vast. Eén heeft een datum die nadert." in words
    assert "Eén ligt klaar voor de SOM-raad van 29 september 2023." in words


def test_attention_is_the_stalled_list_in_its_order(visit: Visit) -> None:
    words = words_in(visit().look("/portfolio"))
    block = words[words.index("Wat vraagt aandacht") : words.index("Het bord")]
    titles = ["Speak Up!", "Duurzame onderwijskansen", "Code Atelier", "Steunteam Vluchtelingen"]

    assert [block.index(title) for title in titles] == sorted(block.index(title) for title in titles)
    assert "Aan zet: SOM-team" in block


def test_the_board_counts_each_phase(visit: Visit) -> None:
    words = words_in(visit().look("/portfolio"))

    for counted in ("Verkenning 2", "Opstart 2", "Experiment 3", "Verduurzaming 2"):
        assert counted in words


def test_a_card_says_its_state_in_a_few_words(visit: Visit) -> None:
    words = words_in(visit().look("/portfolio"))
    board = words[words.index("Het bord") :]

    for short in ("Geld en kader nog open", "Extra jaar 2022-2023: om Zoekt een landingsplek",
                  "Eind 2023 rond: nog 13 schoolweken", "Bureau van SOM: tot eind december 2023",
                  "5 labosessies Eén richting kiezen voor een experiment",
                  "3 organisaties reageren Loopt dit nog? Het verslag zegt het niet"):  # fmt: skip
        assert short in board


def test_a_lead_of_the_exercise_is_not_a_lead_that_is_known(visit: Visit) -> None:
    words = words_in(visit().look("/initiatieven/diverse-leraarskamer"))

    assert "Trekker niet vermeld in het verslag In deze oefening: trekker" in words
    assert "Wie trekt: 1 van 9 bekend" in words_in(visit().look("/portfolio"))


def test_casework_is_a_count_and_no_more(visit: Visit) -> None:
    assert "36 casussen onder Steunteam Vluchtelingen." in words_in(visit("caseteam-1").look("/portfolio"))


def test_unknown_is_work_that_the_coordinator_can_do(visit: Visit) -> None:
    coordinator = visit("coordinator")
    before = words_in(coordinator.look("/portfolio"))
    fill = "/portfolio/feiten/since"

    after = coordinator.send("/portfolio", fill, initiatief="speak-up", waarde="2021-2022")

    assert "0 van 9 bekend" in before
    assert "1 van 9 bekend" in words_in(after)
    assert fill not in visit("raadslid-schepen").look("/portfolio")


def test_who_decided_an_earlier_step_is_one_answer(visit: Visit) -> None:
    coordinator, fill = visit("coordinator"), "/portfolio/feiten/decision"
    before = words_in(coordinator.look("/portfolio"))

    after = coordinator.send("/portfolio", fill, initiatief="speak-up/2", wie="De SOM-raad", waarde="2021-2022")

    assert "Wie de 7 eerdere stappen besliste, en wanneer" in before
    assert "Wie de 6 eerdere stappen besliste, en wanneer" in words_in(after)
    page = words_in(coordinator.look("/initiatieven/speak-up"))
    assert "beslissing niet teruggevonden aangevuld: De SOM-raad" in page


def test_the_other_meetings_of_the_school_year_can_be_planned(visit: Visit) -> None:
    coordinator, fill = visit("coordinator"), "/portfolio/feiten/meetings"
    before = words_in(coordinator.look("/portfolio"))

    after = coordinator.send("/portfolio", fill, **{"dag-1": "2023-12-01", "dag-3": "2024-02-02"})

    assert "De vier andere vergaderingen van de SOM-raad dit schooljaar" in before
    assert "De twee andere vergaderingen van de SOM-raad dit schooljaar" in words_in(after)
    assert "vrijdag 1 december 2023" in words_in(coordinator.look("/raad/2023-09-29"))
    assert fill not in visit("raadslid-schepen").look("/portfolio")


@pytest.mark.parametrize("words", ["LERAARSKAMER", "leraarskamér divérse", "ucll diverse", "vijf signalen kleur klas"])
def test_words_find_a_title_a_question_and_a_partner_whatever_their_accents(visit: Visit, words: str) -> None:
    page = visit().look(f"/portfolio?zoek={words}")

    assert "Diverse leraarskamer" in words_in(page)
    assert "Code Atelier" not in words_in(page)


def test_nothing_found_says_what_was_meant(visit: Visit) -> None:
    words = words_in(visit().look("/portfolio?zoek=speek"))

    assert "Niets gevonden voor ‘speek’. Bedoel je Speak Up!" in words
    assert "Het bord" not in words


def test_filters_go_together_and_each_is_a_link(visit: Visit) -> None:
    page = visit().look("/portfolio?soort=labo&stil=1")

    assert "3 van de 20 initiatieven passen." in words_in(page)
    assert "Code Atelier" not in words_in(page)
    assert 'href="/portfolio?soort=labo&amp;fase=experiment&amp;stil=1"' in page
    assert 'href="/portfolio?stil=1" aria-current="true"' in page


def test_a_filter_that_nobody_knows_is_left_out_in_one_line(visit: Visit) -> None:
    words = words_in(visit().look("/portfolio?fase=zweven&soort=casus&zoek=speak+up"))

    assert "Deze filters kennen we niet, we lieten ze weg: casus, zweven." in words
    assert "van de 20 initiatieven passen." in words


def test_a_new_idea_is_one_click_for_who_may(visit: Visit) -> None:
    assert 'href="/initiatieven/nieuw"' in visit("coordinator").look("/portfolio")
    assert 'href="/initiatieven/nieuw"' not in visit().look("/portfolio")


def test_without_any_initiative_it_asks_for_the_first(migrated_sqlite: Path, tmp_path: Path) -> None:
    file = tmp_path / "empty.db"
    file.write_bytes(migrated_sqlite.read_bytes())
    with visiting(f"sqlite:///{file}", is_demo=False) as visit:
        words = words_in(visit().look("/portfolio"))

    assert "Nog geen initiatieven." in words
    assert "Breng het eerste idee binnen." in words
