"""Rules on what holds it up: each says its one thing once."""

from datetime import date

import pytest

from labflow.clock import on_day
from labflow.facts import Blocker, Landing
from labflow.facts_questions import Question
from labflow.reasons import Reason
from labflow.stall.finding import HELD_UP
from labflow.texts import say
from labflow.words import Words
from tests.labflow.dossiers import TODAY, both
from tests.labflow.stall.cases import found


@pytest.mark.parametrize(
    "kind",
    [
        "landing_place",
        "funding",
        "framework",
        "capacity",
        "support_base",
        "external_decision",
        "succession",
        "requests_waiting",
    ],
)
def test_each_blocker_of_the_closed_list_has_its_sentence(kind: str) -> None:
    blocker = Blocker(kind, both("zoals gezegd"), on_day(date(2023, 9, 1)))

    (finding,) = found("blocked", blockers=(blocker,))

    assert (finding.weight, finding.days) == (HELD_UP, 10)
    assert say(finding.reason, "nl") != say(finding.reason, "en")


def test_a_blocker_of_an_unknown_day_has_no_since() -> None:
    (finding,) = found("blocked", blockers=(Blocker("funding", both("Het geld ligt niet vast.")),))

    assert (finding.since, finding.days) == (None, None)


def test_a_landing_place_is_sought_until_there_is_a_candidate() -> None:
    assert [f.reason for f in found("landing_sought", landing=Landing("sought"))] == [Reason("stall.landing_sought")]
    assert found("landing_sought", landing=Landing("candidate")) == ()


def test_a_missing_landing_place_is_said_once() -> None:
    blockers = (Blocker("landing_place", both("Geen plek")),)

    assert found("landing_sought", landing=Landing("sought"), blockers=blockers) == ()
    assert len(found("landing_sought", landing=Landing("sought"), blockers=(Blocker("funding", both("Geld")),))) == 1


def a_question(n: int, day: date, state: str = "received", review: date | None = None) -> Question:
    """A question of a school."""
    return Question(f"v-2023-{n:03}", "Kan dat bij ons?", "een school", state, day, day, review)


def test_questions_pile_up_when_more_wait_than_the_workflow_says() -> None:
    three = tuple(a_question(n, date(2023, 9, n)) for n in (1, 2, 3))

    assert found("requests_waiting", questions=three) == ()

    (finding,) = found("requests_waiting", questions=(*three, a_question(4, date(2023, 9, 8), "in_treatment")))

    assert (finding.weight, finding.since, finding.action) == (HELD_UP, on_day(date(2023, 9, 8)), "answer_requests")
    assert say(finding.reason, "nl") == "Er wachten 4 vragen op een antwoord."
    assert finding.mover == Words("de trekker", "the lead")


@pytest.mark.parametrize("state", ["done", "redirected", "refused", "on_hold"])
def test_what_was_answered_or_stands_on_hold_does_not_wait(state: str) -> None:
    questions = tuple(a_question(n, date(2022, 9, n), state) for n in range(1, 9))

    assert found("requests_waiting", questions=questions) == ()


def test_a_question_waits_too_long_in_school_weeks() -> None:
    assert found("requests_waiting", questions=(a_question(1, date(2023, 5, 16)),)) == ()

    (finding,) = found("requests_waiting", questions=(a_question(1, date(2023, 5, 9)), a_question(2, TODAY)))

    assert say(finding.reason, "nl") == "Vraag v-2023-001 wacht al 9 schoolweken op een antwoord."


def test_a_question_on_hold_speaks_on_the_day_to_look_again() -> None:
    on_hold = a_question(1, date(2022, 9, 1), "on_hold", TODAY)

    (finding,) = found("requests_waiting", questions=(on_hold,))

    assert (finding.since, finding.days) == (on_day(TODAY), 0)
    assert found("requests_waiting", questions=(on_hold,), today=date(2023, 9, 10)) == ()
