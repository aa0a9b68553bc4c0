"""How a written procedure ends in the record: a decision and a move, or an item of a meeting. It judges nothing."""

import json
from datetime import date

from labflow import agenda, deciding, letters, lifecycle, rows
from labflow.acting import begin, finish
from labflow.change import Change
from labflow.clock import days_after
from labflow.definition import Catalogue
from labflow.facts import Request
from labflow.presiding import has_begun, sitting_on
from labflow.procedure import Procedure, Standing, State
from labflow.queries.council import next_meeting
from labflow.queries.money import of_year
from labflow.queries.reading import fetch
from labflow.requesting import step
from labflow.sitting import inscribe


def end(change: Change, catalogue: Catalogue, found: Procedure, told: Standing, state: State, day: date) -> None:
    """Record the end of a procedure on the day on which it ended by the rules, with all that follows.

    The move of its initiative is an entry of its own. What goes to a meeting waits when none is planned; so does what
    was agreed but no longer fits in the means of the year, since only two thirds of the votes can grant that (R3).
    """
    if state == "adopted" and _over_means(change, catalogue, found, day):
        state = "agenda"
    change.put(rows.Procedure, found.id, ended=state, ended_on=day)
    if state == "agenda":
        _put_on_agenda(change, found, bool(told.discuss))
    number = _decide(change, found, found.request, told, day) if state == "adopted" and found.request else None
    dossier = begin(change, catalogue, found.slug, None)
    if state != "withdrawn":
        lead = dossier.lead.person_id if dossier.lead else None
        letters.write(
            change, f"procedure_{state}", found.id, (lead, found.request.person_id if found.request else None)
        )
    finish(change, dossier, {"adopted": "decide", "agenda": "agenda"}.get(state, "settle"), decision=number)
    if number and found.request:
        lifecycle.move_by_decision(change, catalogue, found.slug, found.request.transition)


def _over_means(change: Change, catalogue: Catalogue, found: Procedure, day: date) -> bool:
    asked = found.request.cents if found.request else None
    means = of_year(change.conn, catalogue.network, day.year) if "over_means" in found.reglement.heavy else None
    return means is not None and bool(asked) and (asked or 0) > means.left_cents


def _decide(change: Change, found: Procedure, request: Request, told: Standing, day: date) -> str:
    asks = json.dumps(dict(request.asks), sort_keys=True, ensure_ascii=False) if request.asks else None
    made = deciding.decide(
        change, kind="decision", procedure_id=found.id, request_id=request.id, initiative_id=found.initiative_id,
        title=found.title.nl, title_en=found.title.en, asks=asks, transition=request.transition,
        outcome="approved", by="written", cents=request.cents, verdict=inscribe(found.count(day), told.verdict),
        text_sha256=request.text_sha256, reglement=found.reglement.version, on_day=day,
    )  # fmt: skip
    step(change, request.id, "decided")
    return made.number


def _put_on_agenda(change: Change, found: Procedure, first: bool) -> None:
    """A mandate's ratification is there already and comes first, unless that meeting has begun.

    A request waits for an agenda if there is none. What its requester took back after the term is on no agenda.
    """
    meeting = next_meeting(change.conn, days_after(change.today, -1))
    if found.kind == "mandate":
        if meeting is not None and not has_begun(sitting_on(change, meeting.day)):
            _ratify_first(change, found, meeting.id)
        return
    assert found.request is not None
    if found.request.state == "withdrawn":
        return
    step(change, found.request.id, "accepted")
    if meeting is not None:
        agenda.bring(
            change, meeting.id, "request", found.title, initiative_id=found.initiative_id,
            request_id=found.request.id, follows_id=found.agenda_item_id, first=first,
        )  # fmt: skip
        step(change, found.request.id, "on-agenda")


def _ratify_first(change: Change, found: Procedure, meeting_id: str) -> None:
    here = fetch(change.conn, rows.AgendaItem, rows.AgendaItem.meeting_id == meeting_id, order="n")
    item = next((row for row in here if row.kind == "ratification" and row.about_id == found.mandate_id), None)
    for row in (row for row in here if item and row.n < item.n):
        change.put(rows.AgendaItem, row.id, n=row.n + 1)
    if item and item.n > 1:
        change.put(rows.AgendaItem, item.id, n=1)
