"""One initiative: what its lead, the coordinator and the casework team see and do."""

import re
from collections.abc import Callable

from tests.web.visitor import Visitor, case_in, told, words_in

Visit = Callable[..., Visitor]
LABO = "/initiatieven/diverse-leraarskamer"
ASK = f"{LABO}/aanvragen/experimenteren"
STEUNTEAM = "/initiatieven/steunteam-vluchtelingen"


def test_the_gate_opens_with_one_sentence(visit: Visit) -> None:
    words = words_in(visit().look(LABO))

    assert "Nog 1 van de 8 punten voor jullie naar experiment kunnen" in words
    assert "De SOM-raad komt samen op vrijdag 29 september 2023, over 18 dagen." in words
    assert "2 klaar, 1 bezig, 5 niet bekend" in words


def test_what_is_not_known_stands_apart_and_is_never_counted_as_open(visit: Visit) -> None:
    page = visit("trekker-diverse-leraarskamer").look(LABO)

    assert "Niet bekend (5) Mag: de SOM-raad ziet het zo." in words_in(page)
    assert page.index('id="punt-b3"') < page.index("Niet bekend (5)") < page.index('id="punt-b4"')


def test_after_asking_the_gate_says_what_happens(visit: Visit) -> None:
    lead, coordinator = visit("trekker-diverse-leraarskamer"), visit("coordinator")
    number = _ask(lead)

    assert "De aanvraag ligt bij de coördinator." in words_in(lead.look(LABO))

    coordinator.send(LABO, f"{LABO}/aanvragen/{number}/agendapunten", dag="2023-09-29")

    assert "De SOM-raad beslist op vrijdag 29 september 2023." in words_in(lead.look(LABO))


def test_a_passed_gate_without_a_decision_says_so(visit: Visit) -> None:
    assert "Verkenning beslissing niet teruggevonden" in words_in(visit().look(LABO))


def test_what_the_report_does_not_say_is_said_to_be_unknown(visit: Visit) -> None:
    words = words_in(visit().look("/initiatieven/speak-up"))

    assert "Trekker niet vermeld in het verslag" in words
    assert "Sinds wanneer het in experiment zit." in words


def test_the_lead_ticks_and_explains(visit: Visit) -> None:
    lead = visit("trekker-diverse-leraarskamer")
    lead.send(LABO, f"{LABO}/punten/b3", antwoord="klaar", tekst="Drie scholen proberen het een jaar.")

    words = words_in(lead.send(LABO, f"{LABO}/punten/b4", antwoord="uitleg", tekst="In gesprek.", tegen="2023-10-15"))

    assert "Klaar om aan te vragen: naar experiment" in words
    assert "Alle punten zijn klaar of uitgelegd; 4 zijn niet bekend. Vraag de volgende fase aan." in words
    assert "Komt tegen 15 oktober 2023 In gesprek." in words


def test_evidence_holds_at_most_one_link(visit: Visit) -> None:
    lead = visit("trekker-diverse-leraarskamer")
    two = "Zie https://a.example en https://b.example"

    lead.send(LABO, f"{LABO}/punten/b3", 422, antwoord="klaar", tekst=two)


def test_an_explanation_without_a_day_asks_for_the_day_beside_the_field(visit: Visit) -> None:
    lead = visit("trekker-diverse-leraarskamer")

    page = lead.send(LABO, f"{LABO}/punten/b4", 422, antwoord="uitleg", tekst="In gesprek.", tegen="")

    assert told(page) == ["Zeg tegen wanneer je dit aanvult."]
    assert 'aria-invalid="true" aria-describedby="tegen-b4-fout"' in page
    assert page.count("Zeg tegen wanneer je dit aanvult.") == 2


def test_an_explanation_without_a_word_is_not_a_point_that_is_done(visit: Visit) -> None:
    lead = visit("trekker-diverse-leraarskamer")
    for day in ("2023-10-15", ""):
        page = lead.send(LABO, f"{LABO}/punten/b3", 422, antwoord="uitleg", tekst=" ", tegen=day)

        assert told(page) != []
    assert "Nog 1 van de 8 punten" in words_in(lead.look(LABO))


def test_the_link_of_the_evidence_can_be_followed_and_nothing_else_becomes_one(visit: Visit) -> None:
    lead, reader = visit("trekker-diverse-leraarskamer"), visit()
    lead.send(LABO, f"{LABO}/punten/b3", antwoord="klaar", tekst="Zie https://a.example/nota")
    lead.send(LABO, f"{LABO}/punten/b4", antwoord="klaar", tekst="Zie javascript:alert(1)")

    page = reader.look(LABO)

    assert 'href="https://a.example/nota" rel="noopener noreferrer"' in page
    assert 'href="javascript' not in page


def test_a_question_sends_a_request_back_and_nothing_is_lost(visit: Visit) -> None:
    lead, coordinator = visit("trekker-diverse-leraarskamer"), visit("coordinator")
    number = _ask(lead)
    coordinator.send(LABO, f"{LABO}/aanvragen/{number}/vragen", vraag="Welke scholen doen mee?")

    page = lead.look(LABO)

    assert "Welke scholen doen mee?" in words_in(page)
    assert ">We weten welke richting.</textarea>" in lead.look(ASK)
    assert f"{LABO}/aanvragen/{number}/agendapunten" not in coordinator.look(LABO)

    lead.send(ASK, ASK, motivering="We weten welke richting. De Ark doet mee.")
    coordinator.send(LABO, f"{LABO}/aanvragen/{number}/agendapunten", dag="2023-09-29")

    assert "De SOM-raad bekijkt ze op 29 september 2023." in words_in(lead.look(LABO))


