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
from labflow.sitting import HERE, Item, Sitting, inscribe

NUMBERED = (*APPROVALS, "deferred", "rejected", "noted")
"""The outcomes that give a decision with a number."""
OUTCOMES = (*NUMBERED, "withdrawn", "not-reached", "written")


def outcome_row(change: Change, meeting: Sitting, item: Item, value: str, by: str) -> rows.Outcome:
    """Return the row of a result, not added yet; `by`: consensus, vote or two-thirds."""
    return rows.Outcome(
        id=change.new_id(), agenda_item_id=item.id, value=value, by=by,
        verdict=inscribe(meeting.count(item, by), meeting.verdict(item, by)),
        roll=json.dumps(roll(meeting, item), sort_keys=True),
        n=next_n(change.conn, rows.Outcome, rows.Outcome.agenda_item_id == item.id),
    )  # fmt: skip


def roll(meeting: Sitting, item: Item) -> dict[str, str]:
    """Return what each seat is at this item, by seat key; present without a vote, once voted, is `not_voted` (R5)."""
    has_voted = bool(item.votes) and not (item.ballot and item.ballot.secret)
    told = {seat.key: meeting.presence_at(item, seat) for seat in meeting.seats}
    silent = {seat.key for seat in meeting.electors if has_voted and seat.key not in item.votes}
    return {key: "not_voted" if key in silent and value == HERE else value for key, value in told.items()}


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


def end_mandates(change: Change, dossier: Dossier, request_id: str) -> None:
    """End the provisional mandates that waited for a request that was taken back; the caller records (R11)."""
    for mandate in dossier.mandates:
        if mandate.request_id == request_id and mandate.state in ("asked", "granted", "extended"):
            change.add(rows.MandateStep(
                id=change.new_id(), mandate_id=mandate.id, state="ended", person_id=change.actor.person_id,
                on_day=change.on,
                n=next_n(change.conn, rows.MandateStep, rows.MandateStep.mandate_id == mandate.id),
            ))  # fmt: skip
