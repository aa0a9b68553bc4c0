"""What is prepared is built once, and each test has its own."""

from labflow import rows
from labflow.queries.reading import fetch
from labflow.store import Store
from tests.labflow.council_room import SYSTEM, Room, room
from tests.prepared import prepared

built: list[str] = []


@prepared
def body(store: Store) -> Room:
    """A body, and a note of the database in which it was built."""
    built.append(store.dialect)
    return room(store, 3)


def changes(made: Room) -> None:
    """Change all that there is, after a look that nobody did so before."""
    with made.store.reading() as conn:
        assert len(fetch(conn, rows.Seat)) == len(made.keys) + 1 == 4
    with made.store.change(SYSTEM) as change:
        change.add(rows.Seat(id="another", key="another", title="Another", votes=True, n=9))
        change.record("people")
    made.keys.append("another")


def test_each_test_begins_with_what_was_built_once(body: Room) -> None:
    changes(body)
    assert built.count(body.store.dialect) == 1


def test_another_test_does_not_see_what_one_changed(body: Room) -> None:
    changes(body)
    assert built.count(body.store.dialect) == 1
