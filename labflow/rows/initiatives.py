"""Initiatives and every fact about them. Facts only: no rule, no relationship between rows."""

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from labflow.rows.columns import OfInitiative, Told, When, derived, key, opened, private, refers, where


class Definition(SQLModel, table=True):
    """A published version of a workflow: its canonical form never changes."""

    id: str = key()
    workflow: str = opened()
    version: int = opened()
    sha256: str = opened()
    canonical: str = private()


class Initiative(When, table=True):
    """One initiative; `when_*` is its start, `rev` counts each logged act on it.

    `look_at`: the first day on which something about it may ask attention; empty means: look today. It is no fact but
    an index: whether something is stuck is always worked out.
    """

    __table_args__ = (
        Index("ix_initiative_look_now", "id", **where("look_at IS NULL")),
        Index("ix_initiative_look_at", "look_at", "id", **where("look_at IS NOT NULL")),
        Index("ix_initiative_board", "workflow", "stage", "title"),
    )
    id: str = key()
    slug: str = private(unique=True)
    title: str = private()
    workflow: str = opened()
    version: int = opened()
    stage: str = opened()
    rev: int = opened(0)
    parent_id: str | None = refers("initiative.id", None)
    origin: str | None = private(None)
    origin_en: str | None = private(None)
    source: str | None = private(None)
    exercise: bool = opened(False)
    last_act: str | None = opened(None)
    last_by: str | None = opened(None)
    last_on: date | None = opened(None)
    look_at: date | None = derived(None)


class StageCount(SQLModel, table=True):
    """How many initiatives of a workflow stand in a stage: kept in the commit that changes it, so that boards cost the
    same for ten and for a million. `id`: both keys with a slash between them.
    """

    __tablename__ = "stage_count"
    id: str = Field(primary_key=True)
    workflow: str
    stage: str
    count: int


class Passage(OfInitiative, When, table=True):
    """A step from one stage to another (or an extension), with the decision that opened it, if one is on record."""

    transition: str | None = opened(None)
    from_stage: str | None = opened(None)
    to_stage: str = opened()
    n: int = opened()
    imported: bool = opened(False)
    decision_id: str | None = refers("decision.id", None)
    source: str | None = private(None)


class Tick(OfInitiative, table=True):
    """The state of one checklist point; the newest counts. `by_day` is the promise of an explained point."""

    __table_args__ = (Index("ix_tick_by_day", "by_day", **where("by_day IS NOT NULL")),)
    item: str = opened()
    state: str = opened()
    evidence: str | None = private(None)
    evidence_en: str | None = private(None)
    link: str | None = private(None)
    why: str | None = private(None)
    by_day: date | None = opened(None)
    person_id: str | None = refers("person.id", None)
    on_day: date = opened()
    n: int = opened()
    source: str | None = private(None)


class Note(OfInitiative, Told, When, table=True):
    """A line of the log that people write and read: realisatie, uitdaging, nota, gebeurtenis or hierna (next)."""

    kind: str = opened()
    mood: str | None = opened(None)
    person_id: str | None = refers("person.id", None)
    on_day: date = opened()
    n: int = opened()
    source: str | None = private(None)


class Figure(OfInitiative, table=True):
    """A count that a source gives. `key` is open so that a rule or a board can find it; -1 means "several"."""

    key: str = opened()
    what: str = private()
    what_en: str = private()
    count: int = opened()
    approx: bool = opened(False)
    n: int = opened()
    source: str | None = private(None)


class Lead(OfInitiative, table=True):
    """Who leads; neither person nor organisation means: known to have no lead."""

    person_id: str | None = refers("person.id", None)
    organisation_id: str | None = refers("organisation.id", None)
    from_day: date | None = opened(None)
    until_day: date | None = opened(None)
    source: str | None = private(None)


class Partner(OfInitiative, table=True):
    """An organisation that takes part. `kind`: partner, later or other; `part` says how."""

    organisation_id: str = refers("organisation.id")
    kind: str = opened("partner")
    contribution: str | None = opened(None)
    part: str | None = private(None)
    part_en: str | None = private(None)
    n: int = opened(0)
    source: str | None = private(None)


