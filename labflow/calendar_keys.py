"""The key of one's own calendar address: made once, shown once, taken back at any time. Only its hash is kept.

A calendar program cannot sign in, so whoever holds the address reads what is in it. Therefore it is long, it opens
nothing else, and a new one ends the former.
"""

import hashlib
import secrets
from datetime import date
from typing import Any

from labflow import rows
from labflow.access import Actor, demand
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.queries.people import actor as actor_of
from labflow.queries.reading import fetch, one
from labflow.reasons import NotFound, Reason

BYTES = 24
"""192 bits: nobody finds one by trying."""


def make(change: Change, catalogue: Catalogue) -> str:
    """Make a key for who asks, end the former, and return it: it cannot be read again. Raises NotAllowed."""
    demand(change.actor, "calendar", catalogue.network)
    _end(change)
    key = secrets.token_urlsafe(BYTES)
    change.add(rows.CalendarKey(
        id=change.new_id(), person_id=str(change.actor.person_id), sha256=_hashed(key), on_day=change.on,
    ))  # fmt: skip
    change.record("calendar")
    return key


def revoke(change: Change, catalogue: Catalogue) -> None:
    """End the key of who asks; without one nothing happens. Raises NotAllowed."""
    demand(change.actor, "calendar", catalogue.network)
    change.nothing_to_do()
    if _end(change):
        change.record("calendar")


def since(conn: Any, person_id: str | None) -> date | None:
    """Return the day on which somebody's key was made, None without one that works."""
    row = _own(conn, person_id) if person_id else None
    return row.on_day if row else None


def owner_of(conn: Any, catalogue: Catalogue, key: str, today: date) -> Actor | None:
    """Return whose key this is, None when it was taken back or they left. Raises NotFound for no key of ours."""
    row = one(conn, rows.CalendarKey, rows.CalendarKey.sha256 == _hashed(key))
    if row is None:
        raise NotFound(Reason("calendar.unknown"))
    person = one(conn, rows.Person, rows.Person.id == row.person_id)
    return actor_of(conn, catalogue.network, person.key, today) if person and row.ended_on is None else None


def _end(change: Change) -> bool:
    row = _own(change.conn, str(change.actor.person_id))
    if row is not None:
        change.put(rows.CalendarKey, row.id, ended_on=change.on)
    return row is not None


def _own(conn: Any, person_id: str) -> Any:
    table: Any = rows.CalendarKey
    found = fetch(conn, table, table.person_id == person_id, table.ended_on.is_(None))
    return found[0] if found else None


def _hashed(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
