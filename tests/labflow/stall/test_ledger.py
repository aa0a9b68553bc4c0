"""By when a stage is expected to be done, and what moved that day: a pause, a decision, an agreement, nothing else."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labflow.clock import UNKNOWN, Interval, on_day
from labflow.definition import Duration, Stage, Transition
from labflow.dossier import Dossier
from labflow.facts import Deadline, Decision, Note, Passage, Pause, Rest, Turn
from labflow.reasons import Reason
from labflow.stall.clocks import has_stayed_longer
from labflow.stall.ledger import budget, end_of, expected_by
from labflow.texts import say
from tests.labflow.dossiers import HOLIDAYS, a_dossier, a_network, a_workflow, both

MARCH = on_day(date(2024, 3, 1))
TWO_WEEKS = Pause("examens", date(2024, 4, 1), date(2024, 4, 15), resumed_on=date(2024, 4, 15))


def entered(when: Interval, **facts: Any) -> Dossier:
    steps = (Passage(None, None, "try", when), *facts.pop("steps", ()))
    return a_dossier(**{"today": date(2024, 6, 1), "passages": steps, **facts})


def extended(number: str = "2024-003") -> dict[str, Any]:
    """One extension to 31 January 2025, with its decision on record, and the deadline that it set."""
    last = date(2025, 1, 31)
    ways = {**a_workflow().transitions}
    ways["longer"] = Transition("longer", both("verlengen"), ("try",), None, (), "own proposal", {"tot": "date"},
                                {"deadline": "tot"})  # fmt: skip
    decision = Decision("2024-003", "longer", "approved", date(2024, 5, 6), asks={"tot": last.isoformat()}, used=True)
    return {
        "workflow": a_workflow(transitions=ways),
        "steps": (Passage("longer", "try", "try", on_day(date(2024, 5, 6)), decision=number or None),),
        "decisions": (decision,),
        "deadlines": (Deadline("deadline", both("verlengen"), on_day(last)),),
    }


def test_a_stage_is_expected_to_be_done_after_its_duration() -> None:
    expected = expected_by(entered(MARCH))

    assert expected is not None
    assert (expected.by, expected.movers) == (on_day(date(2024, 9, 1)), ())


@pytest.mark.parametrize("when", [UNKNOWN, Interval(start=date(2024, 3, 1)), Interval(end=date(2024, 3, 1))])
def test_an_unknown_day_of_entry_gives_no_expected_day(when: Interval) -> None:
    assert (budget(entered(when)), expected_by(entered(when))) == (None, None)


def test_what_ended_or_has_no_expected_duration_has_no_expected_day() -> None:
    assert expected_by(entered(MARCH, stage_key="keep")) is None
    assert expected_by(a_dossier(stage_key="done", passages=(Passage(None, "try", "done", MARCH),))) is None


def test_an_interval_of_entry_gives_an_interval() -> None:
    expected = expected_by(entered(Interval(date(2024, 3, 1), date(2024, 3, 31), "month")))

    assert expected is not None
    assert expected.by == Interval(date(2024, 9, 1), date(2024, 9, 30), "part")


def test_a_pause_moves_it_and_says_so() -> None:
    expected = expected_by(entered(MARCH, pauses=(TWO_WEEKS,)))

    assert expected is not None
    assert expected.by == on_day(date(2024, 9, 15))
    assert [say(mover, "nl") for mover in expected.movers] == [
        "2 weken later door de pauze van 1 april 2024 tot en met 14 april 2024"
    ]


def test_a_pause_that_runs_moves_it_day_by_day() -> None:
    running = Pause("even niet", date(2024, 5, 30), date(2024, 7, 1))

    expected = expected_by(entered(MARCH, pauses=(running,)))

    assert expected is not None
    assert expected.by == on_day(date(2024, 9, 4))
    assert [say(mover, "nl") for mover in expected.movers] == [
        "tot nu 3 dagen later door de pauze die loopt sinds 30 mei 2024"
    ]


def test_a_pause_before_or_after_the_stage_s_time_moves_nothing() -> None:
    before = Pause("toen", date(2024, 1, 1), date(2024, 2, 1), resumed_on=date(2024, 2, 1))
    after = Pause("te laat", date(2024, 9, 3), date(2024, 9, 20), resumed_on=date(2024, 9, 20))

    expected = expected_by(entered(MARCH, pauses=(before, after), today=date(2024, 10, 1)))

    assert expected is not None
    assert (expected.by, expected.movers) == (on_day(date(2024, 9, 1)), ())


def test_a_decision_moves_it_and_its_number_is_said() -> None:
    expected = expected_by(entered(MARCH, **extended()))

    assert expected is not None
    assert expected.by == on_day(date(2025, 1, 31))
    assert [say(mover, "nl") for mover in expected.movers] == ["verlengd met beslissing 2024-003 tot 31 januari 2025"]


def test_an_extension_without_its_decision_on_record_is_an_agreement() -> None:
    expected = expected_by(entered(MARCH, **extended(number="")))

    assert expected is not None
    assert expected.movers == (Reason("stall.moved_by_agreement", {"text": both("verlengen")}),)


def test_an_extension_of_an_earlier_stay_in_the_stage_no_longer_counts() -> None:
    facts = extended()
    back = Passage("fall-back", "keep", "try", on_day(date(2024, 5, 20)))

    spent = budget(entered(MARCH, **{**facts, "steps": (*facts["steps"], back)}))

    assert spent is not None
    assert spent.moved == ()


def test_school_weeks_leave_holidays_and_pauses_out() -> None:
    stages = {"try": Stage("try", both("proberen"), expected=Duration(8, "school weeks"))}
    facts = {"workflow": a_workflow(stages=stages), "today": date(2023, 9, 11)}

    assert expected_by(entered(on_day(date(2023, 5, 16)), **facts)).by == on_day(date(2023, 9, 11))  # type: ignore[union-attr]
    assert expected_by(entered(on_day(date(2024, 6, 20)), **facts)) is None
    plain = expected_by(entered(on_day(date(2023, 5, 16)), network=a_network(holidays=()), **facts))
    assert plain is not None
    assert plain.by == on_day(date(2023, 7, 11))


DAYS = st.dates(date(2022, 9, 1), date(2024, 6, 30))
PAUSES = st.lists(st.tuples(DAYS, st.integers(0, 60)), max_size=3)
DURATIONS = st.builds(Duration, st.integers(1, 13), st.sampled_from(("days", "months", "school weeks")))


def _pauses(drawn: list[tuple[date, int]], today: date) -> tuple[Pause, ...]:
    """Pauses that follow each other; the last one may still run."""
    found: list[Pause] = []
    for first, days in sorted(drawn):
        resumed = first + timedelta(days)
        if first > today or (found and (found[-1].resumed_on is None or found[-1].resumed_on > first)):
            continue
        found.append(Pause("", first, resumed, resumed if resumed <= today else None))
    return tuple(found)


@given(DAYS, DAYS, DURATIONS, PAUSES)
def test_it_is_too_long_exactly_when_the_expected_day_is_past(
    since: date, today: date, duration: Duration, drawn: list[tuple[date, int]]
) -> None:
    dossier = entered(on_day(since), today=today, pauses=_pauses(drawn, today))
    end = end_of(dossier, duration, since)

    assert has_stayed_longer(dossier, duration) is (end is not None and today > end)


@given(DAYS, st.lists(st.sampled_from(("nota", "beurt", "rust")), max_size=4), DAYS)
def test_a_remark_a_turn_or_a_rest_moves_nothing(since: date, acts: list[str], day: date) -> None:
    facts: dict[str, Any] = {"notes": tuple(Note("nota", both("?"), on_day=day) for act in acts if act == "nota")}
    facts["turn"] = Turn(both("iemand"), on_day=day) if "beurt" in acts else None
    facts["rest"] = Rest(both("even"), day, day) if "rust" in acts else None

    assert expected_by(entered(on_day(since), **facts)) == expected_by(entered(on_day(since)))


def test_the_network_of_these_tests_has_no_data_after_august_2024() -> None:
    assert max(last for _, _, last in HOLIDAYS) == "2024-08-31"
