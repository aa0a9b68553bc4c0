"""On the page of an initiative: whose move it is, resting and waking, and handing over to a successor."""

import re
from collections.abc import Callable

from tests.web.visitor import Visitor, forms_in, told, words_in

Visit = Callable[..., Visitor]
LABO, LEAD = "/initiatieven/diverse-leraarskamer", "trekker-diverse-leraarskamer"


def test_the_move_stands_in_the_head_on_the_card_and_on_the_page_of_who_got_it(visit: Visit) -> None:
    page = visit("coordinator").send(LABO, f"{LABO}/beurten", wie="trekker", wat="Bel de scholen.")

    assert "Aan zet: trekker. Bel de scholen." in words_in(page)
    assert "Aan zet: trekker" in words_in(visit().look("/portfolio"))
    assert "Jij bent aan zet bij Diverse leraarskamer: Bel de scholen." in words_in(visit(LEAD).look("/"))
    assert "Jij bent aan zet" not in words_in(visit("coordinator").look("/"))


def test_a_person_and_own_words_go_in_the_same_field(visit: Visit) -> None:
    coordinator = visit("coordinator")
    page = coordinator.look(LABO)

    offered = re.findall(
        r'<option value="([^"]*)"', page.partition('id="beurt-wie-keuze"')[2].partition("</datalist>")[0]
    )

    assert {"trekker", "SOM-team", "SOM-raad", "niemand", LEAD, "coordinator"} <= set(offered)
    assert "Aan zet: De stad" in words_in(coordinator.send(LABO, f"{LABO}/beurten", wie="De stad"))
    assert "Aan zet: niemand" in words_in(coordinator.send(LABO, f"{LABO}/beurten", wie="niemand"))


def test_the_lead_hands_the_own_move_on_and_nobody_else_sees_the_form(visit: Visit) -> None:
    page = visit(LEAD).send(LABO, f"{LABO}/beurten", wie="coordinator", wat="Kijk na.")

    assert "Aan zet: coördinator. Kijk na." in words_in(page)
    for who in ("", "raadslid-ucll-1"):
        assert not {f"{LABO}/beurten", f"{LABO}/rust", f"{LABO}/opvolgers"} & forms_in(visit(who).look(LABO)).keys()
    assert f"{LABO}/rust" not in forms_in(visit(LEAD).look(LABO))


def test_a_rest_needs_a_day_or_an_event_and_can_be_ended(visit: Visit) -> None:
    coordinator = visit("coordinator")

    refused = coordinator.send(LABO, f"{LABO}/rust", 422, waarom="Geen geld.")
    assert told(refused) == ["Zeg tot wanneer het rust, of waarop het wacht."]
    assert 'value="Geen geld."' in refused
    page = coordinator.send(LABO, f"{LABO}/rust", waarom="Geen geld.", gebeurtenis="de volgende subsidieronde")
    assert "Wacht op de volgende subsidieronde, zonder datum: Geen geld." in words_in(page)
    assert "Diverse leraarskamer : Wacht zonder datum: de volgende subsidieronde." in words_in(
        visit().look("/stilgevallen")
    )
    page = coordinator.send(LABO, f"{LABO}/rust/einde")

    assert "Het beweegt weer." in words_in(page)
    assert f"{LABO}/rust/einde" not in forms_in(page)
    assert f"{LABO}/herroepingen" in forms_in(page)


def test_until_a_day_says_why(visit: Visit) -> None:
    page = visit("coordinator").send(LABO, f"{LABO}/rust", tot="2023-10-01", waarom="volgende subsidieronde")

    assert "In rust tot 1 oktober 2023: volgende subsidieronde" in words_in(page)


def test_in_one_act_the_successor_leads_with_the_file_at_hand(visit: Visit) -> None:
    lead = visit(LEAD)
    assert "Wat loopt er Waar het staat Opstart; sinds wanneer is niet bekend" in words_in(lead.look(LABO))

    page = lead.send(LABO, f"{LABO}/opvolgers", opvolger="coordinator", woord="Veel succes.")

    assert "Doorgegeven. De opvolger krijgt bericht." in words_in(page)
    assert "Veel succes." in words_in(page)
    assert f"{LABO}/opvolgers" not in forms_in(page)
    assert "Trekker coordinator" in words_in(visit().look(LABO))


def test_an_unknown_successor_is_said_at_the_field(visit: Visit) -> None:
    page = visit(LEAD).send(LABO, f"{LABO}/opvolgers", 422, opvolger="niemand-bekend")

    assert told(page) == ["Wie opvolgt, kent labflow nog niet: niemand-bekend."]
    assert 'aria-invalid="true"' in page