class Relation(OfInitiative, table=True):
    """A named tie; `target_kind` is initiative, mention, organisation or text."""

    kind: str = opened()
    target_kind: str = opened()
    target_id: str | None = opened(None)
    text: str | None = private(None)
    text_en: str | None = private(None)
    n: int = opened()
    source: str | None = private(None)


class Mention(When, table=True):
    """Something that a source names without telling its story; relations may point to it."""

    id: str = key()
    slug: str = private()
    name: str = private()
    name_en: str | None = private(None)
    source: str | None = private(None)


class Landing(OfInitiative, table=True):
    """A landing place: sought, candidate, confirmed or dropped; the newest counts."""

    state: str = opened()
    organisation_id: str | None = refers("organisation.id", None)
    text: str | None = private(None)
    text_en: str | None = private(None)
    n: int = opened()
    source: str | None = private(None)


class Commitment(OfInitiative, Told, When, table=True):
    """Something promised to or by the initiative; `when_*` is the day on which it ends."""

    __table_args__ = (Index("ix_commitment_when", "when_end", "when_start"),)
    cents: int | None = opened(None)
    ended_on: date | None = opened(None)
    n: int = opened()
    source: str | None = private(None)


class Deadline(OfInitiative, Told, When, table=True):
    """A day by which something must be, or is meant to be: `kind` deadline, intended, term or review."""

    __table_args__ = (Index("ix_deadline_when", "when_end", "when_start"),)
    kind: str = opened()
    n: int = opened()
    source: str | None = private(None)


class Blocker(OfInitiative, Told, When, table=True):
    """What holds it up, from the closed list of kinds; lifted when `lifted_on` is set."""

    kind: str = opened()
    lifted_on: date | None = opened(None)
    n: int = opened()
    source: str | None = private(None)


class Turn(OfInitiative, table=True):
    """Whose move it is, as somebody said it; `nobody` is an answer too. The newest counts.

    `role`: a key of the network's roles, or of its body; `to_id`: the person, when one was named; neither: only words.
    """

    who: str = private()
    who_en: str | None = private(None)
    role: str | None = opened(None)
    to_id: str | None = refers("person.id", None)
    nobody: bool = opened(False)
    what: str | None = private(None)
    person_id: str | None = refers("person.id", None)
    on_day: date = opened()
    n: int = opened()
    source: str | None = private(None)


class Rest(OfInitiative, Told, table=True):
    """Left alone on purpose, with a reason, until a day or an `event` without a day."""

    event: str | None = private(None)
    event_en: str | None = private(None)
    until_day: date | None = opened(None)
    on_day: date = opened()
    ended_on: date | None = opened(None)
    n: int = opened()
    source: str | None = private(None)


class Pause(OfInitiative, table=True):
    """A suspension: the stage stays, its clock stops from `from_day` until the day before `resumed_on`."""

    why: str = private()
    from_day: date = opened()
    until_day: date = opened()
    resumed_on: date | None = opened(None)


class Request(OfInitiative, table=True):
    """A transition asked for. `asks` is JSON by name; `text_sha256` binds a decision to exactly this text."""

    number: str = opened(unique=True)
    transition: str = opened()
    asks: str = private("{}")
    cents: int | None = opened(None)
    motivation: str | None = private(None)
    text_sha256: str = opened()
    person_id: str | None = refers("person.id", None)
    on_day: date = opened()
    n: int = opened()


class RequestStep(SQLModel, table=True):
    """What became of a request.

    `state`: sent, returned (with a question), accepted, on-agenda, in-writing, decided or withdrawn.
    """

    __tablename__ = "request_step"
    id: str = key()
    request_id: str = refers("request.id")
    state: str = opened()
    question: str | None = private(None)
    person_id: str | None = refers("person.id", None)
    on_day: date = opened()
    n: int = opened()
