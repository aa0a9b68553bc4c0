"""Rows by the ids that they belong to: the same for none, one and more than fit in one statement."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from labflow import rows
from labflow.queries.reading import MOST_IDS, belonging
from labflow.store import Store
from tests.labflow.writing import opened

Statements = Callable[[], AbstractContextManager[list[str]]]


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
