"""Looking ahead: of what is on no list, the first day on which it may be. The daily job does it.

Nothing true is stored: the day only says when to look. It is safe to do twice, at any moment, and to leave undone: what
was not looked at is looked at when somebody opens the list.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from functools import cache
from pathlib import Path

from labflow.access import NOBODY, Actor
from labflow.change import Change
from labflow.change_derived import look_again_at_all, look_later, never_look
from labflow.change_passing import keep, mark
from labflow.definition import Catalogue
from labflow.queries.initiatives import TABLE, dossiers
from labflow.queries.reading import one
from labflow.queries.stalled import days_of, quiet, to_look_at
from labflow.rows import Heartbeat
from labflow.stall.looking import NEVER, look_at
from labflow.store import Store

AT_ONCE = 500
"""So many in one commit: whoever else writes waits for those only (own proposal)."""
JOB = "look"
RULES = ("stall/*.py", "clock.py", "schoolyear.py", "dossier.py")
"""The code that decides when something speaks: when it changes, every stored day is forgotten."""


def watch(store: Store, catalogue: Catalogue, now: Callable[[], datetime] | None = None,
          actor_key: str = "job") -> int:  # fmt: skip
    """Look ahead in commits of some hundreds, and return how many were looked at. For a daily job."""

    def change() -> AbstractContextManager[Change]:
        return store.change(Actor(actor_key), "daily", now=now, zone=catalogue.network.zone)

    with change() as first:
        ids = _begun(first, catalogue)
    looked = 0
    for part in _parts(ids):
        with change() as each:
            looked += _looked(each, catalogue, part)
    with change() as last:
        _ended(last, catalogue)
    return looked


def look_ahead(change: Change, catalogue: Catalogue) -> int:
    """Look ahead in one change, and return how many were looked at: only what changed, and what became due."""
    looked = sum(_looked(change, catalogue, part) for part in _parts(_begun(change, catalogue)))
    _ended(change, catalogue)
    return looked


@cache
def _code() -> bytes:
    here = Path(__file__).parent
    files = [file for pattern in RULES for file in sorted(here.glob(pattern))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).digest()


def rules_of(catalogue: Catalogue) -> str:
    """Return what names the rules, workflows and calendar that a stored day was worked out with."""
    known = [one.sha256 for one in catalogue.versions.values()], catalogue.network.holidays
    return hashlib.sha256(_code() + repr(known).encode()).hexdigest()[:16]


def _begun(change: Change, catalogue: Catalogue) -> tuple[str, ...]:
    """Return what to look at; everything, when the rules are others or the calendar of a demo went back."""
    change.nothing_to_do()
    found = one(change.conn, Heartbeat, Heartbeat.job == JOB)
    day, _, rules = found.at.partition(" ") if found else ("", "", "")
    if rules != rules_of(catalogue) or day > change.today.isoformat():
        look_again_at_all(change.conn)
        day = date.min.isoformat()
    never_look(change.conn, quiet(catalogue), NEVER)
    return to_look_at(change.conn, catalogue, date.fromisoformat(day), change.today)


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


def _looked(change: Change, catalogue: Catalogue, ids: Sequence[str]) -> int:
    """Keep the day of each; what is on the list keeps the day since which it is there."""
    change.nothing_to_do()
    found = dossiers(change.conn, catalogue, NOBODY, change.today, TABLE.c.id.in_(ids), confidential=False)
    stored = days_of(change.conn, ids)
    days = [(dossier.id, look_at(dossier), stored[dossier.id]) for dossier in found]
    look_later(change.conn, [
        (id, day) for id, day, before in days if day and (before is None or day > change.today)
    ])  # fmt: skip
    return len(found)


def _ended(change: Change, catalogue: Catalogue) -> None:
    at = f"{change.today.isoformat()} {rules_of(catalogue)}"
    if one(change.conn, Heartbeat, Heartbeat.job == JOB) is None:
        keep(change, Heartbeat(job=JOB, at=at))
    else:
        mark(change, Heartbeat, {"job": JOB}, at=at)
