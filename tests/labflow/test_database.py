"""Reaching a database: which errors mean that it cannot be used, and what a reader is told."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine, Executable, column, select, table, text, update
from sqlalchemy.exc import DBAPIError

from labflow import database
from labflow.database import StoreUnusable, address_of, best_sqlite, file_of, journal_mode, reach, shown, usable
from labflow.texts import LANGUAGES, say


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("sqlite:///labflow.db", "sqlite:///labflow.db"),
        ("postgresql://u:secret@host/name", "postgresql://u:***@host/name"),
        ("postgresql://u@/name?host=/run/pg", "postgresql://u@/name?host=%2Frun%2Fpg"),
    ],
)
def test_a_reader_sees_the_address_without_its_password(url: str, told: str) -> None:
    assert shown(url) == told


def test_the_file_of_a_database() -> None:
    assert file_of("sqlite:////a folder/b.db") == Path("/a folder/b.db")
    assert file_of("sqlite:///here.db") == Path.cwd() / "here.db"
    assert file_of("postgresql://host/name") is None


def test_a_file_in_a_folder_with_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "a b?c#d%20e"
    folder.mkdir()
    sqlite3.connect(folder / "x.db").close()
    engine = reach(address_of(folder / "x.db"), "write")

    assert file_of(address_of(folder / "x.db")) == folder / "x.db"
    with engine.begin() as conn:
        assert conn.execute(text("SELECT 1")).scalar() == 1
    engine.dispose()


def test_write_ahead_logging_only_where_it_is_safe() -> None:
    newest = best_sqlite()

    assert newest.sqlite_version_info >= sqlite3.sqlite_version_info
    assert journal_mode(newest) == ("wal" if newest.sqlite_version_info >= (3, 51, 3) else "truncate")


def test_an_error_of_our_own_making_is_not_the_databases_fault(store_url: str) -> None:
    engine = reach(store_url, "write")
    with pytest.raises(DBAPIError), usable(store_url), engine.begin() as conn:
        conn.execute(text("SELECT nonsense FROM nowhere WHERE"))
    engine.dispose()


def test_a_busy_database_says_so(store_url: str) -> None:
    first, second = reach(store_url, "write"), reach(store_url, "write")
    with first.begin():
        assert _refused(store_url, second, "PRAGMA busy_timeout = 1", "SELECT 1") == "store.busy"
    first.dispose()
    second.dispose()


def test_a_full_disk_says_so(store_url: str) -> None:
    engine = reach(store_url, "write")
    filled = ("CREATE TABLE big (content)", "INSERT INTO big VALUES (zeroblob(10000000))")

    assert _refused(store_url, engine, "PRAGMA max_page_count = 1", *filled) == "store.full"
    engine.dispose()


def test_a_second_database_of_a_kind_compiles_nothing_again(tmp_path: Path) -> None:
    compiled = []
    for n in (1, 2):
        sqlite3.connect(tmp_path / f"{n}.db").close()
        engine = reach(address_of(tmp_path / f"{n}.db"), "write")
        with engine.begin() as conn:
            conn.execute(text("CREATE TABLE own AS SELECT :n AS n"), {"n": n})
            assert conn.execute(select(column("n")).select_from(table("own"))).scalar() == n
        engine.dispose()
        compiled.append(len(database.COMPILED))

    assert compiled[0] == compiled[1]


def test_engines_that_share_what_they_know_keep_their_purpose(migrated_url: str) -> None:
    moved = update(table("spending", column("n"))).values(n=1)
    for purpose in ("write", "read", "write", "read"):
        engine = reach(migrated_url, purpose)
        assert _outcome(migrated_url, engine, moved) == ("nothing" if purpose == "write" else "store.read_only")
        engine.dispose()


def _outcome(url: str, engine: Engine, statement: Executable) -> str:
    try:
        with usable(url), engine.begin() as conn:
            conn.execute(statement)
    except StoreUnusable as error:
        return error.reason.code
    return "nothing"


def _refused(url: str, engine: Engine, pragma: str, *statements: str) -> str:
    try:
        with usable(url), engine.connect() as conn:
            conn.connection.cursor().execute(pragma)
            for statement in statements:
                conn.execute(text(statement))
    except StoreUnusable as error:
        return error.reason.code
    return "nothing"


@pytest.mark.parametrize("code", sorted({*database.SQLITE_ERRORS.values(), *database.POSTGRESQL_ERRORS.values()}))
def test_every_such_answer_is_a_sentence(code: str) -> None:
    for lang in LANGUAGES:
        assert "sqlite:///x.db" in say(code, lang, database="sqlite:///x.db", found="1", known="2")


@pytest.fixture
def store_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """A SQLite database of this test's own."""
    (tmp_path / "own.db").write_bytes(migrated_sqlite.read_bytes())
    return f"sqlite:///{tmp_path / 'own.db'}"
