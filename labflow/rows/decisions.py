"""Decisions of the body, in and between its meetings, and what follows from them. No rule, no relationship."""

from datetime import date

from sqlmodel import SQLModel

from labflow.rows.columns import key, opened, private, refers


class Procedure(SQLModel, table=True):
    """A written procedure between two meetings: the text is frozen by its hash, the last day counts until midnight.

    `kind`: request or mandate; `ended`: adopted, agenda or withdrawn once somebody recorded it; `ended_on` the day on
    which it ended by the rules.
    """

    id: str = key()
    number: str = opened(unique=True)
    kind: str = opened()
    request_id: str | None = refers("request.id", None)
    mandate_id: str | None = refers("mandate.id", None)
    initiative_id: str | None = refers("initiative.id", None)
    agenda_item_id: str | None = refers("agenda_item.id", None)
    title: str = private()
    title_en: str | None = private(None)
    reglement: int = opened()
    urgent: bool = opened(False)
    opened_on: date = opened()
    closes_on: date = opened()
    text_sha256: str = opened()
    person_id: str | None = refers("person.id", None)
    ended: str | None = opened(None)
    ended_on: date | None = opened(None)


class Elector(SQLModel, table=True):
    """A seat that may answer in a written procedure: fixed when it opens; `recused` when it stepped out."""

    id: str = key()
    procedure_id: str = refers("procedure.id")
    seat_id: str = refers("seat.id")
    recused: bool = opened(False)
    n: int = opened()


class Answer(SQLModel, table=True):
    """What a seat answers in a written procedure: agree, disagree, abstain or discuss; the newest counts.

    `on_day`: the day it was given, by the clock and never by what was typed.
    """

    id: str = key()
    procedure_id: str = refers("procedure.id")
    seat_id: str = refers("seat.id")
    value: str = opened()
    reason: str | None = private(None)
    text_sha256: str = opened()
    person_id: str | None = refers("person.id", None)
    on_day: date = opened()
    n: int = opened()


class Wording(SQLModel, table=True):
    """A change of the text of a request that is before the body: editorial or substantive, both texts kept as JSON.

    `claimed_by`: the seat that called an editorial change substantive.
    """

    id: str = key()
    request_id: str = refers("request.id")
    kind: str = opened()
    sha256_before: str = opened()
    sha256_after: str = opened()
    before: str = private()
    after: str = private()
    person_id: str | None = refers("person.id", None)
    claimed_by: str | None = refers("seat.id", None)
    on_day: date = opened()
    n: int = opened()


class Decision(SQLModel, table=True):
    """A decision with its number in the register. It outlives a refused transition and is never rewritten.

    Taken in a meeting (`meeting_id`, `agenda_item_id`) or in writing (`procedure_id`). `asks`: what was decided, by
    name, as JSON; `replaces_id`: the decision that it revises or repeals, of an approval only.
    """

    id: str = key()
    number: str = opened(unique=True)
    kind: str = opened("decision")
    meeting_id: str | None = refers("meeting.id", None)
    agenda_item_id: str | None = refers("agenda_item.id", None)
    procedure_id: str | None = refers("procedure.id", None)
    request_id: str | None = refers("request.id", None)
    initiative_id: str | None = refers("initiative.id", None)
    replaces_id: str | None = refers("decision.id", None)
    title: str | None = private(None)
    title_en: str | None = private(None)
    asks: str | None = private(None)
    transition: str | None = opened(None)
    outcome: str = opened()
    by: str = opened()
    cents: int | None = opened(None)
    review_day: date | None = opened(None)
    verdict: str = opened()
    text_sha256: str | None = opened(None)
    reglement: int = opened()
    on_day: date = opened()


class Condition(SQLModel, table=True):
    """A condition of an approval: suspensive (the gate waits for it) or resolutive (the gate may fall back).

    `owner`, `verifier`: a person or a role by key; `fallback`: a lapse undoes the step by itself.
    """

    id: str = key()
    outcome_id: str = refers("outcome.id")
    decision_id: str | None = refers("decision.id", None)
    text: str = private()
    owner: str = private()
    verifier: str | None = private(None)
    due_day: date = opened()
    kind: str = opened()
    fallback: bool = opened(False)
    met_on: date | None = opened(None)
    n: int = opened(1)


class ConditionStep(SQLModel, table=True):
    """What became of a condition: met (with evidence), unmet again, warned, lapsed or fallen_back."""

    __tablename__ = "condition_step"
    id: str = key()
    condition_id: str = refers("condition.id")
    state: str = opened()
    evidence: str | None = private(None)
    person_id: str | None = refers("person.id", None)
    on_day: date = opened()
    n: int = opened()


class Correction(SQLModel, table=True):
    """A slip put right in the register: one field of a decision, before and after. The decision itself stays."""

    id: str = key()
    decision_id: str = refers("decision.id")
    number: str = opened(unique=True)
    field: str = opened()
    before: str = private()
    after: str = private()
    why: str = private()
    person_id: str | None = refers("person.id", None)
    on_day: date = opened()
    n: int = opened()


class Adoption(SQLModel, table=True):
    """A version of the body's own rules that a decision adopted, and the day from which it holds."""

    id: str = key()
    version: int = opened()
    decision_id: str = refers("decision.id")
    from_day: date = opened()


class Mandate(SQLModel, table=True):
    """A provisional mandate: a limited, reversible start before the body met. The gate stays shut.

    `scope`: what may be done; `cents`: at most; `until_day`: the meeting that ratifies it; `why`: the urgency.
    """

    id: str = key()
    number: str = opened(unique=True)
    initiative_id: str = refers("initiative.id")
    request_id: str | None = refers("request.id", None)
    scope: str = private()
    cents: int = opened()
    until_day: date = opened()
    why: str = private()
    person_id: str | None = refers("person.id", None)
    on_day: date = opened()


class MandateStep(SQLModel, table=True):
    """What became of a mandate: asked, granted, declined, extended, ratified, changed, refused, lapsed or ended."""

    __tablename__ = "mandate_step"
    id: str = key()
    mandate_id: str = refers("mandate.id")
    state: str = opened()
    why: str | None = private(None)
    person_id: str | None = refers("person.id", None)
    on_day: date = opened()
    n: int = opened()


class Spending(SQLModel, table=True):
    """What was spent under a mandate; it stays accounted for whatever becomes of the mandate."""

    id: str = key()
    mandate_id: str = refers("mandate.id")
    cents: int = opened()
    what: str = private()
    person_id: str | None = refers("person.id", None)
    on_day: date = opened()
    n: int = opened()
