"""Verbs that make the deciding body itself: its rules, its seats, who holds them. Nothing here counts a vote."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from labflow import rows, typed
from labflow.access import demand
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.facts import APPROVALS
from labflow.queries.council import RULES, never_votes, people_on, seats, sitting
from labflow.queries.reading import fetch, next_n, one
from labflow.queries.register import replaced_by
from labflow.reasons import Blocked, NotFound, Reason, Unsound
from labflow.reglement import reglement_from
from labflow.sitting import Seat
from labflow.words import Words

MEETING: Any = rows.Meeting.__table__  # type: ignore[attr-defined]


def publish(change: Change, given: Mapping[str, object]) -> bool:
    """Put a version of the body's rules in the database, where it never changes (R0); False when it is there already.

    `given`: as `rulebook` reads it. Raises Invalid with everything wrong in it, Unsound when this version is there with
    other rules: give the new ones a new number.
    """
    version = reglement_from(given).version
    canonical = json.dumps(given, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    known = one(change.conn, rows.Definition, rows.Definition.id == f"{RULES}-{version}")
    if known is not None and known.sha256 != digest:
        raise Unsound(Reason("seats.rules_published", {"version": version}))
    if known is None:
        change.add(rows.Definition(
            id=f"{RULES}-{version}", workflow=RULES, version=version, sha256=digest, canonical=canonical,
        ))  # fmt: skip
        change.record("publish")
    return known is None


def add(change: Change, catalogue: Catalogue, key: object, title: Words | str, *, votes: bool = True,
        from_day: object = None, organisation_id: str | None = None, source: str | None = None) -> Seat:  # fmt: skip
    """Add a seat from a day on (None: as long as anybody knows). Raises Invalid, or Blocked for a key that is taken.

    It counts for what is voted on from then, also later in the same meeting, and never for a vote that stands (R1).
    """
    demand(change.actor, "seats", catalogue.network)
    since = typed.day(from_day, "from_day") if from_day else None
    made = _add(change, key, title, votes=votes, organisation_id=organisation_id, from_day=since, source=source)
    change.record("seats")
    return made


def extend(change: Change, catalogue: Catalogue, key: object, title: Words | str, expertise: object,
           decision: object = None) -> Seat:  # fmt: skip
    """Add a seat for expertise that the body lacks, from this day: without a vote, unless a decision gives it one (R1).

    `decision`: the number of an approval in the register. Raises NotFound or Blocked when it is not there or not that.
    """
    demand(change.actor, "seats", catalogue.network)
    lacked = typed.text(expertise, "expertise")
    found = _approval(change, decision) if decision not in (None, "") else None
    made = _add(change, key, title, votes=found is not None, expertise=lacked, decision_id=found, from_day=change.on)
    change.record("seats")
    return made


def _add(change: Change, key: object, title: Words | str, **columns: Any) -> Seat:
    chosen = typed.slug(typed.text(key, "seat_key", typed.KEY))
    named = title if isinstance(title, Words) else Words(title, title)
    nl, en = (typed.text(text, "seat_title") for text in (named.nl, named.en))
    if any(seat.key == chosen for seat in seats(change.conn)):
        raise Blocked(Reason("seats.taken", {"seat": chosen}))
    _demand_no_vote_stands(change)
    change.add(rows.Seat(
        id=change.new_id(), key=chosen, title=nl, title_en=en, n=next_n(change.conn, rows.Seat), **columns,
    ))  # fmt: skip
    return seat_of(change, chosen)


def end(change: Change, catalogue: Catalogue, key: str, day: object = None) -> Seat:
    """End a seat and whoever holds it: from this day (default: the day of the act) it no longer votes."""
    demand(change.actor, "seats", catalogue.network)
    seat, last = seat_of(change, key), typed.day(day or change.on, "until_day")
    if seat.until_day is not None:
        raise Blocked(Reason("seats.ended", {"seat": seat.title, "day": seat.until_day}))
    _demand_no_vote_stands(change)
    _end_holders(change, seat, last)
    change.put(rows.Seat, seat.id, until_day=last)
    change.record("seats")
    return seat_of(change, key)


def hold(change: Change, catalogue: Catalogue, key: str, person_id: str, from_day: date | None = None) -> Seat:
    """Give a seat to a person from a day on (default: the day of the act); who held it until then no longer does.

    One seat, one holder; a person may hold two and sits on one at a time (R1). Raises Blocked when that person can
    have no vote, or has one elsewhere and this seat has none.
    """
    return _give(change, catalogue, key, person_id, from_day, substitute=False)


def substitute(change: Change, catalogue: Catalogue, key: str, person_id: str, from_day: date | None = None) -> Seat:
    """Name who stands in for the holder of a seat from a day on; who did until then no longer does. Raises as `hold`.

    Who sits there at a meeting, or at one item, is noted at the table.
    """
    return _give(change, catalogue, key, person_id, from_day, substitute=True)


def vacate(change: Change, catalogue: Catalogue, key: str, day: object = None) -> Seat:
    """Say that a seat has nobody from a day on (default: the day of the act): it no longer counts (R1)."""
    demand(change.actor, "seats", catalogue.network)
    seat, since = seat_of(change, key), typed.day(day or change.on, "from_day")
    reasons = [Reason("seats.ended", {"seat": seat.title, "day": seat.until_day})] if seat.until_day else []
    if seat.vacant:
        reasons.append(Reason("seats.vacant", {"seat": seat.title}))
    if reasons:
        raise Blocked(*reasons)
    _demand_no_vote_stands(change)
    _end_holders(change, seat, since)
    change.add(rows.Holder(id=change.new_id(), seat_id=seat.id, person_id=None, from_day=since))
    change.record("seats")
    return seat_of(change, key)


def _give(change: Change, catalogue: Catalogue, key: str, person_id: str, from_day: date | None,
          substitute: bool) -> Seat:  # fmt: skip
    demand(change.actor, "seats", catalogue.network)
    seat, since = seat_of(change, key), from_day or change.on
    if reasons := tuple(_cannot_have(change, catalogue, seat, person_id, since, substitute)):
        raise Blocked(*reasons)
    _demand_no_vote_stands(change)
    _end_holders(change, seat, since, (substitute,))
    change.add(rows.Holder(
        id=change.new_id(), seat_id=seat.id, person_id=person_id, substitute=substitute, from_day=since,
    ))  # fmt: skip
    change.record("seats")
    return seat_of(change, key)


def _cannot_have(change: Change, catalogue: Catalogue, seat: Seat, person_id: str, day: date,
                 substitute: bool) -> Iterator[Reason]:  # fmt: skip
    if seat.until_day is not None and seat.until_day <= day:
        yield Reason("seats.ended", {"seat": seat.title, "day": seat.until_day})
    if substitute and seat.vacant:
        yield Reason("seats.holder_first", {"seat": seat.title})
    if substitute and seat.holder == person_id:
        yield Reason("seats.own_substitute", {"seat": seat.title})
    coordinators = catalogue.network.roles_meaning("coordinator")
    if seat.votes and never_votes(change.conn, coordinators, person_id, day):
        yield Reason("seats.never_votes", {"seat": seat.title})
    if not seat.votes and person_id in people_on(change.conn, day, votes=True):
        yield Reason("seats.votes_elsewhere", {"seat": seat.title})


def _approval(change: Change, number: object) -> str:
    """The id of a decision that approves. Raises NotFound or Blocked."""
    asked = typed.text(number, "decision_number", typed.KEY)
    found = one(change.conn, rows.Decision, rows.Decision.number == asked)
    if found is None:
        raise NotFound(Reason("seats.no_decision", {"number": typed.shown(number)}))
    if found.outcome not in APPROVALS or replaced_by(change.conn, found.id):
        raise Blocked(Reason("seats.not_an_approval", {"number": found.number}))
    return str(found.id)


def _demand_no_vote_stands(change: Change) -> None:
    """Raise Blocked while a vote stands: who may decide does not change under it (R1, R2)."""
    held = fetch(change.conn, rows.Meeting, MEETING.c.closed_on.is_(None), MEETING.c.day <= change.on, order="day")
    meetings = [found for row in held if (found := sitting(change.conn, row.day))]
    standing = [
        Reason("seats.vote_stands", {"number": item.n, "day": meeting.day})
        for meeting in meetings
        for item in meeting.items
        if item.noted is None and item.is_voted
    ]
    if standing:
        raise Blocked(*standing)


def seat_of(change: Change, key: str) -> Seat:
    """Return a seat with who sits there on the day of the act. Raises NotFound."""
    found = next((seat for seat in seats(change.conn, change.on) if seat.key == key), None)
    if found is None:
        raise NotFound(Reason("seats.none", {"seat": typed.shown(key)}))
    return found


def _end_holders(change: Change, seat: Seat, day: date, kinds: Sequence[bool] = (False, True)) -> None:
    """End whoever holds a seat (False) or stands in there (True) from a day on."""
    for holder in fetch(change.conn, rows.Holder, rows.Holder.seat_id == seat.id):
        if bool(holder.substitute) in kinds and (holder.until_day is None or holder.until_day > day):
            change.put(rows.Holder, holder.id, until_day=day)
