"""The agenda on the page: ordered, added to, a late item taken, somebody else in the chair."""

from collections.abc import Callable

from tests.web.table import RAAD, gathered, item
from tests.web.visitor import Visitor, forms_in, words_in

Visit = Callable[..., Visitor]


def test_an_item_moves_up_with_one_tap(visit: Visit) -> None:
    coordinator = visit("coordinator")
    coordinator.send(RAAD, f"{RAAD}/punten", titel="Verslag van 9 juni")

    page = coordinator.send(RAAD, item(2, "plaatsen"), naar="1")

    assert "Punt 1 van 2, bespreking Verslag van 9 juni" in words_in(page)
    assert item(1, "plaatsen") not in forms_in(visit("raadslid-lop").look(RAAD))


def test_durations_add_up(visit: Visit) -> None:
    coordinator = visit("coordinator")
    coordinator.send(RAAD, f"{RAAD}/punten", titel="Verslag van 9 juni")
    coordinator.send(RAAD, item(1, "duur"), minuten="20")

    words = words_in(coordinator.send(RAAD, item(2, "duur"), minuten="5"))

    assert "Samen 25 minuten" in words
    assert "Punt 1 van 2, beslissing, 20 minuten" in words


def test_what_is_due_comes_on_the_agenda_at_once(visit: Visit) -> None:
    coordinator = visit("coordinator")

    page = coordinator.send(RAAD, f"{RAAD}/agenda")

    assert "Wat aan de beurt is, staat op de agenda." in words_in(page)


def test_on_the_day_an_item_needs_who_asks_and_a_tick(visit: Visit) -> None:
    chair = visit("voorzitter")
    gathered(chair)
    chair.send(RAAD, f"{RAAD}/punten", 422, titel="De nieuwjaarsreceptie")
    page = chair.send(RAAD, f"{RAAD}/punten", titel="De nieuwjaarsreceptie", vrager="Directeur CLB")

    assert "gevraagd door Directeur CLB De nieuwjaarsreceptie" in words_in(page)
    assert "Laattijdig: kwam na het sluiten van de dossiers." in words_in(page)
    assert words_in(page).count("Geen bezwaar, goedgekeurd") == 1

    page = chair.send(RAAD, item(2, "toelatingen"))

    assert "Laattijdig, maar de SOM-raad aanvaardt dit punt." in words_in(page)
    assert words_in(page).count("Geen bezwaar, goedgekeurd") == 2


def test_only_who_chairs_takes_a_late_item(visit: Visit) -> None:
    coordinator = visit("coordinator")
    gathered(visit("voorzitter"))
    coordinator.send(RAAD, f"{RAAD}/punten", titel="De nieuwjaarsreceptie", vrager="Directeur CLB")

    assert item(2, "toelatingen") not in forms_in(coordinator.look(RAAD))
    coordinator.post(item(2, "toelatingen"), 403)


def test_an_amendment_goes_first(visit: Visit) -> None:
    chair = visit("voorzitter")
    gathered(chair)

    page = chair.send(RAAD, item(1, "wijzigingen"), titel="Tot juni in plaats van december")

    assert "wijziging van een voorstel Tot juni in plaats van december" in words_in(page)
    assert "Eerst wijziging 2, dan dit punt." in words_in(page)
    assert words_in(page).count("Geen bezwaar, goedgekeurd") == 1


def test_somebody_else_chairs_this_one_meeting(visit: Visit) -> None:
    coordinator, chair, member = visit("coordinator"), visit("voorzitter"), visit("raadslid-schepen")
    gathered(chair)
    coordinator.send(RAAD, f"{RAAD}/leiding", voorzitter="raadslid-schepen")

    assert "Zit voor: Schepen van onderwijs Leuven" in words_in(member.look(RAAD))
    assert item(1, "stemmingen") not in forms_in(chair.look(RAAD))
    member.send(RAAD, item(1, "stemmingen"), manier="vote")
    chair.post(f"{RAAD}/slot", 403)


def test_after_the_first_result_the_order_stays(visit: Visit) -> None:
    chair = visit("voorzitter")
    gathered(chair)
    assert item(1, "plaatsen") in forms_in(chair.look(RAAD))

    chair.send(RAAD, item(1, "uitkomsten"), uitkomst="approved")

    assert item(1, "plaatsen") not in forms_in(chair.look(RAAD))
