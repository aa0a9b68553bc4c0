"""What stands on an agenda: what comes there by itself, in which order, and what the body takes late.

Nothing is decided here, and nothing here moves an initiative.
"""

from collections.abc import Iterable
from datetime import date

from labflow import rows, typed
from labflow.access import demand
from labflow.acting import finish
from labflow.change import Change
from labflow.clock import days_after
from labflow.definition import Catalogue
from labflow.dossier import OPEN_REQUESTS
from labflow.outcomes import outcome_row
from labflow.presiding import (
    demand_chair,
    demand_clerk,
    has_begun,
    held,
    item_numbered,
    open_meeting,
    sitting_on,
    untouched,
)
from labflow.queries.book import times_deferred, undecided_amendments
from labflow.queries.council import next_meeting
from labflow.queries.due import ACCEPTED, Due, due, earliest, is_late
from labflow.queries.reading import fetch, next_n, one
from labflow.reasons import Blocked, Reason
from labflow.requesting import begin_request, step
from labflow.sitting import Item, Sitting, default_method
from labflow.words import Words

COPIED = (
    "question", "question_en", "available", "available_en", "careful", "careful_en", "advice", "advice_en", "asks",
    "cents", "asked_by", "minutes", "source",
)  # fmt: skip
__all__ = ["admit", "begin_with_due", "bring", "bring_back", "build", "carry", "duration", "earliest", "order"]


def bring(change: Change, meeting_id: str, kind: str, title: Words, *, about_id: str | None = None,
          initiative_id: str | None = None, request_id: str | None = None, follows_id: str | None = None,
          first: bool = False, late: bool = False) -> rows.AgendaItem:  # fmt: skip
    """Put something on an agenda by itself, at the end or (`first`) before all others; the caller records.

    `kind`: see `rows.AgendaItem`; `about_id`: the row that the kind is about; `follows_id`: the item that comes back,
    with its texts and the amendments that nobody decided (R12), and first once it was deferred twice (R10). Nothing is
    put first once that meeting has begun.
    """
    mine = rows.AgendaItem.meeting_id == meeting_id
    here = fetch(change.conn, rows.AgendaItem, mine, order="n")
    goes_first = (first or times_deferred(change.conn, follows_id) > 1) and not _has_begun(change, meeting_id)
    for row in reversed(here) if goes_first else ():
        change.put(rows.AgendaItem, row.id, n=row.n + 1)
    before = one(change.conn, rows.AgendaItem, rows.AgendaItem.id == follows_id) if follows_id else None
    texts = {name: getattr(before, name) for name in COPIED} if before is not None else {}
    made = change.add(rows.AgendaItem(
        id=change.new_id(), meeting_id=meeting_id, n=1 if goes_first else next_n(change.conn, rows.AgendaItem, mine),
        kind=kind, about_id=about_id, title=title.nl, title_en=title.en, initiative_id=initiative_id,
        request_id=request_id, follows_id=follows_id, on_day=change.on, late=late, **texts,
    ))  # fmt: skip
    for left in undecided_amendments(change.conn, follows_id):
        along = bring(change, meeting_id, left.kind, Words(left.title, left.title_en or left.title),
                      initiative_id=left.initiative_id, follows_id=left.id)  # fmt: skip
        change.put(rows.AgendaItem, along.id, amends_id=made.id)
    return made


def bring_back(change: Change, meeting_id: str, item: Item) -> None:
    """Put an item of another meeting on this agenda, unless its request went elsewhere; the caller records."""
    if item.amends_id is None and (item.request is None or item.request.state in ("accepted", "on-agenda")):
        bring(change, meeting_id, item.kind, item.title, about_id=item.about_id, initiative_id=item.initiative_id,
              request_id=item.request.id if item.request else None, follows_id=item.id)  # fmt: skip


def build(change: Change, catalogue: Catalogue, day: date) -> tuple[Item, ...]:
    """Put everything that is due on the agenda, in the order of `queries.due.due`; returns the whole agenda.

    What stands on an open agenda already is left where it is. Raises NotFound, or Blocked once the meeting has begun.
    """
    demand(change.actor, "agenda", catalogue.network)
    meeting = untouched(change, day)
    _bring_all(change, catalogue, meeting, due(change.conn, catalogue, change.on, day))
    change.record("agenda")
    return sitting_on(change, day).items


