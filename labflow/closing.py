"""The verb that ends a meeting: close it, and everything that was noted takes effect in one act.

Nothing that was decided is ever rewritten here; `noting` notes the results, `following` says what comes of each kind.
"""

import json
from dataclasses import dataclass
from datetime import date

from labflow import letters, mandate_steps, record, rows
from labflow.access import demand
from labflow.acting import begin, finish
from labflow.change import Change
from labflow.deciding import decide
from labflow.definition import Catalogue
from labflow.facts import APPROVALS
from labflow.following import carried_over, meeting_for, ratify, taken_up
from labflow.noting import consent, note, over_means, redo
from labflow.outcomes import NUMBERED, OUTCOMES
from labflow.presiding import demand_chair, held
from labflow.queries.people import persons_with
from labflow.queries.reading import one
from labflow.reasons import Blocked, NotAllowed, Reason
from labflow.requesting import step
from labflow.ruling import REPLACING
from labflow.sitting import Item, Sitting
from labflow.terms import KINDS, Term
from labflow.weight import asks_of, granted
from labflow.words import Words

__all__ = ["KINDS", "OUTCOMES", "Closed", "Decided", "Term", "close", "consent", "note", "redo"]

PLAIN = ("request", "talk")


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision of a closed meeting; when it did not move its initiative, `reasons` say why."""

    number: str
    outcome: str
    slug: str
    moved: bool
    reasons: tuple[Reason, ...]
    title: Words


@dataclass(frozen=True, slots=True)
class Closed:
    """What closing gave: the decisions with their numbers, and the checkpoint of the record before the last entry.

    `back`: what comes back, title by title, with the day of the meeting that has it now (None: none is planned).
    """

    decisions: tuple[Decided, ...]
    checkpoint: str
    back: tuple[tuple[Words, date | None], ...] = ()


def close(change: Change, catalogue: Catalogue, day: date) -> Closed:
    """Close the meeting in one act: numbers, decisions, moves, conditions, what comes back, letters, checkpoint.

    Only who chairs, and never somebody whose own request is on the agenda. Raises Blocked while an item has no result,
    and when what was granted no longer fits in the means of the year. A decision stands when its transition cannot be
    taken yet: the answer then holds the reasons.
    """
    demand(change.actor, "close", catalogue.network)
    meeting = held(change, day)
    _demand_chair(change, catalogue, meeting)
    if undecided := [item for item in meeting.items if item.noted is None]:
        raise Blocked(*(Reason("meetings.item_open", {"number": i.n, "title": i.title}) for i in undecided))
    if too_much := over_means(change, catalogue, meeting):
        raise Blocked(*too_much)
    decided = tuple(_decide(change, catalogue, meeting, item) for item in meeting.items if _gives_number(item))
    for item in meeting.items:
        if not _gives_number(item):
            _let_go(change, catalogue, item)
    back = carried_over(change, catalogue, meeting)
    for item in meeting.items:
        ratify(change, catalogue, item)
    checkpoint = record.checkpoint_text(record.checkpoint(change.conn), catalogue.network.key)
    change.put(rows.Meeting, meeting.id, closed_on=change.on, checkpoint=checkpoint)
    change.record("close")
    return Closed(decided, checkpoint, back)


def _demand_chair(change: Change, catalogue: Catalogue, meeting: Sitting) -> None:
    demand_chair(change, catalogue, meeting)
    if any(item.request and item.request.person_id == change.actor.person_id for item in meeting.items):
        raise NotAllowed(Reason("meetings.requester_cannot_close", who="chair"))


def _gives_number(item: Item) -> bool:
    """Whether the register gets this: an amendment stands there with what it changed, not apart (own proposal)."""
    return item.noted is not None and item.noted.value in NUMBERED and item.kind != "amendment"


def _let_go(change: Change, catalogue: Catalogue, item: Item) -> None:
    """What was taken back at the table is taken back for good, with the mandate that waited for it (R11)."""
    request = item.request
    if request is None or item.noted is None or item.noted.value != "withdrawn" or request.state == "withdrawn":
        return
    dossier = begin(change, catalogue, item.slug, None)
    step(change, request.id, "withdrawn")
    mandate_steps.end(change, dossier, request.id)
    finish(change, dossier, "withdraw")


def _decide(change: Change, catalogue: Catalogue, meeting: Sitting, item: Item) -> Decided:
    noted = item.noted
    assert noted is not None
    decision = _add_decision(change, meeting, item)
    for condition_id, term in noted.conditions.items():
        change.put(rows.Condition, condition_id, decision_id=decision.id)
        letters.write(change, "condition", condition_id, persons_with(change.conn, (term.owner, term.verifier)))
    if item.request is not None and noted.value != "deferred":
        step(change, item.request.id, "decided")
    elif item.request is not None and meeting_for(change, meeting, item) is None:
        step(change, item.request.id, "accepted")
    if item.slug:
        dossier = begin(change, catalogue, item.slug, None)
        told = [dossier.lead.person_id if dossier.lead else None, item.request.person_id if item.request else None]
        letters.write(change, "decision", decision.id, told)
        finish(change, dossier, "decide", decision=decision.number)
    else:
        change.record("decide", decision=decision.number)
    moved, reasons = taken_up(change, catalogue, meeting, item, decision)
    return Decided(decision.number, noted.value, item.slug, moved, reasons, item.title)


def _add_decision(change: Change, meeting: Sitting, item: Item) -> rows.Decision:
    """What was decided: the request or the item with its amendment; both texts stay where they are (R12)."""
    noted, request = item.noted, item.request
    assert noted is not None
    old = one(change.conn, rows.Decision, rows.Decision.id == item.about_id) if _replaces(item) else None
    asks = asks_of(meeting, item)
    return decide(
        change, kind="decision" if item.kind in PLAIN else item.kind, meeting_id=meeting.id, agenda_item_id=item.id,
        request_id=request.id if request else None, initiative_id=item.initiative_id,
        replaces_id=old.id if old else None, title=item.title.nl, title_en=item.title.en,
        asks=json.dumps(asks, sort_keys=True, ensure_ascii=False) if asks else None,
        transition=_transition(change, item, old), outcome=noted.value, by=noted.by, cents=granted(meeting, item),
        review_day=noted.review_day, verdict=noted.verdict, text_sha256=item.text_sha256,
        reglement=meeting.rules(item).version, on_day=meeting.day,
    )  # fmt: skip


def _replaces(item: Item) -> bool:
    """Only what was approved takes the place of the decision that it is about (R13)."""
    return item.kind in REPLACING and item.noted is not None and item.noted.value in APPROVALS


def _transition(change: Change, item: Item, old: rows.Decision | None) -> str | None:
    """The transition that it opens; one that the earlier decision already led through is not opened again."""
    if item.request is not None:
        return item.request.transition
    if old is None or item.kind == "repeal":
        return None
    used = one(change.conn, rows.Passage, rows.Passage.decision_id == old.id)
    return None if used else old.transition
