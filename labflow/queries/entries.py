"""The log as one reads it: who did what on which day. Shows no column of any row; never writes."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, select

from labflow import rows
from labflow.queries.people import people

LOG = rows.Log.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `at`: when it was written (UTC); `on`: the day that it counts for; `hash`: of the chain up to here."""

    seq: int
    at: str
    on: str
    who: str
    via: str
    act: str
    hash: str

    @property
    def is_late(self) -> bool:
        """Whether it was entered after the day that it counts for."""
        return self.on < self.at[:10]


def entries(conn: Connection, initiative_id: str | None = None) -> tuple[Entry, ...]:
    """Return every entry, or those that touched one initiative (its opaque id stands in them)."""
    asked = select(LOG).order_by(LOG.c.seq)
    if initiative_id is not None:
        asked = asked.where(LOG.c.body.contains(initiative_id, autoescape=True))
    known = people(conn)
    return tuple(_entry(row.seq, row.hash, json.loads(row.body), known) for row in conn.execute(asked))


def acts_of(conn: Connection, initiative_id: str, count: int) -> tuple[Entry, ...]:
    """Return the last `count` entries that counted as an act on an initiative, old to new."""
    asked = select(LOG).where(LOG.c.body.contains(initiative_id, autoescape=True)).order_by(LOG.c.seq.desc())
    known, found = people(conn), list[Entry]()
    for row in conn.execute(asked) if count else ():
        body = json.loads(row.body)
        if initiative_id in body["rows"].get("initiative", ()) or f"initiative/{initiative_id}" in body.get("com", ()):
            found.insert(0, _entry(row.seq, row.hash, body, known))
        if len(found) == count:
            break
    return tuple(found)


def _entry(seq: int, hash_: str, body: dict[str, str], known: dict[str, str]) -> Entry:
    who = known.get(body["actor"], body["actor"])
    return Entry(seq, body["at"], body["on"], who, body["via"], body["act"], hash_)


def last_hash(conn: Connection) -> str:
    """Return the last hash of the chain: it names the state of every row that is in the log; "" for an empty log."""
    return str(conn.execute(_LAST_HASH).scalar() or "")


def wrote_last(conn: Connection, person_id: str, table: str) -> bool:
    """Return whether the newest entry is of this person and added a row to a table; taking one back adds none."""
    found = conn.execute(select(LOG.c.body).order_by(LOG.c.seq.desc()).limit(1)).scalar()
    body = json.loads(found) if found else {}
    return body.get("actor") == person_id and any("n" in row for row in body["rows"].get(table, {}).values())


_LAST_HASH = select(LOG.c.hash).order_by(LOG.c.seq.desc()).limit(1)
