"""The parts of a dossier as frozen values: one class for each kind of fact about an initiative.

They are what `queries` reads from the rows; nothing here knows a rule, a row or a reader.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from labflow.clock import UNKNOWN, Interval
from labflow.words import Words

TOLD = "; "
NOTHING_SAID = Words("", "")


@dataclass(frozen=True, slots=True)
class Passage:
    """A step into a stage; `decision` is its number when one is on record, `transition` None is the beginning."""

    transition: str | None
    from_stage: str | None
    to_stage: str
    when: Interval = UNKNOWN
    imported: bool = False
    decision: str | None = None
    source: str = ""
    id: str = ""

    @property
    def told(self) -> str:
        """Who decided it, as somebody said later; "" when nobody did. It stands behind the lines of the source."""
        return self.source.partition(TOLD)[2]


@dataclass(frozen=True, slots=True)
class Tick:
    """The newest state of a checklist point: done, busy, todo, later, not_applicable, explained or unknown."""

    item: str
    state: str
    evidence: Words = NOTHING_SAID
    link: str = ""
    why: str = ""
    by_day: date | None = None
    who: str = ""
    on_day: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the log that people write."""

    kind: str
    text: Words
    when: Interval = UNKNOWN
    mood: str | None = None
    who: str = ""
    on_day: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A count from a source; -1 means several."""

    key: str
    what: Words
    count: int
    approx: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """Who leads now: a person's key or an organisation's name; `who` None means known to have no lead."""

    who: str | None
    person_id: str | None = None
    is_organisation: bool = False
    from_day: date | None = None
    until_day: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation that takes part, joins later, or is otherwise involved."""

    name: str
    kind: str = "partner"
    contribution: str | None = None
    part: Words | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie to an initiative (then `slug` is set), a mention, an organisation or a text."""

    kind: str
    target: Words
    slug: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Landing:
    """The state of the landing place: sought, candidate, confirmed or dropped."""

    state: str
    where: Words | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Commitment:
    """A running promise and when it ends."""

    text: Words
    ends: Interval = UNKNOWN
    cents: int | None = None
    source: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something must be (`deadline`), is meant to be (`intended`), or on which a term ends (`term`)."""

    kind: str
    text: Words
    when: Interval
    source: str = ""


@dataclass(frozen=True, slots=True)
class Blocker:
    """What holds it up, from the closed list."""

    kind: str
    text: Words
    since: Interval = UNKNOWN
    source: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose move it is, as somebody said; `nobody` is an answer of its own.

    `role`: the key of a role of the network, or of its body; `to_id`: the person; neither: only words.
    """

    who: Words
    nobody: bool = False
    what: str = ""
    on_day: date | None = None
    source: str = ""
    role: str | None = None
    to_id: str | None = None
    id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Rest:
    """Left alone on purpose: why (`text`), until a day or an `event` without one. On that day it is back."""

    text: Words
    until_day: date | None = None
    on_day: date | None = None
    source: str = ""
    event: Words | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """A suspension of the clock; running when `resumed_on` is None."""

    why: str
    from_day: date
    until_day: date
    resumed_on: date | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """A transition asked for, and what became of it. `until`: the last day of its written procedure, while one runs."""

    number: str
    transition: str
    state: str
    asks: Mapping[str, object] = field(default_factory=dict)
    cents: int | None = None
    motivation: str = ""
    question: str = ""
    who: str = ""
    person_id: str | None = None
    on_day: date | None = None
    meeting: date | None = None
    item: int | None = None
    text_sha256: str = ""
    id: str = ""
    until: date | None = None


APPROVALS = ("approved", "approved-with-conditions", "amended")
"""The outcomes that say yes."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of an approval: suspensive or resolutive."""

    text: str
    owner: str
    due_day: date
    kind: str
    met_on: date | None = None
    verifier: str = ""
    fallback: bool = False
    state: str = ""
    evidence: str = ""
    n: int = 1
    id: str = ""


@dataclass(frozen=True, slots=True)
class Mandate:
    """A provisional mandate of the initiative. `state`: of its newest step; `spent`: cents so far."""

    number: str
    state: str
    scope: str
    cents: int
    until_day: date
    why: str = ""
    asked_by: str | None = None
    asked_on: date | None = None
    granted_on: date | None = None
    spent: int = 0
    request_id: str | None = None
    id: str = ""

    @property
    def runs(self) -> bool:
        """Whether it was granted and nobody has ended it; it never outlives `until_day` by itself."""
        return self.state in ("granted", "extended")


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of the body on this initiative. `replaced_by`: the number of the one that revised or repealed it."""

    number: str
    transition: str | None
    outcome: str
    on_day: date
    cents: int | None = None
    conditions: tuple[Condition, ...] = ()
    request_id: str | None = None
    asks: Mapping[str, object] = field(default_factory=dict)
    used: bool = False
    id: str = ""
    replaced_by: str = ""

    @property
    def approves(self) -> bool:
        """Whether it says yes."""
        return self.outcome in APPROVALS


@dataclass(frozen=True, slots=True)
class ParentView:
    """What a child may know of its parent."""

    slug: str
    title: str
    workflow: str
    stage: Words
    stage_key: str
    is_running: bool
    paused: str | None = None
    decision: str | None = None
    imported: bool = False
    id: str = ""
