"""Written procedures, and what settling wrote, as the objects of the contract. Never decides, never reads."""

from labflow import presenting
from labflow.definition import Network
from labflow.presenting import Object
from labflow.presenting_council import verdict_object
from labflow.procedure import Procedure, Standing
from labflow.procedures import TakenOver
from labflow.settling import Settled
from labflow.sitting import Seat
from labflow.texts import Language, say


def procedure_object(found: Procedure, told: Standing, lang: Language) -> Object:
    """Return a procedure as it stands: who answered what, who is silent, and what is missing."""
    return {
        "number": found.number,
        "kind": found.kind,
        "title": found.title.in_(lang),
        "initiative": found.slug or None,
        "request": found.request.number if found.request else None,
        "transition": found.request.transition if found.request else None,
        "amount_cents": found.request.cents if found.request else None,
        "motivation": (found.request.motivation or None) if found.request else None,
        "urgent": found.urgent,
        "opened_on": found.opened_on.isoformat(),
        "closes_on": told.closes.isoformat(),
        "state": told.state,
        "ended_on": told.ended_on and told.ended_on.isoformat(),
        "recorded": found.ended is not None,
        "electors": [seat.key for seat in found.electors],
        "recused": sorted(found.recused),
        "answers": [
            {"seat": one.seat, "value": one.value, "reason": one.reason or None, "on": one.on_day.isoformat()}
            for one in told.answers.values()
        ],
        "silent": _keys(told.silent),
        "unconfirmed": _keys(told.unconfirmed),
        "verdict": verdict_object(told.verdict, lang),
        "adopts": told.adopts,
        "sentence": say(told.sentence, lang),
        "reglement": found.reglement.version,
    }


def taken_object(taken: TakenOver, network: Network, lang: Language) -> Object:
    """Return what a meeting that cannot decide handed over, and what it kept with every reason."""
    return {
        "opened": [{"n": item.n, "title": item.title.in_(lang), "number": number} for item, number in taken.opened],
        "left": [
            {
                "n": item.n, "title": item.title.in_(lang),
                "reasons": presenting.reasons_object(reasons, network, lang),
            }
            for item, reasons in taken.left
        ],
    }  # fmt: skip


def settled_object(settled: Settled) -> Object:
    """Return what was written down: each end with how, and the procedures about which letters went out."""
    return {
        "ended": [{"number": number, "state": state} for number, state in settled.ended],
        "lapsed": [state for _, state in settled.lapsed],
        "reminded": list(settled.reminded),
    }


def _keys(seats: tuple[Seat, ...]) -> list[str]:
    return [seat.key for seat in seats]
