"""Numbers: the one place that gives them, without a gap, and anew each year."""

from datetime import date

from labflow.deciding import decide
from labflow.store import Store
from tests.labflow.council_room import SYSTEM, room


def test_each_decision_of_a_year_has_the_next_number(store: Store) -> None:
    body = room(store)
    with store.change(SYSTEM, now=body.noon) as change:
        days = (date(2023, 9, 29), date(2023, 9, 1), date(2024, 1, 1), date(2023, 12, 31))
        numbers = [
            decide(change, outcome="noted", by="consensus", verdict="{}", reglement=1, on_day=day).number
            for day in days
        ]
        change.record("decide")

    assert numbers == ["2023-001", "2023-002", "2024-001", "2023-003"]
