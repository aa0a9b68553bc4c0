"""Changes that meet: many at once, and the same one again."""

import multiprocessing
import threading

import pytest
from sqlalchemy import func, select

from labflow import record
from labflow.access import Actor
from labflow.change import LOG, table_of
from labflow.reasons import Invalid
from labflow.rows import Initiative
from labflow.store import Store
from tests.labflow.writing import SYSTEM, add_initiative, opened


def test_a_repeat_gives_the_first_answer_and_writes_nothing(store: Store) -> None:
    answers = [_keyed(store, "k1", {"slug": "a"}) for _ in range(3)]

    assert answers == [{"slug": "a"}, {"slug": "a", "repeated": True}, {"slug": "a", "repeated": True}]
    assert _entries(store) == 1


@pytest.mark.parametrize(("verb", "slug"), [("open", "b"), ("close", "a")])
def test_a_key_that_stood_for_something_else_is_refused(store: Store, verb: str, slug: str) -> None:
    _keyed(store, "k1", {"slug": "a"})
    with pytest.raises(Invalid) as refused:
        _keyed(store, "k1", {"slug": slug}, verb)

    assert [reason.code for reason in refused.value.reasons] == ["store.key_reused"]


def test_a_key_is_somebodys_own(store: Store) -> None:
    _keyed(store, "k1", {"slug": "a"})

    assert _keyed(store, "k1", {"slug": "b"}, actor=Actor("other", "p2")) == {"slug": "b"}


def test_without_a_key_nothing_is_a_repeat(store: Store) -> None:
    assert _keyed(store, None, {"slug": "a"}) == {"slug": "a"}
    assert _keyed(store, None, {"slug": "b"}) == {"slug": "b"}


def test_many_at_once_are_written_one_by_one(store: Store) -> None:
    """Eight threads and two processes read a counter, add one and write it back: none of 60 is lost."""
    id = opened(store)
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=_count_up, args=(store.url, id, 10)) for _ in range(2)]
    threads = [threading.Thread(target=_count_up, args=(store, id, 5)) for _ in range(8)]
    for start in [*(one.start for one in processes), *(one.start for one in threads)]:
        start()
    for join in [*(one.join for one in processes), *(one.join for one in threads)]:
        join()

    with store.reading() as conn:
        assert conn.execute(select(table_of(Initiative).c.rev)).scalar() == 60
        assert (record.verify(conn).entries, record.verify(conn).problems) == (61, ())


def _count_up(where: Store | str, id: str, times: int) -> None:
    store = Store(where) if isinstance(where, str) else where
    for _ in range(times):
        with store.change(SYSTEM) as change:
            rev = change.conn.execute(select(table_of(Initiative).c.rev)).scalar_one()
            change.put(Initiative, id, rev=rev + 1)
            change.record("count")
    if store is not where:
        store.close()


def _keyed(
    store: Store, key: str | None, args: dict[str, str], verb: str = "open", actor: Actor = SYSTEM
) -> dict[str, object]:
    with store.change(actor, key=key) as change:
        if (first := change.repeated(verb, args)) is not None:
            return first
        add_initiative(change, args["slug"])
        change.record(verb)
        answer: dict[str, object] = {"slug": args["slug"]}
        change.answer(verb, args, answer)
    return answer


def _entries(store: Store) -> int:
    with store.reading() as conn:
        return conn.execute(select(func.count()).select_from(LOG)).scalar_one()
