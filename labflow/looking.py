"""Somebody who only looks, on a day: what a verb would refuse can be asked before anything is written."""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Looking:
    """What the rules of an act read of a change: the connection, and the day that it would count for."""

    conn: Any
    today: date

    @property
    def on(self) -> date:
        """The day that an act would count for; who looks is never on another day than today."""
        return self.today
