"""A question as a frozen value, and what can become of one. It knows no rule, no row and no reader."""

from dataclasses import dataclass
from datetime import date

OUTSIDE = ("received", "thinking_along", "to_body", "became", "redirected", "refused")
"""What becomes of a question from outside."""
UNDER = ("received", "in_treatment", "on_hold", "done", "redirected", "refused")
"""What becomes of a question that a member asks of an initiative."""
ON_HOLD = "on_hold"
OPEN_QUESTIONS = ("received", "thinking_along", "in_treatment", ON_HOLD)


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, by which function or organisation, and the newest thing that became of it, on `since`.

    `on_day`: the day it came in; `hours`: how far to think along at most; `to`: title of the initiative that it became
    or went to, with its `to_slug` and the kind that it is in `to_workflow`.
    """

    number: str
    text: str
    asker: str
    state: str
    since: date
    on_day: date
    review_day: date | None = None
    why: str = ""
    hours: int | None = None
    to: str = ""
    to_slug: str = ""
    to_workflow: str = ""
    id: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it for good."""
        return self.state in OPEN_QUESTIONS
