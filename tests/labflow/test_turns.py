"""Whose move it is, on both databases: who is meant, who is told, and what waits until they have moved."""

from datetime import timedelta

import pytest

from labflow import lifecycle, peopling, rows, telling
from labflow.queries.reading import fetch
from labflow.store import Store
from labflow.turns import named
from labflow.undoing import undo
from labflow.words import Words
from tests.labflow.desk import TODAY, Desk, catalogue, desk
from tests.labflow.handover_desk import moves, told
from tests.prepared import prepared

BOSS, LEAD, OTHER = "coordinator", "trekker-een", "trekker-twee"
MOVE, TOLD = "Proef: Bel de school.", "Jij bent aan zet"


@prepared
def at(store: Store) -> Desk:
    """A desk on a database of its own."""
    return desk(store)


def test_a_role_by_key_or_words_then_a_person_then_words(at: Desk) -> None:
    network = catalogue().network
    with at.store.reading() as conn:
        who = [named(conn, network, typed, TODAY) for typed in ("team", "som-team", "SOM-raad", OTHER, "De stad", "")]

    assert [(one.role, one.to_id) for one in who] == [
        ("team", None), ("team", None), ("som-raad", None), (None, f"person-{OTHER}"), (None, None), (None, None),
    ]  # fmt: skip
    assert who[0].who == Words("SOM-team", "SOM team")
    assert [one.columns["nobody"] for one in who] == [False] * 5 + [True]


def test_no_move_goes_to_the_machine(at: Desk) -> None:
    with at.store.reading() as conn:
        assert named(conn, catalogue().network, "job", TODAY).role is None


def test_who_ended_cannot_be_on_the_move(at: Desk) -> None:
    slug = at.opened()
    at.does(BOSS, peopling.end, OTHER)

    assert at.refused(BOSS, telling.turn, slug, OTHER) == "invalid turns.person_ended"


def test_a_person_is_told_and_sees_it_until_the_turn_changes(at: Desk) -> None:
    slug = at.opened()

    at.does(BOSS, telling.turn, slug, OTHER, "Bel de school.")

    assert (told(at, OTHER), moves(at, OTHER)) == ([TOLD], [MOVE])
    assert (told(at, LEAD), moves(at, LEAD)) == ([], [])
    at.does(BOSS, telling.turn, slug, "De stad")
    assert (moves(at, OTHER), told(at, OTHER)) == ([], [TOLD])


def test_a_role_is_everybody_who_has_it_that_day(at: Desk) -> None:
    slug = at.opened()

    at.does(BOSS, telling.turn, slug, "voorzitter")
    at.does(BOSS, telling.turn, slug, "raadslid")

    assert [told(at, who) for who in ("voorzitter", "raadslid-een", "team")] == [[TOLD], [TOLD], []]
    assert [moves(at, who) for who in ("voorzitter", "raadslid-een")] == [[], ["Proef: "]]


def test_the_lead_is_who_leads_this_one(at: Desk) -> None:
    slug = at.opened()
    at.opened("Ander", lead=OTHER)

    at.does(BOSS, telling.turn, slug, "trekker", "Bel de school.")

    assert ([told(at, who) for who in (LEAD, OTHER)], moves(at, LEAD), moves(at, OTHER)) == ([[TOLD], []], [MOVE], [])
    at.does(BOSS, telling.assign, slug, OTHER)
    assert (moves(at, LEAD), moves(at, OTHER)) == ([], [MOVE])


@pytest.mark.parametrize("who", ["De stad", "som-raad", "", BOSS])
def test_words_the_body_nobody_and_oneself_are_not_told(at: Desk, who: str) -> None:
    slug = at.opened()
    with at.store.reading() as conn:
        before = len(fetch(conn, rows.Letter))

    at.does(BOSS, telling.turn, slug, who)

    with at.store.reading() as conn:
        assert len(fetch(conn, rows.Letter)) == before
    assert moves(at, "raadslid-een") == []


def test_it_is_gone_once_they_did_something_that_counts(at: Desk) -> None:
    slug = at.opened()
    at.does(LEAD, lifecycle.tick, slug, "a1")
    at.does(BOSS, telling.turn, slug, LEAD, "Bel de school.")
    assert moves(at, LEAD) == [MOVE]

    at.does(LEAD, lifecycle.note, slug, "Gezien.")
    at.does("team", lifecycle.tick, slug, "a2")
    assert moves(at, LEAD) == [MOVE]
    at.does(LEAD, lifecycle.note, slug, "Gebeld.", "realisatie")

    assert moves(at, LEAD) == []


def test_a_day_later_it_is_gone_too(at: Desk) -> None:
    slug = at.opened(on=TODAY - timedelta(days=9))
    at.does(BOSS, telling.turn, slug, LEAD, on=TODAY - timedelta(days=3))
    assert len(moves(at, LEAD)) == 1

    at.does(LEAD, lifecycle.tick, slug, "a1", on=TODAY - timedelta(days=1))

    assert moves(at, LEAD) == []


def test_what_rests_asks_nobody(at: Desk) -> None:
    slug = at.opened()
    at.does(BOSS, telling.turn, slug, LEAD)

    at.does(BOSS, telling.rest, slug, "Vakantie.", "2023-11-06")

    assert moves(at, LEAD) == []
    assert len(moves(at, LEAD, TODAY + timedelta(days=56))) == 1


def test_a_letter_that_is_taken_back_before_it_left_is_withdrawn(at: Desk) -> None:
    slug = at.opened()
    at.does(BOSS, telling.turn, slug, OTHER, "Bel de school.")

    at.does(BOSS, undo, slug)

    with at.store.reading() as conn:
        (letter,) = fetch(conn, rows.Letter, rows.Letter.kind == "turn")
    assert (letter.withdrawn_on, moves(at, OTHER)) == (TODAY, [])


def test_a_case_is_told_without_its_title_and_seen_only_by_who_does_its_casework(at: Desk) -> None:
    labo = at.opened("Labo", kind="labo")
    at.casework(labo)
    case = str(at.does("caseteam-1", lifecycle.open_, "casus", "Leerling", parent=labo))

    at.does("caseteam-1", telling.turn, case, OTHER, "Bel de ouders.")

    assert (told(at, OTHER), moves(at, OTHER)) == (["Bericht van labflow"], [])
    at.casework(labo, OTHER)
    assert moves(at, OTHER) == ["Leerling: Bel de ouders."]


def test_the_lead_hands_on_the_own_move_and_nobody_elses(at: Desk) -> None:
    own, other = at.opened(), at.opened("Ander", lead=OTHER)

    at.does(LEAD, telling.turn, own, "coordinator")

    assert told(at, BOSS) == [TOLD]
    assert at.refused(LEAD, telling.turn, other, "coordinator") == "not_allowed access.not_allowed"
