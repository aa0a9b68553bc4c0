"""The portfolio on the demo's day: what the report says, and what it does not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from labflow.store import Store
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


@pytest.mark.parametrize("address", ["/portfolio", "/stilgevallen", "/initiatieven/speak-up"])
def test_fifty_more_initiatives_ask_no_more_statements(
    address: str, demo_file: Path, tmp_path: Path, statements: Callable[..., object]
) -> None:
    file = tmp_path / "many.db"
    file.write_bytes(demo_file.read_bytes())
    with visiting(f"sqlite:///{file}") as visit:
        reader = visit()
        reader.look(address)
        with statements() as few:  # type: ignore[attr-defined]
            reader.look(address)
        _open_more(f"sqlite:///{file}", 50)
        with statements() as many:  # type: ignore[attr-defined]
            reader.look(address)

    assert len(few) == len(many)


def _open_more(url: str, count: int) -> None:
    from labflow import lifecycle
    from labflow.acting import acting_as
    from labflow.catalogue import load_catalogue

    catalogue, store = load_catalogue(), Store(url)
    for n in range(count):
        with acting_as(store, catalogue, "coordinator") as change:
            lifecycle.open_(change, catalogue, "labo", f"Nieuw {n}")
    store.close()
