"""The clock: days in a zone, and intervals that never pretend to know."""

from datetime import UTC, date, datetime

from labflow.clock import UNKNOWN, Interval, day_of, days_after, now, on_day


def test_an_interval_is_before_a_day_only_when_every_day_of_it_is() -> None:
    year = Interval(date(2022, 9, 1), date(2023, 8, 31), "schoolyear")

    assert year.is_wholly_before(date(2023, 9, 1))
    assert not year.is_wholly_before(date(2023, 8, 31))


def test_what_is_not_known_is_never_before() -> None:
    assert not UNKNOWN.is_known
    assert not UNKNOWN.is_wholly_before(date(9999, 12, 31))
    assert not Interval(start=date(2019, 1, 1)).is_wholly_before(date(2023, 9, 11))


def test_half_a_date_is_known() -> None:
    assert Interval(start=date(2019, 1, 1)).is_known
    assert Interval(end=date(2019, 12, 31)).is_known


def test_one_day_is_an_interval_of_that_day() -> None:
    assert on_day(date(2024, 2, 29)) == Interval(date(2024, 2, 29), date(2024, 2, 29), "day")


def test_the_day_is_the_day_of_the_zone() -> None:
    before_summer_time_ends = datetime(2023, 10, 28, 22, 30, tzinfo=UTC)
    after_summer_time_ends = datetime(2023, 10, 29, 22, 30, tzinfo=UTC)

    assert day_of(before_summer_time_ends, "Europe/Brussels") == date(2023, 10, 29)
    assert day_of(after_summer_time_ends, "Europe/Brussels") == date(2023, 10, 29)


def test_days_are_counted_over_a_leap_day() -> None:
    assert days_after(date(2024, 2, 28), 2) == date(2024, 3, 1)
    assert days_after(date(2023, 2, 28), 2) == date(2023, 3, 2)


def test_now_is_a_moment_in_utc() -> None:
    assert now().tzinfo is UTC
