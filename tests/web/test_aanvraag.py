"""Asking the body: what one checks before it is sent, and the lasting page of a request."""

from collections.abc import Callable

from tests.web.visitor import Visitor, fields_in, told, words_in

Visit = Callable[..., Visitor]
LABO, LEAD = "/initiatieven/diverse-leraarskamer", "trekker-diverse-leraarskamer"
ASK, ASKED = f"{LABO}/aanvragen/experimenteren", "/aanvragen/a-2023-002"
WHY = {"tekst-b3": "We kiezen eerst een school.", "tegen-b3": "2023-10-15"}


def test_one_checks_everything_before_it_is_sent(visit: Visit) -> None:
    page = visit(LEAD).look(ASK)

    words = words_in(page)
    assert "Van opstart naar experiment" in words
    assert "Volgende vergadering vrijdag 29 september 2023" in words
    assert "Nog open (1)" in words
    assert "Niet bekend (5)" in words
    assert f'href="{LABO}#punt-b3"' in page


def test_an_explanation_and_the_request_are_one_act(visit: Visit) -> None:
    lead = visit(LEAD)

    page = lead.send(ASK, ASK, motivering="We weten welke richting.", **WHY)

    words = words_in(page)
    assert lead.page is not None
    assert lead.page.url.path == ASKED
    assert "Verstuurd naar de coördinator." in words
    assert "Komt tegen 15 oktober 2023" in words_in(lead.look(LABO))
    assert "Aan zet: De coördinator" in words
    assert "komt tegen 15 oktober 2023" in words


def test_an_explanation_without_a_day_keeps_what_was_typed_and_sends_nothing(visit: Visit) -> None:
    lead = visit(LEAD)

    page = lead.send(ASK, ASK, 422, motivering="Nu", **{**WHY, "tegen-b3": ""})

    assert told(page) == ["‘Het experiment is concreet beschreven’: Zeg tegen wanneer je dit aanvult."]
    assert fields_in(page)["tekst-b3"] == WHY["tekst-b3"]
    assert fields_in(page)["motivering"] == "Nu"
    assert 'aria-describedby="tegen-b3-fout"' in page
    lead.look(ASKED, 404)


def test_the_page_of_a_request_follows_it_to_the_decision(visit: Visit) -> None:
    lead, coordinator, chair = visit(LEAD), visit("coordinator"), visit("voorzitter")
    lead.send(ASK, ASK)
    assert "De coördinator kijkt ze na" in words_in(visit().look(ASKED))

    coordinator.send(LABO, f"{LABO}/aanvragen/a-2023-002/vragen", vraag="Welke scholen?")
    assert "Eerst komt er een antwoord op deze vraag: Welke scholen?" in words_in(visit().look(ASKED))
    assert f'href="{ASK}"' in lead.look(ASKED)
    assert f'href="{ASK}"' not in visit("raadslid-schepen").look(ASKED)

    lead.send(ASK, ASK, motivering="De Ark.")
    coordinator.send(LABO, f"{LABO}/aanvragen/a-2023-002/agendapunten", dag="2023-09-29")
    assert "De SOM-raad beslist op vrijdag 29 september 2023." in words_in(visit().look(ASKED))

    _approve(chair)
    page = visit().look(ASKED)
    assert 'href="/beslissingen/2023-002"' in page
    assert "Goedgekeurd" in words_in(page)


def test_whoever_asks_again_is_led_to_the_request_that_runs(visit: Visit) -> None:
    lead = visit(LEAD)
    lead.send(ASK, ASK)

    assert "Aanvraag a-2023-002" in words_in(lead.look(ASK))
    assert "Aanvraag a-2023-002" in words_in(lead.look(f"{LABO}/aanvragen/a-2023-002"))


def test_who_may_not_ask_is_not_shown_the_form(visit: Visit) -> None:
    visit("raadslid-schepen").look(ASK, 403)
    visit(LEAD).look(f"{LABO}/aanvragen/verankeren", 404)
    visit(LEAD).look("/initiatieven/niets/aanvragen/experimenteren", 404)


def test_what_somebody_else_changed_meanwhile_is_told_and_can_be_saved_anyway(visit: Visit) -> None:
    lead, coordinator = visit(LEAD), visit("coordinator")
    lead.look(ASK)
    seen = {"rev": "1", "sleutel": "eerst", "motivering": "Mijn tekst"}
    coordinator.send(LABO, f"{LABO}/punten/b3", antwoord="klaar", tekst="In orde.")

    page = lead.post(ASK, 409, **seen)

    assert told(page) == ["Intussen heeft de coördinator dit aangepast: punt aangepast, op 11 september 2023."]
    assert fields_in(page)["motivering"] == "Mijn tekst"
    assert '<input type="hidden" name="motivering" value="Mijn tekst">' in page
    assert "Verstuurd" in words_in(lead.post(ASK, 200, **{**seen, "rev": "2", "sleutel": "dan"}))


def _approve(chair: Visitor) -> None:
    raad = "/raad/2023-09-29"
    chair.send(raad, "/dag", dag="2023-09-29")
    chair.send(raad, f"{raad}/aanwezigheid", iedereen="1")
    for n in (1, 2):
        chair.send(raad, f"{raad}/punten/{n}/uitkomsten", uitkomst="approved", manier="consensus")
    chair.send(raad, f"{raad}/slot")
