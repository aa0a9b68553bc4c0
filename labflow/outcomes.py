"""What may come out of an item, as a row: the numbers, what each seat was, and by which rules it is judged.

It judges nothing: `noting` does, and `requesting` for who takes a request back.
"""

import json

from labflow import rows
from labflow.change import Change
from labflow.dossier import Dossier
from labflow.facts import APPROVALS
from labflow.queries.council import sitting
from labflow.queries.reading import next_n
from labflow.reasons import Blocked, Reason
from labflow.sitting import Item, Sitting, inscribe

NUMBERED = (*APPROVALS, "deferred", "rejected", "noted")
"""The outcomes that give a decision with a number."""
OUTCOMES = (*NUMBERED, "withdrawn", "not-reached", "written")


def outcome_row(change: Change, meeting: Sitting, item: Item, value: str, by: str) -> rows.Outcome:
    """Return the row of a result, not added yet; `by`: consensus, vote or two-thirds."""
    return rows.Outcome(
        id=change.new_id(), agenda_item_id=item.id, value=value, by=by,
        verdict=inscribe(meeting.count(item, by), meeting.verdict(item, by)),
        roll=json.dumps(meeting.roll(item), sort_keys=True),
        n=next_n(change.conn, rows.Outcome, rows.Outcome.agenda_item_id == item.id),
    )  # fmt: skip


def take_off(change: Change, dossier: Dossier, request_id: str) -> None:
    """Note "withdrawn" on the item of a request that its requester takes back; the caller records (R11).

    Raises Blocked once a vote was opened: then only who chairs can note it.
    """
    request = next(one for one in dossier.requests if one.id == request_id)
    meeting = sitting(change.conn, request.meeting) if request.meeting and request.state == "on-agenda" else None
    if meeting is None or meeting.closed_on is not None:
        return
    item = next(one for one in meeting.items if one.request and one.request.id == request_id)
    if item.ballot or item.vote_ids:
        raise Blocked(Reason("closing.vote_was_opened", {"number": item.n}, who="chair"))
    if item.noted is not None:
        raise Blocked(Reason("meetings.already_noted", {"number": item.n}))
    change.add(outcome_row(change, meeting, item, "withdrawn", "consensus"))
