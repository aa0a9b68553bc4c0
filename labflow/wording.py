"""Verbs that change the text of a request which is before the body: an edit, or something else than was asked (R12).

Every answer and every vote is bound to the text that it was given on; no act here touches one of them.
"""

import json
from collections.abc import Mapping
from typing import Any

from labflow import letters, rows, typed
from labflow.access import demand
from labflow.acting import finish
from labflow.change import Change
from labflow.definition import Catalogue, Transition
from labflow.facts import Request
from labflow.procedure import Procedure
from labflow.procedures import demand_seat, not_running
from labflow.procedures_opening import after_meeting, by_the_clock, closes_on, now
from labflow.queries.council import seats, sitting
from labflow.queries.procedures import unrecorded
from labflow.queries.reading import fetch, next_n
from labflow.reasons import NOTHING, Blocked, NotFound, Reason
from labflow.requesting import begin_request, content
from labflow.sitting import people_of

BEFORE_THE_BODY = ("on-agenda", "in-writing")
EDITORIAL, SUBSTANTIVE = "editorial", "substantive"
CLAIMERS = frozenset({"secretary"})


def reword(change: Change, catalogue: Catalogue, number: object, changes: Mapping[str, object],
           editorial: bool = False) -> str:  # fmt: skip
    """Change the text of a request that is on an agenda or in writing; returns editorial or substantive.

    `changes`: motivation, amount (euro) or asks (a mapping); `editorial`: it says the same in other words. Another
    amount, or another answer to what is asked, is always substantive: then votes and answers count only when they are
    given again, and a term in writing starts again. Raises Blocked when nothing changes or a result was noted.
    """
    asked = typed.text(number, "request_number", typed.KEY)
    dossier, request = begin_request(change, catalogue, asked, "reword", BEFORE_THE_BODY)
    after = _after(dossier.workflow.transitions[request.transition], request, changes)
    before = _as_written(request)
    found = _in_writing(change, request)
    if reasons := (*_nothing_changes(before, after), *_cannot_change(change, catalogue, request, found)):
        raise Blocked(*reasons)
    is_same = all(before[name] == after[name] for name in ("asks", "cents"))
    kind = EDITORIAL if editorial and is_same else SUBSTANTIVE
    change.put(rows.Request, request.id, **after)
    change.add(rows.Wording(
        id=change.new_id(), request_id=request.id, kind=kind, sha256_before=request.text_sha256,
        sha256_after=str(after["text_sha256"]), before=json.dumps(before, ensure_ascii=False),
        after=json.dumps(after, ensure_ascii=False), person_id=change.actor.person_id, on_day=change.on,
        n=next_n(change.conn, rows.Wording, rows.Wording.request_id == request.id),
    ))  # fmt: skip
    _follow(change, catalogue, found, str(after["text_sha256"]), kind)
    finish(change, dossier, "reword")
    return kind


def claim(change: Change, catalogue: Catalogue, number: object, seat: str) -> None:
    """Say for a seat that the last edit of a text did change what is asked: from now on it is substantive.

    Raises Blocked when there is no such edit, or a result was noted.
    """
    demand(change.actor, "claim", catalogue.network)
    asked = typed.text(number, "request_number", typed.KEY)
    dossier, request = begin_request(change, catalogue, asked, None, BEFORE_THE_BODY)
    found = _in_writing(change, request)
    chosen = _seat(change, found, seat)
    demand_seat(change, catalogue, chosen, CLAIMERS)
    edits = fetch(change.conn, rows.Wording, rows.Wording.request_id == request.id, order="n")
    last = edits[-1] if edits and edits[-1].kind == EDITORIAL and not edits[-1].claimed_by else None
    nothing = () if last else (Reason("wording.nothing_to_claim", {"number": request.number}),)
    if reasons := (*nothing, *_cannot_change(change, catalogue, request, found)):
        raise Blocked(*reasons)
    assert last is not None
    change.put(rows.Wording, last.id, claimed_by=chosen.id)
    _follow(change, catalogue, found, request.text_sha256, SUBSTANTIVE)
    finish(change, dossier, "claim")


def _after(way: Transition, request: Request, changes: Mapping[str, object]) -> dict[str, Any]:
    """The columns of the request as they would be."""
    asks = changes.get("asks", NOTHING)
    amount = "" if request.cents is None else f"{request.cents // 100},{request.cents % 100:02}"
    return content(
        way, {**request.asks, **(asks if isinstance(asks, Mapping) else NOTHING)}, changes.get("amount", amount),
        changes.get("motivation", request.motivation),
    )  # fmt: skip


def _as_written(request: Request) -> dict[str, Any]:
    asks = json.dumps(dict(request.asks), sort_keys=True, ensure_ascii=False)
    return {
        "asks": asks, "cents": request.cents, "motivation": request.motivation or None,
        "text_sha256": request.text_sha256,
    }  # fmt: skip


def _nothing_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Reason, ...]:
    """Other spaces are no other text."""
    same = all(before[name] == after[name] for name in ("asks", "cents"))
    words = [" ".join((text["motivation"] or "").split()) for text in (before, after)]
    return (Reason("wording.nothing_changes"),) if same and words[0] == words[1] else ()


def _cannot_change(change: Change, catalogue: Catalogue, request: Request,
                   found: Procedure | None) -> tuple[Reason, ...]:  # fmt: skip
    if found is None:
        meeting = sitting(change.conn, request.meeting) if request.meeting else None
        item = next((one for one in meeting.items if one.n == request.item), None) if meeting else None
        return (Reason("meetings.already_noted", {"number": item.n}),) if item and item.noted else ()
    told = now(change, catalogue, found)
    return (*by_the_clock(change), *not_running(found, told))


def _follow(change: Change, catalogue: Catalogue, found: Procedure | None, text_sha256: str, kind: str) -> None:
    """In writing, another text starts the term again; every elector hears of any change. Raises Blocked."""
    if found is None:
        return
    if kind == SUBSTANTIVE:
        last = closes_on(change, catalogue, found.reglement, found.urgent)
        if reasons := after_meeting(change, last):
            raise Blocked(*reasons)
        change.put(rows.Procedure, found.id, closes_on=last, text_sha256=text_sha256)
    letters.write(change, f"procedure_{kind}", found.id, people_of(found.electors))


def _in_writing(change: Change, request: Request) -> Procedure | None:
    running = (one for one in unrecorded(change.conn, change.today) if one.request and one.request.id == request.id)
    return next(running, None) if request.state == "in-writing" else None


def _seat(change: Change, found: Procedure | None, key: str) -> Any:
    """The elector, or on an agenda the voting seat of today. Raises NotFound."""
    if found is not None:
        return found.elector(key)
    known = [one for one in seats(change.conn, change.today) if one.votes and one.sits_on(change.today)]
    chosen = next((one for one in known if one.key == key), None)
    if chosen is None:
        values = {"seat": typed.shown(key), "known": tuple(one.key for one in known), "day": change.today}
        raise NotFound(Reason("meetings.no_seat", values))
    return chosen
