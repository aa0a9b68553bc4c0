"""Questions on the pages: noted, answered, refused with what was typed, and only for who may."""

from collections.abc import Callable

import pytest

from tests.web.visitor import Visitor, fields_in, forms_in, words_in

Visit = Callable[..., Visitor]
LEAD, LABO = "trekker-diverse-leraarskamer", "/initiatieven/diverse-leraarskamer"
TEXT, WHO = "Denken jullie mee over een buitenklas?", "directie van een basisschool"
ANSWER = "/vragen/v-2023-001/antwoorden"


def asked(visit: Visit) -> Visitor:
    """The coordinator, after a question from outside came in."""
    coordinator = visit("coordinator")
    coordinator.send("/", "/vragen", vraag=TEXT, van=WHO, dag="2023-09-04")
    return coordinator


def test_a_question_from_outside_is_noted_and_waits(visit: Visit) -> None:
    words = words_in(asked(visit).look("/"))

    assert f"{TEXT} v-2023-001, van {WHO}, 4 september Wacht sinds 4 september op een antwoord." in words
    assert "Een vraag van buiten wacht sinds 4 september 2023." in words


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"antwoord": "thinking_along", "uren": "6"}, "Denkoefening sinds 11 september: hoogstens 6 uur"),
        ({"antwoord": "to_body", "voorstel": "Mag dit?"}, "Op 11 september naar de SOM-raad. Mag dit?"),
        ({"antwoord": "became", "initiatief": "speak-up"}, "Werd op 11 september Speak Up! (Labo)."),
        ({"antwoord": "redirected", "naar": "de stad"}, "Op 11 september doorverwezen: de stad."),
        ({"antwoord": "refused", "waarom": "Te laat."}, "Op 11 september geweigerd. Te laat."),
    ],
)
def test_each_outcome_is_one_form(visit: Visit, typed: dict[str, str], told: str) -> None:
    page = asked(visit).send("/", ANSWER, **typed)

    assert "Het antwoord staat erbij." in words_in(page)
    assert told in words_in(page)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"antwoord": "thinking_along", "uren": "veel"}, "uren"),
        ({"antwoord": "to_body", "voorstel": " "}, "voorstel"),
        ({"antwoord": "redirected", "naar": "iemand@school.be"}, "naar"),
        ({"antwoord": "refused", "waarom": "Bel 016 22 33 44"}, "waarom"),
    ],
)
def test_what_was_typed_comes_back_with_what_is_wrong(visit: Visit, typed: dict[str, str], field: str) -> None:
    page = asked(visit).send("/", ANSWER, 422, **typed)

    assert f'id="{field}-v-2023-001-fout"' in page
    assert fields_in(page)[f"{field}-v-2023-001"].strip() == typed[field].strip()


def test_a_person_is_no_answer_to_from_whom(visit: Visit) -> None:
    page = visit("coordinator").send("/", "/vragen", 422, vraag=TEXT, van="0470 12 34 56", dag="")

    assert 'id="vraag-van-fout"' in page
    assert fields_in(page)["vraag-tekst"].strip() == TEXT


def test_an_answered_question_stays_in_its_list_and_is_taken_up_again(visit: Visit) -> None:
    coordinator = asked(visit)
    page = coordinator.send("/", ANSWER, antwoord="refused", waarom="Te laat.")
    assert "Beantwoord (1)" in words_in(page)
    assert "van buiten wacht" not in words_in(page)

    page = coordinator.post(ANSWER, antwoord="received", waarom="Toch nog tijd.")

    assert "Beantwoord" not in words_in(page)
    assert "Wacht sinds 11 september op een antwoord. Toch nog tijd." in words_in(page)


def test_a_lead_notes_and_answers_what_is_asked_of_the_own_initiative(visit: Visit) -> None:
    lead = visit(LEAD)
    page = lead.send(LABO, f"{LABO}/vragen", vraag=TEXT, van=WHO, dag="")
    assert "Vragen van scholen 1 ontvangen" in words_in(page)
    assert "een vraag van scholen wacht" in words_in(lead.look("/"))

    page = lead.send(LABO, ANSWER, antwoord="on_hold", reden="Geen plaats.", herbekijken="2023-10-02")

    assert lead.page is not None
    assert lead.page.url.path == LABO
    assert "In de wacht: herbekijken op 2 oktober. Geen plaats." in words_in(page)
    assert "een vraag van scholen wacht" not in words_in(lead.look("/"))
    assert TEXT in words_in(visit().look(LABO))
    for late in ("", "2023-09-11"):
        page = lead.send(LABO, ANSWER, 422, antwoord="on_hold", reden="Druk.", herbekijken=late)
        assert fields_in(page)["reden-v-2023-001"] == "Druk."


def test_nobody_else_sees_a_form_or_what_was_asked_from_outside(visit: Visit) -> None:
    asked(visit)

    for who in (LEAD, "raadslid-schepen", "voorzitter"):
        somebody = visit(who)
        assert "/vragen" not in forms_in(somebody.look("/"))
        assert TEXT not in somebody.page.text  # type: ignore[union-attr]
        somebody.post(ANSWER, 404, antwoord="refused", waarom="Neen.")
        somebody.post("/vragen", 403, vraag=TEXT, van=WHO)
    assert f"{LABO}/vragen" not in forms_in(visit("raadslid-schepen").look(LABO))


def test_since_when_a_question_waits_is_said_once(visit: Visit) -> None:
    coordinator = asked(visit)
    coordinator.post("/dag", dag="2024-01-08", terug="/")
    waits = words_in(coordinator.look("/")).partition("Een vraag van buiten wacht")[2]

    assert waits[:80].count("sinds") == 1
