"""What a database holds at its beginning."""

from labflow.queries.founding import initiatives, people, stored_day
from labflow.store import Store


def test_an_empty_database_holds_nothing(store: Store) -> None:
    with store.reading() as conn:
        assert (initiatives(conn), people(conn), stored_day(conn)) == (0, 0, None)


def test_a_demo_holds_its_portfolio(demo_store: Store) -> None:
    with demo_store.reading() as conn:
        assert (initiatives(conn), people(conn) > 0) == (20, True)
