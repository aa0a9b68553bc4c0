"""The meeting of 29 September: before, during and after."""

import re
from collections.abc import Callable

from tests.web.visitor import Visitor, told, words_in

Visit = Callable[..., Visitor]
RAAD = "/raad/2023-09-29"
LABO = "/initiatieven/diverse-leraarskamer"
ASK = f"{LABO}/aanvragen/experimenteren"


def test_an_item_says_what_a_member_must_know(visit: Visit) -> None:
    words = words_in(visit("raadslid-schepen").look(RAAD))

    assert "SOM-raad van vrijdag 29 september 2023 Eén punt wacht op jouw standpunt." in words
    assert "De vraag SOM heeft er een bureau tot eind december 2023. Zetten we dat verder?" in words
    assert "Geld Bedrag niet vermeld." in words
    assert "Ontbreekt Nog te geven: einddatum" in words
    assert "9 van de 17 stemgerechtigden moeten er zijn." in words
    assert "Reglement versie 1, een voorstel: de SOM-raad heeft het nog niet aangenomen." in words


def test_a_position_is_one_tap_and_can_change(visit: Visit) -> None:
    member, chair = visit("raadslid-schepen"), visit("voorzitter")
    member.send(RAAD, f"{RAAD}/punten/1/standpunten", standpunt="agree")
    member.send(RAAD, f"{RAAD}/punten/1/standpunten", standpunt="discuss", tekst="Wat kost het?")

    assert "Schepen van onderwijs Leuven: eerst bespreken. Wat kost het?" in words_in(chair.look(RAAD))
    assert "Wat kost het?" not in visit("raadslid-lop").look(RAAD)


def test_each_item_says_what_is_missing_and_whose_turn_it_is(visit: Visit) -> None:
    member = visit("raadslid-schepen")
    assert "Jouw standpunt ontbreekt nog; 0 van de 17 gaven er een." in words_in(member.look(RAAD))

    member.send(RAAD, f"{RAAD}/punten/1/standpunten", standpunt="discuss")

    assert "Nog 16 standpunten ontbreken van de 17." in words_in(member.look(RAAD))


def test_who_holds_no_seat_has_no_position(visit: Visit) -> None:
    assert f"{RAAD}/punten/1/standpunten" not in visit().look(RAAD)
    visit("trekker-diverse-leraarskamer").post(f"{RAAD}/punten/1/standpunten", 403, standpunt="agree")


def test_nothing_is_noted_before_the_day(visit: Visit) -> None:
    chair = visit("voorzitter")

    assert len(told(chair.post(f"{RAAD}/punten/1/uitkomsten", 409, uitkomst="approved"))) == 1


def test_without_enough_members_only_deferring_is_possible(visit: Visit) -> None:
    chair = visit("voorzitter")
    _go_to_the_day(chair)
    chair.send(RAAD, f"{RAAD}/aanwezigheid", **{"zetel-voorzitter": "present", "zetel-lop": "present"})

    refused = told(chair.send(RAAD, f"{RAAD}/punten/1/uitkomsten", 409, uitkomst="approved"))
    page = chair.send(RAAD, f"{RAAD}/punten/1/uitkomsten", uitkomst="deferred", naar="2023-12-01")

    assert refused
    assert "Genoteerd: Uitgesteld" in words_in(page)


def test_a_noted_outcome_can_be_struck_before_closing(visit: Visit) -> None:
    chair = visit("voorzitter")
    _go_to_the_day(chair)
    chair.send(RAAD, f"{RAAD}/aanwezigheid", iedereen="1")
    chair.send(RAAD, f"{RAAD}/punten/1/uitkomsten", uitkomst="approved")

    page = chair.send(RAAD, f"{RAAD}/punten/1/herzieningen", waarom="Verkeerd punt")

    assert "Geen bezwaar, goedgekeurd" in words_in(page)


def test_closing_gives_numbers_and_moves_or_says_why_not(visit: Visit) -> None:
    lead, coordinator, chair = visit("trekker-diverse-leraarskamer"), visit("coordinator"), visit("voorzitter")
    page = lead.send(ASK, ASK, motivering="We weten welke richting.")
    number = re.findall(r"Aanvraag (a-\d+-\d+)", page)[0]
    for item in ("b3", "b4", "b5", "b6", "b7", "b8"):
        lead.send(LABO, f"{LABO}/punten/{item}", antwoord="klaar", tekst="In orde.")
    coordinator.send(LABO, f"{LABO}/aanvragen/{number}/agendapunten", dag="2023-09-29")
    _go_to_the_day(chair)
    chair.send(RAAD, f"{RAAD}/aanwezigheid", iedereen="1")
    _approve(chair, 1, 2)

    words = words_in(chair.send(RAAD, f"{RAAD}/slot"))

    assert "Beslissing 2023-001: goedgekeurd. Maakleerplek blijft in ontwerp. Geef ook ‘einddatum’ op" in words
    assert "Dat kan: trekker, SOM-team, coördinator." in words
    assert "Beslissing 2023-002: goedgekeurd. Diverse leraarskamer staat nu in experiment." in words
    assert "Dit controlegetal hoort in het verslag" in words
    assert "Opstart klaar: 29 september 2023 beslissing 2023-002" in words_in(lead.look(LABO))


def test_what_was_approved_can_be_completed_and_then_goes_on(visit: Visit) -> None:
    place, chair, coordinator = "/initiatieven/maakleerplek", visit("voorzitter"), visit("coordinator")
    _go_to_the_day(chair)
    chair.send(RAAD, f"{RAAD}/aanwezigheid", iedereen="1")
    _approve(chair, 1)
    chair.send(RAAD, f"{RAAD}/slot")

    assert "Goedgekeurd, nog iets te geven" in words_in(coordinator.look("/portfolio"))
    before = words_in(visit("raadslid-schepen").look(place))
    after = coordinator.send(place, f"{place}/overgangen/verderzetten", **{"vraag-einddatum": "2024-06-30"})

    assert "Goedgekeurd (2023-001): toezegging verderzetten Nog te geven: einddatum." in before
    assert "Dat kan: trekker, SOM-team, coördinator." in before
    assert "Nog te geven" not in words_in(after)
    assert "tot 30 juni 2024" in words_in(after)


def test_only_the_chair_closes(visit: Visit) -> None:
    coordinator = visit("coordinator")
    _go_to_the_day(coordinator)

    assert f"{RAAD}/slot" not in coordinator.look(RAAD)
    coordinator.post(f"{RAAD}/slot", 403)


def test_a_day_without_a_meeting_is_not_found(visit: Visit) -> None:
    for day in ("2023-09-30", "morgen", "2023-02-31"):
        visit().look(f"/raad/{day}", 404)


def _approve(chair: Visitor, *numbers: int) -> None:
    for n in numbers:
        chair.send(RAAD, f"{RAAD}/punten/{n}/uitkomsten", uitkomst="approved")


def _go_to_the_day(somebody: Visitor) -> None:
    somebody.post("/dag", dag="2023-09-29", terug=RAAD)
