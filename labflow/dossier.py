"""Dossier: everything known about one initiative on one day. A frozen value that carries its own `today`.

Engine, requirements, stall rules and pages read it; only `queries` makes it from rows. It never looks anything up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from labflow.clock import UNKNOWN, Interval
from labflow.definition import Network, Stage, Transition, Workflow
from labflow.facts import (
    Blocker,
    Commitment,
    Deadline,
    Decision,
    Figure,
    Landing,
    Lead,
    Mandate,
    Note,
    ParentView,
    Partner,
    Passage,
    Pause,
    Relation,
    Request,
    Rest,
    Tick,
    Turn,
)
from labflow.facts_questions import Question
from labflow.words import Words

OPEN_REQUESTS = ("sent", "returned", "accepted", "on-agenda", "in-writing")


@dataclass(frozen=True, slots=True)
class Dossier:
    """One initiative as it is known on `today`.

    Lists run from old to new. Empty means *not known*, never *none*: known absence has its own value
    (`Lead.who` None, `Turn.nobody`).

    `lead_left`: who led last, when nobody does now and nobody said so; `papers`: the last day for papers of each
    meeting; `on_agenda`: the first meeting from today on that has it on its agenda; `update_asked`: when who leads was
    last asked how it stands, as long as no sign of life followed.
    """

    today: date
    workflow: Workflow
    network: Network
    stage_key: str
    slug: str = ""
    title: str = ""
    id: str = ""
    rev: int = 0
    exercise: bool = False
    started: Interval = UNKNOWN
    origin: Words | None = None
    source: str = ""
    last_act: str = ""
    last_by: str = ""
    last_on: date | None = None
    passages: tuple[Passage, ...] = ()
    ticks: Mapping[str, Tick] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    figures: tuple[Figure, ...] = ()
    lead: Lead | None = None
    partners: tuple[Partner, ...] = ()
    relations: tuple[Relation, ...] = ()
    landing: Landing | None = None
    commitments: tuple[Commitment, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    blockers: tuple[Blocker, ...] = ()
    turn: Turn | None = None
    rest: Rest | None = None
    pauses: tuple[Pause, ...] = ()
    requests: tuple[Request, ...] = ()
    decisions: tuple[Decision, ...] = ()
    parent: ParentView | None = None
    running_children: Mapping[str, int] = field(default_factory=dict)
    meetings: tuple[date, ...] = ()
    closed_meetings: frozenset[date] = frozenset()
    mandates: tuple[Mandate, ...] = ()
    questions: tuple[Question, ...] = ()
    lead_left: Lead | None = None
    papers: Mapping[date, date] = field(default_factory=dict)
    on_agenda: date | None = None
    update_asked: date | None = None

    @property
    def stage(self) -> Stage:
        """The stage it stands in."""
        return self.workflow.stages[self.stage_key]

    @property
    def is_running(self) -> bool:
        """Whether it has not reached an end stage."""
        return not self.stage.final

    @property
    def pause(self) -> Pause | None:
        """The pause that runs today, if one does."""
        return next((p for p in self.pauses if p.resumed_on is None), None)

    @property
    def rests(self) -> bool:
        """Whether it is left alone today: until a day that lies ahead, or until an event. It asks nobody anything."""
        return self.rest is not None and (self.rest.until_day is None or self.today < self.rest.until_day)

    @property
    def entered(self) -> Interval:
        """When it came into its stage; not known when the source does not say."""
        steps = [p for p in self.passages if p.to_stage == self.stage_key and p.from_stage != p.to_stage]
        return steps[-1].when if steps else UNKNOWN

    @property
    def next_meeting(self) -> date | None:
        """The first meeting of the deciding body on or after today that has not been closed."""
        return next((day for day in self.meetings if day >= self.today and day not in self.closed_meetings), None)

    @property
    def open_request(self) -> Request | None:
        """The newest request on which nobody has decided yet."""
        return next((r for r in reversed(self.requests) if r.state in OPEN_REQUESTS), None)

    @property
    def transitions(self) -> tuple[Transition, ...]:
        """The transitions out of its stage."""
        return self.workflow.transitions_from(self.stage_key)

    @property
    def mandate(self) -> Mandate | None:
        """The provisional mandate that runs today, if one does; it opens no gate."""
        return next((m for m in reversed(self.mandates) if m.runs and self.today <= m.until_day), None)

    def times_taken(self, transition: str) -> int:
        """How often this transition was taken before."""
        return sum(p.transition == transition for p in self.passages)

    def decision_on(self, transition: str) -> Decision | None:
        """The newest decision on this transition that has not been used, yes or no."""
        standing = (d for d in reversed(self.decisions) if not d.used and not d.replaced_by)
        return next((d for d in standing if d.transition == transition), None)
