"""Requests by number, on both databases."""

from labflow import rows
from labflow.queries.requests import next_number, request_row
from labflow.store import Store
from tests.labflow.desk import TODAY, desk


def test_numbers_run_on_within_a_year_and_start_again_in_the_next(store: Store) -> None:
    at = desk(store)
    at.stands("oud", "experiment")
    at.adds(*(
        lambda change, n=n: rows.Request(
            id=f"r{n}", initiative_id="i-oud", number=f"a-2023-{n:03}", transition="verlengen", text_sha256="",
            on_day=TODAY, n=n,
        )
        for n in (1, 9, 10)
    ))  # fmt: skip

    with store.reading() as conn:
        assert [next_number(conn, year) for year in (2022, 2023)] == ["a-2022-001", "a-2023-011"]
        found = [request_row(conn, number) for number in ("a-2023-009", "a-2023-099", "\0", "\ud800")]
    assert [row.id if row else None for row in found] == ["r9", None, None, None]


def test_numbers_run_on_past_a_thousand(store: Store) -> None:
    at = desk(store)
    at.stands("oud", "experiment")
    for n in (999, 1000):
        at.adds(lambda change, n=n: rows.Request(
            id=f"r{n}", initiative_id="i-oud", number=f"a-2023-{n}", transition="verlengen", text_sha256="",
            on_day=TODAY, n=n,
        ))  # fmt: skip

    with store.reading() as conn:
        assert next_number(conn, 2023) == "a-2023-1001"
