"""Which initiatives to look at today for what stalls: by the stored day, so that it costs the same for a million.

The day only says when to look; what is true is worked out from the facts. Never writes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Integer, bindparam, literal, select, union_all

from labflow.access import NOBODY
from labflow.definition import Catalogue
from labflow.dossier import Dossier
from labflow.queries.initiatives import TABLE, dossiers
from labflow.queries.reading import MOST_IDS

MOST = 200
"""So many are looked at for a page (own proposal)."""
ALL = 1_000_000_000
"""For a list that nobody has to wait for."""
COUNTED = 1_000
"""So far is counted how many there are to look at; more is "1000+" (own proposal)."""


@dataclass(frozen=True, slots=True)
class Due:
    """The initiatives to look at. `ids`: what waits longest first; `beyond`: how many more there are, counted up to
    `COUNTED` in all.
    """

    ids: tuple[str, ...]
    beyond: int = 0


def watched(conn: Connection, catalogue: Catalogue, today: date, most: int = MOST) -> tuple[tuple[Dossier, ...], int]:
    """Return the dossiers to look at, by title, and how many there are beyond those. A fixed number for each thousand.

    Nothing else is on the list: of what is not among them it is known that it does not speak today.
    """
    found = due(conn, catalogue, today, most)
    known: list[Dossier] = []
    for start in range(0, max(len(found.ids), 1), MOST_IDS):
        here = TABLE.c.id.in_(found.ids[start : start + MOST_IDS])
        known += dossiers(conn, catalogue, NOBODY, today, here, confidential=False)
    return tuple(sorted(known, key=lambda one: one.title) if len(known) > MOST_IDS else known), found.beyond


def quiet(catalogue: Catalogue) -> frozenset[str]:
    """Return the keys of the workflows that are on no list of what stalls: confidential, or never on the board."""
    open_ = {one.key for one in catalogue.versions.values() if one.board and not one.confidential}
    return frozenset(one.key for one in catalogue.versions.values()) - open_ | catalogue.confidential


def due(conn: Connection, catalogue: Catalogue, today: date, most: int = MOST) -> Due:
    """Return what to look at today: what a known day says, the longest ago first, then what was not looked at yet."""
    asked = {"today": today, "most": max(most, COUNTED) + 1, "quiet": sorted(quiet(catalogue)) or [""]}
    found = [row.id for row in conn.execute(_due(), asked)]
    known = found[: max(most, COUNTED) + 1]
    return Due(tuple(known[:most]), len(known[most:]))


def to_look_at(conn: Connection, catalogue: Catalogue, after: date, today: date) -> tuple[str, ...]:
    """Return every initiative whose day came since `after`, or of which nobody knows the day: what a daily job does."""
    asked = {"after": after, "today": today, "quiet": sorted(quiet(catalogue)) or [""]}
    return tuple(row.id for row in conn.execute(_since(), asked))


def days_of(conn: Connection, ids: Sequence[str]) -> dict[str, date | None]:
    """Return the stored day of each of these initiatives."""
    found = conn.execute(_DAYS, {"ids": list(ids)})
    return {row.id: row.look_at for row in found}


_DAYS = select(TABLE.c.id, TABLE.c.look_at).where(TABLE.c.id.in_(bindparam("ids", expanding=True)))


def _shown() -> Any:
    return TABLE.c.workflow.not_in(bindparam("quiet", expanding=True))


@cache
def _due() -> Any:
    """Two ranges, each over its own index."""
    come = (
        select(literal(0).label("kind"), TABLE.c.look_at.label("day"), TABLE.c.id)
        .where(TABLE.c.look_at <= bindparam("today"), _shown())
        .order_by(TABLE.c.look_at, TABLE.c.id)
        .limit(bindparam("most", type_=Integer))
        .subquery()
    )
    unknown = (
        select(literal(1).label("kind"), TABLE.c.look_at.label("day"), TABLE.c.id)
        .where(TABLE.c.look_at.is_(None), _shown())
        .order_by(TABLE.c.id)
        .limit(bindparam("most", type_=Integer))
        .subquery()
    )
    both = union_all(select(come), select(unknown)).subquery()
    return select(both.c.id).order_by(both.c.kind, both.c.day, both.c.id)


@cache
def _since() -> Any:
    come = TABLE.c.look_at > bindparam("after"), TABLE.c.look_at <= bindparam("today")
    return union_all(
        select(TABLE.c.id).where(*come, _shown()), select(TABLE.c.id).where(TABLE.c.look_at.is_(None), _shown())
    )
