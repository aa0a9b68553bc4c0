"""Two sides to compare: the facts as they were gathered, and the database as labflow loaded it. Shares no code."""

import calendar
import re
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

HERE = Path(__file__).parent
Row = dict[str, Any]
Fact = dict[str, Any]


def facts() -> Fact:
    """Return the whole facts file."""
    content: Fact = YAML(typ="safe", pure=True).load(HERE / "som-2022-2023.yaml")
    return content


FACTS = facts()
ENTRIES: dict[str, Fact] = {entry["id"]: entry for entry in FACTS["initiatives"]}


class Book:
    """Every row of a database, by table."""

    def __init__(self, file: Path) -> None:
        with closing(sqlite3.connect(file)) as conn:
            conn.row_factory = sqlite3.Row
            names = [name for (name,) in conn.execute("select name from sqlite_master where type = 'table'")]
            self.tables = {name: [dict(row) for row in conn.execute(f'select * from "{name}"')] for name in names}
        self.ids = {row["slug"]: row["id"] for row in self.tables["initiative"]}

    def initiative(self, slug: str) -> Row:
        """Return the row of one initiative."""
        return next(row for row in self.tables["initiative"] if row["slug"] == slug)

    def of(self, slug: str, table: str, **where: object) -> list[Row]:
        """Return the rows of a table that belong to an initiative and fit, in their order."""
        chosen = [row for row in self.tables[table] if row["initiative_id"] == self.ids[slug]]
        fitting = [row for row in chosen if all(row[name] == value for name, value in where.items())]
        return sorted(fitting, key=lambda row: row.get("n", 0))

    def called(self, organisation_id: str) -> set[str]:
        """Return every name of an organisation."""
        names = {row["name"] for row in self.tables["organisation"] if row["id"] == organisation_id}
        return names | {r["name"] for r in self.tables["organisation_alias"] if r["organisation_id"] == organisation_id}


def lines(refs: str) -> set[tuple[str, int]]:
    """Return the lines of the sources behind "R69-71, C12"."""
    spans = re.findall(r"([RC])(\d+)(?:-(\d+))?", refs)
    return {(source, n) for source, first, last in spans for n in range(int(first), int(last or first) + 1)}


def rests_on(row: Row, refs: list[str]) -> bool:
    """Whether a row names at least the lines that the fact names."""
    return bool(refs) and lines(row["source"]) >= lines(", ".join(refs))


def is_said_twice(row: Row) -> bool:
    """Whether a sentence stands there in Dutch and in English."""
    return bool(row["text"] and row["text_en"])


def days(value: object, precision: str) -> tuple[date, date] | None:
    """Return the first and last day of a fact's date."""
    written = str(value)
    match precision:
        case "day":
            return date.fromisoformat(written), date.fromisoformat(written)
        case "month":
            year, month = map(int, written.split("-"))
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        case "year":
            return date(int(written), 1, 1), date(int(written), 12, 31)
        case "schoolyear":
            return date(int(written[:4]), 9, 1), date(int(written[5:]), 8, 31)
    return None


def agrees(row: Row, fact: Fact) -> bool:
    """Whether the days of a row are those of a fact: the same precision, or a part of it in the source's words."""
    known = days(fact["date"], fact["precision"])
    if known is None:
        return row["when_start"] is None and row["when_end"] is None and row["when_precision"] == "none"
    first, last = date.fromisoformat(row["when_start"]), date.fromisoformat(row["when_end"])
    if row["when_precision"] == fact["precision"]:
        return (first, last) == known
    narrowed = row["when_precision"] == "part" and bool(row["when_nl"] and row["when_en"])
    return narrowed and known[0] <= first <= last <= known[1]
