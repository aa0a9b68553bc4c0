"""A question as the object of the contract. Never decides."""

from labflow.presenting import Object
from labflow.queries.questions import Listed


def question_object(one: Listed) -> Object:
    """Return a question of the list: from whom, of which initiative (None: from outside), and how it stands."""
    asked = one.question
    return {
        "number": asked.number, "initiative": one.slug or None, "text": asked.text, "from": asked.asker,
        "on": asked.on_day.isoformat(), "state": asked.state, "since": asked.since.isoformat(),
        "why": asked.why or None, "review": asked.review_day and asked.review_day.isoformat(),
        "to": asked.to_slug or None, "hours": asked.hours,
    }  # fmt: skip
