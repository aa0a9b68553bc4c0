"""The meeting that an act is about: found, still open, come; and who chairs it or keeps its record. Writes nothing."""

from datetime import date

from labflow import typed
from labflow.access import demand
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.queries.council import sitting
from labflow.reasons import Blocked, NotAllowed, NotFound, Reason
from labflow.sitting import Item, Sitting

CLERKS = frozenset({"chair", "secretary", "coordinator"})


def sitting_on(change: Change, day: date) -> Sitting:
    """Return the meeting of a day as this change sees it. Raises NotFound."""
    found = sitting(change.conn, day)
    if found is None:
        raise NotFound(Reason("meetings.no_meeting", {"day": day}))
    return found


def held(change: Change, day: date) -> Sitting:
    """Return a meeting that has come and is not closed. Raises NotFound or Blocked."""
    meeting = open_meeting(change, day)
    if reasons := not_yet(change, meeting):
        raise Blocked(*reasons)
    return meeting


def open_meeting(change: Change, day: date) -> Sitting:
    """Return a meeting that is neither closed nor cancelled. Raises NotFound or Blocked."""
    meeting = sitting_on(change, day)
    if meeting.closed_on is not None:
        raise Blocked(Reason("meetings.closed", {"day": day}))
    if meeting.cancelled_on is not None:
        raise Blocked(Reason("agenda.cancelled", {"day": day}))
    return meeting


def untouched(change: Change, day: date) -> Sitting:
    """Return an open meeting in which nothing was voted or noted yet. Raises NotFound or Blocked."""
    meeting = open_meeting(change, day)
    if has_begun(meeting):
        raise Blocked(Reason("agenda.has_begun", {"day": day}))
    return meeting


def has_begun(meeting: Sitting) -> bool:
    """Whether a vote was opened or cast there, or a result noted; taking a request back begins nothing."""
    noted = (item.noted is not None and item.noted.value != "withdrawn" for item in meeting.items)
    return any(noted) or any(item.votes or item.ballot for item in meeting.items)


def not_yet(change: Change, meeting: Sitting) -> tuple[Reason, ...]:
    """Return a reason while the day of the meeting has not come."""
    return (Reason("meetings.not_yet", {"day": meeting.day}),) if change.on < meeting.day else ()


def item_numbered(meeting: Sitting, n: object) -> Item:
    """Return an item by its number as somebody typed it. Raises Invalid or NotFound."""
    return meeting.item(typed.whole(n, "item_number", 1, 999))


def chairs(change: Change, catalogue: Catalogue, meeting: Sitting) -> bool:
    """Whether who acts chairs this meeting: only the person who was named, or else who has that role."""
    if meeting.chair_id is not None:
        return change.actor.person_id == meeting.chair_id
    return "chair" in change.actor.meanings_on(catalogue.network, None)


def clerks(change: Change, catalogue: Catalogue, meeting: Sitting) -> bool:
    """Whether who acts may write down what others say: chair, secretary, coordinator, or named for this meeting."""
    named = {meeting.chair_id, meeting.secretary_id} - {None}
    return change.actor.person_id in named or bool(change.actor.meanings_on(catalogue.network, None) & CLERKS)


def demand_clerk(change: Change, catalogue: Catalogue, meeting: Sitting, act: str) -> None:
    """Raise NotAllowed unless who acts keeps the record of this meeting, or has a role that may do this act anyway."""
    if not clerks(change, catalogue, meeting):
        demand(change.actor, act, catalogue.network)


def demand_chair(change: Change, catalogue: Catalogue, meeting: Sitting) -> None:
    """Raise NotAllowed unless who acts chairs this meeting."""
    if not chairs(change, catalogue, meeting):
        raise NotAllowed(Reason("agenda.only_who_chairs", {"day": meeting.day}, who="chair"))
