"""Verbs that end a matter: note a result, do it again, close the meeting.

Nothing moves until the chair closes; nothing that was decided is ever rewritten here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from labflow import lifecycle, record, rows, typed
from labflow.access import demand
from labflow.acting import begin, finish
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.meetings import held, item_numbered, sitting_on
from labflow.queries.council import last_number
from labflow.queries.initiatives import meeting_days
from labflow.queries.reading import next_n
from labflow.reasons import Blocked, Invalid, NotAllowed, Reason
from labflow.requesting import step
from labflow.sitting import APPROVED, METHODS, Item, Noted, Sitting, default_method, inscribe

OUTCOMES = ("approved", "approved-with-conditions", "deferred", "rejected", "noted")
KINDS = ("suspensive", "resolutive")


@dataclass(frozen=True, slots=True)
class Term:
    """A condition of an approval, as typed: suspensive (the gate waits for it) or resolutive (R9)."""

    text: object
    owner: object
    due_day: object
    kind: object = "suspensive"


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


def note(change: Change, catalogue: Catalogue, day: date, n: object, outcome: object, by: object = None,
         terms: Sequence[Term] = (), amount: object = None, target: object = None) -> Item:  # fmt: skip
    """Note what came out of an item; nothing moves yet.

    `outcome`: see OUTCOMES; `by`: consensus, vote or two-thirds, by default the votes if there are any; `amount`: euro;
    `target`: the day to which it is deferred, by default the next meeting if one is planned. Raises Blocked when the
    rules say otherwise (approved against the verdict, rejected when it passes, anything but deferred without a
    quorum), Invalid for what does not go together.
    """
    demand(change.actor, "note-outcome", catalogue.network)
    meeting = held(change, day)
    item = item_numbered(meeting, n)
    value = typed.choice(outcome, "outcome", OUTCOMES)
    manner = typed.choice(by or default_method(item), "manner", tuple(METHODS))
    row = _outcome_row(change, meeting, item, value, manner)
    row.cents = typed.euro(amount) if amount not in (None, "") else None
    row.target_day = _target(change, meeting, value, target)
    conditions = [_condition_row(change, meeting, row.id, term) for term in terms]
    if ill := tuple(_ill_result(value, bool(conditions), row.target_day)):
        raise Invalid(*ill)
    if reasons := tuple(_against_the_rules(meeting, item, value, manner)):
        raise Blocked(*reasons)
    for made in (row, *conditions):
        change.add(made)
    change.record("note-outcome")
    return sitting_on(change, day).item(item.n)


def redo(change: Change, catalogue: Catalogue, day: date, n: object, why: object) -> Item:
    """Strike the noted result of an item, or else its votes, and open it again; what was struck stays readable."""
    demand(change.actor, "redo", catalogue.network)
    meeting = held(change, day)
    item, reason = item_numbered(meeting, n), typed.text(why, "why")
    if item.noted is not None:
        change.put(rows.Outcome, item.noted.id, struck=True, struck_why=reason)
    elif item.votes:
        _strike_votes(change, meeting, item, reason)
    else:
        raise Blocked(Reason("meetings.nothing_to_redo", {"number": item.n}))
    change.record("redo")
    return sitting_on(change, day).item(item.n)


def close(change: Change, catalogue: Catalogue, day: date) -> Closed:
    """Close the meeting in one act: numbers, decisions, moves, conditions, checkpoint.

    Only the chair, and never somebody whose own request is on the agenda. Raises Blocked while an item has no result.
    A decision stands when its transition cannot be taken yet: the answer then holds the reasons.
    """
    demand(change.actor, "close", catalogue.network)
    meeting = held(change, day)
    if any(item.request and item.request.person_id == change.actor.person_id for item in meeting.items):
        raise NotAllowed(Reason("meetings.requester_cannot_close", who="chair"))
    if undecided := [item for item in meeting.items if item.noted is None]:
        raise Blocked(*(Reason("meetings.item_open", {"number": i.n, "title": i.title}) for i in undecided))
    first = last_number(change.conn, day.year) + 1
    decided = tuple(
        _decide(change, catalogue, meeting, item, f"{day.year:04}-{number:03}")
        for number, item in enumerate(meeting.items, first)
    )
    checkpoint = record.checkpoint_text(record.checkpoint(change.conn), catalogue.network.key)
    change.put(rows.Meeting, meeting.id, closed_on=change.on, checkpoint=checkpoint)
    change.record("close")
    return Closed(decided, checkpoint)


def _ill_result(outcome: str, has_conditions: bool, target: date | None) -> Iterator[Reason]:
    if (outcome == "approved-with-conditions") != has_conditions:
        yield Reason("meetings.conditions_go_with_approval")
    if outcome != "deferred" and target is not None:
        yield Reason("meetings.target_goes_with_deferral")


def _against_the_rules(meeting: Sitting, item: Item, outcome: str, by: str) -> Iterator[Reason]:
    """What stands in the way of this outcome: a proposal that passes cannot be rejected, nor the other way round."""
    told = meeting.verdict(item, by)
    if item.noted is not None:
        yield Reason("meetings.already_noted", {"number": item.n})
    elif outcome in APPROVED and not told.adopted:
        yield from (*told.reasons, told.reglement)
    elif outcome in ("rejected", "noted") and not told.quorate:
        yield from (*told.reasons, Reason("meetings.only_deferred"), told.reglement)
    elif outcome == "rejected" and told.adopted:
        yield from (Reason("meetings.passes", {"sentence": told.sentence}), told.reglement)


def _target(change: Change, meeting: Sitting, outcome: str, given: object) -> date | None:
    """The day that was given, or for what is deferred the next meeting; not known when none is planned."""
    if given not in (None, ""):
        return _later(meeting, given, "target_day")
    after = (day for day in meeting_days(change.conn) if day > meeting.day)
    return next(after, None) if outcome == "deferred" else None


def _later(meeting: Sitting, given: object, name: str) -> date:
    day = typed.day(given, name)
    if day <= meeting.day:
        raise Invalid(Reason("meetings.day_not_after", {"given": day, "day": meeting.day}))
    return day


def _condition_row(change: Change, meeting: Sitting, outcome_id: str, term: Term) -> rows.Condition:
    return rows.Condition(
        id=change.new_id(), outcome_id=outcome_id, text=typed.text(term.text, "condition"),
        owner=typed.text(term.owner, "owner", typed.KEY), due_day=_later(meeting, term.due_day, "due_day"),
        kind=typed.choice(term.kind, "condition_kind", KINDS),
    )  # fmt: skip


def _outcome_row(change: Change, meeting: Sitting, item: Item, value: str, by: str) -> rows.Outcome:
    return rows.Outcome(
        id=change.new_id(), agenda_item_id=item.id, value=value, by=by,
        verdict=inscribe(meeting.count(item, by), meeting.verdict(item, by)),
        n=next_n(change.conn, rows.Outcome, rows.Outcome.agenda_item_id == item.id),
    )  # fmt: skip


def _strike_votes(change: Change, meeting: Sitting, item: Item, why: str) -> None:
    """The reason stands on a struck result of its own, with the numbers as they were."""
    for vote_id in item.vote_ids:
        change.put(rows.Vote, vote_id, struck=True)
    struck = _outcome_row(change, meeting, item, "none", "vote")
    struck.struck, struck.struck_why = True, why
    change.add(struck)


def _decide(change: Change, catalogue: Catalogue, meeting: Sitting, item: Item, number: str) -> Decided:
    noted, request = item.noted, item.request
    assert noted is not None
    decision_id = _add_decision(change, meeting, item, noted, number)
    for condition_id in noted.conditions:
        change.put(rows.Condition, condition_id, decision_id=decision_id)
    if request is not None:
        step(change, request.id, "accepted" if noted.value == "deferred" else "decided")
    if item.slug:
        finish(change, begin(change, catalogue, item.slug, None), "decide", decision=number)
    else:
        change.record("decide", decision=number)
    if request is None or noted.value not in APPROVED:
        return Decided(number, noted.value, item.slug, False, ())
    moved, reasons = lifecycle.move_by_decision(change, catalogue, item.slug, request.transition)
    return Decided(number, noted.value, item.slug, moved, reasons)


def _add_decision(change: Change, meeting: Sitting, item: Item, noted: Noted, number: str) -> str:
    request = item.request
    decision_id = change.new_id()
    change.add(
        rows.Decision(
            id=decision_id, number=number, meeting_id=meeting.id, agenda_item_id=item.id,
            request_id=request.id if request else None, initiative_id=item.initiative_id,
            transition=request.transition if request else None, outcome=noted.value, by=noted.by,
            cents=noted.cents, verdict=noted.verdict, text_sha256=request.text_sha256 if request else None,
            reglement=meeting.reglement.version, on_day=meeting.day,
        )
    )  # fmt: skip
    return decision_id
