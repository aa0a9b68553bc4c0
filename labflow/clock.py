"""Time: the one clock, days in the network's zone, and dates that are only partly known.

This module never decides anything; it never guesses a date that a source does not give.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from labflow.words import Words

Precision = Literal["day", "part", "month", "year", "schoolyear", "none"]


@dataclass(frozen=True, slots=True)
class Interval:
    """Days between which something happened, with the source's own words.

    `start` and `end` are both inclusive; both None means *not known*. `words` is what the source says when that is
    more than the days themselves ("eind 2023").
    """

    start: date | None = None
    end: date | None = None
    precision: Precision = "none"
    words: Words | None = None

    @property
    def is_known(self) -> bool:
        """Whether any day is known."""
        return self.start is not None or self.end is not None

    def columns(self) -> dict[str, Any]:
        """Return it as the `when_*` columns of a row; words that somebody typed are kept as typed."""
        words = self.words.nl if self.words else None
        return {"when_start": self.start, "when_end": self.end, "when_precision": self.precision, "when_nl": words}

    def is_wholly_before(self, day: date) -> bool:
        """Whether every possible day lies before `day`; not known is never before."""
        return self.end is not None and self.end < day


UNKNOWN = Interval()


def on_day(day: date) -> Interval:
    """Return the interval of one known day."""
    return Interval(day, day, "day")


def now() -> datetime:
    """Return the moment, in UTC. The only reading of the system clock."""
    return datetime.now(UTC)


def moment_of(seconds: float) -> datetime:
    """Return the moment, in UTC, that the machine counts as so many seconds: when a file was written."""
    return datetime.fromtimestamp(seconds, UTC)


def day_of(moment: datetime, zone: str) -> date:
    """Return the calendar day of `moment` in the time zone `zone` (IANA name)."""
    return moment.astimezone(ZoneInfo(zone)).date()


def days_after(day: date, count: int) -> date:
    """Return the day `count` days later."""
    return day + timedelta(days=count)
