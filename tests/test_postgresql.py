"""The tools of the database tests themselves: databases are empty, apart, and gone afterwards."""

import psycopg
import pytest
from sqlalchemy import create_engine, inspect, text

from labflow.store import Store
from tests.postgresql import Server


def test_each_test_gets_an_empty_database_of_its_own(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as conn:
        tables = inspect(conn).get_table_names()
        conn.execute(text("create table left_behind (id integer)"))
    engine.dispose()

    assert tables == []


def test_a_dropped_database_is_gone(postgresql: Server) -> None:
    name = postgresql.fresh()
    postgresql.drop(name)

    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(postgresql.url(name))


def test_statements_are_counted_without_the_opening_of_a_transaction(url: str, statements) -> None:
    engine = create_engine(url)
    with statements() as ran, engine.begin() as conn:
        conn.exec_driver_sql("select 1")
        conn.exec_driver_sql("select 2")
    engine.dispose()

    assert [sql for sql in ran if sql.startswith("select 1") or sql.startswith("select 2")] == ["select 1", "select 2"]


def test_a_store_has_todays_tables_and_nothing_in_them(store: Store) -> None:
    with store.reading() as conn:
        initiatives = conn.execute(text("select count(*) from initiative")).scalar_one()

    assert initiatives == 0
