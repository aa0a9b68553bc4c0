"""The stalled list on the demo's day, and the two things a coordinator does about it."""

from collections.abc import Callable

from tests.web.visitor import Visitor, told, words_in

Visit = Callable[..., Visitor]
PAGE = "/stilgevallen"


def test_each_row_has_a_reason_a_mover_and_one_action(visit: Visit) -> None:
    words = words_in(visit().look(PAGE))

    assert "Vier initiatieven vragen een duw" in words
    assert (
        "Code Atelier Studioproject, verkenning Laatste nieuws: niet bekend Waarom: De landingsplek wordt nog" in words
    )
    assert "Aan zet: niet vermeld in het verslag Duid aan wie aan zet is" in words
    assert "Staat gepland Maakleerplek" in words
    assert "Wacht zonder datum Leraar breekt uit" in words


def test_the_coordinator_says_whose_move_it_is(visit: Visit) -> None:
    coordinator = visit("coordinator")

    page = coordinator.send(PAGE, "/initiatieven/code-atelier/beurten", wie="SOM-team", wat="Drie plekken bellen")

    assert coordinator.page is not None
    assert coordinator.page.url.path == PAGE
    assert "De landingsplek wordt nog gezocht. Aan zet: SOM-team" in words_in(page)


def test_what_was_done_in_the_list_is_taken_back_in_the_list(visit: Visit) -> None:
    coordinator, way = visit("coordinator"), "/initiatieven/speak-up"
    before = words_in(coordinator.look("/stilgevallen"))

    done = coordinator.send("/stilgevallen", f"{way}/rust", tot="2023-10-02", waarom="Even wachten.")
    coordinator.send("/stilgevallen?over=speak-up&klaar=rest", f"{way}/herroepingen")

    assert f'action="{way}/herroepingen"' in done
    assert coordinator.page is not None
    assert coordinator.page.url.path == "/stilgevallen"
    assert words_in(coordinator.look("/stilgevallen")) == before


def test_what_rests_until_a_day_leaves_the_list(visit: Visit) -> None:
    coordinator = visit("coordinator")

    page = coordinator.send(PAGE, "/initiatieven/code-atelier/rust", tot="2023-12-01", waarom="Nieuw schooljaar")

    assert "Drie initiatieven vragen een duw" in words_in(page)
    assert "In rust Code Atelier : in rust tot 1 december 2023. Nieuw schooljaar" in words_in(page)


def test_a_day_that_is_past_comes_back_with_the_words(visit: Visit) -> None:
    coordinator = visit("coordinator")

    page = coordinator.send(PAGE, "/initiatieven/code-atelier/rust", 422, tot="2023-01-01", waarom="Nieuw schooljaar")

    assert len(told(page)) == 1
    assert 'value="Nieuw schooljaar"' in page


def test_a_member_only_looks(visit: Visit) -> None:
    page = visit("raadslid-schepen").look(PAGE)

    assert "<form" not in page[page.index("<main") :]
    visit("raadslid-schepen").post("/initiatieven/code-atelier/beurten", 403, wie="SOM-team", terug=PAGE)
