"""Rules on what was agreed: over, near, or promised and not done."""

from dataclasses import replace
from datetime import date
from typing import Any

from labflow.clock import UNKNOWN, Interval, on_day
from labflow.definition import Gate, Item, Need, Transition
from labflow.facts import (
    Commitment,
    Condition,
    Deadline,
    Decision,
    Lead,
    Tick,
)
from labflow.stall import rule
from labflow.stall.finding import NEAR, PASSED
from labflow.texts import say
from labflow.words import Words
from tests.labflow.dossiers import TODAY, a_dossier, a_workflow, both
from tests.labflow.stall.cases import found

END_OF_AUGUST, END_OF_YEAR = on_day(date(2023, 8, 31)), on_day(date(2023, 12, 31))


def test_a_term_is_over_on_the_day_after_its_last() -> None:
    school_year = Interval(date(2022, 9, 1), date(2023, 8, 31), "schoolyear")
    term = Deadline("term", both("Het extra jaar"), school_year)

    assert found("term_over", deadlines=(term,), today=date(2023, 8, 31)) == ()

    (finding,) = found("term_over", deadlines=(term,))

    assert (finding.weight, finding.since, finding.days, finding.action) == (PASSED, school_year, 11, "ask_decision")
    assert say(finding.reason, "nl") == "Het extra jaar is voorbij. Laatste dag: 31 augustus 2023."


def test_a_source_s_own_words_for_a_day_stay() -> None:
    last = Interval(
        date(2023, 8, 31), date(2023, 8, 31), "part", Words("eind augustus, zo lezen we het", "late August")
    )

    (finding,) = found("term_over", deadlines=(Deadline("term", both("Het jaar"), last),))

    assert say(finding.reason, "nl") == "Het jaar is voorbij. Laatste dag: eind augustus, zo lezen we het."


def test_a_deadline_and_a_commitment_can_be_over_too() -> None:
    deadline = Deadline("deadline", both("Klaar zijn"), END_OF_AUGUST)
    bureau = Commitment(both("Het bureau"), END_OF_AUGUST)

    findings = found("term_over", deadlines=(deadline,), commitments=(bureau, Commitment(both("De zaal"), UNKNOWN)))

    assert [say(finding.reason, "en") for finding in findings] == [
        "Klaar zijn: the deadline has passed (31 August 2023).",
        "Het bureau has ended (ran until 31 August 2023).",
    ]


def test_a_deadline_is_near_within_its_school_weeks() -> None:
    end_of_year = replace(END_OF_YEAR, words=Words("eind 2023", "the end of 2023"))
    deadline = Deadline("deadline", both("Verduurzaamd zijn"), end_of_year)

    (finding,) = found("deadline_near", deadlines=(deadline,))

    assert (finding.weight, finding.since, finding.days) == (NEAR, None, None)
    assert say(finding.reason, "nl") == "Verduurzaamd zijn: nog 13 schoolweken (deadline: eind 2023)."
    assert rule(Need("deadline_near", {"school_weeks": 12})).of(a_dossier(deadlines=(deadline,))) == ()


def test_a_term_is_near_too_until_and_on_its_last_day() -> None:
    term = Deadline("term", both("Het jaar"), on_day(TODAY))

    (finding,) = found("deadline_near", deadlines=(term,))

    assert say(finding.reason, "nl") == "Het jaar loopt af: nog 0 schoolweken. Laatste dag: 11 september 2023."
    assert found("deadline_near", deadlines=(term,), today=date(2023, 9, 12)) == ()


def test_a_deadline_without_a_last_day_is_not_near() -> None:
    assert found("deadline_near", deadlines=(Deadline("deadline", both("Ooit"), Interval(start=TODAY)),)) == ()


def test_an_intended_day_is_no_deadline() -> None:
    hoped = Deadline("intended", both("Start"), END_OF_AUGUST)

    assert found("term_over", deadlines=(hoped,)) == found("deadline_near", deadlines=(hoped,)) == ()


POINT = Item("a1", both("Het draagvlak is gekend"), "own proposal")
LISTED = a_workflow(
    checklists={"list": (POINT, Item("a2", both("Partners"), "own proposal"))},
    transitions={"go-on": Transition("go-on", both("ga door"), ("try",), "keep", (), "own proposal",
                                     gate=Gate((Need("checklist", {"list": "list"}),), "raad"))},
)  # fmt: skip


def a_decision(**changes: Any) -> tuple[Decision, ...]:
    """An approval with one condition of the lead, due on 8 September 2023."""
    term = replace(Condition("het plan op papier", "puller", date(2023, 9, 8), "suspensive"), **changes)
    return (Decision("2023-004", "go-on", "approved-with-conditions", date(2023, 6, 16), conditions=(term,)),)


