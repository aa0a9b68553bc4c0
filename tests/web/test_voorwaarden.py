"""Conditions on the page of their decision: who verifies one says so, with what shows it."""

from collections.abc import Callable

from tests.web.table import RAAD, gathered, item
from tests.web.visitor import Visitor, fields_in, forms_in, words_in

Visit = Callable[..., Visitor]
DECISION = "/beslissingen/2023-001"
MET, NO_MORE = f"{DECISION}/voorwaarden/1/vervullingen", f"{DECISION}/voorwaarden/1/herroepingen"
TERM = {"voorwaarde-1": "Drie scholen doen mee", "eigenaar-1": "trekker", "tegen-1": "2023-11-30"}


def _decided(visit: Visit) -> Visitor:
    chair = visit("voorzitter")
    gathered(chair)
    chair.send(RAAD, item(1, "uitkomsten"), uitkomst="approved-with-conditions", **TERM)
    chair.send(RAAD, f"{RAAD}/slot")
    return visit("coordinator")


def test_who_verifies_says_that_it_is_met_and_that_it_no_longer_is(visit: Visit) -> None:
    coordinator = _decided(visit)

    page = coordinator.send(DECISION, MET, bewijs="Drie verklaringen van scholen")
    assert "Genoteerd: aan de voorwaarde is voldaan." in words_in(page)
    assert "Drie verklaringen van scholen" in words_in(page)
    assert MET not in forms_in(page)

    page = coordinator.send(DECISION, NO_MORE, waarom="Eén school stopt.")
    assert "niet meer voldaan" in words_in(page)
    assert MET in forms_in(page)


def test_nobody_else_sees_the_form(visit: Visit) -> None:
    _decided(visit)

    for who in ("", "raadslid-schepen", "voorzitter"):
        assert MET not in forms_in(visit(who).look(DECISION))
    visit("raadslid-schepen").post(MET, 403, bewijs="Gezien")


def test_without_evidence_it_comes_back(visit: Visit) -> None:
    page = _decided(visit).send(DECISION, MET, 422, bewijs=" ")

    assert 'id="bewijs-1-fout"' in page
    assert fields_in(page)["bewijs-1"].strip() == ""
