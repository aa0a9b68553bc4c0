"""Initiatives, requests and reasons as the objects of the contract (`--json` and the API). Never decides, never reads.

Who can lift a reason is a meaning inside labflow and the network's own key outside.
"""

from collections.abc import Iterable
from datetime import date

from labflow import engine
from labflow.clock import Interval
from labflow.definition import Network
from labflow.dossier import Dossier
from labflow.facts import Mandate, Request, Rest
from labflow.reasons import Reason
from labflow.texts import Language, say
from labflow.words import Euro

Object = dict[str, object]


def initiative_object(dossier: Dossier, lang: Language, with_options: bool = True) -> Object:
    """Return an initiative; `with_options` adds every way out of its stage with all reasons."""
    found: Object = {
        "slug": dossier.slug,
        "title": dossier.title,
        "kind": dossier.workflow.key,
        "workflow": dossier.workflow.key,
        "version": dossier.workflow.version,
        "stage": dossier.stage_key,
        "phase": dossier.stage.phase,
        "rev": dossier.rev,
        "lead": {"who": dossier.lead.who if dossier.lead else None, "known": dossier.lead is not None},
        "parent": dossier.parent.slug if dossier.parent else None,
        "since": interval_object(dossier.entered, lang),
        "paused": {"why": dossier.pause.why, "until": _iso(dossier.pause.until_day)} if dossier.pause else None,
        "mandate": mandate_mark(dossier.mandate) if dossier.mandate else None,
        "requests": [{"id": r.number, "transition": r.transition, "state": r.state} for r in dossier.requests],
    }
    return {**found, "options": options_object(dossier, lang)} if with_options else found


def mandate_mark(mandate: Mandate) -> Object:
    """Return the mark of an initiative that runs ahead of the body under a provisional mandate; amounts in cents."""
    return {
        "number": mandate.number,
        "state": mandate.state,
        "until": mandate.until_day.isoformat(),
        "cents": mandate.cents,
        "spent": mandate.spent,
    }


def mandate_words(mandate: Mandate) -> Reason:
    """Return the same mark as a sentence."""
    values = {"number": mandate.number, "until": mandate.until_day}
    return Reason("mandates.mark", {**values, "amount": Euro(mandate.cents), "spent": Euro(mandate.spent)})


def rest_words(rest: Rest) -> Reason:
    """Return why it is left alone, as a sentence: until a day, or until an event without one."""
    if rest.until_day:
        code = "rest.until_event" if rest.event else "rest.until"
        return Reason(code, {"day": rest.until_day, "why": rest.text, "event": rest.event})
    return Reason(
        "rest.event" if rest.event else "stall.waiting", {"event": rest.event, "why": rest.text, "text": rest.text}
    )


def options_object(dossier: Dossier, lang: Language) -> list[Object]:
    """Return every transition out of the stage, open or not, with all reasons."""
    return [
        {
            "transition": option.transition.key,
            "target": option.transition.target or dossier.stage_key,
            "open": option.is_open,
            "decided_by": option.transition.decided_by,
            "asks": dict(option.transition.asks),
            "reasons": reasons_object(option.reasons, dossier.network, lang),
        }
        for option in engine.options(dossier)
    ]


def request_object(dossier: Dossier, request: Request) -> Object:
    """Return a request; its meeting is the one it is on, else the next one."""
    return {
        "id": request.number,
        "initiative": dossier.slug,
        "transition": request.transition,
        "state": request.state,
        "next_meeting": _iso(request.meeting or dossier.next_meeting),
    }


def reasons_object(reasons: Iterable[Reason], network: Network, lang: Language) -> list[Object]:
    """Return reasons with their sentence and the network's key for who can lift them."""
    return [{"code": r.code, "text": say(r, lang), "who": lifter(r.who, network)} for r in reasons]


def lifter(who: str | None, network: Network) -> str | None:
    """Return the network's key for a meaning (`lead`, `body`, ...); a person's key stays as it is."""
    if who == "body":
        return network.body.key
    return next((role.key for role in network.roles.values() if role.means == who), who)


def words_for_who(network: Network, lang: Language) -> dict[str, str]:
    """Return the words for each of the network's keys that can lift a reason."""
    words = {role.key: role.title.in_(lang) for role in network.roles.values()}
    return {**words, network.body.key: network.body.title.in_(lang)}


def interval_object(when: Interval, lang: Language) -> Object | None:
    """Return days that are partly known; None when nothing is known."""
    if not when.is_known and when.words is None:
        return None
    return {"date": _iso(when.start or when.end), "precision": when.precision, "text": say(when, lang)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
