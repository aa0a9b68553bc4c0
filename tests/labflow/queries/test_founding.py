"""Whether a database is still empty, and whether it keeps a day of its own."""

from labflow import rows
from labflow.queries.founding import initiatives, people, stored_day
from labflow.store import Store
from tests.labflow.desk import SYSTEM, TODAY


def test_an_empty_database_knows_nobody_and_has_no_day_of_its_own(store: Store) -> None:
    with store.reading() as conn:
        assert (initiatives(conn), people(conn), stored_day(conn)) == (0, 0, None)


def test_what_is_there_is_counted(store: Store) -> None:
    with store.change(SYSTEM) as change:
        change.add(rows.DemoDay(id="day", today=TODAY))
        for n in range(2):
            change.add(rows.Person(id=f"p{n}", key=f"persoon-{n}", ended_on=TODAY))
        for n in range(3):
            change.add(rows.Initiative(
                id=f"i{n}", slug=f"plan-{n}", title="Plan", workflow="labo", version=1, stage="stopgezet",
            ))  # fmt: skip
        change.record("import")

    with store.reading() as conn:
        assert (initiatives(conn), people(conn), stored_day(conn)) == (3, 2, TODAY)
