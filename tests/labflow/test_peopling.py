"""People begin, hold roles, end: who may, what is refused, and what an ended person can no longer do."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from labflow import founding, peopling
from labflow.access import Actor
from labflow.acting import acting_as
from labflow.catalogue import load_catalogue
from labflow.queries.people import actor
from labflow.reasons import Blocked, Invalid, NotAllowed, NotFound
from labflow.store import Change, Store

CATALOGUE = load_catalogue()


@pytest.fixture
def begun(store: Store) -> Store:
    """A database with one coordinator."""
    founding.found(store, CATALOGUE)
    with store.change(founding.SYSTEM) as change:
        peopling.add_first(change, CATALOGUE, "coordinator", ["coordinator"])
    return store


def test_the_first_person_acts_at_once(begun: Store) -> None:
    with _as(begun) as change:
        peopling.add(change, CATALOGUE, "Voorzitter", ["voorzitter"])

    assert _roles(begun, "voorzitter") == {"voorzitter"}


def test_there_is_one_first_person(begun: Store) -> None:
    with begun.change(founding.SYSTEM) as change:
        change.nothing_to_do()
        with pytest.raises(Blocked):
            peopling.add_first(change, CATALOGUE, "second", ["coordinator"])


def test_who_ended_no_longer_acts_and_can_come_back(begun: Store) -> None:
    with _as(begun) as change:
        peopling.add(change, CATALOGUE, "team-1", ["team"])
    with _as(begun) as change:
        peopling.end(change, CATALOGUE, "team-1")
    assert _roles(begun, "team-1") is None
    with pytest.raises(NotAllowed), _as(begun, "team-1"):
        pass

    with _as(begun) as change:
        peopling.add(change, CATALOGUE, "team-1", ["lid"])
    assert _roles(begun, "team-1") == {"lid"}


@pytest.mark.parametrize(
    ("key", "roles", "refusal"),
    [
        ("coordinator", ["coordinator"], Blocked),
        ("x", ["keizer"], Invalid),
        ("x", ["job"], Invalid),
        ("x", ["caseteam"], Invalid),
        ("", ["team"], Invalid),
        ("!", ["team"], Invalid),
    ],
)
def test_what_cannot_be_added(begun: Store, key: str, roles: list[str], refusal: type[Exception]) -> None:
    with _as(begun) as change:
        change.nothing_to_do()
        with pytest.raises(refusal):
            peopling.add(change, CATALOGUE, key, roles)


@pytest.mark.parametrize(("key", "roles", "refusal"), [("x", [], NotFound), ("coordinator", ["team"], Blocked)])
def test_what_cannot_be_ended(begun: Store, key: str, roles: list[str], refusal: type[Exception]) -> None:
    with _as(begun) as change:
        change.nothing_to_do()
        with pytest.raises(refusal):
            peopling.end(change, CATALOGUE, key, roles)


def test_only_who_may_adds_people(begun: Store) -> None:
    with _as(begun) as change:
        peopling.add(change, CATALOGUE, "lid-1", ["lid"])

    with _as(begun, "lid-1") as change:
        change.nothing_to_do()
        with pytest.raises(NotAllowed):
            peopling.add(change, CATALOGUE, "x", ["coordinator"])


@contextmanager
def _as(store: Store, key: str = "coordinator") -> Iterator[Change]:
    with acting_as(store, CATALOGUE, key) as change:
        yield change


def _roles(store: Store, key: str) -> frozenset[str] | None:
    with store.change(Actor("system"), dry_run=True) as change:
        change.nothing_to_do()
        found = actor(change.conn, CATALOGUE.network, key, change.today)
    return found.roles if found else None
