"""How a page says counts and days."""

from datetime import date

import pytest

from labflow.texts.speech import Speech, raised


def test_small_counts_are_words_and_large_ones_figures() -> None:
    say = Speech("nl")

    assert [say.number(n) for n in (0, 1, 9, 12, 13, 2100)] == ["geen", "één", "negen", "twaalf", "13", "2.100"]


def test_the_count_picks_singular_or_plural_and_opens_with_a_capital() -> None:
    say = Speech("nl")

    assert say.counted("web.portfolio.running", 1) == "Eén initiatief loopt."
    assert say.counted("web.portfolio.stuck", 3) == "*Drie zitten vast.*"


@pytest.mark.parametrize(
    ("text", "expected"), [("de raad", "De raad"), ("één punt", "Eén punt"), ("*één punt*", "*Eén punt*"), ("", "")]
)
def test_a_capital_stands_behind_the_mark_of_emphasis(text: str, expected: str) -> None:
    assert raised(text) == expected


def test_days_are_said_with_and_without_what_one_knows_already() -> None:
    day, today = date(2023, 9, 29), date(2023, 9, 11)

    assert Speech("nl").weekday(day) == "vrijdag 29 september 2023"
    assert Speech("en").weekday(day) == "Friday 29 September 2023"
    assert Speech("nl").short_day(day, today) == "29 september"
    assert Speech("nl").short_day(date(2024, 1, 8), today) == "8 januari 2024"
