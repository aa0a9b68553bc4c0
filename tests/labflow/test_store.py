"""A store: one moment to read, one writer, nothing half, and a plain answer when it cannot be used."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import event, func, select, text, update
from sqlmodel import SQLModel

from labflow import migrations, record
from labflow.change import table_of
from labflow.rows import Initiative, Log, Note
from labflow.store import Change, Store, StoreUnusable, erase
from tests.labflow.writing import SYSTEM, add_initiative, opened


def test_what_was_committed_is_there_for_the_next_reader(store: Store) -> None:
    id = opened(store, "first")

    with store.reading() as conn:
        assert conn.execute(select(table_of(Initiative).c.id)).scalars().all() == [id]


def test_a_reader_sees_one_moment(store: Store) -> None:
    opened(store, "first")
    with store.reading() as conn:
        before = _count(conn, Initiative)
        writer = threading.Thread(target=opened, args=(store, "second"))
        writer.start()
        if store.dialect == "postgresql" or _journal(store) == "wal":
            writer.join()
        assert _count(conn, Initiative) == before == 1
    writer.join()

    with store.reading() as conn:
        assert _count(conn, Initiative) == 2


def test_a_reader_cannot_write(store: Store) -> None:
    id = opened(store)

    with pytest.raises(StoreUnusable) as refused, store.reading() as conn:
        conn.execute(update(table_of(Initiative)).where(table_of(Initiative).c.id == id).values(stage="end"))

    assert refused.value.reason.code == "store.read_only"


def test_an_error_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.change(SYSTEM) as change:
        _fail_half_way(change)

    assert _counts(store) == (0, 0)


def test_a_dry_run_leaves_nothing_behind(store: Store) -> None:
    with store.change(SYSTEM, dry_run=True) as change:
        add_initiative(change, "dry")
        change.record("open")

    assert _counts(store) == (0, 0)


def test_rows_without_an_entry_are_a_mistake(store: Store) -> None:
    with pytest.raises(AssertionError, match="not recorded"), store.change(SYSTEM) as change:
        add_initiative(change, "silent")

    assert _counts(store) == (0, 0)


def test_a_change_that_does_nothing_is_a_mistake_unless_it_says_so(store: Store) -> None:
    with pytest.raises(AssertionError, match="without an entry"), store.change(SYSTEM):
        pass

    with store.change(SYSTEM) as change:
        change.nothing_to_do()


def test_a_change_within_a_change_is_a_mistake_not_a_wait(store: Store) -> None:
    with pytest.raises(AssertionError, match="within"), store.change(SYSTEM), store.change(SYSTEM):
        pass


def test_the_clock_is_read_after_the_lock(store: Store) -> None:
    """Whoever waits for the other gets the later time, and so the order of times is the order of numbers."""
    asked: list[str] = []

    def clock(name: str) -> Callable[[], datetime]:
        def now() -> datetime:
            asked.append(name)
            return datetime(2024, 1, 1, tzinfo=UTC)

        return now

    def second() -> None:
        with store.change(SYSTEM, now=clock("second")) as change:
            add_initiative(change, "second")
            change.record("open")

    waiting = threading.Thread(target=second)
    with store.change(SYSTEM, now=clock("first")) as change:
        waiting.start()
        add_initiative(change, "first")
        change.record("open")
        waiting.join(0.1)
        assert asked == ["first"]
    waiting.join()

    assert asked == ["first", "second"]


def test_an_older_sqlite_keeps_a_journal_that_is_safe_for_it(migrated_sqlite: Path, tmp_path: Path) -> None:
    (tmp_path / "old.db").write_bytes(migrated_sqlite.read_bytes())

    with closing(Store(f"sqlite:///{tmp_path / 'old.db'}", driver=sqlite3)) as store:
        opened(store)

        assert _journal(store) == ("wal" if sqlite3.sqlite_version_info >= (3, 51, 3) else "truncate")


def test_every_connection_is_careful(migrated_sqlite: Path, tmp_path: Path) -> None:
    (tmp_path / "new.db").write_bytes(migrated_sqlite.read_bytes())
    names = ("synchronous", "foreign_keys", "secure_delete", "recursive_triggers", "trusted_schema", "mmap_size")

    with closing(Store(f"sqlite:///{tmp_path / 'new.db'}")) as store, store.reading() as conn:
        found = {name: conn.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names}

    assert found == {
        "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "recursive_triggers": 1, "trusted_schema": 0,
        "mmap_size": 0,
    }  # fmt: skip


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_commit_on_postgresql_waits_for_the_disk(store: Store) -> None:
    with store.reading() as conn:
        assert conn.execute(text("SHOW synchronous_commit")).scalar() == "on"
        assert conn.execute(text("SHOW transaction_isolation")).scalar() == "repeatable read"


def test_a_reference_to_nothing_is_refused(store: Store) -> None:
    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError), store.change(SYSTEM) as change:
        change.add(Note(id=change.new_id(), initiative_id="none", text="?", kind="nota", on_day=date(2024, 1, 1), n=1))

    assert _counts(store) == (0, 0)


def test_the_files_are_for_their_owner_only(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'own.db'}"
    migrations.upgrade(url)

    with closing(Store(url)) as store:
        opened(store)
        with store.reading() as conn:
            _count(conn, Log)
            modes = {file.name: oct(file.stat().st_mode & 0o777) for file in tmp_path.iterdir()}

    assert set(modes.values()) == {"0o600"}, modes


def test_whichever_statement_fails_everything_happened_or_nothing(store: Store) -> None:
    """Break the connection at statement 1, 2, 3 ... of an act until one act gets through."""
    for broken in count(1):
        before = _counts(store)
        if _got_through(store, broken):
            break
        assert _counts(store) == before, broken
        with store.reading() as conn:
            assert record.verify(conn).ok

    assert broken > 6
    assert _counts(store) == (1, 1)


def test_what_is_erased_is_nowhere_in_the_files(tmp_path: Path) -> None:
    migrations.upgrade(url := f"sqlite:///{tmp_path / 'own.db'}")
    with closing(Store(url)) as store:
        id = opened(store, "needle-in-a-haystack")
        with store.change(SYSTEM) as change:
            change.put(Initiative, id, title="Needle-in-another")
            change.record("rename")
        assert _in_files(tmp_path, b"eedle-in-a")
        with store.change(SYSTEM) as change:
            erase(change, "initiative", id, "asked")
            note = change.conn.execute(select(table_of(Note).c.id)).scalar_one()
            erase(change, "note", note, "asked")

        assert _in_files(tmp_path, b"eedle-in-a") == []


def _in_files(folder: Path, needle: bytes) -> list[str]:
    return [file.name for file in folder.iterdir() if needle in file.read_bytes()]


def _got_through(store: Store, broken: int) -> bool:
    ran = count(1)

    def break_at(*_: object) -> None:
        if next(ran) == broken:
            raise ConnectionError

    event.listen(store._writer, "before_cursor_execute", break_at)
    try:
        opened(store)
    except ConnectionError:
        return False
    finally:
        event.remove(store._writer, "before_cursor_execute", break_at)
    return True


def _fail_half_way(change: Change) -> None:
    add_initiative(change, "half")
    change.record("open")
    raise ZeroDivisionError


def _journal(store: Store) -> object:
    if store.dialect != "sqlite":
        return None
    with store.reading() as conn:
        return conn.exec_driver_sql("PRAGMA journal_mode").scalar()


def _count(conn: object, row_class: type[SQLModel]) -> int:
    return int(conn.execute(select(func.count()).select_from(table_of(row_class))).scalar())  # type: ignore[attr-defined]


def _counts(store: Store) -> tuple[int, int]:
    with store.reading() as conn:
        return _count(conn, Initiative), _count(conn, Log)
