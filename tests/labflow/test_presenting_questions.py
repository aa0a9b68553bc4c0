"""A question as an object: every key always there, None for what nobody said."""

from datetime import date

from labflow.facts_questions import Question
from labflow.presenting_questions import question_object
from labflow.queries.questions import Listed

DAY = date(2023, 9, 4)


def test_one_from_outside_has_no_initiative() -> None:
    asked = Question("v-2023-001", "Mag dit?", "een school", "thinking_along", DAY, DAY, hours=6)

    assert question_object(Listed(asked)) == {
        "number": "v-2023-001", "initiative": None, "text": "Mag dit?", "from": "een school", "on": "2023-09-04",
        "state": "thinking_along", "since": "2023-09-04", "why": None, "review": None, "to": None, "hours": 6,
    }  # fmt: skip


def test_one_under_an_initiative_says_when_it_is_looked_at_again() -> None:
    asked = Question("v-2023-002", "Mag dit?", "een school", "on_hold", DAY, DAY, date(2023, 10, 2), "Druk.")

    found = question_object(Listed(asked, "speak-up", "Speak Up!"))

    assert (found["initiative"], found["review"], found["why"]) == ("speak-up", "2023-10-02", "Druk.")
