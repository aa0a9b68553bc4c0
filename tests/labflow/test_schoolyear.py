"""School weeks: holidays do not count, and a year without data is a span with a warning."""

from datetime import date, timedelta

import pytest

from labflow.catalogue import load_catalogue
from labflow.clock import Interval
from labflow.reasons import Reason
from labflow.schoolyear import (
    Holidays,
    Weeks,
    after_school_weeks,
    days_within,
    missing_years,
    out_of_holidays,
    school_days,
    school_weeks,
    school_year,
    school_year_days,
    term_end,
    year_days,
    year_of,
)
from labflow.texts import say
from tests.labflow.dossiers import HOLIDAYS

SEPTEMBER = date(2023, 9, 11)


def test_a_network_plans_by_school_year_or_without_holidays_by_calendar_year() -> None:
    assert (year_of(SEPTEMBER, HOLIDAYS), year_of(SEPTEMBER, ())) == ("2023-2024", "2023")
    assert year_days("2023-2024", HOLIDAYS) == Interval(date(2023, 9, 1), date(2024, 8, 31), "schoolyear")
    assert year_days("2023", ()) == Interval(date(2023, 1, 1), date(2023, 12, 31), "year")


@pytest.mark.parametrize(
    ("name", "holidays"), [("2023", HOLIDAYS), ("2023-2025", HOLIDAYS), ("2023-2024", ()), ("23", ()), ("0000", ())]
)
def test_the_name_of_another_kind_of_year_is_none(name: str, holidays: Holidays) -> None:
    assert year_days(name, holidays) is None


@pytest.mark.parametrize(
    ("after", "until", "weeks"),
    [
        (date(2023, 5, 16), SEPTEMBER, 8),
        (SEPTEMBER, date(2023, 12, 31), 13),
        (SEPTEMBER, SEPTEMBER, 0),
        (SEPTEMBER, date(2023, 5, 16), 0),
        (date(2023, 6, 30), date(2023, 8, 31), 0),
        (date(2023, 6, 23), date(2023, 6, 30), 1),
        (date(2024, 2, 21), date(2024, 3, 6), 2),
        (date(2023, 10, 22), date(2023, 11, 6), 1),
    ],
)
def test_school_weeks_leave_the_holidays_out(after: date, until: date, weeks: int) -> None:
    assert school_weeks(after, until, HOLIDAYS) == Weeks(weeks, weeks)


def test_a_network_without_school_holidays_counts_weeks() -> None:
    assert school_weeks(date(2023, 5, 16), SEPTEMBER, ()) == Weeks(16, 16, of_school=False)


def test_what_lies_in_a_pause_does_not_count_and_counts_once() -> None:
    away = ((date(2023, 6, 5), date(2023, 7, 10)),)

    weeks = school_weeks(date(2023, 5, 16), SEPTEMBER, HOLIDAYS, away)

    assert weeks == Weeks(4, 4)


def test_a_school_year_that_is_missing_gives_a_span_and_a_warning() -> None:
    weeks = school_weeks(date(2024, 8, 31), date(2024, 10, 12), HOLIDAYS)

    assert weeks == Weeks(0, 6, ("2024-2025",))
    assert weeks.warning == Reason("schoolyear.missing", {"years": ("2024-2025",)})
    assert "2024-2025" in say(weeks.warning, "nl")


def test_nothing_is_missing_when_every_year_is_there() -> None:
    assert school_weeks(date(2023, 5, 16), SEPTEMBER, HOLIDAYS).warning is None
    assert missing_years(date(2022, 9, 1), date(2024, 8, 31), HOLIDAYS) == ()
    assert missing_years(date(2021, 8, 31), date(2024, 9, 1), HOLIDAYS) == ("2020-2021", "2021-2022", "2024-2025")
    assert missing_years(date(2030, 1, 1), date(2031, 1, 1), ()) == ()


@pytest.mark.parametrize(
    ("weeks", "nl", "en"),
    [
        (Weeks(1, 1), "1 schoolweek", "1 school week"),
        (Weeks(8, 8), "8 schoolweken", "8 school weeks"),
        (Weeks(7, 8), "7 à 8 schoolweken", "7 to 8 school weeks"),
        (Weeks(1, 1, of_school=False), "1 week", "1 week"),
        (Weeks(2, 3, of_school=False), "2 à 3 weken", "2 to 3 weeks"),
    ],
)
def test_weeks_are_spoken_in_both_languages(weeks: Weeks, nl: str, en: str) -> None:
    assert (say(weeks.spoken, "nl"), say(weeks.spoken, "en")) == (nl, en)


def test_a_school_year_begins_on_the_first_of_september() -> None:
    assert school_year(date(2023, 8, 31)) == "2022-2023"
    assert school_year(date(2023, 9, 1)) == "2023-2024"
    assert school_year_days("2022-2023") == Interval(date(2022, 9, 1), date(2023, 8, 31), "schoolyear")


