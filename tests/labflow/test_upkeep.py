"""A backup that was never restored does not count: every test here restores."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from labflow import record, upkeep
from labflow.change import table_of
from labflow.migrations import triggers
from labflow.reasons import Blocked, Invalid
from labflow.rows import LOGGED, Initiative, Op
from labflow.store import Store, StoreUnusable
from tests.labflow.writing import SYSTEM, add_initiative, opened
from tests.postgresql import Server


@pytest.fixture
def empty_postgresql(postgresql: Server) -> Iterator[str]:
    """Address of an empty PostgreSQL database, to restore into."""
    name = postgresql.fresh()
    yield postgresql.url(name)
    postgresql.drop(name)


def test_a_backup_restores_into_sqlite_and_is_the_same(store: Store, tmp_path: Path) -> None:
    _fill(store)
    made = upkeep.backup(store, tmp_path / "copy")
    put_back = upkeep.restore(tmp_path / "copy", f"sqlite:///{tmp_path / 'new.db'}")

    assert (put_back.verification, put_back.kept_aside, put_back.lost) == (made.verification, None, 0)
    assert _all_rows(f"sqlite:///{tmp_path / 'new.db'}") == _all_rows(store.url)
    assert (tmp_path / "new.db").stat().st_mode & 0o777 == 0o600


def test_a_backup_restores_into_postgresql_and_is_the_same(store: Store, empty_postgresql: str, tmp_path: Path) -> None:
    _fill(store)
    made = upkeep.backup(store, tmp_path / "copy")
    put_back = upkeep.restore(tmp_path / "copy", empty_postgresql)

    assert put_back.verification == made.verification
    assert _all_rows(empty_postgresql) == _all_rows(store.url)


def test_what_was_restored_is_guarded_and_can_be_written_to(store: Store, tmp_path: Path) -> None:
    _fill(store)
    upkeep.backup(store, tmp_path / "copy")
    upkeep.restore(tmp_path / "copy", f"sqlite:///{tmp_path / 'new.db'}")

    with closing(Store(f"sqlite:///{tmp_path / 'new.db'}")) as again:
        opened(again, "after")
        with again.reading() as conn:
            assert (record.verify(conn).ok, triggers.missing(conn)) == (True, ())


def test_references_to_the_same_table_survive_whatever_their_order(
    store: Store, empty_postgresql: str, tmp_path: Path
) -> None:
    with store.change(SYSTEM, new_id=iter([f"{n:05}" for n in range(600)]).__next__) as change:
        ids = [add_initiative(change, f"s{n}") for n in range(510)]
        for child, parent in zip(ids, reversed(ids), strict=True):
            change.put(Initiative, child, parent_id=parent)
        change.record("open")
    upkeep.backup(store, tmp_path / "copy")

    assert upkeep.restore(tmp_path / "copy", empty_postgresql).verification.ok


def test_a_backup_while_somebody_writes_misses_nothing_acknowledged(store: Store, tmp_path: Path) -> None:
    acknowledged: list[str] = []
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            acknowledged.append(opened(store, f"s{len(acknowledged)}"))

    writer = threading.Thread(target=write)
    writer.start()
    for n in range(3):
        before = list(acknowledged)
        upkeep.backup(store, tmp_path / f"copy{n}")
        upkeep.restore(tmp_path / f"copy{n}", f"sqlite:///{tmp_path / f'{n}.db'}")
        with closing(Store(f"sqlite:///{tmp_path / f'{n}.db'}")) as copy, copy.reading() as conn:
            assert set(before) <= set(conn.execute(select(table_of(Initiative).c.id)).scalars())
    stop.set()
    writer.join()


def test_a_backup_is_for_its_owner_only_and_leaves_nothing_else(store: Store, tmp_path: Path) -> None:
    (tmp_path / "safe").mkdir()
    upkeep.backup(store, tmp_path / "safe" / "copy")

    assert [file.name for file in (tmp_path / "safe").iterdir()] == ["copy"]
    assert (tmp_path / "safe" / "copy").stat().st_mode & 0o777 == 0o600


def test_a_backup_never_overwrites(store: Store, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear reader")
    with pytest.raises(Invalid, match="file_exists"):
        upkeep.backup(store, tmp_path / "letter")

    assert (tmp_path / "letter").read_text() == "Dear reader"


def test_a_backup_to_nowhere_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="file_unwritable"):
        upkeep.backup(store, tmp_path / "no such folder" / "copy")


def test_a_restore_over_entries_is_refused(store: Store, tmp_path: Path) -> None:
    _fill(store)
    upkeep.backup(store, tmp_path / "copy")

    with pytest.raises(Blocked, match="database_in_the_way"):
        upkeep.restore(tmp_path / "copy", store.url)


def test_what_stood_there_is_kept_aside_and_what_is_lost_is_said(migrated_sqlite: Path, tmp_path: Path) -> None:
    (tmp_path / "labflow.db").write_bytes(migrated_sqlite.read_bytes())
    with closing(Store(f"sqlite:///{tmp_path / 'labflow.db'}")) as store:
        opened(store, "before")
        upkeep.backup(store, tmp_path / "copy")
        opened(store, "after")
        lost = _all_rows(store.url)

    put_back = upkeep.restore(tmp_path / "copy", f"sqlite:///{tmp_path / 'labflow.db'}", keep_aside=True)

    assert (put_back.lost, put_back.verification.entries) == (1, 1)
    assert put_back.kept_aside is not None
    assert _all_rows(f"sqlite:///{put_back.kept_aside}") == lost


def test_a_damaged_database_can_be_replaced_and_is_kept(store: Store, tmp_path: Path) -> None:
    _fill(store)
    upkeep.backup(store, tmp_path / "copy")
    (tmp_path / "damaged.db").write_bytes(b"\xff" * 9000)
    url = f"sqlite:///{tmp_path / 'damaged.db'}"

    with pytest.raises(Blocked):
        upkeep.restore(tmp_path / "copy", url)
    put_back = upkeep.restore(tmp_path / "copy", url, keep_aside=True)

    assert put_back.kept_aside is not None
    assert put_back.kept_aside.read_bytes() == b"\xff" * 9000


SPOILT: dict[str, Callable[[str], str]] = {
    "empty": lambda text: "",
    "last byte changed": lambda text: text[:-1] + "x",
    "cut short": lambda text: "\n".join(text.split("\n")[:-3]) + "\n",
    "a word changed": lambda text: text.replace("first", "worst"),
    "a line more": lambda text: text + "[]\n",
    "brackets": lambda text: "[" * 100_000,
    "null": lambda text: "null\nnull\n",
    "an object": lambda text: "{}",
    "NUL": lambda text: "\0",
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_file_that_is_no_whole_backup_is_refused(migrated_sqlite: Path, tmp_path: Path, spoilt: str) -> None:
    text = _backup_text(migrated_sqlite, tmp_path)
    (tmp_path / "spoilt").write_text(SPOILT[spoilt](text), "utf-8")

    with pytest.raises(Invalid, match="not_a_backup"):
        upkeep.restore(tmp_path / "spoilt", f"sqlite:///{tmp_path / 'new.db'}")
    assert not list(tmp_path.glob("new.db*"))


@pytest.mark.parametrize(
    ("was", "becomes", "code"),
    [
        ('"begin"', '"end"', "record.row_differs"),
        ('"columns":["id","workflow"', '"columns":["id","nothing"', None),
        ('"table":"note"', '"table":"sqlite_master"', "store.not_a_backup"),
        ('"table":"note"', '"table":["note"]', "store.not_a_backup"),
        ('"entries":1', '"entries":9', "record.shorter_than_checkpoint"),
        ('"schema":"0001"', '"schema":"9999"', "store.backup_newer"),
        ('"schema":"0001"', '"schema":"0000"', "store.not_a_backup"),
        ('"schema":"0001"', '"schema":{}', "store.not_a_backup"),
    ],
)
def test_a_backup_that_was_tampered_with_does_not_come_back(
    migrated_sqlite: Path, tmp_path: Path, was: str, becomes: str, code: str | None
) -> None:
    text = _backup_text(migrated_sqlite, tmp_path)
    assert was in text
    (tmp_path / "spoilt").write_text(_resealed(text.replace(was, becomes)), "utf-8")

    if code is None:  # an empty table may have any columns
        upkeep.restore(tmp_path / "spoilt", f"sqlite:///{tmp_path / 'new.db'}")
        return
    with pytest.raises(Invalid) as refused:
        upkeep.restore(tmp_path / "spoilt", f"sqlite:///{tmp_path / 'new.db'}")
    assert code in [reason.code for reason in refused.value.reasons]
    assert not list(tmp_path.glob("new.db*"))


def test_a_backup_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="file_unreadable"):
        upkeep.restore(tmp_path / "none", f"sqlite:///{tmp_path / 'new.db'}")


def test_a_restore_to_a_server_that_is_not_there(migrated_sqlite: Path, tmp_path: Path) -> None:
    _backup_text(migrated_sqlite, tmp_path)

    with pytest.raises(StoreUnusable):
        upkeep.restore(tmp_path / "copy", "postgresql://nobody@127.0.0.1:1/none")


def _fill(store: Store) -> None:
    id = opened(store, "first")
    with store.change(SYSTEM, key="k") as change:
        child = add_initiative(change, "child")
        change.put(Initiative, child, parent_id=id, exercise=True, when_start=change.on, title='\xe9 \U0001f600 "\\\n')
        change.record("open")
        change.answer("open", {}, {"slug": "child"})


def _all_rows(url: str) -> dict[str, list[tuple[object, ...]]]:
    with closing(Store(url)) as store, store.reading() as conn:
        return {
            row_class.__name__: sorted((tuple(row) for row in conn.execute(select(table_of(row_class)))), key=repr)
            for row_class in (*LOGGED, Op)
        }


def _backup_text(template: Path, tmp_path: Path) -> str:
    (tmp_path / "old.db").write_bytes(template.read_bytes())
    with closing(Store(f"sqlite:///{tmp_path / 'old.db'}")) as store:
        opened(store, "first")
        upkeep.backup(store, tmp_path / "copy")
    return (tmp_path / "copy").read_text("utf-8")


def _resealed(text: str) -> str:
    lines = text.split("\n")[:-2]
    body = "".join(f"{line}\n" for line in lines)
    return body + json.dumps({"end": hashlib.sha256(body.encode()).hexdigest(), "rows": 0}) + "\n"
