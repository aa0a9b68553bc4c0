"""Verbs that make the deciding body itself: its rules, its seats, who holds them. Nothing here counts a vote."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date

from labflow import rows, typed
from labflow.access import demand
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.queries.council import RULES, seats
from labflow.queries.reading import fetch, next_n, one
from labflow.reasons import Blocked, NotFound, Reason, Unsound
from labflow.reglement import reglement_from
from labflow.sitting import Seat
from labflow.words import Words


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
    """Add a seat from a day on (None: as long as anybody knows). Raises Invalid, or Blocked for a key that is taken."""
    demand(change.actor, "seats", catalogue.network)
    chosen = typed.slug(typed.text(key, "seat_key", typed.KEY))
    named = title if isinstance(title, Words) else Words(title, title)
    nl, en = (typed.text(text, "seat_title") for text in (named.nl, named.en))
    if any(seat.key == chosen for seat in seats(change.conn)):
        raise Blocked(Reason("seats.taken", {"seat": chosen}))
    change.add(rows.Seat(
        id=change.new_id(), key=chosen, title=nl, title_en=en, votes=votes, organisation_id=organisation_id,
        from_day=typed.day(from_day, "from_day") if from_day else None, n=next_n(change.conn, rows.Seat), source=source,
    ))  # fmt: skip
    change.record("seats")
    return _seat(change, chosen)


def end(change: Change, catalogue: Catalogue, key: str, day: object = None) -> Seat:
    """End a seat and whoever holds it: from this day (default: the day of the act) it no longer votes."""
    demand(change.actor, "seats", catalogue.network)
    seat, last = _seat(change, key), typed.day(day or change.on, "until_day")
    if seat.until_day is not None:
        raise Blocked(Reason("seats.ended", {"seat": seat.title, "day": seat.until_day}))
    _end_holders(change, seat, last)
    change.put(rows.Seat, seat.id, until_day=last)
    change.record("seats")
    return _seat(change, key)


def hold(change: Change, catalogue: Catalogue, key: str, person_id: str, from_day: date | None = None) -> Seat:
    """Give a seat to a person from a day on; who held it until then no longer does. One seat, one holder (R1)."""
    demand(change.actor, "seats", catalogue.network)
    seat = _seat(change, key)
    _end_holders(change, seat, from_day or change.on)
    change.add(rows.Holder(id=change.new_id(), seat_id=seat.id, person_id=person_id, from_day=from_day))
    change.record("seats")
    return seat


def _seat(change: Change, key: str) -> Seat:
    found = next((seat for seat in seats(change.conn) if seat.key == key), None)
    if found is None:
        raise NotFound(Reason("seats.none", {"seat": typed.shown(key)}))
    return found


def _end_holders(change: Change, seat: Seat, day: date) -> None:
    for holder in fetch(change.conn, rows.Holder, rows.Holder.seat_id == seat.id):
        if holder.until_day is None:
            change.put(rows.Holder, holder.id, until_day=day)
