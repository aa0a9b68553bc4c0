"""Which initiatives have a day that is near, or a promise that is late: only those are read. Never writes."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select, union

from labflow import rows
from labflow.access import NOBODY
from labflow.clock import days_after
from labflow.definition import Catalogue
from labflow.dossier import OPEN_REQUESTS, Dossier
from labflow.queries.initiatives import TABLE, dossiers
from labflow.queries.reading import belonging

MOST = 200
"""So many initiatives of each kind at most, the first day first (own proposal)."""
DEADLINE: Any = rows.Deadline.__table__  # type: ignore[attr-defined]
COMMITMENT: Any = rows.Commitment.__table__  # type: ignore[attr-defined]
TICK: Any = rows.Tick.__table__  # type: ignore[attr-defined]
REQUEST: Any = rows.Request.__table__  # type: ignore[attr-defined]
STEP: Any = rows.RequestStep.__table__  # type: ignore[attr-defined]


def expecting(conn: Connection, catalogue: Catalogue, today: date, days: int) -> tuple[Dossier, ...]:
    """Return what has a deadline or the end of a promise within so many days, or promised something by a day that is
    past; by title, as everybody may see it. It may hold some that have neither: whoever asks looks at each.
    """
    until = days_after(today, days)
    asked = union(*(
        select(one.select().with_only_columns(one.c.initiative_id).where(where).order_by(day).limit(MOST).subquery())
        for one, where, day in (
            (DEADLINE, _near(DEADLINE, today, until), DEADLINE.c.when_end),
            (COMMITMENT, and_(_near(COMMITMENT, today, until), COMMITMENT.c.ended_on.is_(None)), COMMITMENT.c.when_end),
            (TICK, _late(today), TICK.c.by_day),
        )
    ))  # fmt: skip
    ids = tuple(conn.execute(asked).scalars())
    return dossiers(conn, catalogue, NOBODY, today, TABLE.c.id.in_(ids), confidential=False)


def shown_slugs(conn: Connection, catalogue: Catalogue, slugs: Iterable[str]) -> frozenset[str]:
    """Return those of these initiatives that everybody may see."""
    found = belonging(conn, rows.Initiative, "slug", set(slugs))
    return frozenset(row.slug for row in found if row.workflow not in catalogue.confidential)


def asking(conn: Connection, catalogue: Catalogue, states: Iterable[str]) -> int:
    """Return how many initiatives that everybody may see have an open request, of which the newest is in a state."""
    any_step = STEP.alias()
    last = select(func.max(any_step.c.n)).where(any_step.c.request_id == REQUEST.c.id).scalar_subquery()
    both = REQUEST.join(STEP, STEP.c.request_id == REQUEST.c.id).join(TABLE, TABLE.c.id == REQUEST.c.initiative_id)
    found = conn.execute(
        select(REQUEST.c.initiative_id, STEP.c.state).select_from(both).order_by(REQUEST.c.n)
        .where(STEP.c.state.in_(OPEN_REQUESTS), STEP.c.n == last, TABLE.c.workflow.not_in(catalogue.confidential))
    )  # fmt: skip
    newest = {row.initiative_id: row.state for row in found}
    return sum(state in frozenset(states) for state in newest.values())


def _near(table: Any, today: date, until: date) -> Any:
    """It ends within those days, or began by then and nobody knows when it ends."""
    no_end = and_(table.c.when_end.is_(None), table.c.when_start <= until)
    return or_(table.c.when_end.between(today, until), no_end)


def _late(today: date) -> Any:
    newer = TICK.alias()
    same = newer.c.initiative_id == TICK.c.initiative_id, newer.c.item == TICK.c.item, newer.c.n > TICK.c.n
    again = select(newer.c.id).where(*same).correlate(TICK).exists()
    return and_(TICK.c.by_day < today, TICK.c.state == "explained", ~again)