def begin_with_due(change: Change, catalogue: Catalogue, day: date) -> None:
    """Put on a new agenda what is due by itself, when it is the next meeting; the caller records."""
    meeting = next_meeting(change.conn, days_after(change.on, -1))
    if meeting is not None and meeting.day == day:
        found = due(change.conn, catalogue, change.on, day)
        _bring_all(change, catalogue, sitting_on(change, day), [one for one in found if one.group != ACCEPTED])


def admit(change: Change, catalogue: Catalogue, day: date, n: object) -> Item:
    """Say that the body takes this late item: by who chairs, at the meeting. Raises Blocked for one that is in time."""
    demand(change.actor, "admit", catalogue.network)
    meeting = held(change, day)
    demand_chair(change, catalogue, meeting)
    item = item_numbered(meeting, n)
    if not item.late or item.noted is not None:
        code = "agenda.not_late" if not item.late else "meetings.already_noted"
        raise Blocked(Reason(code, {"number": item.n}))
    change.put(rows.AgendaItem, item.id, admitted=True)
    change.record("admit")
    return sitting_on(change, day).item(item.n)


def order(change: Change, catalogue: Catalogue, day: date, n: object, to: object) -> Sitting:
    """Give an item another place; the others close up. Raises Blocked once the meeting has begun."""
    demand(change.actor, "agenda", catalogue.network)
    meeting = untouched(change, day)
    moved, place = item_numbered(meeting, n), item_numbered(meeting, to)
    others = [item for item in meeting.items if item is not moved]
    others.insert(place.n - 1, moved)
    for number, item in enumerate(others, 1):
        if item.n != number:
            change.put(rows.AgendaItem, item.id, n=number)
    change.record("agenda")
    return sitting_on(change, day)


def duration(change: Change, catalogue: Catalogue, day: date, n: object, minutes: object) -> Item:
    """Say how many minutes an item may take; nothing takes that back."""
    demand(change.actor, "agenda", catalogue.network)
    item = item_numbered(open_meeting(change, day), n)
    change.put(rows.AgendaItem, item.id, minutes=minutes_of(minutes))
    change.record("agenda")
    return sitting_on(change, day).item(item.n)


def carry(change: Change, catalogue: Catalogue, day: date) -> Sitting:
    """Note every item without a result as not reached: it comes back by itself, and that is no deferral (R10)."""
    meeting = held(change, day)
    demand_clerk(change, catalogue, meeting, "note-outcome")
    left = [item for item in meeting.items if item.noted is None]
    if not left:
        raise Blocked(Reason("agenda.nothing_open", {"day": day}))
    for item in left:
        row = outcome_row(change, meeting, item, "not-reached", default_method(item))
        row.by = "none"
        change.add(row)
    change.record("note-outcome")
    return sitting_on(change, day)


def minutes_of(given: object) -> int | None:
    """Return a number of minutes as typed, None when nothing was. Raises Invalid."""
    return None if given in (None, "") else typed.whole(given, "minutes", 1, 480)


def _has_begun(change: Change, meeting_id: str) -> bool:
    meeting = one(change.conn, rows.Meeting, rows.Meeting.id == meeting_id)
    assert meeting is not None
    return has_begun(sitting_on(change, meeting.day))


def _bring_all(change: Change, catalogue: Catalogue, meeting: Sitting, found: Iterable[Due]) -> None:
    """The ones that go first, last to first so that they keep their order; then the others."""
    told = list(found)
    for thing in (*(x for x in reversed(told) if x.first), *(x for x in told if not x.first)):
        late = thing.group == ACCEPTED and is_late(meeting.day, meeting.papers_on, change.on)
        bring(change, meeting.id, thing.kind, thing.title, about_id=thing.about_id, initiative_id=thing.initiative_id,
              request_id=thing.request_id, follows_id=thing.follows_id, first=thing.first, late=late)  # fmt: skip
        if thing.request is not None and thing.request_state != "on-agenda":
            dossier, asked = begin_request(change, catalogue, thing.request, None, OPEN_REQUESTS)
            step(change, asked.id, "on-agenda")
            finish(change, dossier, "agenda")
