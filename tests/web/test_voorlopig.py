"""A provisional mandate in the browser: asked and granted by two people, spent, objected to."""

from collections.abc import Callable

from tests.web.table import go_to_the_day
from tests.web.visitor import Visitor, fields_in, forms_in, words_in
from tests.web.written import LABO, LEAD

Visit = Callable[..., Visitor]
MANDATES, ONE = f"{LABO}/mandaten", f"{LABO}/mandaten/m-2023-001"
ASKED = {"bereik": "Twee klassen mogen starten", "bedrag": "1500", "waarom": "Het schooljaar begint."}


def test_asked_and_granted_by_two_people(visit: Visit) -> None:
    lead, chair = visit(LEAD), visit("voorzitter")
    assert MANDATES not in forms_in(chair.look(LABO))

    page = lead.send(LABO, MANDATES, **ASKED)

    assert "Voorlopig mandaat m-2023-001 Gevraagd, nog niet gegeven. Twee klassen mogen starten" in words_in(page)
    assert not [form for form in forms_in(page) if form.startswith(ONE)]
    assert not [form for form in forms_in(visit("").look(LABO)) if form.startswith(ONE)]
    page = chair.send(LABO, f"{ONE}/toekenningen")
    assert "Loopt tot en met vrijdag 29 september 2023. Daarna beslist de SOM-raad." in words_in(page)
    assert "m-2023-001" in words_in(chair.look("/raad/2023-09-29"))


def test_who_asked_does_not_grant(visit: Visit) -> None:
    coordinator = visit("coordinator")

    page = coordinator.send(LABO, MANDATES, **ASKED)

    assert "Je vroeg dit zelf. Iemand anders geeft het." in words_in(page)
    assert f"{ONE}/toekenningen" not in forms_in(page)
    coordinator.post(f"{ONE}/toekenningen", 403)


def test_what_is_too_much_comes_back_as_typed(visit: Visit) -> None:
    page = visit(LEAD).send(LABO, MANDATES, 409, **{**ASKED, "bedrag": "999999"})

    assert fields_in(page)["mandaat-bereik"] == ASKED["bereik"]
    assert fields_in(page)["mandaat-waarom"] == ASKED["waarom"]


def test_a_field_that_is_empty_is_named(visit: Visit) -> None:
    page = visit(LEAD).send(LABO, MANDATES, 422, **{**ASKED, "bereik": ""})

    assert 'id="mandaat-bereik-fout"' in page


def test_one_that_is_over_says_so(visit: Visit) -> None:
    visit(LEAD).send(LABO, MANDATES, **ASKED)
    chair = visit("voorzitter")
    chair.send(LABO, f"{ONE}/toekenningen")
    go_to_the_day(chair, "2023-09-30")

    page = visit(LEAD).look(LABO)

    assert "Afgelopen op vrijdag 29 september 2023, en de SOM-raad keek er nog niet naar." in words_in(page)
    assert f"{ONE}/uitgaven" not in forms_in(page)


def test_it_is_not_granted_with_a_reason(visit: Visit) -> None:
    visit(LEAD).send(LABO, MANDATES, **ASKED)

    page = visit("voorzitter").send(LABO, f"{ONE}/weigeringen", waarom="Wacht op de vergadering.")

    assert "Niet gegeven." in words_in(page)
    assert f"{ONE}/toekenningen" not in forms_in(page)


def test_what_is_spent_counts_down(visit: Visit) -> None:
    lead = visit(LEAD)
    lead.send(LABO, MANDATES, **ASKED)
    visit("voorzitter").send(LABO, f"{ONE}/toekenningen")

    page = lead.send(LABO, f"{ONE}/uitgaven", bedrag="400", wat="Materiaal")
    assert "Uitgegeven: € 400. Nog over: € 1.100." in words_in(page)

    page = lead.send(LABO, f"{ONE}/uitgaven", 409, bedrag="1101", wat="Nog meer")
    assert fields_in(page)["uitgave-m-2023-001"] == "Nog meer"


def test_a_member_objects_and_everybody_answers(visit: Visit) -> None:
    visit(LEAD).send(LABO, MANDATES, **ASKED)
    visit("voorzitter").send(LABO, f"{ONE}/toekenningen")

    page = visit("raadslid-schepen").send(LABO, f"{ONE}/bezwaren", waarom="Te vroeg.")

    assert 'href="/raad/schriftelijk/s-2023-001"' in page
    words = words_in(visit("coordinator").look("/raad/schriftelijk/s-2023-001"))
    assert "Blijft voorlopig mandaat m-2023-001 voor Diverse leraarskamer gelden: Twee klassen mogen starten?" in words
    assert "Schepen van onderwijs Leuven: Te vroeg." in words


def test_on_a_case_nothing_runs_ahead_of_the_body(visit: Visit) -> None:
    parent, team = "/initiatieven/steunteam-vluchtelingen", visit("caseteam-1")
    page = team.send(parent, f"{parent}/deelinitiatieven", titel="Casus rood")
    case = next(part.partition('"')[0] for part in page.split('href="')[1:] if "/casus-" in part[:25])

    assert not [form for form in forms_in(team.look(case)) if "/mandaten" in form or "/rondes" in form]
