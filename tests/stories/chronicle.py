"""The log read once more, entry by entry, by code that is not labflow's: what it finds against the laws of the council.

Only what the log keeps open is read: ids, days, numbers and choices. What the tables hold is for `record.verify`.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, text

Row = dict[str, Any]
Law = Callable[["Chronicle", "Entry"], Iterator[str]]
NEW = text("select seq, body from log where seq > :seq order by seq")


@dataclass(frozen=True)
class Entry:
    """One entry: who did which act when, and the rows as they were after it."""

    seq: int
    told: Row
    fresh: dict[str, frozenset[str]]

    def rows(self, table: str) -> dict[str, Row]:
        """The rows of one table that it wrote, by id."""
        found: dict[str, Row] = self.told["rows"].get(table, {})
        return found

    def added(self, table: str) -> dict[str, Row]:
        """Those that were not there before."""
        return {id: row for id, row in self.rows(table).items() if id in self.fresh.get(table, ())}


@dataclass
class Chronicle:
    """Every row as the log tells it, up to and including entry `seq`; `broken` says where a law was broken.

    `before`: laws that compare an entry with what was; `after`: laws on what is once it is written; `at_rest`: laws on
    everything there is between two changes.
    """

    before: tuple[Law, ...]
    after: tuple[Law, ...]
    at_rest: tuple[Callable[["Chronicle"], Iterator[str]], ...] = ()
    seq: int = 0
    broken: list[str] = field(default_factory=list)
    last_at: str = ""
    _tables: dict[str, dict[str, Row]] = field(default_factory=lambda: defaultdict(dict))
    _belonging: dict[tuple[str, str, str], dict[str, None]] = field(default_factory=lambda: defaultdict(dict))

    def read(self, conn: Connection) -> list[str]:
        """Take in what was written since the last time; returns every broken law so far."""
        for seq, body in conn.execute(NEW, {"seq": self.seq}).all():
            entry = self._entry(seq, json.loads(body))
            self._judge(self.before, entry)
            self._take(entry)
            self._judge(self.after, entry)
        self.broken += [f"after {self.seq}, {law.__name__}: {x}" for law in self.at_rest for x in law(self)]
        return self.broken

    def rows(self, table: str) -> dict[str, Row]:
        """Every row of a table, by id."""
        return self._tables[table]

    def row(self, table: str, id: str | None) -> Row:
        """One row, empty when there is none."""
        return self._tables[table].get(id or "", {})

    def of(self, table: str, column: str, id: str) -> list[Row]:
        """The rows of a table that refer to this id, with their own `id`, in the order in which they came."""
        return [{**self._tables[table][one], "id": one} for one in self._belonging[table, column, id]]

    def newest(self, table: str, column: str, id: str) -> Row:
        """The last of them by its number, empty when there is none."""
        return max(self.of(table, column, id), key=lambda row: row["n"], default={})

    def _entry(self, seq: int, told: Row) -> Entry:
        fresh = {table: frozenset(images.keys() - self._tables[table].keys()) for table, images in told["rows"].items()}
        return Entry(seq, told, fresh)

    def _judge(self, laws: tuple[Law, ...], entry: Entry) -> None:
        for law in laws:
            self.broken += [f"entry {entry.seq}, {entry.told['act']}, {law.__name__}: {x}" for x in law(self, entry)]

    def _take(self, entry: Entry) -> None:
        for table, images in entry.told["rows"].items():
            for id, image in images.items():
                before = self._tables[table].get(id, {})
                for column in [name for name in before if name.endswith("_id") and before[name] != image.get(name)]:
                    del self._belonging[table, column, before[column]][id]
                for column in [name for name in image if name.endswith("_id")]:
                    self._belonging[table, column, image[column]][id] = None
                self._tables[table][id] = image
        self.seq, self.last_at = entry.seq, entry.told["at"]
