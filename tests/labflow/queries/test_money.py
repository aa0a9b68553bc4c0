"""The means of a year: what was granted and still stands, in whole cents."""

from dataclasses import replace
from datetime import date

from labflow import rows
from labflow.queries.money import Means, of_year
from labflow.store import Store
from tests.labflow.council_room import SYSTEM, network, room


def granted(store: Store) -> None:
    """Five decisions, of which one is of another year, one was refused, and one was replaced."""
    body = room(store)
    given = (
        ("2023-001", "approved", 100_000, None), ("2023-002", "rejected", 900_000, None),
        ("2023-003", "approved-with-conditions", 50_001, None), ("2023-004", "amended", 40_000, "d-2023-001"),
        ("2024-001", "approved", 7, None),
    )  # fmt: skip
    with store.change(SYSTEM, now=body.noon) as change:
        for number, outcome, cents, replaces in given:
            change.add(rows.Decision(
                id=f"d-{number}", number=number, outcome=outcome, by="vote", verdict="{}", reglement=1, cents=cents,
                replaces_id=replaces, on_day=date(int(number[:4]), 1, 31),
            ))  # fmt: skip
        change.record("decide")


def test_what_stands_is_summed_by_calendar_year(store: Store) -> None:
    granted(store)

    with store.reading() as conn:
        found = [of_year(conn, network().network, year) for year in (2022, 2023, 2024)]
        without = of_year(conn, network().network, 2023, but_not="d-2023-004")

    assert found == [Means(20_000_000, 0), Means(20_000_000, 90_001), Means(20_000_000, 7)]
    assert (without and without.granted_cents, found[1] and found[1].left_cents) == (50_001, 19_909_999)


def test_a_network_without_means_has_none_to_count(store: Store) -> None:
    with store.reading() as conn:
        assert of_year(conn, replace(network().network, means_cents_per_year=None), 2023) is None
