"""The record as a whole: what verify gives back, and checkpoints as text."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from labflow import record
from labflow.reasons import Invalid
from labflow.record import Checkpoint
from labflow.rows import LOGGED, Initiative
from labflow.store import Store
from tests.labflow.writing import SYSTEM, add_initiative, opened

POINT = Checkpoint(1284, "9f" * 32, "04" * 32)


def test_a_checkpoint_reads_back_as_it_was_written() -> None:
    text = record.checkpoint_text(POINT, "network")

    assert text == f"network\n1284\n{'9f' * 32}\n{'04' * 32}\n"
    assert record.read_checkpoint(text) == POINT


def test_a_checkpoint_may_be_typed_over_from_paper() -> None:
    groups = " ".join(["9f9f"] * 16)

    assert record.read_checkpoint(f"network\r\n 1284\n\n{groups}\n{'04' * 32}") == POINT


@pytest.mark.parametrize(
    "text",
    [
        "", "network", "a\nb\nc\nd", f"n\n-1\n{'00' * 32}\n{'00' * 32}", f"n\n1\n{'0' * 63}\n{'00' * 32}",
        f"n\n1\n{'00' * 32}\n{'00' * 32}\nmore", f"n\n\u0661\n{'00' * 32}\n{'00' * 32}", f"n\n{'9' * 5000}\n0\n0", "\0",
    ],
)  # fmt: skip
def test_anything_else_is_not_a_checkpoint(text: str) -> None:
    with pytest.raises(Invalid, match="not_a_checkpoint"):
        record.read_checkpoint(text)


def test_what_verify_found_is_the_checkpoint(store: Store) -> None:
    opened(store)
    with store.reading() as conn:
        found = record.verify(conn)

        assert (found.ok, found.checkpoint) == (True, record.checkpoint(conn))


def test_a_checkpoint_made_within_a_change_holds_what_it_recorded(store: Store) -> None:
    with store.change(SYSTEM) as change:
        add_initiative(change, "first")
        change.record("open")
        within = record.checkpoint(change.conn)

    with store.reading() as conn:
        assert record.checkpoint(conn) == within


@pytest.mark.parametrize("many", [1, 50])
def test_verify_reads_each_table_once(
    store: Store, statements: Callable[[], AbstractContextManager[list[str]]], many: int
) -> None:
    for n in range(many):
        opened(store, f"s{n}")
    with store.reading() as conn, statements() as ran:
        assert record.verify(conn).entries == many

    assert len(ran) == len(LOGGED) + 9, "each table, and what the counting of votes and of stages needs"


def test_every_kind_of_column_survives_the_comparison(store: Store) -> None:
    with store.change(SYSTEM) as change:
        id = add_initiative(change, "first")
        change.put(
            Initiative, id, exercise=True, when_start=change.on, parent_id=id, origin="", title="\xe9 \U0001f600"
        )
        change.record("fill")

    with store.reading() as conn:
        assert record.verify(conn).problems == ()


def test_a_checkpoint_connects_while_its_entry_stands_as_it_was(store: Store) -> None:
    with store.change(SYSTEM) as change:
        add_initiative(change, "plan")
        change.record("open")
    with store.reading() as conn:
        point = record.checkpoint(conn)
    head, entries = point.head, point.entries
    here, other, ahead = (
        record.checkpoint_text(Checkpoint(n, point.root, hash_), "net")
        for n, hash_ in ((entries, head), (entries, "0" * 64), (entries + 9, head))
    )

    with store.reading() as conn:
        told = record.connects(conn, {here, other, ahead, "geen controlepunt"})

    assert told == {here: True, other: False, ahead: False, "geen controlepunt": False}
