"""How a database begins, on both databases: from nothing, again and again, and as a demo with a day of its own."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from labflow import founding, migrations, peopling, seats
from labflow.definition import Catalogue
from labflow.queries.council import reglement_of
from labflow.queries.definitions import published
from labflow.queries.founding import initiatives, people, stored_day
from labflow.reasons import Blocked, Unsound
from labflow.record import verify
from labflow.store import Store
from tests.labflow.council_room import RULES
from tests.labflow.desk import SYSTEM, TODAY, Desk, catalogue, desk, everything

LATER = date(2023, 9, 29)


@pytest.fixture
def founded(url: str) -> Iterator[Store]:
    """A database that was just begun."""
    with closing(Store(url)) as store:
        founding.found(store, catalogue())
        yield store


def test_a_database_begins_with_tables_definitions_and_rules_and_nobody(founded: Store) -> None:
    with founded.reading() as conn:
        rules = reglement_of(conn)
        assert rules is not None
        assert rules.version == RULES[-1]["version"]
        assert published(conn) == {version: flow.sha256 for version, flow in catalogue().versions.items()}
        assert (initiatives(conn), people(conn), stored_day(conn)) == (0, 0, None)
        assert conn.exec_driver_sql("select version_num from alembic_version").scalar_one() == migrations.head()
        assert verify(conn).ok


def test_founding_again_changes_nothing(founded: Store) -> None:
    before = everything(founded)

    founding.found(founded, catalogue())

    assert everything(founded) == before


def test_founding_with_a_new_version_publishes_only_that(founded: Store) -> None:
    second = replace(catalogue().exact("labo", 1), version=2, sha256="2" * 64)

    founding.found(founded, Catalogue(catalogue().network, {**catalogue().versions, ("labo", 2): second}))

    assert Desk(founded).log()[-1]["rows"] == {
        "definition": {"labo-2": {"workflow": "labo", "version": 2, "sha256": "2" * 64}}
    }


def test_an_edited_version_is_refused_and_nothing_is_written(founded: Store) -> None:
    before = everything(founded)
    edited = {version: replace(flow, sha256="0" * 64) for version, flow in catalogue().versions.items()}

    with pytest.raises(Unsound) as refused:
        founding.found(founded, Catalogue(catalogue().network, edited))

    assert [reason.code for reason in refused.value.reasons] == ["publishing.changed"] * len(edited)
    assert everything(founded) == before


def test_rules_that_were_published_otherwise_are_refused(store: Store) -> None:
    with store.change(SYSTEM) as change:
        seats.publish(change, {**RULES[0], "quorum": {"more_than": "1/3", "of": "electorate"}})

    with pytest.raises(Unsound) as refused:
        founding.found(store, catalogue())

    assert [reason.code for reason in refused.value.reasons] == ["seats.rules_published"]


def test_a_demo_holds_the_portfolio_on_its_own_day(founded: Store) -> None:
    assert founding.found_demo(founded, catalogue()) == 20

    with founded.reading() as conn:
        assert (initiatives(conn), stored_day(conn)) == (20, TODAY)
        assert people(conn) > 0
        assert verify(conn).ok


def test_a_database_with_initiatives_never_becomes_a_demo(store: Store) -> None:
    at = desk(store)
    at.opened()
    before = everything(store)

    with pytest.raises(Blocked) as refused:
        founding.found_demo(store, catalogue())

    (reason,) = refused.value.reasons
    assert (reason.code, reason.values) == ("founding.not_empty", {"n": 1})
    assert everything(store) == before


def test_everybody_with_a_role_moves_the_day_of_a_demo(store: Store) -> None:
    at = desk(store)

    at.does("lid", founding.move_day, LATER)

    with store.reading() as conn:
        assert stored_day(conn) == LATER
    assert at.refused("trekker-een", founding.move_day, LATER) == "not_allowed access.not_allowed"


def test_the_day_of_a_real_database_is_today(store: Store) -> None:
    with store.change(SYSTEM) as change:
        peopling.add_first(change, catalogue(), "coordinator", ["coordinator"])

    assert Desk(store).refused("coordinator", founding.move_day, LATER) == "blocked founding.real_day"
