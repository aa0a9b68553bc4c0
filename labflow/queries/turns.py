"""Whom a move was handed to, and what they did since. Never writes."""

import json
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, false, or_, select

from labflow import rows
from labflow.access import Actor
from labflow.definition import Network
from labflow.queries.reading import fetch
from labflow.stall.clocks import SUBSTANTIVE_NOTES

LOG = rows.Log.__table__  # type: ignore[attr-defined]
TURN = rows.Turn.__table__  # type: ignore[attr-defined]
NEWER = TURN.alias()
COUNTING = ("tick", "note", "request")


def holding(conn: Connection, network: Network, role: str, where: Collection[str | None], today: date) -> set[str]:
    """Return the ids of everybody who has a role that day; `where`: the initiatives to which it may be narrowed."""
    held = [x for x in fetch(conn, rows.RoleHeld, rows.RoleHeld.role == role) if x.initiative_id in {None, *where}]
    if role in network.roles_meaning("member"):
        held += fetch(conn, rows.Holder)
    here = {x.person_id for x in held if _is_in_force(x, today)}
    gone = fetch(conn, rows.Person, rows.Person.ended_on <= today)  # type: ignore[operator]
    return here - {x.id for x in gone}


def handed_to(conn: Connection, network: Network, actor: Actor) -> tuple[str, ...]:
    """Return the initiatives whose newest turn names this person, or a role of theirs."""
    roles = actor.roles - network.roles_meaning("lead")
    mine = or_(TURN.c.to_id == actor.person_id, TURN.c.role.in_(sorted(roles)), _led(network, actor))
    newer = select(NEWER.c.id).where(NEWER.c.initiative_id == TURN.c.initiative_id, NEWER.c.n > TURN.c.n)
    return tuple(conn.execute(select(TURN.c.initiative_id).where(mine, ~newer.exists())).scalars())


def moved_after(conn: Connection, initiative_id: str, turn_id: str, people: Collection[str]) -> bool:
    """Return whether, since a turn was written, one of these people did what counts, or anybody took a step."""
    written = select(LOG.c.seq).where(LOG.c.body.contains(turn_id, autoescape=True)).order_by(LOG.c.seq).limit(1)
    since = conn.execute(written).scalar() or 0
    later = select(LOG.c.body).where(LOG.c.seq > since, LOG.c.body.contains(initiative_id, autoescape=True))
    found = (json.loads(body) for body in conn.execute(later).scalars())
    return any(_is_a_step(one) or (one["actor"] in people and _counts(one)) for one in found)


def _is_a_step(entry: Any) -> bool:
    return "passage" in _written(entry)


def _counts(entry: Any) -> bool:
    """Remarks do not; what is hidden from the log counts whole."""
    notes = entry["rows"].get("note", {}).values()
    remark = notes and all(note["kind"] not in SUBSTANTIVE_NOTES for note in notes)
    return not remark and not _written(entry).isdisjoint(COUNTING)


def _written(entry: Any) -> set[str]:
    """The tables that an entry wrote in."""
    return {*entry["rows"], *(name.partition("/")[0] for name in entry.get("com", ()))}


def _led(network: Network, actor: Actor) -> Any:
    if not actor.leads:
        return false()
    return and_(TURN.c.role.in_(sorted(network.roles_meaning("lead"))), TURN.c.initiative_id.in_(sorted(actor.leads)))


def _is_in_force(row: Any, today: date) -> bool:
    return (row.from_day is None or row.from_day <= today) and (row.until_day is None or today < row.until_day)