def test_a_deadline_that_is_near_names_how_many_points_are_left() -> None:
    deadline = Deadline("deadline", both("Klaar zijn"), on_day(date(2023, 12, 31)))
    ticks = {"a1": Tick("a1", "busy"), "a2": Tick("a2", "unknown")}

    (finding,) = found("deadline_near", deadlines=(deadline,), ticks=ticks, workflow=LISTED)
    (known,) = found("deadline_near", deadlines=(deadline,), ticks={**ticks, "a2": Tick("a2", "todo")}, workflow=LISTED)

    assert say(finding.reason, "nl") == (
        "Klaar zijn: nog 13 schoolweken, en nog 1 punt open (deadline: 31 december 2023)."
    )
    assert say(known.reason, "en") == "Klaar zijn: 13 school weeks left and 2 points open (deadline: 31 December 2023)."


def test_a_promise_that_ends_soon_speaks_from_its_last_possible_day() -> None:
    week = Interval(date(2023, 9, 25), date(2023, 10, 1), "part")
    room = Commitment(both("De zaal"), week)

    (finding,) = found("commitment_ends", commitments=(room, Commitment(both("Het geld"))))

    assert (finding.weight, finding.action) == (NEAR, "ask_decision")
    assert say(finding.reason, "nl") == "De zaal loopt af: nog 2 schoolweken. Laatste dag: 1 oktober 2023."
    assert found("commitment_ends", commitments=(replace(room, ends=on_day(date(2023, 12, 22))),)) == ()
    assert found("commitment_ends", commitments=(room,), today=date(2023, 10, 2)) == ()


def test_a_point_that_was_promised_is_overdue_on_the_day_after() -> None:
    ticks = {"a1": Tick("a1", "explained", why="later", by_day=date(2023, 9, 10))}

    (finding,) = found("agreement_overdue", ticks=ticks, workflow=LISTED, lead=Lead("trekker-1"))

    assert (finding.weight, finding.days, finding.mover) == (PASSED, 1, Words("de trekker", "the lead"))
    assert say(finding.reason, "nl") == (
        "Een afspraak is over tijd: “Het draagvlak is gekend” was beloofd tegen 10 september 2023."
    )
    assert found("agreement_overdue", ticks=ticks, workflow=LISTED, today=date(2023, 9, 10)) == ()
    assert found("agreement_overdue", ticks={"a1": replace(ticks["a1"], state="done")}, workflow=LISTED) == ()
    assert found("agreement_overdue", ticks=ticks, workflow=LISTED, stage_key="keep") == ()
    (nobody,) = found("agreement_overdue", ticks=ticks, workflow=LISTED, lead=Lead(None))
    assert nobody.mover == Words("de binder", "the binder")


def test_a_condition_past_its_day_is_the_move_of_its_owner() -> None:
    (finding,) = found("agreement_overdue", decisions=a_decision())

    assert (finding.weight, finding.days, finding.mover) == (PASSED, 3, Words("de trekker", "the lead"))
    assert say(finding.reason, "nl") == (
        "Een voorwaarde van beslissing 2023-004 is over tijd: het plan op papier, tegen 8 september 2023."
    )
    assert found("agreement_overdue", decisions=a_decision(owner="raad"))[0].mover == Words("raad", "council")
    assert found("agreement_overdue", decisions=a_decision(owner="partner-1"))[0].mover == both("partner-1")
    assert found("agreement_overdue", decisions=a_decision(met_on=date(2023, 9, 9))) == ()
    assert found("agreement_overdue", decisions=a_decision(state="fallen_back")) == ()
    assert found("agreement_overdue", decisions=(replace(a_decision()[0], replaced_by="2023-009"),)) == ()


def test_a_condition_that_is_due_in_a_holiday_is_late_only_after_it() -> None:
    autumn = a_decision(due_day=date(2023, 10, 31))

    assert found("agreement_overdue", decisions=autumn, today=date(2023, 11, 6)) == ()
    assert len(found("agreement_overdue", decisions=autumn, today=date(2023, 11, 7))) == 1


def test_the_oldest_agreement_stands_first() -> None:
    ticks = {"a1": Tick("a1", "explained", why="later", by_day=date(2023, 9, 1))}

    findings = found("agreement_overdue", ticks=ticks, decisions=a_decision(), workflow=LISTED)

    assert [finding.reason.code for finding in findings] == ["stall.promise_overdue", "stall.condition_overdue"]
