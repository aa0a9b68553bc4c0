"""What the page of one initiative shows, worded for one reader. Never judges a gate: `labflow.engine` does."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from labflow.views.between import Writing
from labflow.views.fact import Fact
from labflow.views.mandates import Mandates
from labflow.views.moving import Moving
from labflow.views.questions import Questions
from labflow.views.spent import Spent

NO_MANDATES = Mandates()
NOT_MOVING = Moving()
PointState = Literal["done", "open", "explained", "unknown", "not_applicable", "later"]


@dataclass(frozen=True, slots=True)
class Step:
    """One phase on the lifeline. `gap`: passed, but the decision is not on record."""

    title: str
    state: Literal["done", "now", "ahead"]
    lines: tuple[str, ...]
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the checklist. `answerable`: this reader may answer it by hand."""

    id: str
    ask: str
    state: PointState
    word: str
    hint: str
    answerable: bool = False
    evidence: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that the request must bring: name, label and kind of field."""

    name: str
    label: str
    kind: Literal["date", "number", "text"]
    given: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """The box of one transition: one sentence first, then the points, then what can be done."""

    transition: str
    heading: str
    text: str
    points: tuple[Point, ...]
    counts: str
    reasons: tuple[str, ...] = ()
    decision: Point | None = None
    asks: tuple[Ask, ...] = ()
    may_request: bool = False
    may_advance: bool = False
    button: str = ""
    note: str = ""
    who_may: str = ""

    @property
    def open_points(self) -> tuple[Point, ...]:
        """The points that still ask something."""
        return tuple(p for p in self.points if p.state in ("open", "later", "explained"))

    @property
    def unknown_points(self) -> tuple[Point, ...]:
        """The points of which nothing is known: they stand apart and ask nothing."""
        return tuple(p for p in self.points if p.state == "unknown")

    @property
    def done_points(self) -> tuple[Point, ...]:
        """The points that are settled."""
        return tuple(p for p in self.points if p.state in ("done", "not_applicable"))


@dataclass(frozen=True, slots=True)
class Request:
    """A request that is under way. `meetings` are the days (ISO, words) on whose agenda it can go."""

    id: str
    title: str
    word: str
    text: str
    motivation: str
    question: str | None
    open_points: tuple[str, ...]
    unknown_points: tuple[str, ...] = ()
    meetings: tuple[tuple[str, str], ...] = ()
    may_return: bool = False
    may_plan: bool = False
    may_withdraw: bool = False


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log."""

    tone: Literal["good", "hard", "decided", "plain"]
    icon: str
    word: str
    text: str
    meta: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class LogGroup:
    """Lines of the log that belong together: a stage, or the report without a date."""

    title: str
    lines: tuple[LogLine, ...]


@dataclass(frozen=True, slots=True)
class Unsaid:
    """One thing that the source does not say about this initiative, with a field to fill."""

    field: str
    text: str
    label: str
    answers: tuple[tuple[str, str], ...] = ()
    may_fill: bool = True
    kind: str = "when"


@dataclass(frozen=True, slots=True)
class Case:
    """One case under this initiative, as only those who work on it see it."""

    slug: str
    title: str
    stage: str


@dataclass(frozen=True, slots=True)
class InitiativePage:
    """The whole page. What this reader may not do is simply absent. `asked`: that one was asked how it stands."""

    slug: str
    title: str
    kind: str
    place: str
    question: str
    rev: int
    steps: tuple[Step, ...]
    short: str
    gate: Gate | None
    decided_gates: tuple[Gate, ...]
    other_gates: tuple[Gate, ...]
    requests: tuple[Request, ...]
    log: tuple[LogGroup, ...]
    facts: tuple[Fact, ...]
    agreements: tuple[str, ...]
    unsaid: tuple[Unsaid, ...]
    cases: tuple[Case, ...] | None
    paused: str | None
    readers: str
    may_note: bool = False
    may_fill: bool = False
    may_pause: bool = False
    may_resume: bool = False
    parent: tuple[str, str] | None = None
    writing: Mapping[str, Writing] = field(default_factory=dict)
    mandates: Mandates = NO_MANDATES
    moving: Moving = NOT_MOVING
    spent: Spent | None = None
    questions: Questions | None = None
    asked: str = ""

    @property
    def has_more(self) -> bool:
        """Whether the fold "Meer" holds anything."""
        return (
            bool(self.other_gates) or self.may_pause or self.may_resume or self.moving.may_act or self.mandates.may_ask
        )
