"""Conditions of an approval: met by who verifies, un-met again, or not met in time. Source of every rule: R9.

A condition itself never changes: another text, day or person asks for another decision.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from labflow import agenda, lifecycle, rows, typed
from labflow.access import Actor, demand
from labflow.acting import begin, finish
from labflow.change import Change
from labflow.definition import Catalogue, Network
from labflow.dossier import Dossier
from labflow.facts import Condition
from labflow.queries.conditions import TOLD, decision_row, state_on, terms_of
from labflow.queries.council import next_meeting
from labflow.queries.initiatives import TABLE, dossiers
from labflow.queries.mandates import meeting_with
from labflow.queries.reading import next_n, one
from labflow.queries.register import replaced_by
from labflow.reasons import Blocked, NotAllowed, NotFound, Reason
from labflow.texts import in_both
from labflow.words import Words

SUSPENSIVE, RESOLUTIVE = "suspensive", "resolutive"


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a tick did: the condition as it is now, and its state; whether the initiative moved, and if not why.

    `left`: how many suspensive conditions of the decision are still open; `meeting`: the day of the meeting on whose
    agenda it came, if it did.
    """

    condition: Condition
    state: str
    left: int
    moved: bool = False
    reasons: tuple[Reason, ...] = ()
    meeting: date | None = None


@dataclass(frozen=True, slots=True)
class _Case:
    """A condition with the decision and the initiative that it belongs to."""

    decision: Any
    dossier: Dossier | None
    terms: tuple[Condition, ...]
    term: Condition

    @property
    def is_used(self) -> bool:
        """Whether the gate that the decision opened was passed."""
        return self.dossier is not None and any(p.decision == self.decision.number for p in self.dossier.passages)


def meet(change: Change, catalogue: Catalogue, number: object, k: object, evidence: object) -> Ticked:
    """Say that a condition is met, with the evidence; late may be, and shows. The last suspensive one opens the gate.

    `number`: of the decision; `k`: which of its conditions, from 1. Only by who verifies it, and never by its owner.
    The answer says whether the initiative moved, or every reason why not.
    """
    case = _acted_on(change, catalogue, number, k)
    proof = typed.text(evidence, "evidence")
    if case.term.met_on is not None:
        raise Blocked(Reason("conditions.met_already", {"text": case.term.text, "day": case.term.met_on}))
    if case.term.state == "fallen_back":
        raise Blocked(Reason("conditions.fallen_back", {"text": case.term.text}, who="body"))
    change.put(rows.Condition, case.term.id, met_on=change.on)
    _write(change, catalogue, case, "met", proof)
    ticked = _as_it_is(change, catalogue, case)
    if case.term.kind != SUSPENSIVE or ticked.left or case.dossier is None or case.is_used:
        return ticked
    moved, reasons = _move(change, catalogue, case)
    return Ticked(ticked.condition, ticked.state, 0, moved, reasons)


def unmeet(change: Change, catalogue: Catalogue, number: object, k: object, why: object) -> Ticked:
    """Say that a condition that was met no longer is. Nothing moves by itself.

    When the gate was passed on it, the matter goes to the next meeting that is planned.
    """
    case = _acted_on(change, catalogue, number, k)
    reason = typed.text(why, "why")
    if case.term.met_on is None:
        raise Blocked(Reason("conditions.not_met", {"text": case.term.text}))
    change.put(rows.Condition, case.term.id, met_on=None)
    day = _bring(change, case, "conditions.unmet_item") if case.term.kind == SUSPENSIVE and case.is_used else None
    _write(change, catalogue, case, "unmet", reason)
    ticked = _as_it_is(change, catalogue, case)
    return Ticked(ticked.condition, ticked.state, ticked.left, meeting=day)


def lapse(change: Change, catalogue: Catalogue, condition_id: str) -> str:
    """Write that the day of a condition passed unmet, bring it to the council, and return its newest step.

    Only when the decision said so, and no later gate was passed, the step falls back by itself. Nothing is written
    before the day, in the holiday in which it lies, or a second time.
    """
    case = _by_id(change, catalogue, condition_id)
    is_late = state_on(case.term, change.today, catalogue.network.holidays) == "lapsed"
    if not is_late or case.term.state in TOLD or replaced_by(change.conn, case.decision.id):
        change.nothing_to_do()
        return case.term.state
    _bring(change, case, "agenda.title.condition")
    _write(change, catalogue, case, "warned")
    if not (case.term.fallback and case.term.kind == RESOLUTIVE and case.dossier):
        return "warned"
    if not lifecycle.fall_back(change, catalogue, case.dossier.slug, case.decision.id):
        return "warned"
    _write(change, catalogue, case, "fallen_back")
    return "fallen_back"


def verifier_of(term: Condition, network: Network) -> str:
    """Return who verifies a condition: who the decision names, or else the coordinator; never its owner."""
    roles = [*network.roles_meaning("coordinator"), *network.roles_meaning("chair")]
    return term.verifier or next(role for role in roles if role != term.owner)


