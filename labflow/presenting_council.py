"""Seats, meetings, items, verdicts and decisions as the objects of the contract. Never decides, never reads."""

from labflow import presenting
from labflow.closing import Closed
from labflow.council import Verdict
from labflow.definition import Network
from labflow.facts import Condition
from labflow.presenting import Object
from labflow.queries.register import Registered
from labflow.sitting import Item, Seat, Sitting
from labflow.texts import Language, say


def seat_object(seat: Seat, lang: Language) -> Object:
    """Return a seat with its days."""
    return {
        "seat": seat.key, "title": seat.title.in_(lang), "votes": seat.votes,
        "from": seat.from_day and seat.from_day.isoformat(), "until": seat.until_day and seat.until_day.isoformat(),
    }  # fmt: skip


def verdict_object(verdict: Verdict, lang: Language) -> Object:
    """Return what the rules say of a count, and the sentence that explains it."""
    return {
        "quorum": verdict.quorum, "quorate": verdict.quorate, "adopted": verdict.adopted, "needed": verdict.needed,
        "sentence": say(verdict.sentence, lang),
    }  # fmt: skip


def item_object(meeting: Sitting, item: Item, lang: Language) -> Object:
    """Return an item of the agenda with its positions, votes, verdict and noted outcome."""
    noted = item.noted
    verdict = meeting.noted_verdict(item) if noted else meeting.verdict(item)
    return {
        "n": item.n,
        "title": item.title.in_(lang),
        "initiative": item.slug or None,
        "request": item.request.number if item.request else None,
        "transition": item.request.transition if item.request else None,
        "question": item.question.in_(lang) if item.question else None,
        "positions": [{"seat": seat, "value": p.value, "text": p.text or None} for seat, p in item.positions.items()],
        "presence": dict(item.presence),
        "votes": dict(item.votes),
        "verdict": verdict_object(verdict, lang),
        "reglement": meeting.reglement.version,
        "outcome": noted.value if noted else None,
        "by": noted.by if noted else None,
        "amount_cents": noted.cents if noted else None,
        "conditions": [condition_object(term) for term in noted.conditions.values()] if noted else [],
    }


def meeting_object(meeting: Sitting, lang: Language) -> Object:
    """Return a meeting with its agenda."""
    rules = meeting.reglement
    return {
        "date": meeting.day.isoformat(),
        "starts": meeting.starts,
        "place": meeting.place or None,
        "open": meeting.is_open,
        "closed_on": meeting.closed_on and meeting.closed_on.isoformat(),
        "reglement": {"version": rules.version, "adopted_by": rules.adopted_by, "text": say(rules.standing, lang)},
        "presence": dict(meeting.presence),
        "can_decide": say(meeting.can_decide(), lang),
        "items": [item_object(meeting, item, lang) for item in meeting.items],
        "checkpoint": meeting.checkpoint,
    }


def closed_object(closed: Closed, network: Network, lang: Language) -> Object:
    """Return what closing gave: the decisions, what moved, and the checkpoint."""
    return {
        "decisions": [
            {
                "number": one.number, "outcome": one.outcome, "initiative": one.slug or None, "moved": one.moved,
                "reasons": presenting.reasons_object(one.reasons, network, lang),
            }
            for one in closed.decisions
        ],
        "checkpoint": closed.checkpoint,
    }  # fmt: skip


def decision_object(one: Registered, lang: Language) -> Object:
    """Return a decision as it stands in the register."""
    return {
        "number": one.number, "date": one.on_day.isoformat(), "title": one.title.in_(lang), "outcome": one.outcome,
        "by": one.by, "initiative": one.slug or None, "transition": one.transition, "request": one.request,
        "amount_cents": one.cents, "reglement": one.reglement,
        "conditions": [condition_object(term) for term in one.conditions],
    }  # fmt: skip


def condition_object(term: Condition) -> Object:
    """Return a condition of an approval."""
    return {
        "text": term.text, "owner": term.owner, "due": term.due_day.isoformat(), "kind": term.kind,
        "met_on": term.met_on and term.met_on.isoformat(),
    }  # fmt: skip
