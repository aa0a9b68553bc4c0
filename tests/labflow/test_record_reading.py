"""Each way to tamper with a record is found and named. Two of them show only against a checkpoint on paper."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, delete, func, insert, select, update

from labflow import chain, record
from labflow.change import LOG, PAYLOAD, table_of
from labflow.database import reach
from labflow.migrations import triggers
from labflow.rows import Initiative, Note
from labflow.store import Store
from tests.labflow.writing import opened

INITIATIVE, NOTE = table_of(Initiative), table_of(Note)
Script = Callable[[Connection], object]


def _edited(conn: Connection) -> None:
    _rewrite(conn, 2, lambda entry: entry.update(act="other"))


def _deleted(conn: Connection) -> None:
    conn.execute(delete(LOG).where(LOG.c.seq == 2))
    conn.execute(delete(PAYLOAD).where(PAYLOAD.c.seq == 2))


def _inserted(conn: Connection) -> None:
    conn.execute(insert(LOG), {"seq": 5, "hash": "00" * 32, "body": _body(conn, 4).replace('"seq":4', '"seq":5')})


def _swapped(conn: Connection) -> None:
    first, second = _body(conn, 3), _body(conn, 4)
    conn.execute(update(LOG).where(LOG.c.seq == 3).values(body=second))
    conn.execute(update(LOG).where(LOG.c.seq == 4).values(body=first))


def _truncated(conn: Connection) -> None:
    conn.execute(delete(LOG).where(LOG.c.seq == 4))
    conn.execute(delete(PAYLOAD).where(PAYLOAD.c.seq == 4))


def _truncated_with_its_rows(conn: Connection) -> None:
    _truncated(conn)
    conn.execute(delete(NOTE).where(NOTE.c.text == "A note on fourth"))
    conn.execute(delete(INITIATIVE).where(INITIATIVE.c.slug == "fourth"))
    conn.exec_driver_sql("update stage_count set count = count - 1")


def _backdated(conn: Connection) -> None:
    _rewrite(conn, 4, lambda entry: entry.update(at="2001-01-01T00:00:00.000Z"), rehash=True)


def _unreadable(conn: Connection) -> None:
    conn.execute(update(LOG).where(LOG.c.seq == 4).values(body="[" * 100_000))


def _respelled(conn: Connection) -> None:
    body = _body(conn, 4).replace('":', '": ', 1)
    conn.execute(update(LOG).where(LOG.c.seq == 4).values(body=body))
    _rehash(conn, 4)


def _of_another_form(conn: Connection) -> None:
    _rewrite(conn, 4, lambda entry: entry.update(v=2), rehash=True)


def _payload_swapped(conn: Connection) -> None:
    one, other = conn.execute(select(PAYLOAD).where(PAYLOAD.c.seq == 1).order_by(PAYLOAD.c.tbl)).all()
    for into, data in ((one, other.data), (other, one.data)):
        conn.execute(update(PAYLOAD).where(PAYLOAD.c.seq == 1, PAYLOAD.c.tbl == into.tbl).values(data=data))


def _payload_gone(conn: Connection) -> None:
    conn.execute(delete(PAYLOAD).where(PAYLOAD.c.seq == 1, PAYLOAD.c.tbl == "note"))


def _payload_added(conn: Connection) -> None:
    conn.execute(insert(PAYLOAD), {"seq": 9, "tbl": "note", "row": "x", "salt": "00", "data": "{}"})
    conn.execute(insert(PAYLOAD), {"seq": 4, "tbl": "note", "row": "x", "salt": "00", "data": "{}"})


def _salt_spoilt(conn: Connection) -> None:
    conn.execute(update(PAYLOAD).where(PAYLOAD.c.seq == 1, PAYLOAD.c.tbl == "note").values(salt="not hex"))


def _state_edited(conn: Connection) -> None:
    conn.execute(update(INITIATIVE).where(INITIATIVE.c.slug == "third").values(stage="end", title="Else"))


def _state_deleted(conn: Connection) -> None:
    conn.execute(delete(NOTE).where(NOTE.c.text == "A note on third"))


def _state_added(conn: Connection) -> None:
    conn.execute(insert(table_of(Initiative)), dict(conn.execute(select(INITIATIVE)).mappings().first() or {}) | {
        "id": "extra", "slug": "extra"
    })  # fmt: skip


@pytest.mark.parametrize(
    ("script", "found"),
    [
        (_edited, ["record.chain_broken 2"]),
        (_deleted, ["record.gap 3", "record.row_unlogged", "record.row_unlogged"]),
        (_inserted, ["record.chain_broken 5", "record.payload_missing 5", "record.payload_missing 5"]),
        (_swapped, [
            "record.chain_broken 3", "record.misnumbered 3", "record.chain_broken 4", "record.misnumbered 4",
        ]),
        (_truncated, ["record.row_unlogged", "record.row_unlogged"]),
        (_backdated, ["record.time_goes_back 4"]),
        (_unreadable, ["record.chain_broken 4", "record.not_canonical 4"]),
        (_respelled, ["record.not_canonical 4"]),
        (_of_another_form, ["record.unknown_form 4"]),
        (_payload_swapped, ["record.payload_changed 1", "record.payload_changed 1"]),
        (_payload_gone, ["record.payload_missing 1"]),
        (_payload_added, ["record.payload_stray 4", "record.payload_stray 9"]),
        (_salt_spoilt, ["record.payload_changed 1"]),
        (_state_edited, ["record.row_differs"]),
        (_state_deleted, ["record.row_missing"]),
        (_state_added, ["record.row_unlogged"]),
    ],
)  # fmt: skip
def test_tampering_is_found_and_named(store: Store, script: Script, found: list[str]) -> None:
    _tamper(store, script)

    problems = _problems(store)
    assert problems[0] == found[0], problems
    assert set(found) <= set(problems), problems


def test_a_tail_cut_off_with_its_rows_shows_against_a_checkpoint(store: Store) -> None:
    point = _written(store)
    _tamper_written(store, _truncated_with_its_rows)

    assert _problems(store) == []
    assert _problems(store, point) == ["record.shorter_than_checkpoint"]


def test_a_log_rewritten_from_the_start_shows_against_a_checkpoint(store: Store) -> None:
    point = _written(store)
    _tamper_written(store, lambda conn: _rewrite(conn, 2, lambda entry: entry.update(act="other"), rehash=True))

    assert _problems(store) == []
    assert _problems(store, point) == ["record.not_the_checkpoint 4"]


def test_a_log_that_went_on_still_meets_its_checkpoint(store: Store) -> None:
    point = _written(store)
    opened(store, "fifth")

    assert _problems(store, point) == []


def test_an_empty_record_is_right_and_meets_nothing(store: Store) -> None:
    with store.reading() as conn:
        found = record.verify(conn)

    assert (found.ok, found.entries, found.head) == (True, 0, chain.START.hex())
    assert _problems(store, record.Checkpoint(3, "0" * 64, "0" * 64)) == ["record.shorter_than_checkpoint"]


def _written(store: Store) -> record.Checkpoint:
    for slug in ("first", "second", "third", "fourth"):
        opened(store, slug)
    with store.reading() as conn:
        return record.checkpoint(conn)


def _tamper(store: Store, script: Script) -> None:
    _written(store)
    _tamper_written(store, script)


def _tamper_written(store: Store, script: Script) -> None:
    """Do what only the owner of the machine can do: take the guards away, tamper, and put them back."""
    engine = reach(store.url, "migrate")
    with engine.begin() as conn:
        triggers.drop(conn)
        script(conn)
        triggers.make_anew(conn)
    engine.dispose()


def _problems(store: Store, since: record.Checkpoint | None = None) -> list[str]:
    with store.reading() as conn:
        found = record.verify(conn, since)
    assert found.ok is (found.problems == ())
    return [f"{one.code} {one.values['seq']}" if "seq" in one.values else one.code for one in found.problems]


def _body(conn: Connection, seq: int) -> str:
    return str(conn.execute(select(LOG.c.body).where(LOG.c.seq == seq)).scalar())


def _rewrite(conn: Connection, seq: int, edit: Callable[[dict[str, Any]], object], rehash: bool = False) -> None:
    entry = json.loads(_body(conn, seq))
    edit(entry)
    conn.execute(update(LOG).where(LOG.c.seq == seq).values(body=chain.canonical(entry)))
    if rehash:
        _rehash(conn, seq)


def _rehash(conn: Connection, first: int) -> None:
    """Give every entry from the first on the hash that belongs to it now."""
    before = conn.execute(select(LOG.c.hash).where(LOG.c.seq == first - 1)).scalar()
    head = bytes.fromhex(str(before)) if before else chain.START
    for seq in range(first, int(conn.execute(select(func.max(LOG.c.seq))).scalar() or 0) + 1):
        head = chain.chained(head, seq, _body(conn, seq))
        conn.execute(update(LOG).where(LOG.c.seq == seq).values(hash=head.hex()))
