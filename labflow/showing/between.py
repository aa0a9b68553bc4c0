"""The time between two meetings in words. It decides nothing: `labflow.procedure` and `labflow.settling` do."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from labflow.access import Actor, may
from labflow.definition import Catalogue, Network
from labflow.dossier import Dossier
from labflow.facts import Request
from labflow.looking import Looking
from labflow.procedure import Procedure, standing
from labflow.procedures_opening import cannot_be_written
from labflow.texts.speech import Speech
from labflow.views.between import Between, Clock, Round, Text, Writing
from labflow.wording import BEFORE_THE_BODY

WAITING = ("sent", "accepted")


def between(found: Iterable[Procedure], since: date | None, actor: Actor, network: Network, today: date,
            say: Speech) -> Between:  # fmt: skip
    """Return what runs and what the clock owes. `found`: procedures; `since`: the first day that it owes."""
    told = ((one, standing(one, today, network.holidays)) for one in found)
    rounds = tuple(round_(one, say("web.written.until", day=say.weekday(s.closes)), say) for one, s in told if s.runs)
    return Between(rounds, clock(since, actor, network, say))


def round_(found: Procedure, words: str, say: Speech) -> Round:
    """Return one procedure as a line that leads to it."""
    return Round(f"/raad/schriftelijk/{found.number}", say(found.title), words)


def clock(since: date | None, actor: Actor, network: Network, say: Speech) -> Clock | None:
    """Return the words for a clock that stands still, None when everything is written."""
    if since is None:
        return None
    return Clock(say("web.clock.still", day=say.weekday(since)), may(actor, "settle", network))


def writing(conn: Any, catalogue: Catalogue, dossier: Dossier, rounds: tuple[Procedure, ...], actor: Actor,
            say: Speech) -> Mapping[str, Writing]:  # fmt: skip
    """Return what can be done in writing with each request, by its number. `rounds`: the procedures that run on it."""
    may_write = may(actor, "write", catalogue.network) and not dossier.workflow.confidential
    may_reword = may(actor, "reword", catalogue.network, dossier)
    looking, found = Looking(conn, dossier.today), {one.request.id: one for one in rounds if one.request}

    def terms(one: Request) -> tuple[bool, ...]:
        asked = may_write and one.state in WAITING
        choices = (False, True) if asked else ()
        return tuple(x for x in choices if not tuple(cannot_be_written(looking, catalogue, x, dossier, one)))

    return {
        one.number: Writing(
            terms(one),
            round_(found[one.id], "", say) if one.id in found else None,
            text(one) if may_reword and one.state in BEFORE_THE_BODY else None,
        )
        for one in dossier.requests
    }


def text(request: Request) -> Text:
    """Return the text of a request as it can be changed."""
    return Text(request.motivation, typed_amount(request.cents))


def typed_amount(cents: int | None) -> str:
    """Return an amount as one types it: euro, with the cents when there are any."""
    if cents is None:
        return ""
    return f"{cents // 100},{cents % 100:02}" if cents % 100 else str(cents // 100)
