"""What a gate may ask: one frozen class a kind, a dossier in, every Reason out (none when it is met).

Kinds are named in workflow files; their parameters are the fields below and `soundness` checks them.
Nothing here reads a database or a clock: the dossier carries its own day. *Not known* never counts as missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

from labflow.definition import Item, Need, Transition
from labflow.dossier import Dossier
from labflow.facts import Decision
from labflow.reasons import Reason

LANDING_ORDER = ("dropped", "sought", "candidate", "confirmed")
LEAD, COORDINATOR, CASEWORK, BODY = "lead", "coordinator", "casework", "body"
ANSWERED = ("done", "not_applicable", "explained", "unknown")


def param(points_to: str, **options: Any) -> Any:
    """Declare a parameter: what it points to (`list`, `transition`, `stages`, `workflow`, `field`, `count`, ...)."""
    return field(metadata={"points_to": points_to}, **options)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a requirement looks at: the dossier, the transition, and what goes with it by name."""

    dossier: Dossier
    transition: Transition
    asks: Mapping[str, object] = field(default_factory=dict)


class Requirement(Protocol):
    """Anything a gate may ask."""

    def unmet(self, asked: Asked) -> tuple[Reason, ...]:
        """Return every reason why it does not hold; empty when it does."""


def unmet(need: Need, asked: Asked) -> tuple[Reason, ...]:
    """Weigh one need of a workflow file. Raises KeyError for a kind that is not in `KINDS`."""
    return requirement(need).unmet(asked)


def requirement(need: Need) -> Requirement:
    """Return the requirement that a need of a workflow file names."""
    return cast(Requirement, KINDS[need.kind](**need.params))


def point_state(dossier: Dossier, item: Item) -> str:
    """Return done, busy, todo, later, not_applicable, explained or unknown for one checklist point.

    A point that no source mentions is *unknown* while the initiative stands where a source placed it, and `todo` once
    labflow has moved it (own proposal).
    """
    if item.met_by is not None:
        return _state_by_facts(dossier, item.met_by)
    tick = dossier.ticks.get(item.id)
    return tick.state if tick else _unsaid(dossier)


def _unsaid(dossier: Dossier) -> str:
    return "unknown" if dossier.passages and dossier.passages[-1].imported else "todo"


def _state_by_facts(dossier: Dossier, need: Need) -> str:
    here = Asked(dossier, Transition("", dossier.workflow.title, (), None, (), ""))
    reasons = unmet(need, here)
    if not reasons:
        return "done"
    return _unsaid(dossier) if all(reason.code.endswith("_not_known") for reason in reasons) else "todo"


@dataclass(frozen=True, slots=True)
class Checklist:
    """Each point met, explained with a date, or said to be not known ("comply or explain", own proposal)."""

    list: str = param("checklist")

    def unmet(self, asked: Asked) -> tuple[Reason, ...]:
        """Return one reason for each open point."""
        use = asked.dossier.times_taken(asked.transition.key) + 1
        return tuple(
            Reason("requirement.point_open", {"item": item.id, "ask": item.ask, "state": state}, who=LEAD)
            for item in asked.dossier.workflow.checklists[self.list]
            if item.blocking and item.from_use <= use
            if (state := point_state(asked.dossier, item)) not in ANSWERED
        )


@dataclass(frozen=True, slots=True)
class CouncilDecision:
    """The deciding body approved this transition, and nobody has used that decision yet."""

    def unmet(self, asked: Asked) -> tuple[Reason, ...]:
        """Return why there is no yes: not asked, asked, on an agenda, or a no."""
        decision = asked.dossier.decision_on(asked.transition.key)
        newer = asked.dossier.open_request
        if decision is None or (not decision.approves and newer and newer.transition == asked.transition.key):
            return (_undecided(asked),)
        if not decision.approves:
            return (Reason(f"requirement.decision_{decision.outcome}", {"number": decision.number}, who=BODY),)
        return _conditions(decision)


def _undecided(asked: Asked) -> Reason:
    request = next((r for r in reversed(asked.dossier.requests) if r.transition == asked.transition.key), None)
    state = request.state if request else "none"
    if state == "on-agenda" and request and request.meeting:
        return Reason("requirement.decision_on_agenda", {"meeting": request.meeting}, who=BODY)
    if state == "in-writing" and request and request.until:
        is_longer = asked.dossier.today > request.until
        code = "requirement.decision_in_writing_longer" if is_longer else "requirement.decision_in_writing"
        return Reason(code, {"until": request.until}, who=BODY)
    if state in ("sent", "accepted"):
        return Reason("requirement.decision_requested", {"number": request.number if request else ""}, who=COORDINATOR)
    if state == "returned":
        return Reason("requirement.decision_returned", {"question": request.question if request else ""}, who=LEAD)
    if asked.dossier.next_meeting:
        return Reason("requirement.decision_missing", {"meeting": asked.dossier.next_meeting}, who=BODY)
    return Reason("requirement.decision_missing_unplanned", who=BODY)


def _conditions(decision: Decision) -> tuple[Reason, ...]:
    return tuple(
        Reason("requirement.condition_open", {"text": c.text, "owner": c.owner, "due": c.due_day}, who=c.owner)
        for c in decision.conditions
        if c.kind == "suspensive" and c.met_on is None
    )


@dataclass(frozen=True, slots=True)
class ParentDecision:
    """A decision of the body on the parent is in force, or the coordinator brought the parent in from a source."""

    def unmet(self, asked: Asked) -> tuple[Reason, ...]:
        """Return a reason when the parent never passed a gate."""
        parent = asked.dossier.parent
        if parent and (parent.decision or parent.imported):
            return ()
        return (Reason("requirement.parent_decision", {"parent": parent.title if parent else "?"}, who=BODY),)


