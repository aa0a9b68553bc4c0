"""Time in a stage against what is expected: figures, and a bar only where the beginning is known."""

from datetime import date

from labflow.clock import Interval, on_day
from labflow.facts import Passage, Pause
from labflow.showing.spent import against_expected
from labflow.views.spent import Spent
from tests.labflow.test_showing import SAY, known


def spent(when: Interval, stage: str = "opstart", **facts: object) -> Spent | None:
    """The bar of a labo that came into its stage then; the demo's day is 11 September 2023."""
    return against_expected(known(stage, passages=(Passage(None, None, stage, when),), **facts), SAY)


def test_what_has_no_known_beginning_gets_no_bar() -> None:
    assert spent(Interval()) is None
    assert spent(Interval(None, date(2023, 3, 1), "part")) is None
    assert spent(on_day(date(2023, 9, 12))) is None


def test_an_end_gets_no_bar() -> None:
    assert spent(on_day(date(2023, 3, 1)), "verankerd") is None


def test_time_is_said_in_the_unit_of_the_expected_one() -> None:
    assert spent(on_day(date(2023, 6, 11))) == Spent("3 maanden, richttijd 6 maanden", 50, 50, 100)
    assert spent(on_day(date(2023, 6, 12))).text == "2 maanden, richttijd 6 maanden"  # type: ignore[union-attr]
    assert spent(on_day(date(2023, 9, 4))).text == "minder dan 1 maand, richttijd 6 maanden"  # type: ignore[union-attr]


def test_longer_than_expected_runs_past_the_mark() -> None:
    bar = spent(on_day(date(2022, 9, 11)))

    assert bar == Spent("12 maanden, richttijd 6 maanden", 100, 100, 50)
    assert bar.over


def test_an_entry_known_to_the_school_year_gives_a_least_and_a_most() -> None:
    bar = spent(Interval(date(2022, 9, 1), date(2023, 8, 31), "schoolyear"))

    assert bar is not None
    assert bar.text == "0 tot 12 maanden, richttijd 6 maanden"
    assert bar.least < bar.expected < bar.most == 100
    assert not bar.over


def test_a_pause_does_not_count() -> None:
    pause = Pause("bouw", date(2023, 4, 1), date(2023, 6, 1), date(2023, 6, 1))
    bar = spent(on_day(date(2023, 3, 11)), pauses=(pause,))

    assert bar is not None
    assert bar.text == "4 maanden, richttijd 6 maanden"
    assert not bar.over
