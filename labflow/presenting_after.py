"""Mandates and conditions, what comes before and after a decision, as the objects of the contract. Never decides."""

from labflow.conditions import Ticked
from labflow.definition import Network
from labflow.presenting import Object, reasons_object
from labflow.queries import conditions, mandates
from labflow.texts import Language


def mandate_object(one: mandates.Listed) -> Object:
    """Return a provisional mandate of the list; amounts in cents."""
    mandate = one.mandate
    return {
        "number": mandate.number, "initiative": one.slug, "title": one.title, "state": one.state,
        "scope": mandate.scope, "why": mandate.why, "cents": mandate.cents, "spent": mandate.spent,
        "until": mandate.until_day.isoformat(), "asked_by": one.asked_by or None,
        "asked_on": mandate.asked_on and mandate.asked_on.isoformat(),
        "granted_on": mandate.granted_on and mandate.granted_on.isoformat(),
    }  # fmt: skip


def listed_condition_object(one: conditions.Listed) -> Object:
    """Return a condition of the list: who has it, who verifies it, and how it stands today."""
    term = one.condition
    return {
        "decision": one.decision, "k": one.k, "initiative": one.slug or None, "text": term.text, "owner": term.owner,
        "owner_gone": one.owner_gone, "verifier": term.verifier or None, "due": term.due_day.isoformat(),
        "kind": term.kind, "state": one.state, "met_on": term.met_on and term.met_on.isoformat(),
        "evidence": term.evidence or None,
    }  # fmt: skip


def ticked_object(ticked: Ticked, network: Network, lang: Language) -> Object:
    """Return what a tick did: how the condition stands, and whether the initiative moved or why not."""
    return {
        "text": ticked.condition.text, "state": ticked.state, "left": ticked.left, "moved": ticked.moved,
        "reasons": reasons_object(ticked.reasons, network, lang),
        "meeting": ticked.meeting and ticked.meeting.isoformat(),
    }  # fmt: skip
