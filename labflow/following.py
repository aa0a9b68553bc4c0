"""What comes of a result when the meeting closes: by kind of item, and what comes back at a later meeting."""

from collections.abc import Iterator
from datetime import date

from labflow import adopting, lifecycle, mandates, rows
from labflow.acting import begin, finish
from labflow.agenda import bring_back
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.facts import APPROVALS
from labflow.queries.book import RETURNING
from labflow.queries.council import next_meeting
from labflow.queries.reading import one
from labflow.reasons import Reason
from labflow.requesting import step
from labflow.sitting import Item, Sitting
from labflow.words import Words

Taken = tuple[bool, tuple[Reason, ...]]
NOTHING_MOVES: Taken = (False, ())


def taken_up(change: Change, catalogue: Catalogue, meeting: Sitting, item: Item, decision: rows.Decision) -> Taken:
    """Let a decision take effect; returns whether its initiative moved, and every reason why not.

    A newer decision opens what the older one did not open yet; nothing that was taken is undone (R13).
    """
    if decision.outcome not in APPROVALS:
        return NOTHING_MOVES
    if item.kind == "rules":
        adopting.adopt(change, meeting.day, item.about_id, decision)
    if decision.replaces_id and one(change.conn, rows.Passage, rows.Passage.decision_id == decision.replaces_id):
        return False, (Reason("closing.stays_where_it_is", {"number": decision.number}),)
    if decision.transition is None or not item.slug:
        return NOTHING_MOVES
    return lifecycle.move_by_decision(change, catalogue, item.slug, decision.transition)


def ratify(change: Change, catalogue: Catalogue, item: Item) -> None:
    """Tell a provisional mandate what the body made of it (R8), after what comes back has its place.

    One that goes on in writing still waits.
    """
    if item.kind == "ratification" and item.about_id and item.noted and item.noted.value != "written":
        decision = one(change.conn, rows.Decision, rows.Decision.agenda_item_id == item.id)
        mandates.ratified(change, catalogue, item.about_id, item.noted.value, decision.id if decision else None)


def carried_over(change: Change, catalogue: Catalogue, meeting: Sitting) -> tuple[tuple[Words, date | None], ...]:
    """Put what was deferred or not reached on the meeting that is to have it; the caller records (R10).

    An amendment comes along with its item. Where no meeting is planned, a request is accepted again and waits for an
    agenda; the record knows the rest.
    """
    return tuple(_carried(change, catalogue, meeting))


def _carried(change: Change, catalogue: Catalogue, meeting: Sitting) -> Iterator[tuple[Words, date | None]]:
    for item in meeting.items:
        if item.amends_id or item.noted is None or item.noted.value not in RETURNING:
            continue
        target = meeting_for(change, meeting, item)
        if target is None:
            _wait(change, catalogue, item)
        else:
            bring_back(change, target.id, item)
        yield item.title, target.day if target else None


def meeting_for(change: Change, meeting: Sitting, item: Item) -> rows.Meeting | None:
    """Return the meeting that was named, or else the next; one that was cancelled or closed takes nothing."""
    assert item.noted is not None
    wanted = item.noted.target_day
    if wanted is None:
        return next_meeting(change.conn, meeting.day)
    found: rows.Meeting | None = one(change.conn, rows.Meeting, rows.Meeting.day == wanted)
    return found if found is not None and found.closed_on is None and found.cancelled_on is None else None


def _wait(change: Change, catalogue: Catalogue, item: Item) -> None:
    """What was deferred waits since its decision; what was not reached does from now on."""
    if item.request is None or item.noted is None or item.noted.value == "deferred":
        return
    dossier = begin(change, catalogue, item.slug, None)
    step(change, item.request.id, "accepted")
    finish(change, dossier, "accept")
