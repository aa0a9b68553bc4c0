"""What passes is written beside the log, and only what passes."""

import pytest

from labflow import record, rows
from labflow.change_passing import discard, forget, keep, mark
from labflow.queries.reading import fetch
from labflow.store import Store
from tests.labflow.desk import SYSTEM, everything


def attempt(id: str, at: str, bucket: str = "b") -> rows.Attempt:
    return rows.Attempt(id=id, bucket=bucket, at=at)


def test_what_passes_is_kept_changed_and_discarded_without_an_entry(store: Store) -> None:
    with store.change(SYSTEM) as change:
        keep(change, attempt("1", "2023"), attempt("2", "2024"), attempt("3", "2025"), attempt("4", "2026"))
        forget(change, rows.Attempt, id="4", bucket="b")
        forget(change, rows.Attempt, id="3", bucket="another")
        mark(change, rows.Attempt, {"id": "3"}, bucket="c")
        discard(change, rows.Attempt, "at", "2024")

    with store.reading() as conn:
        assert [(row.id, row.bucket) for row in fetch(conn, rows.Attempt)] == [("2", "b"), ("3", "c")]
        assert record.verify(conn).ok
    assert everything(store)["log"] == []


def test_what_belongs_in_the_log_cannot_go_this_way(store: Store) -> None:
    with pytest.raises(AssertionError, match="Person belongs in the log"), store.change(SYSTEM) as change:
        keep(change, rows.Person(id="p", key="p"))


def test_nothing_of_it_is_backed_up(store: Store, tmp_path: object) -> None:
    from pathlib import Path

    from labflow import upkeep

    with store.change(SYSTEM) as change:
        keep(change, attempt("1", "2023", "a bucket that nobody else has"))
    file = Path(str(tmp_path)) / "copy"
    upkeep.backup(store, file)

    assert "bucket" not in file.read_text("utf-8")
