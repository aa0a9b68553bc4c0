"""Seats and meetings of the deciding body, and what happens at the table. No rule, no relationship between rows."""

from datetime import date

from sqlmodel import SQLModel

from labflow.rows.columns import key, opened, private, refers


class Seat(SQLModel, table=True):
    """A seat with its days; a seat without a vote is present all the same.

    `expertise`: what it was added for when the body lacked it; `decision_id`: the decision that gave it a vote then.
    """

    id: str = key()
    key: str = opened(unique=True)
    title: str = private()
    title_en: str | None = private(None)
    organisation_id: str | None = refers("organisation.id", None)
    votes: bool = opened()
    from_day: date | None = opened(None)
    until_day: date | None = opened(None)
    expertise: str | None = private(None)
    decision_id: str | None = opened(None)
    n: int = opened()
    source: str | None = private(None)


class Holder(SQLModel, table=True):
    """Who holds a seat, or stands in for its holder, with days; nobody (None) means: known to be vacant."""

    id: str = key()
    seat_id: str = refers("seat.id")
    person_id: str | None = refers("person.id", None)
    substitute: bool = opened(False)
    from_day: date | None = opened(None)
    until_day: date | None = opened(None)


class Meeting(SQLModel, table=True):
    """One meeting, at most one a day. `starts` is the local time HH:MM; `open_` means open to the plenary.

    `reglement`: the version by which it decides; `chair_id`, `secretary_id`: who chairs or writes when it is not the
    person with that role; `called_on`: when it was convened; `papers_on`: the last day for papers; `cancelled_why`: the
    reason that was given.
    """

    id: str = key()
    day: date = opened(unique=True)
    starts: str | None = opened(None)
    place: str | None = private(None)
    open_: bool = opened(False)
    reglement: int = opened()
    chair_id: str | None = refers("person.id", None)
    secretary_id: str | None = refers("person.id", None)
    called_on: date | None = opened(None)
    papers_on: date | None = opened(None)
    cancelled_on: date | None = opened(None)
    cancelled_why: str | None = private(None)
    closed_on: date | None = opened(None)
    sequence: int = opened(0)
    checkpoint: str | None = opened(None)
    source: str | None = private(None)


class AgendaItem(SQLModel, table=True):
    """One item of an agenda. The five texts are what a member reads before deciding.

    `meeting_id`: empty once it was taken off again, before anybody did anything with it.

    `kind`: request, talk, amendment, ratification, condition, commitment, notice, review, rules, minutes, revision or
    repeal; `about_id`: the row that the kind is about; `follows_id`: the item of an earlier meeting that comes back;
    `amends_id`: the item that an amendment changes, with its `asks` (JSON) and `cents`; `asked_by`: who asked for it on
    the spot; `late`: after the last day for papers; `admitted`: the body takes it all the same; `minutes`: how long.
    """

    __tablename__ = "agenda_item"
    id: str = key()
    meeting_id: str | None = refers("meeting.id", None)
    n: int = opened()
    kind: str = opened("talk")
    about_id: str | None = opened(None)
    follows_id: str | None = refers("agenda_item.id", None)
    amends_id: str | None = refers("agenda_item.id", None)
    asks: str | None = private(None)
    cents: int | None = opened(None)
    asked_by: str | None = private(None)
    late: bool = opened(False)
    admitted: bool = opened(False)
    minutes: int | None = opened(None)
    on_day: date | None = opened(None)
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
    text_sha256: str | None = opened(None)
    person_id: str | None = refers("person.id", None)
    n: int = opened()


class Attendance(SQLModel, table=True):
    """A seat is present, excused, absent or recused, for the meeting or for one item; the newest counts.

    Also coming and not_coming, the answers given beforehand. `at`: the local time HH:MM from which it holds;
    `substitute`: the substitute sits there; `paper`: filled in afterwards from the printed sheet.
    """

    id: str = key()
    meeting_id: str = refers("meeting.id")
    agenda_item_id: str | None = refers("agenda_item.id", None)
    seat_id: str = refers("seat.id")
    value: str = opened()
    at: str | None = opened(None)
    substitute: bool = opened(False)
    paper: bool = opened(False)
    n: int = opened()


class Ballot(SQLModel, table=True):
    """A vote that was opened on an item: by which majority, named or secret, by which rules, on which text.

    Of a secret one only the numbers exist (`yes`, `no`, `abstain`); `struck` when the item is done again.
    """

    id: str = key()
    agenda_item_id: str = refers("agenda_item.id")
    method: str = opened()
    secret: bool = opened(False)
    reglement: int = opened()
    text_sha256: str = opened()
    yes: int | None = opened(None)
    no: int | None = opened(None)
    abstain: int | None = opened(None)
    struck: bool = opened(False)
    n: int = opened()


class Vote(SQLModel, table=True):
    """A vote of a seat on an item: yes, no or abstain, bound to the text; struck when the item is done again.

    `paper`: filled in afterwards from the printed sheet.
    """

    id: str = key()
    agenda_item_id: str = refers("agenda_item.id")
    seat_id: str = refers("seat.id")
    value: str = opened()
    text_sha256: str | None = opened(None)
    paper: bool = opened(False)
    person_id: str | None = refers("person.id", None)
    struck: bool = opened(False)
    n: int = opened()


class Advice(SQLModel, table=True):
    """What the plenary thinks of an item at an open meeting: numbers that advise and never count as votes."""

    id: str = key()
    agenda_item_id: str = refers("agenda_item.id")
    yes: int = opened()
    no: int = opened()
    abstain: int = opened()
    n: int = opened()


class Outcome(SQLModel, table=True):
    """A noted result; struck (with a reason) when done again before the meeting closes.

    `verdict`: the numbers; `roll`: JSON, what each seat was at this item (seat key: present, absent, ...); `why`: the
    reason that was given; `review_day`: when the decision is looked at again.
    """

    id: str = key()
    agenda_item_id: str = refers("agenda_item.id")
    value: str = opened()
    by: str = opened()
    cents: int | None = opened(None)
    target_day: date | None = opened(None)
    review_day: date | None = opened(None)
    verdict: str = opened()
    roll: str | None = opened(None)
    why: str | None = private(None)
    struck_why: str | None = private(None)
    struck: bool = opened(False)
    n: int = opened()
