"""What is noted on the page: with conditions, together without discussion, taken along, in writing."""

from collections.abc import Callable

from tests.web.table import RAAD, SEATS, gathered, item
from tests.web.visitor import Visitor, forms_in, told, words_in

Visit = Callable[..., Visitor]
TERM = {
    "voorwaarde-1": "Drie scholen doen mee", "eigenaar-1": "trekker", "tegen-1": "2023-11-30",
    "voorwaarde-2": "Het budget is rond", "eigenaar-2": "team", "tegen-2": "2023-12-15", "soort-2": "resolutive",
}  # fmt: skip


def test_an_approval_with_two_conditions(visit: Visit) -> None:
    chair = visit("voorzitter")
    gathered(chair)

    page = chair.send(RAAD, item(1, "uitkomsten"), uitkomst="approved-with-conditions", **TERM)

    assert "Genoteerd: Goedgekeurd met voorwaarden, zonder bezwaar, 17 aanwezig. Met 2 voorwaarden." in words_in(page)


def test_a_condition_without_a_day_comes_back_as_typed(visit: Visit) -> None:
    chair = visit("voorzitter")
    gathered(chair)

    page = chair.send(RAAD, item(1, "uitkomsten"), 422, uitkomst="approved-with-conditions", **{**TERM, "tegen-2": ""})

    assert len(told(page)) == 1
    assert 'value="Het budget is rond"' in page
    assert 'value="2023-11-30"' in page


def test_a_deferral_says_when_it_comes_back(visit: Visit) -> None:
    chair = visit("voorzitter")
    gathered(chair)

    page = chair.send(RAAD, item(1, "uitkomsten"), uitkomst="deferred", naar="2023-12-01", reden="Eerst de cijfers.")

    assert "Komt terug op 1 december 2023. Eerst de cijfers." in words_in(page)


def test_what_nobody_wants_to_discuss_is_approved_together(visit: Visit) -> None:
    chair, coordinator = visit("voorzitter"), visit("coordinator")
    coordinator.send(RAAD, f"{RAAD}/punten", titel="Verslag van 9 juni")
    for who in (chair, visit("raadslid-lop")):
        who.send(RAAD, item(2, "standpunten"), standpunt="agree")
    assert "Wie antwoordde, gaat akkoord met dit punt 2. Verslag van 9 juni" in words_in(chair.look(RAAD))
    assert f"{RAAD}/zonder-bespreking" not in forms_in(chair.look(RAAD))
    gathered(chair)

    page = chair.send(RAAD, f"{RAAD}/zonder-bespreking", punt=["2"])

    assert "Genoteerd: Goedgekeurd, zonder bezwaar, 17 aanwezig." in words_in(page)
    assert "Samen goedgekeurd." in words_in(page)


def test_one_who_wants_to_talk_takes_an_item_out_of_the_block(visit: Visit) -> None:
    chair, member = visit("voorzitter"), visit("raadslid-lop")
    chair.send(RAAD, item(1, "standpunten"), standpunt="agree")
    assert "Zonder bespreking" in words_in(chair.look(RAAD))

    member.send(RAAD, item(1, "standpunten"), standpunt="discuss")

    assert "Zonder bespreking" not in words_in(chair.look(RAAD))
    gathered(chair)
    chair.post(f"{RAAD}/zonder-bespreking", 409, punt=["1"])


def test_too_few_members_take_the_open_items_along(visit: Visit) -> None:
    chair = visit("voorzitter")
    gathered(chair, *SEATS[:8])

    assert "Geen bezwaar, goedgekeurd" not in words_in(chair.look(RAAD))
    page = chair.send(RAAD, f"{RAAD}/overdracht")

    assert "Niet behandeld" in words_in(page)
    assert "Punt 1, Maakleerplek: gaat SOM verder?: niet behandeld, zonder beslissing." in words_in(page)


def test_too_few_members_turn_the_open_items_into_a_written_procedure(visit: Visit) -> None:
    chair = visit("voorzitter")
    gathered(chair, *SEATS[:8])

    assert f"{RAAD}/schriftelijk" in forms_in(chair.look(RAAD))
    gathered(chair)
    chair.post(f"{RAAD}/schriftelijk", 409)


def test_closing_says_beforehand_what_it_will_do(visit: Visit) -> None:
    chair = visit("voorzitter")
    gathered(chair)
    chair.send(RAAD, item(1, "uitkomsten"), uitkomst="approved")

    assert "Punt 1, Maakleerplek: gaat SOM verder?: goedgekeurd, met een nummer" in words_in(chair.look(RAAD))
