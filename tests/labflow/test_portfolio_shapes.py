"""Days are kept as precisely as the source writes them, and no more; counts may be several; slugs are addresses."""

from datetime import date
from typing import Any

import pytest

from labflow.clock import Interval
from labflow.loading import parse
from labflow.portfolio_shapes import SEVERAL, Count, Day, Days, PlainDays, Slug
from labflow.shapes import Shape, Taking
from labflow.words import Words

MID_MAY = Words("half mei 2023", "mid-May 2023")


def taken(shape: Shape, written: str) -> tuple[Any, list[str]]:
    taking = Taking()
    tree, _ = parse(f"it: {written}\n", "try.yaml")
    value = shape.take(tree.at("it"), ("it",), taking)
    return value, [finding.reason.code for finding in taking.findings]


@pytest.mark.parametrize(
    ("written", "interval"),
    [
        ("2023-06-08", Interval(date(2023, 6, 8), date(2023, 6, 8), "day")),
        ("2023-02", Interval(date(2023, 2, 1), date(2023, 2, 28), "month")),
        ("2022-2023", Interval(date(2022, 9, 1), date(2023, 8, 31), "schoolyear")),
        ("2019", Interval(date(2019, 1, 1), date(2019, 12, 31), "year")),
    ],
)
def test_a_date_is_as_wide_as_it_is_written(written: str, interval: Interval) -> None:
    assert taken(Days(), written) == (interval, [])
    assert taken(PlainDays(), written) == (interval, [])


def test_words_of_the_source_go_with_its_days() -> None:
    known = taken(Days(), "{from: 2023-05-11, until: 2023-05-20, nl: half mei 2023, en: mid-May 2023}")
    one = taken(Days(), "{from: 2023-05-11, nl: half mei 2023, en: mid-May 2023}")
    year = taken(Days(), "{at: 2023, nl: half mei 2023, en: mid-May 2023}")
    none = taken(Days(), "{nl: half mei 2023, en: mid-May 2023}")

    assert known == (Interval(date(2023, 5, 11), date(2023, 5, 20), "part", MID_MAY), [])
    assert one == (Interval(date(2023, 5, 11), date(2023, 5, 11), "part", MID_MAY), [])
    assert year == (Interval(date(2023, 1, 1), date(2023, 12, 31), "year", MID_MAY), [])
    assert none == (Interval(words=MID_MAY), [])


@pytest.mark.parametrize(
    ("shape", "written", "code"),
    [
        (Days(), "ooit", "soundness.E005_days"),
        (Days(), "2023-13", "soundness.E005_days"),
        (Days(), "{at: 2023, nl: in 2023}", "soundness.E005_missing"),
        (Days(), "{at: ooit, nl: ooit, en: once}", "soundness.E005_days"),
        (Day(), "2023-02-30", "soundness.E005_day"),
        (Slug(), "Speak Up!", "soundness.E005_slug"),
        (Count(), "many", "soundness.E005_whole"),
    ],
)
def test_what_does_not_fit_is_said_and_left_out(shape: Shape, written: str, code: str) -> None:
    assert taken(shape, written) == (None, [code])


def test_a_count_may_be_none_some_or_several() -> None:
    assert [taken(Count(), written)[0] for written in ("0", "36", "several")] == [0, 36, SEVERAL]


def test_a_slug_may_begin_with_a_figure() -> None:
    assert taken(Slug(), "4sprong") == ("4sprong", [])


@pytest.mark.parametrize("shape", [Count(), Day(), Days(), PlainDays(), Slug()])
def test_each_shape_can_be_said_to_an_editor(shape: Shape) -> None:
    assert {"type", "anyOf"} & shape.schema().keys()
