"""Migrations on a database that holds something: nothing is lost, the guards stand, the head is the same."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, inspect, select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from labflow import migrations, record
from labflow.change import LOG
from labflow.database import StoreUnusable, reach
from labflow.migrations import listing, triggers
from labflow.rows import LOGGED
from labflow.store import Store
from tests.labflow.writing import opened

LATER = """
import sqlalchemy as sa
from alembic import op

revision = "0900"
down_revision = "{head}"


def upgrade() -> None:
    op.add_column("note", sa.Column("weather", sa.String(), nullable=True))
    with op.batch_alter_table("tick") as batch:
        batch.alter_column("why", new_column_name="reason")
    op.add_column("log_payload", sa.Column("later", sa.Integer(), nullable=True))
"""
BREAKING = """
from alembic import op

revision = "0901"
down_revision = "{head}"


def upgrade() -> None:
    op.execute("DELETE FROM note")
    raise ZeroDivisionError
"""


@pytest.fixture
def conn(store: Store) -> Iterator[Connection]:
    """The connection of the owner, who may do anything."""
    engine = reach(store.url, "migrate")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_the_tables_are_those_of_the_rows(conn: Connection) -> None:
    difference = compare_metadata(MigrationContext.configure(conn, opts={"compare_type": True}), SQLModel.metadata)

    assert difference == []


def test_revision_0001_is_what_its_listing_prints() -> None:
    file = next(migrations.VERSIONS.glob("0001_*.py"))

    assert listing.lines() in file.read_text("utf-8"), "python -m labflow.migrations.listing --write"


def test_head_is_what_alembic_finds() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations.VERSIONS.parent))

    assert ScriptDirectory.from_config(config).get_current_head() == migrations.head()


def test_upgrading_twice_changes_nothing(url: str) -> None:
    assert migrations.current(url) is None
    migrations.upgrade(url)
    migrations.upgrade(url)

    assert migrations.current(url) == migrations.head()


def test_a_database_with_rows_keeps_them_its_head_and_its_guards(store: Store, tmp_path: Path) -> None:
    for slug in ("first", "second", "third"):
        opened(store, slug)
    before = _counts(store), _head(store)
    store.close()

    migrations.upgrade(store.url, more=[_folder(tmp_path, LATER)])

    engine = reach(store.url, "migrate")
    with engine.connect() as conn:
        assert migrations.revision_of(conn) == "0900"
        assert {one["name"] for one in inspect(conn).get_columns("note")} >= {"weather", "text"}
        assert {one["name"] for one in inspect(conn).get_columns("tick")} >= {"reason", "item"}
        assert (_counts(conn, without=("tick", "note", "log_payload")), _head(conn)) == (
            {name: count for name, count in before[0].items() if name not in ("tick", "note", "log_payload")}, before[1]
        )  # fmt: skip
        assert conn.execute(text("SELECT count(*) FROM note")).scalar() == 3
        assert triggers.missing(conn) == ()
    engine.dispose()


def test_this_labflow_refuses_what_a_newer_one_made(store: Store, tmp_path: Path) -> None:
    migrations.upgrade(store.url, more=[_folder(tmp_path, LATER)])

    with pytest.raises(StoreUnusable) as refused:
        migrations.upgrade(store.url)
    assert refused.value.reason.code == "store.newer_schema"
    with closing(Store(store.url)) as again, pytest.raises(StoreUnusable) as refused, again.reading():
        pass
    assert refused.value.reason.code == "store.newer_schema"


def test_a_database_of_another_program_is_left_alone(url: str) -> None:
    migrations.create_file(url)
    engine = reach(url, "migrate")
    with engine.begin() as conn:
        conn.execute(text("CREATE TABLE note (recipe VARCHAR)"))

    with pytest.raises(StoreUnusable) as refused:
        migrations.upgrade(url)
    assert refused.value.reason.code == "store.not_ours"
    with engine.connect() as conn:
        assert inspect(conn).get_table_names() == ["note"]
    engine.dispose()


def test_an_upgrade_that_fails_leaves_everything_as_it_was(store: Store, tmp_path: Path) -> None:
    opened(store)
    before = _counts(store), _head(store)
    store.close()

    with pytest.raises(ZeroDivisionError):
        migrations.upgrade(store.url, more=[_folder(tmp_path, BREAKING)])

    assert (_counts(store), _head(store), migrations.current(store.url)) == (*before, migrations.head())


def test_a_database_whose_references_are_broken_is_not_upgraded(store: Store, conn: Connection) -> None:
    if store.dialect == "postgresql":
        return  # it cannot be broken there: references are never off
    opened(store)
    conn.execute(text("DELETE FROM initiative"))
    conn.commit()

    with pytest.raises(StoreUnusable) as refused:
        migrations.upgrade(store.url)
    assert refused.value.reason.code == "store.broken_references"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log SET body = '{}'",
        "UPDATE log SET seq = seq",
        "DELETE FROM log",
        "DELETE FROM log WHERE seq = 2",
        "INSERT INTO log VALUES (2, '', '')",
        "INSERT INTO log VALUES (4, '', '')",
        "UPDATE log_payload SET data = '{}'",
        "DELETE FROM log_payload",
        "DELETE FROM log_payload WHERE seq = 2",
        "INSERT INTO log_payload VALUES (1, 'note', 'x', '', '')",
        "INSERT INTO log_payload VALUES (3, 'note', 'x', '', '')",
        "REPLACE INTO log VALUES (2, '', '')",
        "INSERT OR REPLACE INTO log_payload SELECT seq, tbl, \"row\", salt, '{}' FROM log_payload WHERE seq = 1",
        "TRUNCATE log",
        "TRUNCATE log_payload CASCADE",
    ],
)
def test_the_database_itself_refuses_to_rewrite_the_log(store: Store, conn: Connection, statement: str) -> None:
    opened(store, "first")
    opened(store, "second")

    with pytest.raises(DBAPIError):
        conn.execute(text(statement))
    conn.rollback()
    with store.reading() as reader:
        assert record.verify(reader).ok


def test_a_guard_that_is_dropped_changed_or_switched_off_is_missed(store: Store, conn: Connection) -> None:
    assert triggers.missing(conn) == ()
    if store.dialect == "sqlite":
        conn.execute(text("DROP TRIGGER log_delete"))
        conn.execute(text("DROP TRIGGER log_update"))
        conn.execute(text("CREATE TRIGGER log_update BEFORE UPDATE ON log WHEN 0 BEGIN SELECT 1; END"))
    else:
        conn.execute(text("ALTER TABLE log DISABLE TRIGGER log_delete"))
        body = "BEGIN RETURN NEW; END"
        conn.execute(text(f"CREATE OR REPLACE FUNCTION log_update() RETURNS trigger LANGUAGE plpgsql AS '{body}'"))

    assert triggers.missing(conn) == ("log_update", "log_delete")
    triggers.make_anew(conn)
    assert triggers.missing(conn) == ()


def _folder(tmp_path: Path, revision: str) -> Path:
    folder = tmp_path / "later versions, 100%"
    folder.mkdir()
    (folder / "later.py").write_text(revision.format(head=migrations.head()))
    return folder


def _counts(where: Store | Connection, without: tuple[str, ...] = ()) -> dict[str, object]:
    if isinstance(where, Store):
        with where.reading() as conn:
            return _counts(conn, without)
    names = [str(row_class.__tablename__) for row_class in LOGGED]
    return {
        name: where.execute(select(func.count()).select_from(text(name))).scalar()
        for name in (*names, "log", "log_payload", "op")
        if name not in without
    }


def _head(where: Store | Connection) -> tuple[object, ...]:
    if isinstance(where, Store):
        with where.reading() as conn:
            return _head(conn)
    last = where.execute(select(LOG).order_by(LOG.c.seq.desc()).limit(1)).one()
    return last.seq, last.hash, json.loads(last.body)["act"]
