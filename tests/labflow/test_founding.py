"""How a database begins: definitions and rules once, the demo on its own day, and nothing over what is there."""

from datetime import date

import pytest

from labflow import founding
from labflow.access import Actor
from labflow.catalogue import load_catalogue
from labflow.queries.council import reglement_of
from labflow.queries.founding import initiatives, people, stored_day
from labflow.queries.people import actor
from labflow.reasons import Blocked, NotAllowed
from labflow.record import verify
from labflow.store import Change, Store

CATALOGUE = load_catalogue()


def test_a_new_database_holds_definitions_rules_and_nobody(store: Store) -> None:
    founding.found(store, CATALOGUE)
    founding.found(store, CATALOGUE)

    with store.reading() as conn:
        rules = reglement_of(conn)
        assert (initiatives(conn), people(conn), stored_day(conn)) == (0, 0, None)
        assert (rules.version if rules else None, verify(conn).ok) == (1, True)


def test_the_demo_stands_on_its_own_day(demo_store: Store) -> None:
    with demo_store.reading() as conn:
        assert (initiatives(conn), stored_day(conn)) == (20, date(2023, 9, 11))


def test_a_demo_is_loaded_once(demo_store: Store) -> None:
    with pytest.raises(Blocked):
        founding.found_demo(demo_store, CATALOGUE)


@pytest.mark.parametrize("day", [date(2023, 9, 29), date(2024, 1, 8), date(2023, 9, 11)])
def test_the_demo_moves_to_another_day(demo_store: Store, day: date) -> None:
    with demo_store.change(Actor("coordinator")) as change:
        _become(change, "coordinator")
        founding.move_day(change, CATALOGUE, day)

    with demo_store.reading() as conn:
        assert (stored_day(conn), verify(conn).ok) == (day, True)


def test_nobody_moves_the_day_without_a_role(demo_store: Store) -> None:
    with demo_store.change(Actor("x", "x")) as change:
        change.nothing_to_do()
        with pytest.raises(NotAllowed):
            founding.move_day(change, CATALOGUE, date(2024, 1, 8))


def test_a_real_database_has_no_day_to_move(store: Store) -> None:
    founding.found(store, CATALOGUE)
    coordinator = Actor("c", "c", frozenset({"coordinator"}))

    with store.change(coordinator) as change:
        change.nothing_to_do()
        with pytest.raises(Blocked):
            founding.move_day(change, CATALOGUE, date(2024, 1, 8))


def _become(change: Change, key: str) -> None:
    found = actor(change.conn, CATALOGUE.network, key, change.today)
    assert found is not None
    change.actor = found
