"""Verbs of a written procedure: open it, answer, step aside, close it early, take over what a meeting cannot decide.

The clock decides what counts, never a day that somebody types (R7, own proposal).
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from labflow import letters, rows, typed
from labflow.access import demand
from labflow.acting import begin, finish
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.outcomes import outcome_row
from labflow.presiding import CLERKS, held
from labflow.procedure import DISAGREE, DISCUSS, VALUES, Procedure, Standing
from labflow.procedures_ending import end
from labflow.procedures_opening import begin_writing, by_the_clock, cannot_be_written, electors, now
from labflow.queries.procedures import procedure
from labflow.queries.reading import next_n, one
from labflow.reasons import Blocked, Invalid, NotAllowed, NotFound, Reason
from labflow.requesting import begin_request, step
from labflow.sitting import Item, Seat, Sitting


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What became of the open items of a meeting that cannot decide: numbers of procedures, and what stays open why."""

    opened: tuple[tuple[Item, str], ...]
    left: tuple[tuple[Item, tuple[Reason, ...]], ...]


def open_(change: Change, catalogue: Catalogue, number: object, urgent: bool = False) -> str:
    """Ask every seat for its answer on a request, by its number; returns the number of the procedure (`s-2023-001`).

    `urgent`: the shorter term. Raises Blocked with every reason: too much money, too heavy, no time before the meeting.
    """
    asked = typed.text(number, "request_number", typed.KEY)
    dossier, request = begin_request(change, catalogue, asked, "write", ("sent", "accepted"))
    if dossier.workflow.confidential:
        raise NotFound(Reason("query.no_request", {"number": typed.shown(number)}))
    if reasons := (*by_the_clock(change), *cannot_be_written(change, catalogue, urgent, dossier, request)):
        raise Blocked(*reasons)
    if request.state == "sent":
        step(change, request.id, "accepted")
    made = begin_writing(change, catalogue, dossier, urgent, request)
    finish(change, dossier, "write")
    return made


