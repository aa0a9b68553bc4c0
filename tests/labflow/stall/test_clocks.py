"""The clocks stay quiet on what is not known, and only what moves the work moves them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from labflow.clock import UNKNOWN, Interval, day_of, on_day
from labflow.definition import Duration
from labflow.facts import (
    Condition,
    Deadline,
    Decision,
    Mandate,
    Note,
    Passage,
    Pause,
    Request,
    Rest,
    Tick,
    Turn,
)
from labflow.facts_questions import Question
from labflow.reasons import Reason
from labflow.stall.clocks import Sign, has_stayed_longer, last_sign, limit, newest_limit, newest_sign, weeks_between
from tests.labflow.dossiers import TODAY, a_dossier, a_network, both

TOLD = date(2023, 6, 1)


def a_note(kind: str, day: date | None = TOLD) -> Note:
    return Note(kind, both("nieuws"), on_day=day)


def entered(when: Interval, *, imported: bool = False) -> tuple[Passage, ...]:
    return (Passage(None, None, "try", when, imported=imported),)


@pytest.mark.parametrize(
    "facts",
    [
        {"notes": (a_note("realisatie"),)},
        {"notes": (a_note("uitdaging"),)},
        {"notes": (a_note("gebeurtenis"),)},
        {"ticks": {"a1": Tick("a1", "done", on_day=TOLD)}},
        {"requests": (Request("a-2023-001", "go-on", "sent", on_day=TOLD),)},
        {"decisions": (Decision("2023-001", "go-on", "approved", TOLD),)},
        {"passages": entered(on_day(TOLD))},
    ],
)
def test_what_moves_the_work_is_a_sign_of_life(facts: dict[str, object]) -> None:
    assert last_sign(a_dossier(**facts)) == on_day(TOLD)


@pytest.mark.parametrize(
    "facts",
    [
        {"notes": (a_note("nota"),)},
        {"notes": (a_note("hierna"),)},
        {"notes": (Note("nota", both("gaat goed"), mood="op-koers", on_day=TOLD),)},
        {"ticks": {"a1": Tick("a1", "unknown", on_day=TOLD)}},
        {"turn": Turn(both("iemand"), on_day=TOLD)},
        {"rest": Rest(both("even niet"), on_day=TOLD)},
    ],
)
def test_a_remark_resets_nothing(facts: dict[str, object]) -> None:
    older = date(2023, 5, 2)
    steps = entered(on_day(older))

    assert last_sign(a_dossier(passages=steps, **facts)) == on_day(older)


def test_what_a_source_tells_without_a_day_is_no_known_sign() -> None:
    notes = (Note("gebeurtenis", both("ooit"), Interval(date(2019, 1, 1), date(2019, 12, 31), "year")),)
    passages = entered(Interval(date(2019, 1, 1), date(2019, 12, 31), "year"), imported=True)

    assert last_sign(a_dossier(notes=notes, passages=passages)) == UNKNOWN


def test_the_newest_sign_counts() -> None:
    notes = (a_note("realisatie", date(2023, 9, 1)), a_note("realisatie", TOLD))

    assert last_sign(a_dossier(notes=notes)) == on_day(date(2023, 9, 1))


def test_a_pause_stops_the_school_weeks() -> None:
    over = Pause("rust", date(2023, 6, 5), date(2023, 6, 30), resumed_on=date(2023, 7, 11))
    running = Pause("rust", date(2023, 9, 1), date(2023, 12, 1))

    assert weeks_between(a_dossier(), date(2023, 5, 16), TODAY).least == 8
    assert weeks_between(a_dossier(pauses=(over,)), date(2023, 5, 16), TODAY).least == 4
    assert weeks_between(a_dossier(pauses=(over, running)), date(2023, 5, 16), TODAY).least == 2


@pytest.mark.parametrize(
    ("since", "today", "duration", "longer"),
    [
        (date(2023, 3, 11), date(2023, 9, 11), Duration(6, "months"), False),
        (date(2023, 3, 10), date(2023, 9, 11), Duration(6, "months"), True),
        (date(2023, 8, 31), date(2024, 2, 29), Duration(6, "months"), False),
        (date(2023, 8, 31), date(2024, 3, 1), Duration(6, "months"), True),
        (date(2024, 2, 29), date(2025, 2, 28), Duration(12, "months"), False),
        (date(2024, 2, 29), date(2025, 3, 1), Duration(12, "months"), True),
        (date(2023, 8, 28), date(2023, 9, 11), Duration(14, "days"), False),
        (date(2023, 8, 27), date(2023, 9, 11), Duration(14, "days"), True),
        (date(2023, 5, 16), date(2023, 9, 11), Duration(8, "school weeks"), False),
        (date(2023, 5, 16), date(2023, 9, 12), Duration(8, "school weeks"), True),
        (date(2022, 9, 1), date(2023, 9, 11), None, False),
    ],
)
def test_the_last_day_of_a_duration_is_still_in_time(
    since: date, today: date, duration: Duration | None, longer: bool
) -> None:
    dossier = a_dossier(today=today, passages=entered(on_day(since)))

    assert has_stayed_longer(dossier, duration) is longer


def test_a_pause_stops_the_time_in_the_stage() -> None:
    pause = Pause("rust", date(2023, 4, 1), date(2023, 4, 30), resumed_on=date(2023, 4, 11))
    steps = entered(on_day(date(2023, 3, 4)))

    assert has_stayed_longer(a_dossier(passages=steps), Duration(6, "months"))
    assert not has_stayed_longer(a_dossier(passages=steps, pauses=(pause,)), Duration(6, "months"))


def test_time_in_the_stage_counts_from_the_last_possible_day() -> None:
    spring = Interval(date(2023, 3, 1), date(2023, 3, 31), "month")

    assert not has_stayed_longer(a_dossier(passages=entered(spring)), Duration(6, "months"))
    assert has_stayed_longer(a_dossier(today=date(2023, 10, 1), passages=entered(spring)), Duration(6, "months"))


def test_time_in_a_stage_that_began_on_an_unknown_day_is_never_too_long() -> None:
    dossier = a_dossier(today=date(2099, 1, 1), passages=entered(UNKNOWN, imported=True))

    assert not has_stayed_longer(dossier, Duration(14, "days"))


def test_the_newest_deadline_or_term_counts() -> None:
    term = Deadline("term", both("jaar"), on_day(date(2023, 8, 31)))
    moved = Deadline("deadline", both("klaar"), on_day(date(2024, 8, 31)))
    hoped = Deadline("intended", both("start"), on_day(date(2024, 1, 1)))

    assert limit(a_dossier()) is None
    assert limit(a_dossier(deadlines=(hoped,))) is None
    assert limit(a_dossier(deadlines=(term,))) == term
    assert limit(a_dossier(deadlines=(term, moved, hoped))) == moved


def test_a_term_that_ended_before_the_stage_began_is_no_longer_its_term() -> None:
    term = Deadline("term", both("jaar"), on_day(date(2023, 8, 31)))

    assert limit(a_dossier(deadlines=(term,), passages=entered(on_day(date(2023, 9, 4))))) is None
    assert limit(a_dossier(deadlines=(term,), passages=entered(on_day(date(2023, 5, 4))))) == term


def test_a_limit_that_can_have_ended_before_the_stage_began_does_not_count() -> None:
    term = Deadline("term", both("jaar"), on_day(date(2023, 5, 15)))
    spring = Interval(date(2023, 5, 1), date(2023, 5, 31), "month")

    assert limit(a_dossier(deadlines=(term,), passages=entered(spring))) is None
    assert newest_limit(a_dossier(deadlines=(term,), passages=entered(spring))) == term
    assert limit(a_dossier(deadlines=(term,), passages=entered(UNKNOWN))) == term


def test_a_condition_that_was_met_and_a_mandate_are_signs_of_life() -> None:
    met = Condition("het plan", "puller", date(2023, 9, 1), "suspensive", met_on=date(2023, 8, 30))
    decision = Decision("2023-004", "go-on", "approved-with-conditions", TOLD, conditions=(met,))
    mandate = Mandate(
        "m-2023-001", "granted", "proef", 1, date(2023, 12, 1), asked_on=TOLD, granted_on=date(2023, 9, 4)
    )

    assert last_sign(a_dossier(decisions=(decision,))) == on_day(date(2023, 8, 30))
    assert last_sign(a_dossier(decisions=(decision,), mandates=(mandate,))) == on_day(date(2023, 9, 4))
    assert newest_sign(a_dossier(mandates=(mandate,))) == Sign(
        date(2023, 9, 4), Reason("stall.sign.mandate", {"number": "m-2023-001"})
    )


@pytest.mark.parametrize("state", ["in_treatment", "done", "redirected", "refused"])
def test_a_question_that_was_taken_up_or_answered_is_a_sign_of_life(state: str) -> None:
    question = Question("v-2023-001", "Kan dat?", "een school", state, date(2023, 9, 4), TOLD)

    assert last_sign(a_dossier(questions=(question,))) == on_day(date(2023, 9, 4))


@pytest.mark.parametrize("state", ["received", "on_hold"])
def test_a_question_that_came_in_or_waits_is_none(state: str) -> None:
    question = Question("v-2023-001", "Kan dat?", "een school", state, date(2023, 9, 4), TOLD)

    assert last_sign(a_dossier(questions=(question,))) == UNKNOWN


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2023, 3, 25, 22, 59, tzinfo=UTC), date(2023, 3, 25)),
        (datetime(2023, 3, 25, 23, 0, tzinfo=UTC), date(2023, 3, 26)),
        (datetime(2023, 3, 26, 21, 59, tzinfo=UTC), date(2023, 3, 26)),
        (datetime(2023, 3, 26, 22, 0, tzinfo=UTC), date(2023, 3, 27)),
        (datetime(2023, 10, 28, 21, 59, tzinfo=UTC), date(2023, 10, 28)),
        (datetime(2023, 10, 28, 22, 0, tzinfo=UTC), date(2023, 10, 29)),
        (datetime(2023, 10, 29, 22, 59, tzinfo=UTC), date(2023, 10, 29)),
        (datetime(2023, 10, 29, 23, 0, tzinfo=UTC), date(2023, 10, 30)),
    ],
)
def test_a_day_begins_at_midnight_in_the_network_also_when_the_clock_changes(moment: datetime, day: date) -> None:
    assert day_of(moment, "Europe/Brussels") == day


@pytest.mark.parametrize("change", [date(2023, 3, 26), date(2023, 10, 29)])
def test_a_week_in_which_the_clock_changes_has_seven_days(change: date) -> None:
    monday = change - timedelta(6)
    network = a_network(holidays=())

    assert weeks_between(a_dossier(network=network), monday, monday + timedelta(6)).least == 0
    assert weeks_between(a_dossier(network=network), monday, monday + timedelta(7)).least == 1