@dataclass(frozen=True, slots=True)
class ParentIn:
    """The parent stands in one of these stages, and is not paused if so asked."""

    stages: tuple[str, ...] = param("parent_stages")
    not_paused: bool = param("flag", default=True)

    def unmet(self, asked: Asked) -> tuple[Reason, ...]:
        """Return why the parent is in the way: absent, elsewhere, paused."""
        parent = asked.dossier.parent
        if parent is None:
            return (Reason("requirement.parent_none"),)
        reasons = []
        if parent.stage_key not in self.stages:
            reasons.append(Reason("requirement.parent_in", {"parent": parent.title, "stage": parent.stage}, who=LEAD))
        if self.not_paused and parent.paused is not None:
            values = {"parent": parent.title, "why": parent.paused}
            reasons.append(Reason("requirement.parent_paused", values, who=COORDINATOR))
        return tuple(reasons)


@dataclass(frozen=True, slots=True)
class ChildrenClosed:
    """No running child is left. Says that there are some, never how many."""

    workflow: str = param("workflow")

    def unmet(self, asked: Asked) -> tuple[Reason, ...]:
        """Return a reason while children run."""
        if not asked.dossier.running_children.get(self.workflow):
            return ()
        return (Reason("requirement.children_open", {"workflow": self.workflow}, who=CASEWORK),)


@dataclass(frozen=True, slots=True)
class ConditionsMet:
    """Every suspensive condition of every approval is met."""

    def unmet(self, asked: Asked) -> tuple[Reason, ...]:
        """Return one reason for each open condition."""
        return tuple(reason for d in asked.dossier.decisions if d.approves for reason in _conditions(d))


@dataclass(frozen=True, slots=True)
class FieldKnown:
    """A field has a value: given with this transition, or known already."""

    field: str = param("field")

    def unmet(self, asked: Asked) -> tuple[Reason, ...]:
        """Return a reason when nobody has filled it in."""
        given = asked.asks.get(asked.transition.sets.get(self.field, self.field))
        days = any(d.kind in ("deadline", "term") and d.when.is_known for d in asked.dossier.deadlines)
        receivers = any(r.kind == "handed_to" for r in asked.dossier.relations)
        if given or (days if self.field == "deadline" else receivers):
            return ()
        return (Reason("requirement.field_unknown", {"field": self.field}, who=LEAD),)


@dataclass(frozen=True, slots=True)
class Maximum:
    """This transition was taken fewer times than `count`."""

    count: int = param("count")

    def unmet(self, asked: Asked) -> tuple[Reason, ...]:
        """Return a reason when it was taken often enough."""
        if asked.dossier.times_taken(asked.transition.key) < self.count:
            return ()
        return (Reason("requirement.maximum", {"n": self.count, "transition": asked.transition.title}),)


@dataclass(frozen=True, slots=True)
class LandingPlace:
    """A landing place in at least this state (candidate or confirmed)."""

    state: str = param("landing_state")

    def unmet(self, asked: Asked) -> tuple[Reason, ...]:
        """Return a reason when there is none, or not far enough; not known when nobody said."""
        landing = asked.dossier.landing
        if landing is None:
            return (Reason("requirement.landing_not_known", {"state": self.state}, who=LEAD),)
        if LANDING_ORDER.index(landing.state) >= LANDING_ORDER.index(self.state):
            return ()
        return (Reason("requirement.landing_place", {"state": self.state}, who=LEAD),)


@dataclass(frozen=True, slots=True)
class HasLead:
    """Somebody leads."""

    def unmet(self, asked: Asked) -> tuple[Reason, ...]:
        """Return a reason when nobody leads, or when nobody said who."""
        if asked.dossier.lead is None:
            return (Reason("requirement.lead_not_known", who=COORDINATOR),)
        return () if asked.dossier.lead.who else (Reason("requirement.lead_none", who=COORDINATOR),)


@dataclass(frozen=True, slots=True)
class Partners:
    """At least this many partners."""

    at_least: int = param("count")

    def unmet(self, asked: Asked) -> tuple[Reason, ...]:
        """Return a reason when there are too few; not known when none is named."""
        found = sum(p.kind == "partner" for p in asked.dossier.partners)
        if found >= self.at_least:
            return ()
        code = "requirement.partners" if found else "requirement.partners_not_known"
        return (Reason(code, {"n": self.at_least, "found": found}, who=LEAD),)


@dataclass(frozen=True, slots=True)
class NoCommitments:
    """No commitment runs and no means were granted."""

    def unmet(self, asked: Asked) -> tuple[Reason, ...]:
        """Return one reason for each that remains."""
        running = [Reason("requirement.commitment_runs", {"text": c.text}) for c in asked.dossier.commitments]
        granted = [d for d in asked.dossier.decisions if d.approves and d.cents]
        return (*running, *(Reason("requirement.means_remain", {"number": d.number}, who=BODY) for d in granted))


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these holds."""

    needs: tuple[Need, ...] = param("needs")

    def unmet(self, asked: Asked) -> tuple[Reason, ...]:
        """Return the reasons of every alternative when none holds."""
        every = [unmet(need, asked) for need in self.needs]
        if not all(every):
            return ()
        return (Reason("requirement.any_of", {"options": tuple(r for reasons in every for r in reasons)}),)


KINDS: dict[str, type] = {
    "checklist": Checklist,
    "council_decision": CouncilDecision,
    "parent_decision": ParentDecision,
    "parent_in": ParentIn,
    "children_closed": ChildrenClosed,
    "conditions_met": ConditionsMet,
    "field_known": FieldKnown,
    "maximum": Maximum,
    "landing_place": LandingPlace,
    "has_lead": HasLead,
    "partners": Partners,
    "no_commitments": NoCommitments,
    "any_of": AnyOf,
}
