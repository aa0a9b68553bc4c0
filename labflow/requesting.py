"""The verbs of a request: ask for a transition, send it back with a question, accept it, withdraw it.

A request may be sent with open points; what became of it is a row for each step. Nothing here decides for the body.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from labflow import access, mandate_steps, rows, typed
from labflow.acting import begin, finish, numbered
from labflow.asking import stated
from labflow.change import Change
from labflow.comply import NONE_EXPLAINED, Explained, explain
from labflow.definition import Catalogue, Need, Transition
from labflow.dossier import OPEN_REQUESTS, Dossier
from labflow.facts import Request
from labflow.outcomes import take_off
from labflow.queries.initiatives import TABLE, dossiers
from labflow.queries.reading import next_n
from labflow.queries.requests import next_number, request_row
from labflow.reasons import NOTHING, Blocked, NotFound, Reason


def request(change: Change, catalogue: Catalogue, slug: str, transition: str,
            asks: Mapping[str, object] = NOTHING, amount: object = None, motivation: object = "",
            explained: Explained = NONE_EXPLAINED, rev: int | None = None) -> str:  # fmt: skip
    """Ask the body for a transition; returns the number. One that was returned is sent again under its number.

    `asks`: what the transition asks, by name; `amount`: euro; `motivation`: free text for those who decide;
    `explained`: why and by which day open points follow, by point ("comply or explain"): told in the same act.
    """
    dossier = begin(change, catalogue, slug, None, rev)
    way = asked_way(dossier, transition)
    access.demand_role(change.actor, way.ask_by or way.by, catalogue.network, dossier)
    written = content(way, asks, amount, motivation)
    explain(change, dossier, way, explained)
    returned = _standing(dossier, transition)
    if returned:
        change.put(rows.Request, returned.id, **written)
        number, request_id = returned.number, returned.id
    else:
        number = next_number(change.conn, change.on.year)
        row = numbered(change, dossier, rows.Request, number=number, transition=transition,
                       person_id=change.actor.person_id, on_day=change.on, **written)  # fmt: skip
        request_id = row.id
    step(change, request_id, "sent")
    finish(change, dossier, "request")
    return number


def return_(change: Change, catalogue: Catalogue, number: str, question: object) -> None:
    """Send a request back to who asked, with one question. What they wrote stays."""
    dossier, found = begin_request(change, catalogue, number, "return", ("sent", "accepted"))
    step(change, found.id, "returned", typed.text(question, "question"))
    finish(change, dossier, "return")


def accept(change: Change, catalogue: Catalogue, number: str) -> None:
    """Say that a request is ready for an agenda."""
    dossier, found = begin_request(change, catalogue, number, "accept", ("sent",))
    step(change, found.id, "accepted")
    finish(change, dossier, "accept")


def withdraw(change: Change, catalogue: Catalogue, number: str) -> None:
    """Take a request back: by who may ask for it, until a vote on it was opened; its mandate ends with it (R11)."""
    dossier, found = begin_request(change, catalogue, number, None, OPEN_REQUESTS)
    way = dossier.workflow.transitions[found.transition]
    access.demand_role(change.actor, way.ask_by or way.by, catalogue.network, dossier)
    take_off(change, dossier, found.id)
    step(change, found.id, "withdrawn")
    mandate_steps.end(change, dossier, found.id)
    finish(change, dossier, "withdraw")


def begin_request(
    change: Change, catalogue: Catalogue, number: str, act: str | None, states: tuple[str, ...]
) -> tuple[Dossier, Request]:
    """Return the initiative and the request that is acted on.

    Raises NotFound when there is none (for this actor), Blocked when it stands elsewhere than in `states`.
    """
    row = request_row(change.conn, number)
    found = dossiers(change.conn, catalogue, change.actor, change.on, TABLE.c.id == row.initiative_id) if row else ()
    if not found:
        raise NotFound(Reason("query.no_request", {"number": typed.shown(number)}))
    dossier = begin(change, catalogue, found[0].slug, act)
    chosen = next(r for r in dossier.requests if r.number == number)
    if chosen.state not in states:
        values = {"number": number, "state": Reason(f"request.state.{chosen.state}")}
        raise Blocked(Reason("requesting.stands_elsewhere", values))
    return dossier, chosen


def step(change: Change, request_id: str, state: str, question: str | None = None) -> None:
    """Add what became of a request."""
    change.add(rows.RequestStep(
        id=change.new_id(), request_id=request_id, state=state, question=question,
        person_id=change.actor.person_id, on_day=change.on,
        n=next_n(change.conn, rows.RequestStep, rows.RequestStep.request_id == request_id),
    ))  # fmt: skip


def needs_the_body(way: Transition) -> bool:
    """Whether the body's decision can open this transition."""
    return way.decided_by is not None or any(_depends(need) for need in way.needs)


def _depends(need: Need) -> bool:
    inner = need.params.get("needs", ())
    return need.kind == "council_decision" or (isinstance(inner, tuple) and any(_depends(n) for n in inner))


def asked_way(dossier: Dossier, transition: str) -> Transition:
    """Return the transition that can be asked from where the initiative stands. Raises Blocked."""
    way = dossier.workflow.transitions.get(transition)
    known = tuple(t.key for t in dossier.transitions if needs_the_body(t))
    if way is None or dossier.stage_key not in way.sources:
        values = {"transition": typed.shown(transition), "stage": dossier.stage.title, "known": known}
        raise Blocked(Reason("requesting.not_from_here", values))
    if not needs_the_body(way):
        raise Blocked(Reason("requesting.needs_nobody", {"transition": way.title}))
    return way


def _standing(dossier: Dossier, transition: str) -> Request | None:
    """The returned request that this one answers. Raises Blocked when one is still under way."""
    for found in dossier.requests:
        if found.transition == transition and found.state == "returned":
            return found
        if found.transition == transition and found.state in OPEN_REQUESTS:
            state = Reason(f"request.state.{found.state}")
            raise Blocked(Reason("requesting.under_way", {"number": found.number, "state": state}))
    return None


def content(way: Transition, asks: Mapping[str, object], amount: object, motivation: object) -> dict[str, Any]:
    """Return what a request says, as its columns, and the hash that binds a decision to exactly this text.

    Raises Invalid for what does not fit the transition.
    """
    values = json.dumps(stated(way, asks), sort_keys=True, ensure_ascii=False)
    cents = typed.euro(amount) if amount not in (None, "") else None
    text = typed.optional_text(motivation, "motivation", typed.STORY)
    whole = json.dumps([way.key, values, cents, text], ensure_ascii=False)
    digest = hashlib.sha256(whole.encode()).hexdigest()
    return {"asks": values, "cents": cents, "motivation": text or None, "text_sha256": digest}
