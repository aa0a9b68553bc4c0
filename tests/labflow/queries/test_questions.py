"""Questions from rows, on both databases: one statement, the newest answer of each, and only what one may see."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from labflow import questions as verbs
from labflow import rows
from labflow.queries.people import actor
from labflow.queries.questions import Listed, listed, next_number, one_listed, outside, waiting
from labflow.reasons import NotFound
from labflow.store import Store
from tests.labflow.desk import TODAY, Desk, catalogue, desk
from tests.prepared import prepared

Listening = Callable[[], AbstractContextManager[list[str]]]


@prepared
def at(store: Store) -> Desk:
    """A desk on a database of its own."""
    return desk(store)


def asked(at: Desk, slug: str | None = None) -> str:
    """A question that came in today; returns its number."""
    return str(at.does("coordinator", verbs.ask, "Mag dit?", "een school", slug))


def seen(at: Desk, who: str | None, query: Callable[..., tuple[Listed, ...]] = listed, *where: Any) -> list[str]:
    """What somebody finds, by number."""
    with at.store.reading() as conn:
        person = actor(conn, catalogue().network, who, TODAY)
        assert person is not None
        return [one.question.number for one in query(conn, catalogue(), person, *where)]


def test_one_sees_what_is_asked_of_an_initiative_and_from_outside_who_may_answer_it(at: Desk) -> None:
    slug = at.opened()
    first, second = asked(at), asked(at, slug)

    assert seen(at, "coordinator") == seen(at, "team") == [second, first]
    assert seen(at, "lid") == seen(at, "trekker-een") == seen(at, None) == [second]
    assert seen(at, "coordinator", outside) == [first]
    assert seen(at, "lid", outside) == []
    with at.store.reading() as conn:
        somebody = actor(conn, catalogue().network, "lid", TODAY)
        assert somebody is not None
        for number in (first, "v-2023-099", "\0", ""):
            with pytest.raises(NotFound):
                one_listed(conn, catalogue(), somebody, number)


def test_what_waits_is_what_nobody_took_up_and_what_is_on_hold(at: Desk) -> None:
    slug = at.opened()
    untouched, thought, new, held = asked(at), asked(at), asked(at, slug), asked(at, slug)
    at.does("coordinator", verbs.answer, thought, "thinking_along", hours=4)
    at.does("coordinator", verbs.answer, held, "on_hold", "Druk.", "2023-10-01")

    assert seen(at, "coordinator", waiting) == [held, untouched]
    assert seen(at, "lid", waiting) == [held]
    assert new not in seen(at, "coordinator", waiting)


def test_the_newest_answer_counts_and_the_list_is_one_statement(at: Desk, statements: Listening) -> None:
    counted = []
    for n in range(50):
        number = asked(at)
        at.does("coordinator", verbs.answer, number, "thinking_along", hours=4)
        at.does("coordinator", verbs.answer, number, "refused", "Neen.")
        if n not in (0, 49):
            continue
        with at.store.reading() as conn:
            coordinator = actor(conn, catalogue().network, "coordinator", TODAY)
            assert coordinator is not None
            with statements() as ran:
                found = listed(conn, catalogue(), coordinator)
        assert {(one.question.state, one.question.why) for one in found} == {("refused", "Neen.")}
        counted.append((len(found), len(ran)))

    assert counted == [(1, 1), (50, 1)]


def test_numbers_follow_on_for_each_year_after_the_thousandth_too(at: Desk) -> None:
    at.adds(
        lambda change: rows.Question(
            id="q", number="v-2023-1000", asker="een school", text="Mag dit?", on_day=TODAY, n=1
        )
    )

    with at.store.reading() as conn:
        assert [next_number(conn, year) for year in (2022, 2023)] == ["v-2022-001", "v-2023-1001"]
