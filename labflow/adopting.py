"""Verbs by which the body takes its own rules: a version on the agenda, and the day from which it holds (R0)."""

from datetime import date

from labflow import rows, typed
from labflow.access import demand
from labflow.agenda import bring
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.presiding import open_meeting, sitting_on
from labflow.queries.council import rules_of
from labflow.queries.reading import fetch
from labflow.reasons import Blocked, NotFound, Reason
from labflow.sitting import Item
from labflow.words import Words


def put(change: Change, catalogue: Catalogue, day: date, version: object) -> Item:
    """Put a published version of the rules on an agenda, to be adopted. Raises NotFound or Blocked."""
    demand(change.actor, "agenda", catalogue.network)
    meeting, wanted = open_meeting(change, day), typed.whole(version, "version", 1, 9999)
    published = rules_of(change.conn)
    if wanted not in published:
        raise NotFound(Reason("adopting.no_version", {"version": wanted, "known": tuple(published)}))
    if number := published[wanted].adopted_by:
        raise Blocked(Reason("adopting.adopted", {"version": wanted, "decision": number}))
    if any(item.kind == "rules" and item.about_id == str(wanted) for item in meeting.items):
        raise Blocked(Reason("adopting.on_agenda", {"version": wanted, "day": day}))
    title = published[wanted].title
    bring(change, meeting.id, "rules", Words(f"{title.nl} ({wanted})", f"{title.en} ({wanted})"), about_id=str(wanted))
    change.record("agenda")
    return sitting_on(change, day).items[-1]


def adopt(change: Change, day: date, about_id: str | None, decision: rows.Decision) -> None:
    """Let a version hold from the day of the decision, at every meeting after it that is still to come."""
    version = int(about_id or 0)
    change.add(rows.Adoption(id=change.new_id(), version=version, decision_id=decision.id, from_day=day))
    for meeting in fetch(change.conn, rows.Meeting, rows.Meeting.day > day, order="day"):
        if meeting.closed_on is None:
            change.put(rows.Meeting, meeting.id, reglement=version)
    change.record("adopt")