def test_a_day_in_two_spans_counts_once() -> None:
    spans = ((date(2023, 7, 1), date(2023, 7, 10)), (date(2023, 7, 5), date(2023, 7, 6)))

    assert days_within(date(2023, 7, 2), date(2023, 7, 31), spans) == 9
    assert days_within(date(2023, 8, 1), date(2023, 8, 31), spans) == 0


def test_counting_by_spans_equals_counting_day_by_day() -> None:
    holidays = [(date.fromisoformat(first), date.fromisoformat(last)) for _, first, last in HOLIDAYS]
    start = date(2022, 9, 1)

    for length in range(0, 700, 13):
        days = [start + timedelta(n) for n in range(1, length + 1)]
        counted = sum(not any(first <= day <= last for first, last in holidays) for day in days)
        assert school_weeks(start, start + timedelta(length), HOLIDAYS) == Weeks(counted // 7, counted // 7)


@pytest.mark.parametrize(
    ("opened_on", "days", "last"),
    [
        (date(2023, 9, 29), 10, date(2023, 10, 9)),
        (date(2023, 10, 25), 10, date(2023, 11, 11)),
        (date(2023, 10, 30), 1, date(2023, 11, 6)),
        (date(2023, 6, 25), 10, date(2023, 9, 5)),
        (date(2023, 7, 3), 5, date(2023, 9, 5)),
        (date(2024, 12, 20), 10, date(2024, 12, 30)),
        (date(2023, 9, 29), 0, date(2023, 9, 29)),
    ],
)
def test_a_term_does_not_run_in_school_holidays(opened_on: date, days: int, last: date) -> None:
    assert term_end(opened_on, days, HOLIDAYS) == last


def test_a_term_without_a_calendar_counts_plain_days() -> None:
    assert term_end(date(2023, 10, 25), 10, ()) == date(2023, 11, 4)


def test_a_day_in_a_holiday_moves_to_the_first_day_after_it_and_another_stays() -> None:
    days = [date(2023, 10, 29), date(2023, 10, 30), date(2023, 11, 5), date(2023, 11, 6)]

    assert [out_of_holidays(day, HOLIDAYS) for day in days] == [days[0], days[3], days[3], days[3]]
    assert out_of_holidays(days[1], ()) == days[1]
    assert out_of_holidays(days[1], (*HOLIDAYS, ("brug", "2023-11-06", "2023-11-07"))) == date(2023, 11, 8)


@pytest.mark.parametrize(
    ("since", "weeks", "day"),
    [
        (date(2023, 5, 16), 8, date(2023, 9, 11)),
        (date(2024, 2, 26), 1, date(2024, 3, 4)),
        (date(2023, 6, 30), 1, date(2023, 9, 7)),
        (SEPTEMBER, 0, SEPTEMBER),
        (date(2024, 6, 28), 1, None),
    ],
)
def test_so_many_school_weeks_are_full_on_a_day(since: date, weeks: int, day: date | None) -> None:
    assert after_school_weeks(since, weeks, HOLIDAYS) == day


def test_days_that_count_are_a_span_when_a_year_is_missing() -> None:
    assert school_days(date(2023, 5, 16), SEPTEMBER, HOLIDAYS) == (56, 56)
    assert school_days(date(2024, 8, 25), date(2024, 9, 8), HOLIDAYS) == (0, 8)


def test_the_network_s_calendar_is_the_table_of_its_schools() -> None:
    """Autumn, Christmas, Carnival, Easter and summer of each school year, by the rules of the Flemish arrangement."""
    shipped = load_catalogue().network.holidays
    years = range(2021, 2028)

    expected = [(name, first.isoformat(), last.isoformat()) for year in years for name, first, last in _flemish(year)]

    assert list(shipped) == expected


def _flemish(year: int) -> list[tuple[str, date, date]]:
    def monday(day: date) -> date:
        return day - timedelta(day.weekday())

    eve, christmas, easter = date(year, 11, 1), date(year, 12, 25), EASTER[year + 1]
    autumn = eve + timedelta(1) if eve.weekday() == 6 else monday(eve)
    winter = monday(christmas) if christmas.weekday() < 5 else monday(christmas) + timedelta(7)
    carnival = monday(easter) - timedelta(42)
    april = date(year + 1, 4, 1)
    spring = april + timedelta(-april.weekday() % 7)
    if easter.month == 3:
        spring = easter + timedelta(1)
    last = spring + timedelta(13)
    if easter > date(year + 1, 4, 15):
        spring, last = monday(easter) - timedelta(7), easter + timedelta(1)
    return [
        ("herfst", autumn, monday(autumn) + timedelta(6)),
        ("kerst", winter, winter + timedelta(13)),
        ("krokus", carnival, carnival + timedelta(6)),
        ("paas", spring, last),
        ("zomer", date(year + 1, 7, 1), date(year + 1, 8, 31)),
    ]


EASTER = {
    day.year: day
    for day in (
        date(2022, 4, 17),
        date(2023, 4, 9),
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2026, 4, 5),
        date(2027, 3, 28),
        date(2028, 4, 16),
    )
}
