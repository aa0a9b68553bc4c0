"""The engine: what may happen next, and why not. The only user of `transitions`.

One Machine per workflow version, built once and shared by all threads, stateless: it moves a light `Token`, never a
row. One condition per edge weighs *every* requirement, so that the code that decides is the code that explains.
Hooks stay empty: whatever follows from a move is the verb's work. Nothing else computes a next stage.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from transitions import EventData, Machine
from transitions import Transition as Arrow

from labflow import requirements
from labflow.definition import Need, Transition, Workflow
from labflow.dossier import Dossier
from labflow.reasons import NOTHING, Blocked, Overtaken, Reason
from labflow.typed import shown


class Edge(Arrow):
    """An arrow of the Machine that remembers the transition it was made from."""

    def __init__(self, *args: Any, made_from: Transition, **options: Any) -> None:
        super().__init__(*args, **options)
        self.made_from = made_from


@dataclass(slots=True)
class Token:
    """What the Machine moves: a stage, the dossier that is weighed, and the reasons that were found."""

    state: str
    dossier: Dossier
    asks: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    reasons: tuple[Reason, ...] = ()


class Lifecycle(Machine):
    """The Machine of one workflow version."""

    transition_cls = Edge

    def __init__(self, workflow: Workflow) -> None:
        super().__init__(model=None, initial=None, auto_transitions=False, send_event=True,
                         states=list(workflow.stages))  # fmt: skip
        for way in workflow.transitions.values():
            for source in way.sources:
                self.add_transition(way.key, source, way.target or source, conditions=[self._opens], made_from=way)

    def _opens(self, event: EventData) -> bool:
        """Weigh everything the edge asks: the one condition that `transitions` sees."""
        token, edge = cast(Token, event.model), cast(Edge, event.transition)
        token.reasons = weigh(edge.made_from, token.dossier, token.asks)
        return not token.reasons


@dataclass(frozen=True, slots=True)
class Option:
    """A transition out of the stage, open or not, with all reasons why not."""

    transition: Transition
    reasons: tuple[Reason, ...]

    @property
    def is_open(self) -> bool:
        """Whether it can be taken now."""
        return not self.reasons


@dataclass(frozen=True, slots=True)
class Moved:
    """A move that may happen: where it leads, and the evidence (each requirement's code and verdict, no text)."""

    transition: Transition
    target: str
    evidence: tuple[str, ...]


def options(dossier: Dossier, asks: Mapping[str, object] = NOTHING) -> tuple[Option, ...]:
    """Return every transition out of the stage, open or not, with all reasons. Changes nothing."""
    edges = cast(list[Edge], machine(dossier.workflow).get_transitions(source=dossier.stage_key))
    return tuple(Option(edge.made_from, weigh(edge.made_from, dossier, asks)) for edge in edges)


def move(dossier: Dossier, transition: str, asks: Mapping[str, object] = NOTHING) -> Moved:
    """Take a transition on paper.

    `transition`: its key; `asks`: what goes with it, by name. Returns where it leads; raises Blocked with every
    reason, or Overtaken when somebody has just taken this very transition.
    """
    lifecycle = machine(dossier.workflow)
    if transition not in lifecycle.events or not lifecycle.get_transitions(transition, dossier.stage_key):
        raise _no_such_way(dossier, transition)
    token = Token(dossier.stage_key, dossier, asks)
    if not lifecycle.events[transition].trigger(token):
        raise Blocked(*token.reasons)
    way = dossier.workflow.transitions[transition]
    return Moved(way, token.state, tuple(_verdict(need, dossier) for need in asked_by(way, dossier)))


def weigh(way: Transition, dossier: Dossier, asks: Mapping[str, object] = NOTHING) -> tuple[Reason, ...]:
    """Return every reason why this transition is not open; empty when it is."""
    asked = requirements.Asked(dossier, way, asks)
    paused = _paused(way, dossier)
    return (*paused, *(reason for need in asked_by(way, dossier) for reason in requirements.unmet(need, asked)))


def asked_by(way: Transition, dossier: Dossier) -> tuple[Need, ...]:
    """Return all that a transition asks: the body's decision, the gate's needs, and children before an end."""
    decision = (Need("council_decision"),) if way.decided_by else ()
    ends = way.target is not None and dossier.workflow.stages[way.target].final
    children = (Need("children_closed", {"workflow": key}) for key in dossier.running_children) if ends else ()
    return (*decision, *way.needs, *children)


def rhythm(dossier: Dossier, act: str) -> bool:
    """Return whether `pause` or `resume` is possible now: the second region, beside the stage."""
    beat = Token("paused" if dossier.pause else "active", dossier)
    return bool(_RHYTHM.get_transitions(act, beat.state)) and bool(_RHYTHM.events[act].trigger(beat))


def machine(workflow: Workflow) -> Lifecycle:
    """Return the one Machine of a published version; an unpublished one (no hash) gets its own."""
    if not workflow.sha256:
        return Lifecycle(workflow)
    if workflow.sha256 not in _MACHINES:
        _MACHINES[workflow.sha256] = Lifecycle(workflow)
    return _MACHINES[workflow.sha256]


_MACHINES: dict[str, Lifecycle] = {}
_RHYTHM = Machine(model=None, initial=None, auto_transitions=False, states=["active", "paused"])
_RHYTHM.add_transition("pause", "active", "paused")
_RHYTHM.add_transition("resume", "paused", "active")


def _paused(way: Transition, dossier: Dossier) -> tuple[Reason, ...]:
    """A paused initiative does not move on, but it may still end (own proposal)."""
    ends = way.target is not None and dossier.workflow.stages[way.target].final
    if dossier.pause is None or ends:
        return ()
    return (Reason("engine.paused", {"why": dossier.pause.why, "until": dossier.pause.until_day}, who="coordinator"),)


def _verdict(need: Need, dossier: Dossier) -> str:
    """How a need was met, for the log: a checklist point by point, anything else in one word."""
    if need.kind != "checklist":
        return f"{need.kind}=met"
    points = dossier.workflow.checklists[str(need.params["list"])]
    return " ".join(["checklist", *(f"{item.id}={requirements.point_state(dossier, item)}" for item in points)])


def _no_such_way(dossier: Dossier, transition: str) -> Blocked | Overtaken:
    """Tell a way that was just taken from one that does not start here, and from one that does not exist."""
    last = next((p for p in reversed(dossier.passages) if p.transition or p.imported), None)
    if last and last.transition == transition and not last.imported:
        values = {"title": dossier.title, "stage": dossier.stage.title, "when": last.when}
        first = {"who": dossier.last_by or "?", "act": Reason(f"act.{dossier.last_act or 'import'}")}
        return Overtaken(Reason("engine.already_taken", {**values, **first}))
    known = [way.key for way in dossier.transitions]
    if transition in dossier.workflow.transitions:
        values = {"transition": dossier.workflow.transitions[transition].title, "stage": dossier.stage.title}
        return Blocked(Reason("engine.not_from_here", {**values, "known": tuple(known)}))
    return Blocked(Reason("engine.unknown_transition", {"transition": shown(transition), "known": tuple(known)}))
