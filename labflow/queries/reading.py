"""How rows are read: whole rows of one table, grouped where they belong to something."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, func, select
from sqlmodel import SQLModel

from labflow.clock import Interval
from labflow.words import Words

IDS: Any = bindparam("ids", expanding=True)
MOST_IDS = 1_000


def fetch(conn: Connection, table: type[SQLModel], *where: Any, order: str = "id") -> list[Any]:
    """Return the rows of one table, in the order of one column; each row has its columns as attributes."""
    every = _every(table, order)
    return list(conn.execute(every.where(*where) if where else every))


@cache
def _every(table: type[SQLModel], order: str) -> Any:
    """Make the statement once, since making it costs more than running it."""
    columns = table.__table__  # type: ignore[attr-defined]
    return select(columns).order_by(columns.c[order])


def belonging(
    conn: Connection, table: type[SQLModel], column: str, ids: Collection[Any], order: str = "id"
) -> list[Any]:
    """Return the rows of one table of which a column is one of these ids; what belongs to one id is in order.

    Quicker than `fetch` with a condition, as the statement is made once a process.
    """
    if len(ids) > 1:
        return among(conn, _belonging(table, column, order, True), ids)
    return list(conn.execute(_belonging(table, column, order, False), {"ids": next(iter(ids), None)}))


def among(conn: Connection, statement: Any, ids: Collection[str]) -> list[Any]:
    """Run a statement with `IDS` in it: once, and once more for each further thousand ids."""
    known = list(ids)
    starts = range(0, max(len(known), 1), MOST_IDS)
    return [row for start in starts for row in conn.execute(statement, {"ids": known[start : start + MOST_IDS]})]


@cache
def _belonging(table: type[SQLModel], column: str, order: str, is_many: bool) -> Any:
    """Make the statement once; for one id without a list to unfold."""
    known = table.__table__.c[column]  # type: ignore[attr-defined]
    return _every(table, order).where(known.in_(IDS) if is_many else known == bindparam("ids"))


def one(conn: Connection, table: type[SQLModel], *where: Any) -> Any | None:
    """Return the one row that fits, or None."""
    return conn.execute(select(table.__table__).where(*where).limit(1)).first()  # type: ignore[attr-defined]


def grouped(rows: Iterable[Any], by: str) -> Mapping[str, list[Any]]:
    """Return the rows by the value of one column; an absent key gives an empty list."""
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, by)].append(row)
    return groups


def next_n(conn: Connection, table: Any, *where: Any) -> int:
    """Return the number after the highest `n` among the rows that fit, 1 when there are none."""
    return int(conn.execute(select(func.coalesce(func.max(table.n), 0)).where(*where)).scalar_one()) + 1


def free_slug(conn: Connection, table: Any, wanted: str) -> str:
    """Return the slug that nobody has yet: the wanted one, or else that with a number after it."""
    like = table.slug.startswith(wanted, autoescape=True)
    taken = set(conn.execute(select(table.slug).where(like)).scalars())
    return next(slug for slug in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


def interval(row: Any) -> Interval:
    """Return the `when_*` columns of a row as an interval."""
    words = Words(row.when_nl, row.when_en or row.when_nl) if row.when_nl else None
    return Interval(row.when_start, row.when_end, row.when_precision, words)


def words(text: str | None, text_en: str | None) -> Words | None:
    """Return a text in both languages; one that was never translated is said as it was written."""
    return Words(text, text_en or text) if text else None


def told(row: Any) -> Words:
    """Return the `text` columns of a row."""
    return Words(row.text, row.text_en or row.text)
