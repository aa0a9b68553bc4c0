"""What is asked of the network or of an initiative, and what became of it. No rule."""

from datetime import date

from sqlmodel import SQLModel

from labflow.rows.columns import key, opened, private, refers


class Question(SQLModel, table=True):
    """Something asked of the network: from outside (no initiative), or of an initiative by a school or other member.

    `asker`: from whom, as a function or a name of an organisation, never of a person; `hours`: how far to think along
    at most before the body looks at it.
    """

    id: str = key()
    number: str = opened(unique=True)
    initiative_id: str | None = refers("initiative.id", None)
    organisation_id: str | None = refers("organisation.id", None)
    asker: str | None = private(None)
    text: str = private()
    hours: int | None = opened(None)
    person_id: str | None = refers("person.id", None)
    on_day: date = opened()
    n: int = opened()
    source: str | None = private(None)


class QuestionStep(SQLModel, table=True):
    """What became of a question; the newest counts. `review_day`: when one that is on hold is looked at again.

    `to_id`: the initiative that it became or went to.
    """

    __tablename__ = "question_step"
    id: str = key()
    question_id: str = refers("question.id")
    state: str = opened()
    why: str | None = private(None)
    review_day: date | None = opened(None)
    to_id: str | None = refers("initiative.id", None)
    person_id: str | None = refers("person.id", None)
    on_day: date = opened()
    n: int = opened()
