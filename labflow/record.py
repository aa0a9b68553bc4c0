"""The record: does the log hold together, and is the database what the log says? One reading, every problem at once.

`verify` rebuilds each row from its last image and compares every table. It never repairs anything, and it cannot see
a log that was rewritten from the start: for that there is the checkpoint on paper.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Table, select, type_coerce
from sqlalchemy.types import NullType

from labflow import chain
from labflow.change import CLASS_OF, LOG, is_logged, table_of
from labflow.reasons import Invalid, Reason
from labflow.record_counts import miscounted
from labflow.record_reading import Checkpoint, Image, Images, read_log
from labflow.record_tally import recounted

__all__ = ["Checkpoint", "Verification", "checkpoint", "checkpoint_text", "connects", "read_checkpoint", "verify"]


@dataclass(frozen=True, slots=True)
class Verification:
    """What a reading of the whole record found."""

    entries: int
    head: str
    root: str
    problems: tuple[Reason, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing at all is wrong."""
        return not self.problems

    @property
    def checkpoint(self) -> Checkpoint:
        """The checkpoint of this moment."""
        return Checkpoint(self.entries, self.root, self.head)


def verify(conn: Connection, since: Checkpoint | None = None) -> Verification:
    """Read the whole log and every table that it covers.

    Checks the canonical form, numbers, chain, times and commitments of the entries, that an earlier checkpoint
    (`since`) still follows from them, that each table is exactly what the images say, and that each noted result is
    what its votes add up to and each counter what it counts.
    """
    reading = read_log(conn, since)
    problems = [*reading.problems, *_compared(conn, reading.images), *recounted(conn), *miscounted(conn)]
    return Verification(reading.entries, reading.head.hex(), reading.tree.root(), tuple(problems))


def checkpoint(conn: Connection) -> Checkpoint:
    """Return the checkpoint of this moment, without checking anything."""
    tree, entries, head = chain.Tree(), 0, chain.START.hex()
    for row in conn.execute(select(LOG).order_by(LOG.c.seq).execution_options(yield_per=1000)):
        tree.add(row.body)
        entries, head = entries + 1, row.hash
    return Checkpoint(entries, tree.root(), head)


def checkpoint_text(point: Checkpoint, origin: str) -> str:
    """Return a checkpoint as four lines for a file or the foot of the minutes. `origin` names the log, in one word."""
    return f"{origin}\n{point.entries}\n{point.root}\n{point.head}\n"


def read_checkpoint(text: str) -> Checkpoint:
    """Read what `checkpoint_text` wrote; blanks within a line do not matter. Raises Invalid for anything else."""
    lines = ["".join(line.split()) for line in text.split("\n") if line.strip()]
    if len(lines) != 4 or not re.fullmatch(r"[0-9]{1,15}", lines[1]):
        raise Invalid(Reason("record.not_a_checkpoint"))
    if not all(re.fullmatch(r"[0-9a-f]{64}", line) for line in lines[2:]):
        raise Invalid(Reason("record.not_a_checkpoint"))
    return Checkpoint(int(lines[1]), lines[2], lines[3])


def connects(conn: Connection, texts: Collection[str]) -> Mapping[str, bool]:
    """Return for each checkpoint, as text, whether the log still holds it: the entry of that number has that hash.

    One statement, however many. What is no checkpoint does not connect. The entries in between are for `verify`.
    """
    points = {text: _point(text) for text in texts}
    wanted = {point.entries for point in points.values()}
    found = conn.execute(select(LOG.c.seq, LOG.c.hash).where(LOG.c.seq.in_(wanted)))
    heads = {0: chain.START.hex(), **{row.seq: row.hash for row in found}}
    return {text: heads.get(point.entries, "-") == point.head for text, point in points.items()}


def _point(text: str) -> Checkpoint:
    try:
        return read_checkpoint(text)
    except Invalid:
        return Checkpoint(-1, "", "")


def _compared(conn: Connection, images: Images) -> Iterator[Reason]:
    for name, row_class in sorted(CLASS_OF.items()):
        table, expected = table_of(row_class), images.get(name, {})
        for id, values in _rows(conn, table):
            image = expected.pop(id, None)
            if image is None:
                yield Reason("record.row_unlogged", {"row": f"{name}/{id}"})
            elif differing := _differing(table, values, *image):
                yield Reason("record.row_differs", {"row": f"{name}/{id}", "columns": differing})
        for left in sorted(expected):
            yield Reason("record.row_missing", {"row": f"{name}/{left}"})
    for name in sorted(images.keys() - CLASS_OF.keys()):
        yield Reason("record.unknown_table", {"table": name})


def _rows(conn: Connection, table: Table) -> Iterator[tuple[str, Image]]:
    """Give each row as the database holds it: a value that is no day at all must be seen, not stumbled over."""
    raw = [type_coerce(column, NullType()).label(column.name) for column in table.columns]
    for row in conn.execute(select(*raw).order_by(table.c.id).execution_options(yield_per=1000)).mappings():
        values = {name: _as_logged(value) for name, value in row.items() if value is not None}
        yield str(values.pop("id", None)), values


def _as_logged(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def _differing(table: Table, values: Image, image: Image, is_whole: bool) -> tuple[str, ...]:
    """Name the columns that are not as logged; a column that a later schema dropped is not compared."""
    names = values.keys() | image.keys() if is_whole else image.keys()
    known = (name for name in sorted(names) if name in table.c and is_logged(table.c[name]))
    return tuple(name for name in known if values.get(name) != image.get(name))
