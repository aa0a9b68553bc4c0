"""A question is open until it was answered for good."""

from datetime import date

from labflow.facts_asked import OUTSIDE, UNDER, Question

DAY = date(2023, 9, 11)


def test_a_question_is_open_until_it_was_answered_for_good() -> None:
    states = dict.fromkeys((*OUTSIDE, *UNDER))

    opened = [state for state in states if Question("v-1", "Mag dit?", "een school", state, DAY, DAY).is_open]

    assert opened == ["received", "thinking_along", "in_treatment", "on_hold"]
