"""Verbs on the register: put a slip right, or bring a decision back to be revised or repealed. It is append-only (R13).

A number is never used twice and a decision is never rewritten: a correction stands beside it, a revision is a decision.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from labflow import council, letters, rows, typed
from labflow.access import demand
from labflow.agenda import bring
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.facts import APPROVALS
from labflow.presiding import open_meeting, sitting_on
from labflow.queries.council import rules_of, seats
from labflow.queries.reading import fetch, next_n, one
from labflow.queries.register import COUNTS, Registered, decision, replaced_by
from labflow.reasons import Blocked, NotFound, Reason
from labflow.sitting import Item
from labflow.texts import in_both
from labflow.words import Words

FIELDS = ("title", "day", *COUNTS)
ANOTHER_DECISION = ("amount", "outcome", "conditions", "transition")
"""What is no slip: only the body changes it, with a new decision."""


def correct(change: Change, catalogue: Catalogue, number: object, field: object, after: object, why: object) -> str:
    """Put a slip right and return the number of the correction ("2023-004-r1"); members, lead and requester are told.

    `field`: see FIELDS. Raises Blocked for what only a revision can change: money, another outcome, numbers with which
    the rules would say something else, a day in another year than that of the number.
    """
    demand(change.actor, "correct", catalogue.network)
    found = _decision(change, number)
    if field in ANOTHER_DECISION:
        raise Blocked(Reason("correcting.revise_it", {"number": found.number}))
    name, reason = typed.choice(field, "field", FIELDS), typed.text(why, "why")
    before, told = _before(found, name), _after(change, found, name, after)
    if told == before:
        raise Blocked(Reason("correcting.the_same", {"number": found.number, "value": told}))
    n = next_n(change.conn, rows.Correction, rows.Correction.decision_id == found.id)
    made = change.add(rows.Correction(
        id=change.new_id(), decision_id=found.id, number=f"{found.number}-r{n}", field=name, before=before, after=told,
        why=reason, person_id=change.actor.person_id, on_day=change.on, n=n,
    ))  # fmt: skip
    letters.write(change, "correction", made.id, _told(change, found))
    change.record("correct", decision=found.number)
    return made.number


def revise(change: Change, catalogue: Catalogue, number: object, day: date, title: object = None) -> Item:
    """Put the revision of a decision on an agenda; approved, it takes the place of the old one.

    `title`: what is proposed, by default the old title. Raises Blocked for a decision that is replaced already: the
    newest is the one to revise.
    """
    return _bring_back(change, catalogue, number, day, "revision", title)


def repeal(change: Change, catalogue: Catalogue, number: object, day: date, title: object = None) -> Item:
    """Put the repeal of a decision on an agenda; see `revise`."""
    return _bring_back(change, catalogue, number, day, "repeal", title)


def _bring_back(change: Change, catalogue: Catalogue, number: object, day: date, kind: str, title: object) -> Item:
    demand(change.actor, "revise", catalogue.network)
    found, meeting = _decision(change, number), open_meeting(change, day)
    if newer := replaced_by(change.conn, found.id):
        raise Blocked(Reason("correcting.replaced", {"number": newer}))
    if found.kind in ("amendment", "rules") or (kind == "repeal" and found.outcome not in APPROVALS):
        raise Blocked(Reason("correcting.not_this_one", {"number": found.number}))
    if waiting := _waiting(change, found):
        raise Blocked(Reason("correcting.on_agenda", {"number": found.number, "day": waiting}))
    about = _row(change, found)
    bring(change, meeting.id, kind, _title(found, kind, title), about_id=found.id, initiative_id=about.initiative_id)
    change.record("revise", decision=found.number)
    return sitting_on(change, day).items[-1]


def _title(found: Registered, kind: str, given: object) -> Words:
    if given not in (None, ""):
        typed_title = typed.text(given, "agenda_title")
        return Words(typed_title, typed_title)
    return in_both(f"correcting.title_{kind}", number=found.number, title=found.title)


def _waiting(change: Change, found: Registered) -> date | None:
    """The day of the open meeting that has a revision or repeal of this decision on its agenda."""
    table = rows.AgendaItem.__table__  # type: ignore[attr-defined]
    about = (table.c.about_id == found.id, table.c.kind.in_(("revision", "repeal")))
    meetings = {row.meeting_id for row in fetch(change.conn, rows.AgendaItem, *about)}
    open_ones = [x for x in fetch(change.conn, rows.Meeting, order="day") if x.closed_on is None]
    return next((x.day for x in open_ones if x.id in meetings and x.cancelled_on is None), None)


def _decision(change: Change, number: object) -> Registered:
    wanted = typed.text(number, "decision_number", typed.KEY)
    found = decision(change.conn, wanted)
    if found is None:
        raise NotFound(Reason("cli.no_decision", {"number": typed.shown(wanted)}))
    return found


def _row(change: Change, found: Registered) -> Any:
    row = one(change.conn, rows.Decision, rows.Decision.id == found.id)
    assert row is not None
    return row


def _before(found: Registered, name: str) -> str:
    if name in COUNTS:
        return str(getattr(found.count, name))
    return found.title.nl if name == "title" else found.on_day.isoformat()


def _after(change: Change, found: Registered, name: str, given: object) -> str:
    if name == "title":
        return typed.text(given, "title")
    if name in COUNTS:
        return str(_counted(change, found, name, typed.whole(given, name, 0, council.MOST_SEATS)))
    day = typed.day(given, "day")
    if str(day.year) != found.number[:4] or day > change.today:
        raise Blocked(Reason("correcting.day_elsewhere", {"number": found.number, "day": day}))
    return day.isoformat()


def _counted(change: Change, found: Registered, name: str, number: int) -> int:
    """A number that leaves the verdict as it was: another verdict is another decision. Raises Invalid or Blocked."""
    rules = rules_of(change.conn)[found.reglement]
    before = council.verdict(rules, found.count)
    after = council.verdict(rules, replace(found.count, **{name: number}))  # type: ignore[arg-type]
    if (before.adopted, before.quorate) != (after.adopted, after.quorate):
        raise Blocked(Reason("correcting.flips", {"number": found.number, "sentence": after.sentence}))
    return number


def _told(change: Change, found: Registered) -> list[str | None]:
    """Who is told: the members of today, who leads and who asked."""
    row = _row(change, found)
    holders = [seat.holder for seat in seats(change.conn, change.today) if seat.votes]
    leads = fetch(change.conn, rows.Lead, rows.Lead.initiative_id == row.initiative_id) if row.initiative_id else []
    asked = one(change.conn, rows.Request, rows.Request.id == row.request_id) if row.request_id else None
    running = [lead.person_id for lead in leads if lead.until_day is None or lead.until_day > change.today]
    return [*holders, *running, asked.person_id if asked else None]
