"""Writing what passes: codes, sessions and tries, in a Change but outside of the log. Nothing else may go this way."""

from collections.abc import Mapping

from sqlalchemy import Table, delete, insert, update
from sqlmodel import SQLModel

from labflow.change import Change, table_of
from labflow.rows import PASSING


def keep(change: Change, *kept: SQLModel) -> None:
    """Insert rows that pass."""
    for row in kept:
        table = _table(change, type(row))
        change.conn.execute(insert(table), {column.name: getattr(row, column.key) for column in table.columns})


def mark(change: Change, row_class: type[SQLModel], found: Mapping[str, object], **columns: object) -> None:
    """Give columns of the rows in which `found` is so a new value."""
    table = _table(change, row_class)
    change.conn.execute(update(table).where(*(table.c[name] == is_ for name, is_ in found.items())).values(columns))


def forget(change: Change, row_class: type[SQLModel], **found: object) -> None:
    """Delete the rows in which `found` is so."""
    table = _table(change, row_class)
    change.conn.execute(delete(table).where(*(table.c[name] == is_ for name, is_ in found.items())))


def discard(change: Change, row_class: type[SQLModel], column: str, before: str) -> None:
    """Delete the rows of which a column lies before `before`."""
    table = _table(change, row_class)
    change.conn.execute(delete(table).where(table.c[column] < before))


def _table(change: Change, row_class: type[SQLModel]) -> Table:
    if row_class not in PASSING:
        raise AssertionError(f"{row_class.__name__} belongs in the log")
    change.nothing_to_do()
    return table_of(row_class)
