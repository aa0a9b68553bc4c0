"""Put an initiative on an agenda in one act, and take it off again as long as nobody built on that."""

from collections.abc import Iterator

from labflow import meetings, rows, typed
from labflow.acting import begin
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.dossier import Dossier
from labflow.presiding import has_begun, sitting_on
from labflow.queries.reading import fetch, one
from labflow.reasons import Blocked, Reason
from labflow.requesting import step
from labflow.sitting import Item, Sitting


def put(change: Change, catalogue: Catalogue, slug: str, day: object) -> Item:
    """Put an initiative at the end of the agenda of a day: its request when one waits, else the initiative itself.

    Raises NotFound, or Blocked with the reason when it stands on an agenda or is decided in writing.
    """
    dossier = begin(change, catalogue, slug, "agenda")
    on_day = typed.day(day, "meeting_day")
    if reasons := tuple(cannot_place(dossier)):
        raise Blocked(*reasons)
    request = dossier.open_request
    if request and request.state in ("sent", "accepted"):
        return meetings.place(change, catalogue, on_day, request.number)
    return meetings.place_title(change, catalogue, on_day, dossier.title, dossier.slug)


def cannot_place(dossier: Dossier) -> Iterator[Reason]:
    """Yield why it cannot be put on an agenda now; nothing when it can."""
    request = dossier.open_request
    if dossier.on_agenda is not None:
        yield Reason("placing.already", {"title": dossier.title, "day": dossier.on_agenda})
    elif request and request.state in ("on-agenda", "in-writing"):
        yield Reason("placing.comes_back", {"title": dossier.title, "number": request.number})


def take_off(change: Change, dossier: Dossier, item_id: str) -> None:
    """Take an item of this initiative off its agenda; the others close up and its request waits again.

    An item of another one stays. Raises Blocked when somebody did anything with it or the meeting has begun.
    """
    row = one(change.conn, rows.AgendaItem, rows.AgendaItem.id == item_id)
    if row is None or row.initiative_id != dossier.id or row.meeting_id is None:
        return
    meeting = _meeting(change, row.meeting_id)
    item = next(one for one in meeting.items if one.id == item_id)
    if has_begun(meeting) or _is_used(meeting, item):
        raise Blocked(Reason("placing.built_on", {"title": dossier.title, "day": meeting.day}))
    change.put(rows.AgendaItem, item_id, meeting_id=None)
    for later in meeting.items:
        if later.n > item.n:
            change.put(rows.AgendaItem, later.id, n=later.n - 1)
    if item.request is not None:
        step(change, item.request.id, _state_before(change, item.request.id))


def keep(change: Change, dossier: Dossier, meeting_id: str) -> None:
    """Refuse: what was done to a whole meeting is not taken back from one initiative."""
    raise Blocked(Reason("undoing.not_this", {"title": dossier.title}))


def _meeting(change: Change, meeting_id: str) -> Sitting:
    row = one(change.conn, rows.Meeting, rows.Meeting.id == meeting_id)
    assert row is not None
    return sitting_on(change, row.day)


def _is_used(meeting: Sitting, item: Item) -> bool:
    """Whether anybody did anything with an item since it was put there."""
    over = meeting.closed_on is not None or meeting.cancelled_on is not None
    amended = any(one.amends_id == item.id for one in meeting.items)
    said = item.positions or item.presence or item.votes or item.ballot or item.noted or item.advice_count
    return over or amended or bool(said) or item.admitted or item.minutes is not None


def _state_before(change: Change, request_id: str) -> str:
    told = fetch(change.conn, rows.RequestStep, rows.RequestStep.request_id == request_id, order="n")
    return str(told[-2].state)