def test_asking_twice_is_refused(visit: Visit) -> None:
    lead = visit("trekker-diverse-leraarskamer")
    number = _ask(lead)

    page = lead.post(f"{LABO}/aanvragen/experimenteren", 409, motivering="Nog eens")

    assert number in told(page)[0]


def test_a_pause_stands_on_the_page_and_can_be_lifted(visit: Visit) -> None:
    coordinator = visit("coordinator")
    page = coordinator.send(STEUNTEAM, f"{STEUNTEAM}/pauzes", tot="2023-12-01", waarom="Wachten op de stad")

    assert "In pauze tot 1 december 2023: Wachten op de stad" in words_in(page)

    page = coordinator.send(STEUNTEAM, f"{STEUNTEAM}/hervattingen")

    assert "In pauze tot" not in words_in(page)


def test_a_case_waits_for_its_paused_labo_and_then_moves(visit: Visit) -> None:
    team, coordinator = visit("caseteam-1"), visit("coordinator")
    case = case_in(team.send(STEUNTEAM, f"{STEUNTEAM}/deelinitiatieven", titel="oefen rood"))
    way = f"{case}/overgangen/opbouwen"
    for item in re.findall(rf'"{case}/punten/([^"]+)"', team.look(case)):
        team.send(case, f"{case}/punten/{item}", antwoord="klaar", tekst="In orde.")
    coordinator.send(STEUNTEAM, f"{STEUNTEAM}/pauzes", tot="2023-12-01", waarom="Wachten op de stad")

    refused = told(team.post(way, 409))
    coordinator.send(STEUNTEAM, f"{STEUNTEAM}/hervattingen")

    assert any("Steunteam Vluchtelingen" in reason for reason in refused)
    assert "zorgnetwerk in opbouw" in words_in(team.post(way)).lower()


def test_an_act_can_be_taken_back_from_its_message(visit: Visit) -> None:
    lead = visit("trekker-diverse-leraarskamer")
    before = words_in(lead.look(LABO))

    done = lead.send(LABO, f"{LABO}/punten/b3", antwoord="klaar", tekst="In orde.")
    key = re.findall(r'name="rev" value="(\d+)"', done)[0]
    back = lead.post(f"{LABO}/herroepingen", rev=key)

    assert f'action="{LABO}/herroepingen"' in done
    assert "Ongedaan gemaakt." in words_in(back)
    assert f'action="{LABO}/herroepingen"' not in back
    assert words_in(lead.look(LABO)) == before


def test_nobody_takes_back_what_another_did(visit: Visit) -> None:
    lead, coordinator = visit("trekker-diverse-leraarskamer"), visit("coordinator")
    lead.send(LABO, f"{LABO}/punten/b3", antwoord="klaar", tekst="In orde.")

    assert "herroepingen" not in coordinator.look(f"{LABO}?klaar=tick")
    coordinator.post(f"{LABO}/herroepingen", 409)


def test_an_answer_that_somebody_else_gave_meanwhile_is_told(visit: Visit) -> None:
    lead, coordinator = visit("trekker-diverse-leraarskamer"), visit("coordinator")
    coordinator.send(LABO, f"{LABO}/punten/b3", antwoord="klaar", tekst="Volgens ons klaar.")

    page = lead.post(f"{LABO}/punten/b3", 409, rev="1", antwoord="uitleg", tekst="Nog niet", tegen="2023-10-15")

    assert told(page) == ["Intussen heeft de coördinator dit aangepast: punt aangepast, op 11 september 2023."]
    assert "Volgens ons klaar." in words_in(page)
    assert '<input type="hidden" name="tekst" value="Nog niet">' in page
    assert '<input type="hidden" name="rev" value="2">' in page
    own = {"rev": "2", "antwoord": "uitleg", "tekst": "Nog niet", "tegen": "2023-10-15"}
    lead.post(f"{LABO}/punten/b3", 200, **own, sleutel="een")
    lead.post(f"{LABO}/punten/b4", 200, **own, sleutel="twee")


def _ask(lead: Visitor) -> str:
    page = lead.send(ASK, ASK, motivering="We weten welke richting.")
    found = re.search(r"Aanvraag (a-\d+-\d+)", page)
    assert found is not None
    return found[1]


def test_an_act_under_an_address_that_is_hidden_or_absent_does_nothing(visit: Visit) -> None:
    caseteam, coordinator = visit("caseteam-1"), visit("coordinator")
    parent = "/initiatieven/steunteam-vluchtelingen"
    caseteam.post(f"{parent}/deelinitiatieven", titel="Blauw")
    hidden = case_in(caseteam.look(parent))

    for address in (hidden, "/initiatieven/bestaat-niet"):
        coordinator.post(f"{address}/aanvragen/a-2023-001/intrekkingen", 404)

    # Under its own address the same act is done, so it was still to do.
    coordinator.post("/initiatieven/maakleerplek/aanvragen/a-2023-001/intrekkingen")
