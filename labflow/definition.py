"""What may happen: a workflow as frozen values, and the network that it belongs to.

Nothing here reads a file or knows a rule; `loading` makes these values, `soundness` judges them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from labflow.words import Words

Unit = Literal["days", "months", "school weeks"]
AskKind = Literal["date", "euro", "text", "organisation", "commitment"]

MEANINGS = (
    "lead",
    "coordinator",
    "chair",
    "secretary",
    "member",
    "team",
    "casework",
    "observer",
    "admin",
    "job",
)
"""What labflow knows of roles; a network gives each its own key and words."""

FIELDS: Mapping[str, AskKind] = {"deadline": "date", "receiver": "organisation"}
"""The fields of an initiative that a transition may set and a gate may ask, and what each holds."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as written in a workflow: `6 months`, `14 days`, `8 school weeks`."""

    count: int
    unit: Unit

    @property
    def days(self) -> int:
        """Days, for sorting and for the contract's `expected_days`: a month counts 30, a school week 7."""
        return self.count * {"days": 1, "months": 30, "school weeks": 7}[self.unit]


@dataclass(frozen=True, slots=True)
class Need:
    """Something that a gate, an item or a stall rule asks: a kind and its parameters.

    `requirements` and `stall` own the kinds; the params are plain values as read (text, int, bool, tuples, Needs).
    """

    kind: str
    params: Mapping[str, object] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A place in the life of an initiative. `final` stages end it; `phase` is its place on the board, or None."""

    key: str
    title: Words
    phase: str | None = None
    expected: Duration | None = None
    maximum: Duration | None = None
    review: Duration | None = None
    pausable: bool = False
    final: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a checklist. `met_by` points are answered by facts and cannot be ticked by hand."""

    id: str
    ask: Words
    source: str
    evidence: Words | None = None
    met_by: Need | None = None
    blocking: bool = True
    from_use: int = 1


@dataclass(frozen=True, slots=True)
class Gate:
    """What must hold before a transition: who decides (the body's key, or nobody) and the needs."""

    needs: tuple[Need, ...] = ()
    decided_by: str | None = None


@dataclass(frozen=True, slots=True)
class Continuation:
    """Where an initiative goes on in another workflow: stage by stage."""

    workflow: str
    stages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Transition:
    """A way from one stage to another; `target` None keeps the stage (an extension).

    `by` may take it, `ask_by` may ask for it. `asks` names what a request must hold; `sets` says into which field
    of the initiative an answer goes.
    """

    key: str
    title: Words
    sources: tuple[str, ...]
    target: str | None
    by: tuple[str, ...]
    source: str
    asks: Mapping[str, AskKind] = field(default_factory=dict)
    sets: Mapping[str, str] = field(default_factory=dict)
    gate: Gate | None = None
    without_gate: Words | None = None
    continues: Continuation | None = None
    ask_by: tuple[str, ...] = ()

    @property
    def decided_by(self) -> str | None:
        """The key of the body that decides, if one does."""
        return self.gate.decided_by if self.gate else None

    @property
    def needs(self) -> tuple[Need, ...]:
        """What the gate asks besides the decision."""
        return self.gate.needs if self.gate else ()


@dataclass(frozen=True, slots=True)
class Pausing:
    """Who may pause and resume, and for how long at most."""

    by: tuple[str, ...]
    maximum: Duration | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Parent:
    """The workflow under which this one lives."""

    workflow: str
    required: bool = True
    when_parent_ends: Literal["block", "close", "release"] = "block"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Workflow:
    """One life, one version. Immutable once published: `sha256` is of its canonical form."""

    key: str
    version: int
    title: Words
    initial: str
    stages: Mapping[str, Stage]
    transitions: Mapping[str, Transition]
    checklists: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    board: bool = True
    confidential: bool = False
    pause: Pausing | None = None
    stall: tuple[Need, ...] = ()
    parent: Parent | None = None
    sha256: str = ""
    canonical: str = ""

    def item(self, item_id: str) -> Item | None:
        """Return a checklist item by its id, or None."""
        return next((i for items in self.checklists.values() for i in items if i.id == item_id), None)

    def checklist_of(self, transition: Transition) -> tuple[Item, ...]:
        """Return the items of every checklist that the transition's gate asks."""
        names = [str(need.params["list"]) for need in transition.needs if need.kind == "checklist"]
        return tuple(item for name in names for item in self.checklists[name])

    def transitions_from(self, stage: str) -> tuple[Transition, ...]:
        """Return the transitions out of a stage, in the order of the file."""
        return tuple(t for t in self.transitions.values() if stage in t.sources)


@dataclass(frozen=True, slots=True)
class Phase:
    """A column of the board, shared by all workflows."""

    key: str
    title: Words


@dataclass(frozen=True, slots=True)
class Role:
    """A role by the network's own key; `means` is the capability that labflow knows."""

    key: str
    title: Words
    means: str


@dataclass(frozen=True, slots=True)
class Body:
    """The body that decides: key, name, name with its article, and how often it meets when that is known."""

    key: str
    title: Words
    the: Words
    meetings_per_year: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Demo:
    """What a demo of the network shows: the folder of its facts, the file of acts after that ("": none), its days.

    `begins`: the day on which the facts are loaded; `made_up`: whether all of it is invented.
    """

    portfolio: str
    days: tuple[date, ...]
    begins: date
    acts: str = ""
    made_up: bool = False


@dataclass(frozen=True, slots=True)
class Network:
    """All that is one network's own: words, phases, roles, the deciding body, place, zone, means, calendar."""

    key: str
    title: Words
    place: str
    zone: str
    phases: tuple[Phase, ...]
    roles: Mapping[str, Role]
    body: Body
    words: Mapping[str, Words]
    languages: tuple[str, ...] = ("nl", "en")
    means_cents_per_year: int | None = None
    means_source: str = ""
    holidays: tuple[tuple[str, str, str], ...] = ()
    calendar: str = ""
    colours: Mapping[str, str] = field(default_factory=dict)
    demo: Demo | None = None

    def roles_meaning(self, meaning: str) -> frozenset[str]:
        """Return the keys of the roles with one meaning."""
        return frozenset(role.key for role in self.roles.values() if role.means == meaning)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every workflow version of a network, newest last, the network itself, and the folder that it was read from."""

    network: Network
    versions: Mapping[tuple[str, int], Workflow]
    place: Path | None = field(default=None, compare=False)

    def newest(self, key: str) -> Workflow | None:
        """Return the newest version of a workflow, or None."""
        found = [w for (name, _), w in self.versions.items() if name == key]
        return max(found, key=lambda w: w.version, default=None)

    @property
    def confidential(self) -> frozenset[str]:
        """The keys of the workflows of which only who does the casework knows."""
        return frozenset(w.key for w in self.versions.values() if w.confidential)

    def exact(self, key: str, version: int) -> Workflow:
        """Return one version. Raises KeyError when it is not there."""
        return self.versions[(key, version)]
