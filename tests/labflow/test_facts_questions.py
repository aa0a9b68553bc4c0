"""A question is open as long as nobody gave it an outcome."""

from datetime import date

import pytest

from labflow.facts_questions import OPEN_QUESTIONS, OUTSIDE, UNDER, Question


@pytest.mark.parametrize("state", sorted({*OUTSIDE, *UNDER}))
def test_a_question_is_open_until_it_has_an_outcome(state: str) -> None:
    asked = Question("v-2023-001", "Doe je mee?", "Een school", state, date(2023, 9, 1), date(2023, 9, 1))

    assert asked.is_open == (state in OPEN_QUESTIONS)


def test_nothing_that_ends_a_question_leaves_it_open() -> None:
    assert {"done", "refused", "redirected", "became", "to_body"}.isdisjoint(OPEN_QUESTIONS)
