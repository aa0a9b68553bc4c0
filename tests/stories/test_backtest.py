"""The stalled list finds what was planted in simulated years, sooner and with less noise than "no edit for 30 days"."""

from collections.abc import Mapping

import pytest

from tests.stories.backtest import Score, lived, scored
from tests.stories.backtest_world import KINDS

Scores = Mapping[str, Score]


@pytest.fixture(scope="module")
def ours() -> Scores:
    world = lived(4, 50, 3)
    return scored(world, world.stalled)


def test_nearly_every_planted_stall_is_found_and_named_for_what_it_is(ours: Scores) -> None:
    whole = ours["all"]

    assert whole.planted >= 30
    assert whole.found >= 0.95
    assert whole.named / whole.planted >= 0.95
    assert {*KINDS} <= ours.keys()


def test_it_finds_more_and_cries_wolf_less_than_no_edit_for_30_days(ours: Scores) -> None:
    world = lived(4, 50, 3)
    theirs = scored(world, world.unedited)["all"]

    assert theirs.planted == ours["all"].planted
    assert ours["all"].found > theirs.found
    assert ours["all"].false_a_year < theirs.false_a_year / 2


def test_silence_is_found_after_its_limit_and_not_in_the_holidays(ours: Scores) -> None:
    # Six school weeks without a sign of life, counted from the last one, which lies before the first silent day.
    assert ours["silent"].waits
    assert max(ours["silent"].waits) <= 7
