"""Print today's tables in the words of revision 0001: `python -m labflow.migrations.listing --write`.

Only until the first release: after that a change of the tables is a new revision, made by Alembic.
"""

import sys
import textwrap
from collections.abc import Iterator

from sqlalchemy import Boolean, Column, Date, Index, Integer, Table, UniqueConstraint
from sqlmodel import SQLModel

from labflow import migrations, rows

assert rows.LOGGED


def lines() -> str:
    """Return one line a table: its columns with `:type`, `?` (may be empty), `!` (unique) and `>table`.

    After them one line for each index that is not of a reference: `name on table: columns where condition`.
    """
    indexes = (_index(one) for table in _in_order() for one in sorted(table.indexes, key=lambda one: str(one.name)))
    return "\n".join([*(_table(table) for table in _in_order()), *filter(None, indexes)])


def _in_order() -> Iterator[Table]:
    waiting = sorted(SQLModel.metadata.tables.values(), key=lambda table: table.name)
    done: set[str] = set()
    while waiting:
        table = next(table for table in waiting if _targets(table) <= done | {table.name})
        waiting.remove(table)
        done.add(table.name)
        yield table


def _targets(table: Table) -> set[str]:
    return {key.column.table.name for key in table.foreign_keys}


def _table(table: Table) -> str:
    columns = ", ".join(_column(column) for column in table.columns)
    return "\n".join(textwrap.wrap(f"{table.name}: {columns}", 118, subsequent_indent="    ", break_long_words=False))


def _index(index: Index) -> str:
    columns = [column.name for column in index.columns]
    if len(columns) == 1 and any(column.foreign_keys for column in index.columns):
        return ""
    condition = index.dialect_options["sqlite"]["where"]
    line = f"{index.name} on {index.table.name}: {', '.join(columns)}"  # type: ignore[union-attr]
    return line if condition is None else f"{line} where {condition}"


def _column(column: "Column[object]") -> str:
    kinds = {Integer: ":int", Date: ":day", Boolean: ":bool"}
    kind = next((word for sql, word in kinds.items() if isinstance(column.type, sql)), "")
    marks = ("*" if column.primary_key else "") + ("?" if column.nullable else "") + ("!" if _unique(column) else "")
    target = "".join(f">{key.column.table.name}" for key in column.foreign_keys)
    return f"{column.name}{kind}{marks}{target}"


def _unique(column: "Column[object]") -> bool:
    return any(
        isinstance(rule, UniqueConstraint) and [one.name for one in rule.columns] == [column.name]
        for rule in column.table.constraints
    )


def write() -> None:
    """Put the listing into revision 0001."""
    file = next(migrations.VERSIONS.glob("0001_*.py"))
    before, rest = file.read_text("utf-8").split('TABLES = """\\\n')
    after = rest.split('\n"""\n', 1)[1]
    file.write_text(f'{before}TABLES = """\\\n{lines()}\n"""\n{after}', "utf-8")


if __name__ == "__main__":
    write() if "--write" in sys.argv else print(lines())
