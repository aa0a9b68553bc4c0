"""School years and school weeks: how long something takes when holidays do not count.

Holidays are data of the network and are passed in. A school year without data gives a span and a warning, never a
guess; a network without any holidays counts plain weeks. Single days off are not counted (each school has its own).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from labflow.clock import Interval, days_after
from labflow.reasons import Reason

Holidays = tuple[tuple[str, str, str], ...]
"""Name, first day and last day (ISO, both inclusive) of each school holiday, summer included."""

Span = tuple[date, date]
"""First and last day, both inclusive."""

FIRST_MONTH = 9


@dataclass(frozen=True, slots=True)
class Weeks:
    """A number of weeks, as a span when it is not exactly known.

    `missing` names the school years without data; `of_school` is False when the network has no school holidays.
    """

    least: int
    most: int
    missing: tuple[str, ...] = ()
    of_school: bool = True

    @property
    def spoken(self) -> Reason:
        """The number as words: "8 schoolweken", "7 à 8 schoolweken"."""
        kind = "school_weeks" if self.of_school else "weeks"
        if self.least == self.most:
            return Reason(f"schoolyear.{kind}", {"n": self.least})
        return Reason(f"schoolyear.{kind}_span", {"least": self.least, "most": self.most})

    @property
    def warning(self) -> Reason | None:
        """What to fill in when a school year is missing; None when nothing is."""
        return Reason("schoolyear.missing", {"years": self.missing}) if self.missing else None


def school_year(day: date) -> str:
    """Return the school year of a day, such as "2022-2023". It starts on 1 September."""
    first = _first_year(day)
    return f"{first}-{first + 1}"


def year_of(day: date, holidays: Holidays) -> str:
    """Return the year in which a network plans: the school year, or "2025" for a network without school holidays."""
    return school_year(day) if holidays else str(day.year)


def year_days(name: str, holidays: Holidays) -> Interval | None:
    """Return the days of such a year by its name; None for what is no year of this network."""
    if holidays:
        found = re.fullmatch(r"(\d{4})-(\d{4})", name)
        return school_year_days(name) if found and int(found[2]) == int(found[1]) + 1 else None
    if not re.fullmatch(r"(19|20|21)\d{2}", name):
        return None
    return Interval(date(int(name), 1, 1), date(int(name), 12, 31), "year")


def school_year_days(name: str) -> Interval:
    """Return the days of a school year such as "2022-2023": 1 September up to and including 31 August."""
    first = int(name[:4])
    return Interval(_start(first), _start(first + 1) - timedelta(1), "schoolyear")


def school_weeks(after: date, until: date, holidays: Holidays, away: Iterable[Span] = ()) -> Weeks:
    """Return the school weeks between two days.

    Counted are the days after `after` up to and including `until` outside `holidays` and `away` (such as a pause),
    divided by seven and rounded down. Days in a school year without data count in `most` and not in `least`.
    """
    least, most = school_days(after, until, holidays, away)
    return Weeks(least // 7, most // 7, missing_years(days_after(after, 1), until, holidays), bool(holidays))


def school_days(after: date, until: date, holidays: Holidays, away: Iterable[Span] = ()) -> tuple[int, int]:
    """Return the least and the most days that count between two days, as `school_weeks` counts them."""
    first, known = days_after(after, 1), (*_calendar(holidays), *away)
    years = (int(year[:4]) for year in missing_years(first, until, holidays))
    unsure = tuple((_start(year), _start(year + 1) - timedelta(1)) for year in years)
    counted = max((until - after).days, 0)
    most = counted - days_within(first, until, known)
    return counted - days_within(first, until, known + unsure), most


def after_school_weeks(since: date, weeks: int, holidays: Holidays, away: Iterable[Span] = ()) -> date | None:
    """Return the day on which so many school weeks are full; None when a school year on the way has no data."""
    day, left, spans = since, weeks * 7, (*_calendar(holidays), *away)
    while left:
        day = days_after(day, 1)
        if missing_years(day, day, holidays):
            return None
        left -= not any(first <= day <= last for first, last in spans)
    return day


def missing_years(first: date, last: date, holidays: Holidays) -> tuple[str, ...]:
    """Return the school years from `first` to `last` of which no holiday is known; none for a network without any."""
    known = _known_years(holidays)
    years = range(_first_year(first), _first_year(last) + 1) if holidays and first <= last else range(0)
    return tuple(f"{year}-{year + 1}" for year in years if year not in known)


def term_end(opened_on: date, days: int, holidays: Holidays) -> date:
    """Return the last day of a term of so many days that does not run in school holidays (R7).

    The day on which it opens does not count. In a school year without data every day counts.
    """
    last = opened_on
    for _ in range(days):
        last = out_of_holidays(days_after(last, 1), holidays)
    return last


def out_of_holidays(day: date, holidays: Holidays) -> date:
    """Return the day itself, or the first day after the holiday in which it lies (own proposal)."""
    for start, end in sorted(_calendar(holidays)):
        day = days_after(end, 1) if start <= day <= end else day
    return day


def days_within(first: date, last: date, spans: Iterable[Span]) -> int:
    """Return how many days from `first` to `last` lie in one of the spans; a day in two of them counts once."""
    found, free = 0, first
    for start, end in sorted(spans):
        start, end = max(start, free), min(end, last)
        if start <= end:
            found, free = found + (end - start).days + 1, days_after(end, 1)
    return found


@cache
def _calendar(holidays: Holidays) -> tuple[Span, ...]:
    return tuple((date.fromisoformat(start), date.fromisoformat(end)) for _, start, end in holidays)


@cache
def _known_years(holidays: Holidays) -> frozenset[int]:
    return frozenset(_first_year(start) for start, _ in _calendar(holidays))


def _first_year(day: date) -> int:
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def _start(year: int) -> date:
    return date(year, FIRST_MONTH, 1)