def verifies(actor: Actor, term: Condition, network: Network, dossier: Dossier | None) -> bool:
    """Return whether this person may say that a condition is met: who verifies it, and never its owner (R9)."""
    roles = actor.roles_on(network, dossier)
    is_owner = _is(term.owner, actor.key, roles, network)
    return not is_owner and _is(verifier_of(term, network), actor.key, roles, network)


def _acted_on(change: Change, catalogue: Catalogue, number: object, k: object) -> _Case:
    """The condition by the number of its decision. Raises NotFound, NotAllowed or Blocked."""
    asked = typed.text(number, "decision_number", typed.KEY)
    decision = decision_row(change.conn, asked)
    if decision is None:
        raise NotFound(Reason("conditions.no_decision", {"number": typed.shown(number)}))
    dossier = _home(change, catalogue, decision.initiative_id)
    terms, place = terms_of(change.conn, decision.id), typed.whole(k, "condition_number", 1, 99)
    if place > len(terms):
        raise NotFound(Reason("conditions.none", {"number": asked, "k": place, "n": len(terms)}))
    term = terms[place - 1]
    _demand_verifier(change, catalogue.network, dossier, term)
    if replaced_by(change.conn, decision.id):
        raise Blocked(Reason("conditions.decision_replaced", {"number": asked}))
    return _Case(decision, dossier, terms, term)


def _by_id(change: Change, catalogue: Catalogue, condition_id: str) -> _Case:
    row = one(change.conn, rows.Condition, rows.Condition.id == condition_id)
    decision = one(change.conn, rows.Decision, rows.Decision.id == row.decision_id) if row else None
    assert decision is not None, condition_id
    terms = terms_of(change.conn, decision.id)
    dossier = _home(change, catalogue, decision.initiative_id)
    return _Case(decision, dossier, terms, next(term for term in terms if term.id == condition_id))


def _home(change: Change, catalogue: Catalogue, initiative_id: str | None) -> Dossier | None:
    """The initiative of a decision, or None when it is about none; NotFound when this actor may not see it."""
    if initiative_id is None:
        return None
    found = dossiers(change.conn, catalogue, change.actor, change.on, TABLE.c.id == initiative_id)
    if not found:
        raise NotFound(Reason("conditions.no_decision", {"number": "-"}))
    return begin(change, catalogue, found[0].slug, None)


def _demand_verifier(change: Change, network: Network, dossier: Dossier | None, term: Condition) -> None:
    """Somebody else than the owner looks whether it is met: the person or a holder of the role that was named."""
    told = {"text": term.text, "verifier": _words(verifier_of(term, network), network)}
    if _is(term.owner, change.actor.key, change.actor.roles_on(network, dossier), network):
        raise NotAllowed(Reason("conditions.owner_cannot_verify", told))
    if not verifies(change.actor, term, network, dossier):
        demand(change.actor, "condition", network, dossier)
        raise NotAllowed(Reason("conditions.not_the_verifier", told))


def _is(named: str, person: str, roles: frozenset[str], network: Network) -> bool:
    return named in roles if named in network.roles else named == person


def _words(named: str, network: Network) -> Words:
    return network.roles[named].title if named in network.roles else Words(named, named)


def _move(change: Change, catalogue: Catalogue, case: _Case) -> tuple[bool, tuple[Reason, ...]]:
    """Take the step that the decision opened, unless a newer decision took its place."""
    dossier = case.dossier
    assert dossier is not None
    newest = dossier.decision_on(case.decision.transition) if case.decision.transition else None
    if newest is None or newest.number != case.decision.number:
        return False, ()
    return lifecycle.move_by_decision(change, catalogue, dossier.slug, case.decision.transition)


def _write(change: Change, catalogue: Catalogue, case: _Case, state: str, evidence: str | None = None) -> None:
    """Add what became of the condition and record it, counted on the initiative if there is one."""
    change.add(rows.ConditionStep(
        id=change.new_id(), condition_id=case.term.id, state=state, evidence=evidence,
        person_id=change.actor.person_id, on_day=change.on,
        n=next_n(change.conn, rows.ConditionStep, rows.ConditionStep.condition_id == case.term.id),
    ))  # fmt: skip
    if case.dossier is None:
        change.record("condition", decision=case.decision.number)
        return
    fresh = begin(change, catalogue, case.dossier.slug, None)
    finish(change, fresh, "condition", decision=case.decision.number)


def _as_it_is(change: Change, catalogue: Catalogue, case: _Case) -> Ticked:
    terms = terms_of(change.conn, case.decision.id)
    term = next(x for x in terms if x.id == case.term.id)
    left = sum(x.kind == SUSPENSIVE and x.met_on is None for x in terms)
    return Ticked(term, state_on(term, change.on, catalogue.network.holidays), left)


def _bring(change: Change, case: _Case, code: str) -> date | None:
    """Put the matter on the next agenda, unless it stands on one already; its day, None when no meeting is planned."""
    placed = meeting_with(change.conn, case.term.id, change.on)
    meeting = placed or next_meeting(change.conn, change.on)
    if placed is None and meeting is not None:
        title = in_both(code, text=case.term.text, number=case.decision.number)
        agenda.bring(change, meeting.id, "condition", title, about_id=case.term.id,
                     initiative_id=case.decision.initiative_id)  # fmt: skip
    return meeting.day if meeting else None
