"""Seats, meetings, items, verdicts and decisions as the objects of the contract. Never decides, never reads."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from labflow import presenting
from labflow.council import Verdict
from labflow.definition import Network
from labflow.facts import Condition
from labflow.presenting import Object
from labflow.queries.register import Corrected, Registered
from labflow.sitting import VOTES, Item, Seat, Sitting
from labflow.texts import Language, say

if TYPE_CHECKING:
    from labflow.closing import Closed


def seat_object(seat: Seat, lang: Language) -> Object:
    """Return a seat with its days, and whether it is known who sits there; never who."""
    return {
        "seat": seat.key, "title": seat.title.in_(lang), "votes": seat.votes,
        "from": seat.from_day and seat.from_day.isoformat(), "until": seat.until_day and seat.until_day.isoformat(),
        "holder": seat.holder is not None, "substitute": seat.substitute is not None, "vacant": seat.vacant,
        "expertise": seat.expertise or None,
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
        "kind": item.kind,
        "title": item.title.in_(lang),
        "initiative": item.slug or None,
        "request": item.request.number if item.request else None,
        "transition": item.request.transition if item.request else None,
        "question": item.question.in_(lang) if item.question else None,
        "positions": [{"seat": seat, "value": p.value, "text": p.text or None} for seat, p in item.positions.items()],
        "presence": dict(item.presence),
        "votes": dict(item.votes),
        "unconfirmed": list(item.unconfirmed),
        "roll": meeting.roll(item),
        "ballot": ballot_object(meeting, item),
        "advice": dict(zip(VOTES, item.advice_count, strict=True)) if item.advice_count else None,
        "late": item.late,
        "admitted": item.admitted,
        "verdict": verdict_object(verdict, lang),
        "reglement": meeting.rules(item).version,
        "outcome": noted.value if noted else None,
        "by": noted.by if noted else None,
        "amount_cents": noted.cents if noted else None,
        "conditions": [condition_object(term) for term in noted.conditions.values()] if noted else [],
    }


def ballot_object(meeting: Sitting, item: Item) -> Object | None:
    """Return the vote that was opened on an item with its three numbers, None for a secret one not counted yet."""
    if item.ballot is None:
        return None
    waits = item.ballot.secret and not item.is_voted
    counts = dict(zip(VOTES, (None, None, None) if waits else meeting.votes_on(item), strict=True))
    return {"method": item.ballot.method, "secret": item.ballot.secret, **counts}


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


def closed_object(closed: "Closed", network: Network, lang: Language) -> Object:
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
        "back": [{"title": title.in_(lang), "date": day and day.isoformat()} for title, day in closed.back],
    }  # fmt: skip


def decision_object(one: Registered, lang: Language) -> Object:
    """Return a decision as it stands in the register, with what was put right and what takes its place."""
    return {
        "number": one.number, "date": one.on_day.isoformat(), "title": one.title.in_(lang), "outcome": one.outcome,
        "by": one.by, "initiative": one.slug or None, "transition": one.transition, "request": one.request,
        "amount_cents": one.cents, "reglement": one.reglement,
        "conditions": [_followed(term) for term in one.conditions],
        "kind": one.kind, "procedure": one.procedure or None, "meeting": one.meeting and one.meeting.isoformat(),
        "asks": dict(one.asks), "why": one.why or None, "review": one.review_day and one.review_day.isoformat(),
        "replaces": one.replaces or None, "replaced_by": one.replaced_by or None,
        "corrections": [_corrected(slip) for slip in one.corrections],
        "checkpoint": one.checkpoint, "connects": one.connects,
    }  # fmt: skip


def votes_object(one: Registered, votes: Mapping[str, str] | None) -> Object:
    """Return the numbers of a vote, and by right who voted what (None: secret, or not for this reader)."""
    count = one.count
    return {
        "count": {"present": count.present, "recused": count.recused, "yes": count.yes, "no": count.no,
                  "abstain": count.abstain},
        "secret": one.is_secret, "votes": None if votes is None else dict(votes),
    }  # fmt: skip


def _corrected(slip: Corrected) -> Object:
    return {
        "number": slip.number, "field": slip.field, "before": slip.before, "after": slip.after, "why": slip.why,
        "date": slip.on_day.isoformat(),
    }  # fmt: skip


def _followed(term: Condition) -> Object:
    """A condition with who checks it and what became of it."""
    return {
        **condition_object(term), "n": term.n, "verifier": term.verifier or None, "fallback": term.fallback,
        "state": term.state or None,
    }  # fmt: skip


def condition_object(term: Condition) -> Object:
    """Return a condition of an approval."""
    return {
        "text": term.text, "owner": term.owner, "due": term.due_day.isoformat(), "kind": term.kind,
        "met_on": term.met_on and term.met_on.isoformat(),
    }  # fmt: skip
