"""Seats, meetings and decisions of the deciding body. No rule, no relationship between rows."""

from datetime import date

from sqlmodel import SQLModel

from labflow.rows.columns import key, opened, private, refers


class Seat(SQLModel, table=True):
    """A seat with its days; a seat without a vote is present all the same."""

    id: str = key()
    key: str = opened(unique=True)
    title: str = private()
    title_en: str | None = private(None)
    organisation_id: str | None = refers("organisation.id", None)
    votes: bool = opened()
    from_day: date | None = opened(None)
    until_day: date | None = opened(None)
    n: int = opened()
    source: str | None = private(None)


class Holder(SQLModel, table=True):
    """Who holds a seat, with days."""

    id: str = key()
    seat_id: str = refers("seat.id")
    person_id: str = refers("person.id")
    from_day: date | None = opened(None)
    until_day: date | None = opened(None)


class Meeting(SQLModel, table=True):
    """One meeting, at most one a day. `starts` is the local time HH:MM; `open_` means open to the plenary."""

    id: str = key()
    day: date = opened(unique=True)
    starts: str | None = opened(None)
    place: str | None = private(None)
    open_: bool = opened(False)
    reglement: int = opened()
    chair_id: str | None = refers("person.id", None)
    closed_on: date | None = opened(None)
    checkpoint: str | None = opened(None)
    source: str | None = private(None)


class AgendaItem(SQLModel, table=True):
    """One item: a request, or a plain title. The five texts are what a member reads before deciding."""

    __tablename__ = "agenda_item"
    id: str = key()
    meeting_id: str = refers("meeting.id")
    n: int = opened()
    request_id: str | None = refers("request.id", None)
    initiative_id: str | None = refers("initiative.id", None)
    title: str = private()
    title_en: str | None = private(None)
    question: str | None = private(None)
    question_en: str | None = private(None)
    available: str | None = private(None)
    available_en: str | None = private(None)
    careful: str | None = private(None)
    careful_en: str | None = private(None)
    advice: str | None = private(None)
    advice_en: str | None = private(None)
    source: str | None = private(None)


class Position(SQLModel, table=True):
    """What a seat thinks before the meeting: agree, discuss or disagree; the newest counts."""

    id: str = key()
    agenda_item_id: str = refers("agenda_item.id")
    seat_id: str = refers("seat.id")
    value: str = opened()
    text: str | None = private(None)
    person_id: str | None = refers("person.id", None)
    n: int = opened()


class Attendance(SQLModel, table=True):
    """A seat is present, excused, absent or recused, for the meeting or for one item; the newest counts.

    `expected` values (coming, not_coming) are answers given beforehand.
    """

    id: str = key()
    meeting_id: str = refers("meeting.id")
    agenda_item_id: str | None = refers("agenda_item.id", None)
    seat_id: str = refers("seat.id")
    value: str = opened()
    n: int = opened()


class Vote(SQLModel, table=True):
    """A vote of a seat on an item: yes, no or abstain; struck when the item is done again."""

    id: str = key()
    agenda_item_id: str = refers("agenda_item.id")
    seat_id: str = refers("seat.id")
    value: str = opened()
    person_id: str | None = refers("person.id", None)
    struck: bool = opened(False)
    n: int = opened()


class Outcome(SQLModel, table=True):
    """A noted result; struck (with a reason) when done again before the meeting closes."""

    id: str = key()
    agenda_item_id: str = refers("agenda_item.id")
    value: str = opened()
    by: str = opened()
    cents: int | None = opened(None)
    target_day: date | None = opened(None)
    verdict: str = opened()
    struck_why: str | None = private(None)
    struck: bool = opened(False)
    n: int = opened()


class Condition(SQLModel, table=True):
    """A condition of an approval: suspensive (the gate waits for it) or resolutive."""

    id: str = key()
    outcome_id: str = refers("outcome.id")
    decision_id: str | None = refers("decision.id", None)
    text: str = private()
    owner: str = private()
    due_day: date = opened()
    kind: str = opened()
    met_on: date | None = opened(None)


class Decision(SQLModel, table=True):
    """A decision with its number in the register. It outlives a refused transition and is never rewritten."""

    id: str = key()
    number: str = opened(unique=True)
    meeting_id: str = refers("meeting.id")
    agenda_item_id: str = refers("agenda_item.id")
    request_id: str | None = refers("request.id", None)
    initiative_id: str | None = refers("initiative.id", None)
    transition: str | None = opened(None)
    outcome: str = opened()
    by: str = opened()
    cents: int | None = opened(None)
    verdict: str = opened()
    text_sha256: str | None = opened(None)
    reglement: int = opened()
    on_day: date = opened()
