"""How rows are read, on both databases: in order, grouped, numbered, named."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from types import SimpleNamespace

import pytest

from labflow import rows
from labflow.clock import UNKNOWN, Interval
from labflow.queries.reading import MOST_IDS, belonging, fetch, free_slug, grouped, interval, next_n, one, told, words
from labflow.store import Store
from labflow.words import Words
from tests.labflow.writing import SYSTEM, opened

Statements = Callable[[], AbstractContextManager[list[str]]]


def organisations(store: Store, *slugs: str) -> None:
    """Add organisations with these addresses, numbered from one."""
    with store.change(SYSTEM) as change:
        for n, slug in enumerate(slugs, 1):
            change.add(rows.Organisation(id=f"o{n}", slug=slug, name=slug.title(), number=n))
        change.record("import")


def test_rows_come_in_the_order_that_is_asked(store: Store) -> None:
    organisations(store, "c", "a", "b")

    with store.reading() as conn:
        assert [row.slug for row in fetch(conn, rows.Organisation, order="slug")] == ["a", "b", "c"]
        assert [row.slug for row in fetch(conn, rows.Organisation, rows.Organisation.number > 1)] == ["a", "b"]  # type: ignore[operator]


def test_what_belongs_to_none_one_or_many_is_found(store: Store) -> None:
    organisations(store, "c", "a", "b")

    with store.reading() as conn:
        found = [
            [row.id for row in belonging(conn, rows.Organisation, "slug", slugs)] for slugs in ([], ["a"], ["a", "b"])
        ]

    assert found == [[], ["o2"], ["o2", "o3"]]


@pytest.mark.parametrize(("others", "ran_times"), [(0, 1), (1, 1), (MOST_IDS, 2)])
def test_rows_are_found_by_id_in_one_statement_for_each_thousand_ids(
    store: Store, statements: Statements, others: int, ran_times: int
) -> None:
    id = opened(store)

    with store.reading() as conn, statements() as ran:
        found = belonging(conn, rows.Note, "initiative_id", [*(f"other-{n}" for n in range(others)), id])

    assert ([row.initiative_id for row in found], len(ran)) == ([id], ran_times)


def test_no_id_finds_nothing(store: Store) -> None:
    opened(store)

    with store.reading() as conn:
        assert belonging(conn, rows.Note, "initiative_id", []) == []


def test_one_row_or_nothing(store: Store) -> None:
    organisations(store, "a")

    with store.reading() as conn:
        assert [one(conn, rows.Organisation, rows.Organisation.slug == slug) is None for slug in "ab"] == [False, True]


def test_the_next_number_follows_the_highest(store: Store) -> None:
    with store.reading() as conn:
        assert next_n(conn, rows.Seat) == 1
    with store.change(SYSTEM) as change:
        change.add(rows.Seat(id="s", key="s", title="S", votes=True, n=7))
        assert next_n(change.conn, rows.Seat) == 8
        assert next_n(change.conn, rows.Seat, rows.Seat.key == "t") == 1
        change.record("seats")


def test_a_taken_address_gets_the_first_number_that_is_free(store: Store) -> None:
    organisations(store, "a", "a-2", "a-4", "a-b", "axb", "b_c")

    with store.reading() as conn:
        free = [free_slug(conn, rows.Organisation, wanted) for wanted in ("a", "a-4", "b", "b_c", "b-c")]

    assert free == ["a-3", "a-4-2", "b", "b_c-2", "b-c"]


def test_rows_are_grouped_and_an_absent_group_is_empty() -> None:
    listed = [SimpleNamespace(of="x", n=n) for n in (1, 2)]

    groups = grouped(listed, "of")

    assert ([row.n for row in groups["x"]], groups["y"]) == ([1, 2], [])


def test_days_and_texts_come_out_as_values() -> None:
    day = date(2023, 12, 31)
    nothing = SimpleNamespace(when_start=None, when_end=None, when_precision="none", when_nl=None, when_en=None)
    ending = SimpleNamespace(when_start=None, when_end=day, when_precision="part", when_nl="eind 2023", when_en=None)

    assert interval(nothing) == UNKNOWN
    assert interval(ending) == Interval(None, day, "part", Words("eind 2023", "eind 2023"))
    assert [words(None, "x"), words("a", None), words("a", "b")] == [None, Words("a", "a"), Words("a", "b")]
    assert told(SimpleNamespace(text="a", text_en=None)) == Words("a", "a")
