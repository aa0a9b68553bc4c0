"""Verbs that end a matter: note a result, do it again, close the meeting.

Nothing moves until the chair closes; nothing that was decided is ever rewritten here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from labflow import lifecycle, queries_council, rows
from labflow.access import demand
from labflow.given import LINE, demand_sound, ill_amount, ill_choice, ill_text
from labflow.meetings import held, sitting_on, step_request
from labflow.reasons import Blocked, NotAllowed, Reason, Refusal
from labflow.sitting import APPROVED, METHODS, Item, Noted, Sitting, default_method, inscribe
from labflow.store import Change
from labflow.words import Words

OUTCOMES = ("approved", "approved-with-conditions", "deferred", "rejected", "noted")
KINDS = ("suspensive", "resolutive")
OUTCOME, BY, AMOUNT = Words("uitkomst", "outcome"), Words("wijze", "manner"), Words("bedrag", "amount")
WHY, CONDITION, OWNER = Words("reden", "reason"), Words("voorwaarde", "condition"), Words("eigenaar", "owner")
KIND = Words("soort voorwaarde", "kind of condition")


@dataclass(frozen=True, slots=True)
class Term:
    """A condition of an approval, as given: suspensive (the gate waits for it) or resolutive (R9)."""

    text: str
    owner: str
    due_day: date
    kind: str = "suspensive"


@dataclass(frozen=True, slots=True)
class Result:
    """What the council makes of an item: the outcome and all that goes with it. `by` None: votes if any, else consensus."""

    outcome: str
    by: str | None = None
    terms: tuple[Term, ...] = ()
    cents: int | None = None
    target_day: date | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision of a closed meeting; when it did not move its initiative, `reasons` say why."""

    number: str
    outcome: str
    slug: str
    moved: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """What closing gave: the decisions with their numbers, and the checkpoint of the record before the last entry."""

    decisions: tuple[Decided, ...]
    checkpoint: str


def note(change: Change, day: date, n: int, result: Result) -> Item:
    """Note what came out of an item; nothing moves yet.

    Raises Blocked when the rules say otherwise: approved against the verdict, rejected when it passes, anything but
    deferred without a quorum; Invalid for what does not belong together.
    """
    demand(change.actor, "note-outcome", change.network)
    meeting = held(change, day)
    item = meeting.item(n)
    demand_sound(_ill_result(meeting, result))
    by = result.by or default_method(item)
    if reasons := tuple(_against_the_rules(meeting, item, result.outcome, by)):
        raise Blocked(*reasons)
    _add_outcome(change, meeting, item, result, by)
    change.record("note-outcome", initiative=item.initiative_id)
    return sitting_on(change, day).item(n)


def redo(change: Change, day: date, n: int, why: str) -> Item:
    """Strike the noted result of an item, or else its votes, and open it again; what was struck stays readable."""
    demand(change.actor, "redo", change.network)
    meeting = held(change, day)
    item = meeting.item(n)
    demand_sound(ill_text(WHY, why))
    if item.noted is not None:
        change.put(rows.Outcome, item.noted.id, struck=True, struck_why=why)
    elif item.votes:
        _strike_votes(change, meeting, item, why)
    else:
        raise Blocked(Reason("meetings.nothing_to_redo", {"number": n}))
    change.record("redo", initiative=item.initiative_id)
    return sitting_on(change, day).item(n)


def close(change: Change, day: date) -> Closed:
    """Close the meeting in one act: numbers, decisions, moves, conditions, checkpoint.

    Only the chair, and never somebody whose own request is on the agenda. Raises Blocked while an item has no result.
    A decision stands when its transition cannot be taken yet: the answer then holds the reasons.
    """
    demand(change.actor, "close", change.network)
    meeting = held(change, day)
    if any(item.request and item.request.person_id == change.actor.person_id for item in meeting.items):
        raise NotAllowed(Reason("meetings.requester_cannot_close", who="chair"))
    open_items = tuple(Reason("meetings.item_open", {"number": i.n, "title": i.title}) for i in meeting.items if not i.noted)
    if open_items:
        raise Blocked(*open_items)
    first = queries_council.last_number(change.conn, day.year) + 1
    decided = tuple(
        _decide(change, meeting, item, f"{day.year:04}-{number:03}") for number, item in enumerate(meeting.items, first)
    )
    checkpoint = change.checkpoint()
    change.put(rows.Meeting, meeting.id, closed_on=change.on, checkpoint=checkpoint)
    change.record("close")
    return Closed(decided, checkpoint)


def _ill_result(meeting: Sitting, result: Result) -> Iterator[Reason]:
    yield from ill_choice(OUTCOME, result.outcome, OUTCOMES)
    if result.by is not None:
        yield from ill_choice(BY, result.by, tuple(METHODS))
    if result.cents is not None:
        yield from ill_amount(AMOUNT, result.cents)
    if (result.outcome == "approved-with-conditions") != bool(result.terms):
        yield Reason("meetings.conditions_with_approval_only")
    if (result.outcome == "deferred") != (result.target_day is not None):
        yield Reason("meetings.deferred_needs_day")
    elif result.target_day is not None and result.target_day <= meeting.day:
        yield Reason("meetings.day_not_after", {"given": result.target_day, "day": meeting.day})
    yield from chain.from_iterable(_ill_term(meeting, term) for term in result.terms)


