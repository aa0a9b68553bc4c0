"""The counters are what they count: after every way in which an initiative comes or moves, and in a backup put back."""

from pathlib import Path

from sqlalchemy import Connection, select, text

from labflow import record, rows
from labflow.change import table_of
from labflow.database import reach
from labflow.store import Store
from labflow.upkeep import backup, restore
from tests.labflow.writing import SYSTEM, add_initiative, opened

COUNT = table_of(rows.StageCount)


def counted(conn: Connection) -> dict[str, int]:
    return {row.id: row.n for row in conn.execute(select(COUNT.c.id, COUNT.c.count.label("n"))) if row.n}


def test_what_is_added_and_what_moves_is_counted_in_the_same_commit(store: Store) -> None:
    first = opened(store, "first")
    opened(store, "second")
    with store.change(SYSTEM) as change:
        change.put(rows.Initiative, first, stage="end")
        third = add_initiative(change, "third")
        change.put(rows.Initiative, third, workflow="other")
        assert change.compare_and_swap(rows.Initiative, first, {"rev": 7}, stage="begin") is False
        change.record("advance")

    with store.reading() as conn:
        assert counted(conn) == {"lab/begin": 1, "lab/end": 1, "other/begin": 1}
        assert record.verify(conn).ok


def test_what_is_taken_back_counts_nothing(store: Store) -> None:
    with store.change(SYSTEM, dry_run=True) as change:
        add_initiative(change, "never")
        change.record("open")

    with store.reading() as conn:
        assert counted(conn) == {}


def test_a_counter_that_says_something_else_is_found(store: Store) -> None:
    opened(store)
    engine = reach(store.url, "migrate")
    with engine.begin() as conn:
        conn.execute(text("UPDATE stage_count SET count = 5"))
        conn.execute(text("INSERT INTO stage_count (id, workflow, stage, count) VALUES ('lab/gone', 'lab', 'gone', 1)"))
    engine.dispose()

    with store.reading() as conn:
        problems = record.verify(conn).problems
    assert [(one.code, one.values["row"], one.values["n"]) for one in problems] == [
        ("record.count_differs", "stage_count/lab/begin", 1), ("record.count_differs", "stage_count/lab/gone", 0),
    ]  # fmt: skip


def test_a_backup_holds_no_counters_and_is_counted_again(store: Store, tmp_path: Path) -> None:
    opened(store)
    backup(store, tmp_path / "backup")
    restore(tmp_path / "backup", f"sqlite:///{tmp_path / 'again.db'}")

    again = Store(f"sqlite:///{tmp_path / 'again.db'}")
    with again.reading() as conn:
        assert counted(conn) == {"lab/begin": 1}
        assert record.verify(conn).ok
    again.close()
    assert '"stage_count"' not in (tmp_path / "backup").read_text("utf-8")
