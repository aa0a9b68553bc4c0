"""Bringing an idea, and telling what runs already: two short forms, and the page that one lands on."""

from collections.abc import Callable

from tests.web.visitor import Visitor, fields_in, told, words_in

Visit = Callable[..., Visitor]
NEW, RUNS = "/initiatieven/nieuw", "/initiatieven/loopt-al"


def test_a_council_member_brings_an_idea_and_lands_on_its_page(visit: Visit) -> None:
    member = visit("raadslid-schepen")

    page = member.send(NEW, NEW, titel="Leesmaatjes", wat="Groot leest met klein.", herkomst="Drie scholen.",
                       soort="labo", **{"partner-1": "Een nieuwe school"})  # fmt: skip

    words = words_in(page)
    assert member.page is not None
    assert member.page.url.path == "/initiatieven/leesmaatjes"
    assert "Je idee staat op het bord." in words
    assert "Groot leest met klein." in words
    assert "Een nieuwe school" in words
    assert "Leesmaatjes" in words_in(visit().look("/portfolio"))


def test_the_organisations_that_are_known_can_be_chosen(visit: Visit) -> None:
    assert '<option value="UCLL">' in visit("coordinator").look(NEW)


def test_only_who_assigns_is_asked_for_the_lead(visit: Visit) -> None:
    assert 'name="leiding"' in visit("coordinator").look(NEW)
    assert 'name="leiding"' not in visit("trekker-diverse-leraarskamer").look(NEW)


def test_what_is_missing_is_said_on_top_and_beside_each_field(visit: Visit) -> None:
    page = visit("coordinator").send(
        NEW, NEW, 422, titel="", wat="", soort="labo", herkomst="Drie scholen.", **{"partner-2": "Nieuw"}
    )

    assert told(page) == ["Vul de titel in. Eén zin volstaat.", "Vul wat je wil doen in. Eén zin volstaat."]
    assert 'id="titel-fout"' in page
    assert 'id="wat-fout"' in page
    assert (fields_in(page)["herkomst"], fields_in(page)["partner-2"]) == ("Drie scholen.", "Nieuw")


def test_sending_twice_makes_one_idea(visit: Visit) -> None:
    member, typed = visit("raadslid-schepen"), {"titel": "Leesmaatjes", "wat": "X", "soort": "labo", "sleutel": "een"}

    pages = [member.post(NEW, 200, **typed) for _ in range(2)]

    assert ["Leesmaatjes" in words_in(page) for page in pages] == [True, True]
    visit().look("/initiatieven/leesmaatjes-2", 404)


def test_what_runs_already_stands_where_it_is_with_its_gaps(visit: Visit) -> None:
    coordinator = visit("coordinator")

    page = coordinator.send(RUNS, RUNS, titel="Leesmaatjes", fase="labo/experiment", sinds="najaar 2021", wie="")

    words = words_in(page)
    assert "Het staat op het bord." in words
    assert "beslissing niet teruggevonden, bevestigd door de coördinator" in words
    assert "Wat het verslag niet zegt" in words
    assert 'action="/initiatieven/leesmaatjes/feiten/decision-2"' in page


def test_who_may_not_is_told_so(visit: Visit) -> None:
    visit("raadslid-schepen").look(RUNS, 403)
    visit().look(NEW, 403)
    visit("raadslid-schepen").post(RUNS, 403, titel="X", fase="labo/opstart")
