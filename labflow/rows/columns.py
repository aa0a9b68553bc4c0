"""How a column is declared: open (it may stand in the log for ever) or private (behind an erasable commitment).

Open are keys of our own lists, opaque ids, days and whole numbers. Text, titles, slugs, names and addresses are
private. What is worked out from other rows is derived: no fact, so not in the log. A test fails for any other column.
"""

from datetime import date
from typing import Any

from sqlalchemy import text
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


def opened(default: Any = ..., **options: Any) -> Any:
    """Declare a column whose value stands in the log as it is."""
    return Field(default=default, sa_column_kwargs={"info": {"log": "open"}}, **options)


def private(default: Any = ..., **options: Any) -> Any:
    """Declare a column of which the log holds only a salted commitment."""
    return Field(default=default, sa_column_kwargs={"info": {"log": "private"}}, **options)


def derived(default: Any = ..., **options: Any) -> Any:
    """Declare a column that is worked out from other rows: no fact, so the log does not hold it."""
    return Field(default=default, sa_column_kwargs={"info": {"log": "derived"}}, **options)


def key() -> Any:
    """Declare the primary key: an opaque id from the change."""
    return Field(primary_key=True, sa_column_kwargs={"info": {"log": "open"}})


def refers(target: str, default: Any = ..., **options: Any) -> Any:
    """Declare a reference to another row ("initiative.id"), indexed."""
    return opened(default, foreign_key=target, index=True, **options)


def where(condition: str) -> dict[str, Any]:
    """Return what makes an index hold only the rows for which a condition is true, on both databases."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


class When(SQLModel):
    """Days between which something happened; all empty means not known. The words are the source's own."""

    when_start: date | None = opened(None)
    when_end: date | None = opened(None)
    when_precision: str = opened("none")
    when_nl: str | None = private(None)
    when_en: str | None = private(None)


class Told(SQLModel):
    """A sentence in the language it was written in, and its English when somebody gave one."""

    text: str = private()
    text_en: str | None = private(None)


class OfInitiative(SQLModel):
    """A row that belongs to one initiative."""

    id: str = key()
    initiative_id: str = refers("initiative.id")
