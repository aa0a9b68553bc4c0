"""Verbs on a vote as a whole: open one, count a secret one, take the advice of the plenary.

Of a secret vote only three numbers exist, in the rows as in the record. Nothing here decides.
"""

from datetime import date

from labflow import rows, typed
from labflow.access import demand
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.presiding import demand_chair, demand_clerk, held, item_numbered, sitting_on
from labflow.queries.reading import next_n
from labflow.reasons import Blocked, Reason
from labflow.seating import balloted
from labflow.sitting import Ballot, Item, Sitting

WAYS = ("vote", "two-thirds")
MOST = 9_999


def open_(change: Change, catalogue: Catalogue, day: date, n: object, method: object = "vote",
          secret: bool = False) -> Item:  # fmt: skip
    """Open a vote on an item: only who chairs, after its amendments (R12), before anybody voted.

    `method`: vote (more for than against) or two-thirds; `secret`: no single votes, only numbers. A ballot that was
    open without a vote makes place for this one. It keeps the rules that the meeting has at this moment (R0).
    """
    demand(change.actor, "ballot", catalogue.network)
    meeting = held(change, day)
    demand_chair(change, catalogue, meeting)
    item, way = item_numbered(meeting, n), typed.choice(method, "manner", WAYS)
    reasons = [*not_now(meeting, item)]
    if item.is_voted or item.unconfirmed:
        reasons.append(Reason("meetings.vote_stands", {"number": item.n}))
    if reasons:
        raise Blocked(*reasons)
    strike(change, item)
    begin(change, meeting, item, way, secret)
    change.record("ballot")
    return sitting_on(change, day).item(item.n)


def tally(change: Change, catalogue: Catalogue, day: date, n: object, yes: object, no: object,
          abstain: object) -> Item:  # fmt: skip
    """Enter what came out of a secret vote: three numbers, never more than there are members present (R5).

    Raises Blocked when no secret vote is open, or when its numbers are there: then do it again first.
    """
    demand(change.actor, "tally", catalogue.network)
    meeting = held(change, day)
    demand_clerk(change, catalogue, meeting, "note-outcome")
    item, counts = item_numbered(meeting, n), _counts(yes, no, abstain)
    reasons = [*not_now(meeting, item)]
    present = meeting.count(item, "vote").present
    if item.ballot is None or not item.ballot.secret:
        reasons.append(Reason("meetings.no_secret_vote", {"number": item.n}))
    elif item.is_voted:
        reasons.append(Reason("meetings.vote_stands", {"number": item.n}))
    elif sum(counts.values()) > present:
        reasons.append(Reason("meetings.more_than_present", {"cast": sum(counts.values()), "n": present}))
    if reasons:
        raise Blocked(*reasons)
    assert item.ballot is not None
    change.put(rows.Ballot, item.ballot.id, **counts, text_sha256=item.text_sha256)
    change.record("tally")
    return sitting_on(change, day).item(item.n)


def advise(change: Change, catalogue: Catalogue, day: date, n: object, yes: object, no: object,
           abstain: object) -> Item:  # fmt: skip
    """Note what the plenary advises at an open meeting: numbers of their own that never count as votes (R14)."""
    demand(change.actor, "advise", catalogue.network)
    meeting = held(change, day)
    demand_clerk(change, catalogue, meeting, "note-outcome")
    item, counts = item_numbered(meeting, n), _counts(yes, no, abstain)
    reasons = [] if meeting.is_open else [Reason("meetings.not_open", {"day": meeting.day})]
    if item.noted is not None:
        reasons.append(Reason("meetings.already_noted", {"number": item.n}))
    if reasons:
        raise Blocked(*reasons)
    change.add(rows.Advice(
        id=change.new_id(), agenda_item_id=item.id, **counts,
        n=next_n(change.conn, rows.Advice, rows.Advice.agenda_item_id == item.id),
    ))  # fmt: skip
    change.record("advise")
    return sitting_on(change, day).item(item.n)


def begin(change: Change, meeting: Sitting, item: Item, method: str = "vote", secret: bool = False) -> Sitting:
    """Add an open ballot on the text as it stands and return the meeting with it; the caller judges and records."""
    row = change.add(rows.Ballot(
        id=change.new_id(), agenda_item_id=item.id, method=method, secret=secret, reglement=meeting.reglement.version,
        text_sha256=item.text_sha256, n=next_n(change.conn, rows.Ballot, rows.Ballot.agenda_item_id == item.id),
    ))  # fmt: skip
    return balloted(meeting, item.n, Ballot(method, meeting.reglement, secret, item.text_sha256, id=row.id))


def strike(change: Change, item: Item) -> None:
    """Strike the open ballot of an item, if there is one: its votes are the caller's to strike, and to record."""
    if item.ballot is not None:
        change.put(rows.Ballot, item.ballot.id, struck=True)


def not_now(meeting: Sitting, item: Item) -> tuple[Reason, ...]:
    """Return why nobody votes on an item now: a result was noted, or its amendments go first (R12)."""
    noted = (Reason("meetings.already_noted", {"number": item.n}),) if item.noted else ()
    first = tuple(
        Reason("meetings.amendments_first", {"number": item.n, "amendment": one.n, "title": one.title})
        for one in meeting.amendments(item)
    )
    return (*noted, *first)


def _counts(yes: object, no: object, abstain: object) -> dict[str, int]:
    given = {"yes": yes, "no": no, "abstain": abstain}
    return {name: typed.whole(value, f"count_{name}", 0, MOST) for name, value in given.items()}