def open_mandate(change: Change, catalogue: Catalogue, mandate_id: str, why: str, seat: str = "") -> str | None:
    """Ask every seat whether a mandate stands until it is ratified, because somebody objects (R8); the caller records.

    `seat`: the key of the seat that objects; `why` becomes its answer. Returns the number, or None when no term ends
    before the next meeting: then that meeting looks at it anyway.
    """
    fitting = (urgent for urgent in (False, True) if not tuple(cannot_be_written(change, catalogue, urgent)))
    urgent = next(fitting, None)
    if urgent is None:
        return None
    mandate = one(change.conn, rows.Mandate, rows.Mandate.id == mandate_id)
    assert mandate is not None
    home = one(change.conn, rows.Initiative, rows.Initiative.id == mandate.initiative_id)
    assert home is not None
    text = json.dumps([mandate.scope, mandate.cents, mandate.why], ensure_ascii=False)
    number = begin_writing(
        change, catalogue, begin(change, catalogue, home.slug, None), urgent, kind="mandate", mandate_id=mandate_id,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip
    for elector in (found for found in electors(change) if found.key == seat):
        _add_answer(change, known(change, number), elector, DISAGREE, why)
    return number


def answer(change: Change, catalogue: Catalogue, number: object, seat: str, value: object,
           reason: object = None) -> Procedure:  # fmt: skip
    """Give the answer of a seat, or change it until the end: agree, disagree, abstain, or discuss with a reason.

    Holder or substitute answers, or a clerk enters what they said and they get a letter. It counts for the day by the
    clock. Raises NotFound, NotAllowed, Invalid, or Blocked with every reason.
    """
    demand(change.actor, "answer", catalogue.network)
    found = known(change, number)
    chosen = found.elector(seat)
    demand_seat(change, catalogue, chosen)
    told = typed.choice(value, "answer", VALUES)
    why = typed.optional_text(reason, "reason")
    if told == DISCUSS and not why:
        raise Invalid(Reason("written.reason_needed"))
    if reasons := (*by_the_clock(change), *_cannot_answer(found, now(change, catalogue, found), chosen, change.today)):
        raise Blocked(*reasons)
    _add_answer(change, found, chosen, told, why)
    if chosen.id not in change.actor.seats:
        letters.write(change, "procedure_answered", found.id, (chosen.holder, chosen.substitute))
    change.record("answer")
    return known(change, found.number)


def recuse(change: Change, catalogue: Catalogue, number: object, seat: str) -> Procedure:
    """Let a seat step aside: it leaves electors and answers, and it does not come back (R6)."""
    demand(change.actor, "answer", catalogue.network)
    found = known(change, number)
    chosen = found.elector(seat)
    demand_seat(change, catalogue, chosen)
    told = now(change, catalogue, found)
    if reasons := (*by_the_clock(change), *not_running(found, told), *_is_recused(found, chosen)):
        raise Blocked(*reasons)
    row = one(change.conn, rows.Elector, rows.Elector.procedure_id == found.id, rows.Elector.seat_id == chosen.id)
    assert row is not None
    change.put(rows.Elector, row.id, recused=True)
    change.record("answer")
    return known(change, found.number)


def close_early(change: Change, catalogue: Catalogue, number: object) -> Procedure:
    """End a procedure before its last day, once every seat has answered. Chair or coordinator only."""
    demand(change.actor, "write", catalogue.network)
    found = known(change, number)
    told = now(change, catalogue, found)
    silent = [Reason("written.still_silent", {"seat": seat.title}) for seat in told.silent]
    if reasons := (*by_the_clock(change), *not_running(found, told), *silent):
        raise Blocked(*reasons)
    end(change, catalogue, found, told, "adopted" if told.adopts else "agenda", change.today)
    return known(change, found.number)


def from_meeting(change: Change, catalogue: Catalogue, day: date) -> TakenOver:
    """Turn every open item of a meeting that cannot decide it into a written procedure, in one act (R2).

    What cannot be decided in writing stays open, with every reason. Raises Blocked when there is nothing to take over.
    """
    demand(change.actor, "write", catalogue.network)
    meeting = held(change, day)
    open_items = [item for item in meeting.items if item.noted is None]
    waiting = [item for item in open_items if not meeting.verdict(item, "consensus").quorate]
    if reasons := (*by_the_clock(change), *(() if waiting else (Reason("written.can_decide", {"day": day}),))):
        raise Blocked(*reasons)
    opened, left = [], []
    for item in waiting:
        if why := tuple(_item_cannot_be_written(change, catalogue, item)):
            left.append((item, why))
        else:
            opened.append((item, _take_over(change, catalogue, meeting, item)))
    if not opened:
        raise Blocked(*(reason for _, why in left for reason in why))
    return TakenOver(tuple(opened), tuple(left))


def known(change: Change, number: object) -> Procedure:
    """Return a procedure by its number, with who holds the seats today. Raises NotFound."""
    found = procedure(change.conn, str(number), change.today)
    if found is None:
        raise NotFound(Reason("written.none", {"number": typed.shown(number)}))
    return found


def demand_seat(change: Change, catalogue: Catalogue, seat: Seat, clerks: frozenset[str] = CLERKS) -> None:
    """Raise NotAllowed unless the actor holds this seat, stands in for who does, or enters what they said."""
    meanings = change.actor.meanings_on(catalogue.network, None)
    if seat.id not in change.actor.seats and not meanings & clerks:
        raise NotAllowed(Reason("meetings.not_your_seat", {"seat": seat.title}, who="secretary"))


def not_running(found: Procedure, told: Standing) -> Iterator[Reason]:
    """Give a reason when no answer is taken any more."""
    if not told.runs:
        state = Reason(f"written.state.{told.state}")
        yield Reason("written.is_over", {"number": found.number, "state": state, "ended": told.ended_on})


def _add_answer(change: Change, found: Procedure, seat: Seat, value: str, why: str) -> None:
    change.add(rows.Answer(
        id=change.new_id(), procedure_id=found.id, seat_id=seat.id, value=value, reason=why or None,
        text_sha256=found.request.text_sha256 if found.request else found.text_sha256,
        person_id=change.actor.person_id, on_day=change.today,
        n=next_n(change.conn, rows.Answer, rows.Answer.procedure_id == found.id),
    ))  # fmt: skip


def _is_recused(found: Procedure, seat: Seat) -> Iterator[Reason]:
    if seat.key in found.recused:
        yield Reason("meetings.is_recused", {"seat": seat.title})


def _cannot_answer(found: Procedure, told: Standing, seat: Seat, today: date) -> Iterator[Reason]:
    """Who stopped it may still take that back, as long as nobody put it on an agenda and the term runs."""
    yield from _is_recused(found, seat)
    if found.ended or seat not in told.discuss or today > told.closes:
        yield from not_running(found, told)


def _item_cannot_be_written(change: Change, catalogue: Catalogue, item: Item) -> Iterator[Reason]:
    if item.request is None:
        yield Reason("written.no_request", {"title": item.title})
        return
    yield from cannot_be_written(change, catalogue, False, begin(change, catalogue, item.slug, None), item.request)


def _take_over(change: Change, catalogue: Catalogue, meeting: Sitting, item: Item) -> str:
    dossier = begin(change, catalogue, item.slug, None)
    number = begin_writing(change, catalogue, dossier, False, item.request, agenda_item_id=item.id)
    noted = outcome_row(change, meeting, item, "written", "consensus")
    noted.by = "none"
    change.add(noted)
    finish(change, dossier, "write")
    return number
