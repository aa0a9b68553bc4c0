"""What was done about initiatives, on both databases: one statement each, only what still holds."""

from datetime import date

import pytest

from labflow import asking_update, meetings, placing
from labflow.queries.pushed import agendas_ahead, updates_asked
from labflow.store import Store
from labflow.undoing import undo
from tests.labflow.council_room import DAY, Room, room
from tests.labflow.desk import TODAY, desk

LATER = date(2023, 12, 1)


@pytest.fixture
def body(store: Store) -> Room:
    """A body with two meetings ahead."""
    return room(store).convened().convened(LATER)


def ahead(body: Room, day: date) -> list[date]:
    """On which days the one initiative stands on an agenda."""
    with body.store.reading() as conn:
        ids = [str(id) for (id,) in conn.exec_driver_sql("select id from initiative")]
        found = agendas_ahead(conn, ids, day)
        return [row.day for id in ids for row in found.get(id, ())]


def test_agendas_ahead_are_those_of_open_meetings_from_that_day_on(body: Room) -> None:
    from labflow import lifecycle

    slug = str(body.does("coordinator", lifecycle.open_, "labo", "Open huis"))
    body.does("coordinator", placing.put, slug, DAY.isoformat())

    assert ahead(body, TODAY) == ahead(body, DAY) == [DAY]
    assert ahead(body, LATER) == []
    body.does("coordinator", undo, slug)
    assert ahead(body, TODAY) == []
    body.does("coordinator", placing.put, slug, DAY.isoformat())
    body.does("coordinator", meetings.cancel, DAY, "Staking")
    assert ahead(body, TODAY) == [LATER]


def test_updates_asked_are_those_that_were_not_taken_back(store: Store) -> None:
    at = desk(store)
    slug = at.opened(on=date(2023, 9, 1))
    at.does("coordinator", asking_update.ask, slug)

    def asked() -> list[tuple[str, date]]:
        with at.store.reading() as conn:
            found = updates_asked(conn, [at.dossier(slug).id])
            return [(row.to_id, row.on_day) for rows in found.values() for row in rows]

    assert asked() == [("person-trekker-een", TODAY)]
    at.does("coordinator", undo, slug)
    assert asked() == []
