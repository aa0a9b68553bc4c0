"""Adding a decision to the register: the one place that gives a number. It judges nothing."""

from typing import Any

from labflow import rows
from labflow.change import Change
from labflow.queries.council import last_number


def decide(change: Change, **columns: Any) -> rows.Decision:
    """Add a decision with the next number of the year of its day; the caller records.

    `columns`: those of `rows.Decision` but for `id` and `number`. Numbers have no gap: the change holds the lock.
    """
    year = columns["on_day"].year
    number = f"{year:04}-{last_number(change.conn, year) + 1:03}"
    return change.add(rows.Decision(id=change.new_id(), number=number, **columns))
