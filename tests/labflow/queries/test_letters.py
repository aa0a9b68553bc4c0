"""What a letter is about: the newest first, and nothing at all of what nobody may see."""

from labflow import letters, rows
from labflow.queries.letters import letters_to
from labflow.store import Store
from tests.labflow.council_room import AFTER, DAY, SYSTEM, Room, network, room


def written(store: Store, workflow: str) -> Room:
    """Two letters about a mandate of one initiative, on two days."""
    body = room(store)
    with body.store.change(SYSTEM, now=body.noon) as change:
        change.add(rows.Initiative(id="i", slug="i", title="Huis", workflow=workflow, version=1, stage="verkenning"))
        change.add(rows.Mandate(
            id="m", number="m-2023-001", initiative_id="i", scope="Huren", cents=100, until_day=DAY, why="Nu",
            on_day=DAY,
        ))  # fmt: skip
        change.record("open")
    for day in (DAY, AFTER):
        body.today = day
        with body.acts("coordinator") as change:
            letters.write(change, "mandate", "m", ["person-lead"])
            change.record("note")
    return body


def test_the_newest_letter_comes_first(store: Store) -> None:
    body = written(store, "labo")

    with body.store.reading() as conn:
        found = letters_to(conn, network(), "person-lead")
        assert letters_to(conn, network(), "person-chair") == ()

    assert [one.on_day for one in found] == [AFTER, DAY]
    assert found[0].values["title"] == "Huis"


def test_casework_has_no_values(store: Store) -> None:
    body = written(store, "casus")

    with body.store.reading() as conn:
        assert all(not one.values for one in letters_to(conn, network(), "person-lead"))
