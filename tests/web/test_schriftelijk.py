"""A written procedure in the browser: opened from its request, answered with one tap, read until its end and after."""

from collections.abc import Callable

from tests.web.visitor import Visitor, forms_in, told, words_in
from tests.web.written import ASK, LABO, LEAD, NUMBER, REQUEST, WRITTEN, a_round, answered

Visit = Callable[..., Visitor]
FORM = f"{WRITTEN}/antwoorden"


def test_a_round_starts_at_the_request_and_is_linked(visit: Visit) -> None:
    visit(LEAD).send(ASK, ASK)
    assert f"{REQUEST}/rondes" not in forms_in(visit(LEAD).look(LABO))
    assert f"{REQUEST}/rondes" not in forms_in(visit("raadslid-schepen").look(LABO))

    page = visit("voorzitter").send(LABO, f"{REQUEST}/rondes", dringend="1")

    assert f'href="{WRITTEN}"' in page
    assert "tot en met zaterdag 16 september 2023" in words_in(visit("").look("/raad/2023-09-29"))
    assert "Antwoorden kan tot en met zaterdag 16 september 2023." in words_in(visit("").look(WRITTEN))


def test_what_cannot_be_written_has_no_such_button(visit: Visit) -> None:
    visit(LEAD).send(ASK, ASK, bedrag="25001")
    coordinator = visit("coordinator")

    assert f"{REQUEST}/rondes" not in forms_in(coordinator.look(LABO))
    page = coordinator.post(f"{REQUEST}/rondes", 409)
    assert "is meer dan wat schriftelijk mag" in told(page)[0]


def test_the_page_says_what_is_asked_and_what_is_missing(visit: Visit) -> None:
    a_round(visit, bedrag="12500")

    words = words_in(visit("").look(WRITTEN))

    assert "Mag Diverse leraarskamer naar experiment? Waarom nu? We zijn er." in words
    assert "Gevraagd: € 12.500." in words
    assert "In 2023 is nog" in words
    assert "0 van de 17 zetels antwoordden." in words
    assert "Nog 9 keer akkoord nodig" in words
    assert FORM not in forms_in(visit("").look(WRITTEN))


def test_a_member_answers_with_one_tap_and_may_change(visit: Visit) -> None:
    a_round(visit)
    member = visit("raadslid-schepen")
    member.send(WRITTEN, FORM, zetel="schepen", antwoord="disagree")

    page = member.send(WRITTEN, FORM, zetel="schepen", antwoord="agree")

    assert "Je antwoordde: akkoord. Veranderen kan tot het einde." in words_in(page)
    assert "1 van de 17 zetels antwoordden. 1 akkoord 16 nog geen antwoord dat telt" in words_in(page)
    assert "Nog 8 keer akkoord nodig" in words_in(visit("").look(WRITTEN))


def test_nobody_answers_for_somebody_else(visit: Visit) -> None:
    a_round(visit)

    visit("raadslid-schepen").post(FORM, 403, zetel="lop", antwoord="agree")
    visit("").post(FORM, 403, zetel="lop", antwoord="agree")


def test_who_wants_to_discuss_says_why_and_only_who_keeps_the_list_sees_who(visit: Visit) -> None:
    coordinator, member = a_round(visit), visit("raadslid-schepen")
    page = member.send(WRITTEN, FORM, 422, zetel="schepen", antwoord="discuss", reden="")
    assert told(page) == ["Zeg waarom je dit samen wil bespreken."]

    page = member.send(WRITTEN, FORM, zetel="schepen", antwoord="discuss", reden="Te veel uren.")

    assert "Je antwoordde: bespreken op de vergadering." in words_in(page)
    assert "1 lid vraagt om dit eerst samen te bespreken." in words_in(page)
    assert "Te veel uren." in words_in(visit("raadslid-lop").look(WRITTEN))
    assert "Te veel uren." not in words_in(visit("").look(WRITTEN))
    assert "Schepen" not in words_in(visit("raadslid-lop").look(WRITTEN)).partition("Hoe het staat")[2]
    assert "Schepen van onderwijs Leuven: Te veel uren." in words_in(coordinator.look(WRITTEN))
    member.send(WRITTEN, FORM, zetel="schepen", antwoord="agree")
    assert "Antwoorden kan" in words_in(visit("").look(WRITTEN))


def test_who_has_an_interest_steps_aside(visit: Visit) -> None:
    coordinator = a_round(visit)

    page = visit("raadslid-schepen").send(WRITTEN, f"{WRITTEN}/belangen")
    coordinator.send(WRITTEN, f"{WRITTEN}/belangen", zetel="lop")

    assert "neemt niet deel." in words_in(page)
    assert FORM not in forms_in(page)
    assert "0 van de 15 zetels antwoordden." in words_in(visit("").look(WRITTEN))


def test_it_closes_early_once_everybody_answered(visit: Visit) -> None:
    coordinator = a_round(visit)
    assert f"{WRITTEN}/slot" not in forms_in(coordinator.look(WRITTEN))
    answered(coordinator, "agree", *_seats(coordinator))

    page = coordinator.send(WRITTEN, f"{WRITTEN}/slot")

    assert "Goedgekeurd op maandag 11 september 2023." in words_in(page)
    assert 'href="/beslissingen/2023-001"' in page
    assert "Beslissing 2023-001" in words_in(visit("").look("/beslissingen/2023-001"))


def test_another_text_asks_everybody_again_and_a_member_may_say_that_it_does(visit: Visit) -> None:
    coordinator, member = a_round(visit), visit("raadslid-schepen")
    member.send(WRITTEN, FORM, zetel="schepen", antwoord="agree")
    assert f"{WRITTEN}/verklaringen" not in forms_in(member.look(WRITTEN))
    typed = {"motivering": "We zijn er helemaal klaar voor.", "bedrag": "", "soort": "editorial"}

    page = visit(LEAD).send(WRITTEN, f"{WRITTEN}/teksten", **typed)
    assert "1 van de 17 zetels antwoordden." in words_in(page)
    page = visit(LEAD).send(LABO, f"{REQUEST}/teksten", 409, **typed)
    assert told(page) == ["Er verandert niets aan de tekst."]

    page = member.send(WRITTEN, f"{WRITTEN}/verklaringen", zetel="schepen")

    assert "0 van de 17 zetels antwoordden." in words_in(page)
    coordinator.send(WRITTEN, f"{WRITTEN}/teksten", motivering="Anders.", bedrag="100", soort="substantive")
    assert "Gevraagd: € 100." in words_in(coordinator.look(WRITTEN))


def test_a_number_that_is_none_is_not_there(visit: Visit) -> None:
    for number in ("s-2023-009", "klok", NUMBER.upper()):
        visit("coordinator").look(f"/raad/schriftelijk/{number}", 404)


def test_it_is_all_there_in_english(visit: Visit) -> None:
    a_round(visit)

    words = words_in(visit("raadslid-schepen", "en").look(WRITTEN))

    assert "Answers are taken until Thursday 21 September 2023." in words
    assert "0 of the 17 seats answered." in words


def _seats(coordinator: Visitor) -> list[str]:
    """The seats for which an answer can be entered."""
    chosen = coordinator.look(WRITTEN).partition('id="lid-zetel"')[2].partition("</select>")[0]
    return [part.partition('"')[0] for part in chosen.split('value="')[1:]]
