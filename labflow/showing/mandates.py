"""The provisional mandates of one initiative in words. It weighs nothing: `labflow.mandate_limits` does."""

from collections.abc import Iterator
from typing import Any

from labflow import facts
from labflow.access import Actor, may
from labflow.dossier import OPEN_REQUESTS, Dossier
from labflow.looking import Looking
from labflow.mandate_limits import cannot_begin
from labflow.mandates import CLERKS
from labflow.procedure import Procedure
from labflow.queries.council import next_meeting, seats
from labflow.showing.between import round_
from labflow.texts.speech import Speech
from labflow.views.between import Choices, Round
from labflow.views.mandates import Mandate, Mandates
from labflow.words import Euro


def mandates(conn: Any, dossier: Dossier, rounds: tuple[Procedure, ...], actor: Actor, say: Speech) -> Mandates:
    """Return what was asked and what runs. `rounds`: the written procedures of this initiative that run."""
    shown = [one for one in dossier.mandates if one.state == "asked" or one.runs]
    for_seats = _seats(conn, dossier, actor, say) if shown else ()
    requests = tuple(_requests(conn, dossier, say)) if may(actor, "mandate-ask", dossier.network, dossier) else ()
    return Mandates(
        tuple(_mandate(one, dossier, rounds, actor, for_seats, say) for one in shown), bool(requests), requests
    )


def _mandate(one: facts.Mandate, dossier: Dossier, rounds: tuple[Procedure, ...], actor: Actor, for_seats: Choices,
             say: Speech) -> Mandate:  # fmt: skip
    runs = one.runs and dossier.today <= one.until_day
    grants = one.state == "asked" and may(actor, "mandate-grant", dossier.network, dossier)
    is_own = one.asked_by is not None and one.asked_by == actor.person_id
    return Mandate(
        number=one.number,
        title=say("web.mandate.title", number=one.number),
        state=_state(one, runs, say),
        scope=one.scope,
        why=one.why,
        money=_money(one, say),
        note=say("web.mandate.own") if grants and is_own else "",
        may_grant=grants and not is_own,
        may_spend=runs and may(actor, "mandate-spend", dossier.network, dossier),
        seats=for_seats if runs and may(actor, "mandate-object", dossier.network, dossier) else (),
        round=_round(one, rounds, say),
    )


def _state(one: facts.Mandate, runs: bool, say: Speech) -> str:
    if one.state == "asked":
        return say("web.mandate.asked")
    return say("web.mandate.runs" if runs else "web.mandate.over", day=say.weekday(one.until_day))


def _money(one: facts.Mandate, say: Speech) -> str:
    most = say("web.mandate.money", amount=Euro(one.cents))
    if one.state == "asked":
        return most
    return f"{most} {say('web.mandate.spent', spent=Euro(one.spent), left=Euro(one.cents - one.spent))}"


def _round(one: facts.Mandate, rounds: tuple[Procedure, ...], say: Speech) -> Round | None:
    return next((round_(found, "", say) for found in rounds if found.mandate_id == one.id), None)


def _requests(conn: Any, dossier: Dossier, say: Speech) -> Iterator[tuple[str, str]]:
    """What a mandate could run ahead of today, none of it included."""
    looking, meeting = Looking(conn, dossier.today), next_meeting(conn, dossier.today)
    if not tuple(cannot_begin(looking, dossier, 0, None, meeting)):
        yield "", say("web.mandate.no_request")
    for one in dossier.requests:
        if one.state in OPEN_REQUESTS and not tuple(cannot_begin(looking, dossier, 0, one.id, meeting)):
            way = dossier.workflow.transitions[one.transition]
            yield one.number, say("web.request.title", thing=way.title, number=one.number)


def _seats(conn: Any, dossier: Dossier, actor: Actor, say: Speech) -> Choices:
    """The seats for which this reader can object: their own, and every one for who writes down what others say."""
    today = dossier.today
    votes = [seat for seat in seats(conn, today) if seat.votes and seat.sits_on(today)]
    is_clerk = bool(actor.meanings_on(dossier.network, None) & CLERKS)
    own_first = sorted(votes, key=lambda seat: seat.id not in actor.seats)
    return tuple((seat.key, say(seat.title)) for seat in own_first if is_clerk or seat.id in actor.seats)