def _ill_term(meeting: Sitting, term: Term) -> Iterator[Reason]:
    yield from ill_text(CONDITION, term.text)
    yield from ill_text(OWNER, term.owner, LINE)
    yield from ill_choice(KIND, term.kind, KINDS)
    if term.due_day <= meeting.day:
        yield Reason("meetings.day_not_after", {"given": term.due_day, "day": meeting.day})


def _against_the_rules(meeting: Sitting, item: Item, outcome: str, by: str) -> Iterator[Reason]:
    """What stands in the way of this outcome; a proposal that passes cannot be rejected, nor the other way round."""
    if item.noted is not None:
        yield Reason("meetings.already_noted", {"number": item.n})
        return
    if outcome == "deferred":
        return
    told = meeting.verdict(item, by)
    if outcome in APPROVED:
        yield from (*told.reasons, told.reglement) if told.reasons else ()
    elif not told.quorate:
        yield from (*told.reasons, Reason("meetings.only_deferred"), told.reglement)
    elif outcome == "rejected" and told.adopted:
        yield from (Reason("meetings.passes", {"sentence": told.sentence}), told.reglement)


def _add_outcome(change: Change, meeting: Sitting, item: Item, result: Result, by: str) -> None:
    outcome = _outcome_row(change, meeting, item, result.outcome, by)
    outcome.cents, outcome.target_day = result.cents, result.target_day
    change.add(outcome)
    for term in result.terms:
        change.add(
            rows.Condition(
                id=change.new_id(), outcome_id=outcome.id, text=term.text, owner=term.owner, due_day=term.due_day,
                kind=term.kind,
            )
        )  # fmt: skip


def _outcome_row(change: Change, meeting: Sitting, item: Item, value: str, by: str) -> rows.Outcome:
    newest = queries_council.newest(change.conn, rows.Outcome, agenda_item_id=item.id)
    told = inscribe(meeting.count(item, by), meeting.verdict(item, by))
    return rows.Outcome(id=change.new_id(), agenda_item_id=item.id, value=value, by=by, verdict=told, n=newest + 1)


def _strike_votes(change: Change, meeting: Sitting, item: Item, why: str) -> None:
    """The reason stands on a struck result of its own, with the numbers as they were."""
    for vote_id in item.vote_ids:
        change.put(rows.Vote, vote_id, struck=True)
    struck = _outcome_row(change, meeting, item, "none", "vote")
    struck.struck, struck.struck_why = True, why
    change.add(struck)


def _decide(change: Change, meeting: Sitting, item: Item, number: str) -> Decided:
    noted = item.noted
    assert noted is not None
    decision_id = _add_decision(change, meeting, item, noted, number)
    for condition_id in noted.conditions:
        change.put(rows.Condition, condition_id, decision_id=decision_id)
    if item.request is not None:
        step_request(change, item.request.id, "accepted" if noted.value == "deferred" else "decided")
    change.record("decide", initiative=item.initiative_id, decision=number)
    moved, reasons = _move(change, item, noted, decision_id)
    return Decided(number, noted.value, item.slug, moved, reasons)


def _add_decision(change: Change, meeting: Sitting, item: Item, noted: Noted, number: str) -> str:
    """A deferral or a taking note decides on no transition; yes and no do."""
    request, decides = item.request, noted.value in (*APPROVED, "rejected")
    decision_id = change.new_id()
    change.add(
        rows.Decision(
            id=decision_id, number=number, meeting_id=meeting.id, agenda_item_id=item.id,
            request_id=request.id if request else None, initiative_id=item.initiative_id,
            transition=request.transition if request and decides else None, outcome=noted.value, by=noted.by,
            cents=noted.cents, verdict=noted.verdict, text_sha256=request.text_sha256 if request else None,
            reglement=meeting.reglement.version, on_day=meeting.day,
        )
    )  # fmt: skip
    return decision_id


def _move(change: Change, item: Item, noted: Noted, decision_id: str) -> tuple[bool, tuple[Reason, ...]]:
    if item.request is None or item.initiative_id is None or noted.value not in APPROVED:
        return False, ()
    waiting = _waiting(noted)
    if waiting:
        return False, waiting
    try:
        lifecycle.move_by_decision(change, item.initiative_id, item.request.transition, decision_id)
    except Refusal as refusal:
        return False, refusal.reasons
    return True, ()


def _waiting(noted: Noted) -> tuple[Reason, ...]:
    return tuple(
        Reason("meetings.condition_open", {"condition": term.text, "owner": term.owner, "due": term.due_day})
        for term in noted.conditions.values()
        if term.kind == "suspensive" and term.met_on is None
    )


def terms_of(given: Sequence[Term]) -> tuple[Term, ...]:
    """Return conditions as the tuple that a result holds."""
    return tuple(given)
