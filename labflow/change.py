"""A Change: one person, one moment, one transaction, and a line in the log. The only way anything is written.

The values that make the SQL also make the entry, so that the log can rebuild every table. A change never decides
whether something may be done, and it never commits in silence.
"""

import hashlib
import json
import re
import secrets
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Table, delete, insert, select, update
from sqlmodel import SQLModel

from labflow import chain, clock
from labflow.access import Actor
from labflow.change_derived import Derived, place_of
from labflow.reasons import Invalid, Reason
from labflow.rows import LOGGED, DemoDay, Initiative, Log, LogPayload, Op

Plain = str | int
AnyRow = TypeVar("AnyRow", bound=SQLModel)

CLASS_OF = {str(row_class.__tablename__): row_class for row_class in LOGGED}
OPAQUE = ("system", "job")
LARGEST_NUMBER = 2**31
PLACE = {"workflow", "stage"}


def table_of(row_class: type[SQLModel]) -> Table:
    """Return the table of a row class."""
    return SQLModel.metadata.tables[str(row_class.__tablename__)]


LOG, PAYLOAD, OP, DEMO_DAY = table_of(Log), table_of(LogPayload), table_of(Op), table_of(DemoDay)

# Made once: making a statement costs more than running it.
_LAST = select(LOG).order_by(LOG.c.seq.desc()).limit(1)
_DEMO_DAY = select(DEMO_DAY.c.today)
_insert = cache(insert)


class Change:
    """What one actor does at one moment. Made by `Store.change` only.

    `conn`: the connection, already holding the write lock; `actor`, `via`: who, and by which way; `at`: the moment in
    UTC; `on`: the day that the act counts for; `today`: the day it is; `dry_run`: everything is rolled back in the end;
    `shielded`: True makes every column of every row private and the act "casework".
    """

    def __init__(
        self,
        conn: Connection,
        actor: Actor,
        via: str,
        *,
        role: str | None = None,
        on: date | None = None,
        dry_run: bool = False,
        key: str | None = None,
        now: Callable[[], datetime] | None = None,
        new_id: Callable[[], str] | None = None,
        new_salt: Callable[[], str] | None = None,
        zone: str,
    ) -> None:
        self.conn, self.actor, self.via, self.role = conn, actor, via, role
        self.dry_run, self.key, self.shielded, self.has_erased = dry_run, key, False, False
        self.new_id = new_id or (lambda: secrets.token_hex(10))
        self._new_salt = new_salt or (lambda: secrets.token_hex(32))
        self._seq, self._hash, last_at = _last_entry(conn)
        self.at = max(_in_milliseconds((now or clock.now)()), last_at)
        self.today = conn.execute(_DEMO_DAY).scalar() or clock.day_of(self.at, zone)
        self.on = on or self.today
        if self.on > self.today:
            raise Invalid(Reason("store.day_in_future", {"on": self.on, "today": self.today}))
        self._images: dict[tuple[str, str], dict[str, Plain]] = {}
        self._derived = Derived()
        self._recorded = 0
        self._nothing_to_do = False

    def add(self, row: AnyRow) -> AnyRow:
        """Insert a row and return it. Raises Invalid for text or a number that cannot be kept."""
        table = table_of(type(row))
        values = {column.name: _kept(column.name, getattr(row, column.key)) for column in table.columns}
        self.conn.execute(_insert(table), values)
        self._collect(table, values)
        if isinstance(row, Initiative):
            self._derived.stands((row.workflow, row.stage), 1)
        return row

    def put(self, row_class: type[SQLModel], id: str, **columns: object) -> None:
        """Give columns of one row a new value. The row must exist."""
        if not self.compare_and_swap(row_class, id, {}, **columns):
            raise AssertionError(f"no {row_class.__name__} {id!r} to put values in")

    def compare_and_swap(
        self, row_class: type[SQLModel], id: str, expected: Mapping[str, object], **columns: object
    ) -> bool:
        """Give columns of one row a new value if it still is as `expected`; tell whether it was."""
        table = table_of(row_class)
        still = [table.c[name] == value for name, value in expected.items()]
        values = {name: _kept(name, value) for name, value in columns.items()}
        before = None
        if row_class is Initiative:
            values.setdefault("look_at", None)
            before = self._stood(id, expected) if PLACE & columns.keys() else None
        changed = update(table).where(table.c.id == id, *still).values(values).returning(*table.columns)
        after = self.conn.execute(changed).mappings().one_or_none()
        if after is None:
            return False
        self._collect(table, dict(after))
        if before is not None:
            self._derived.stands(before, -1)
            self._derived.stands((str(after["workflow"]), str(after["stage"])), 1)
        return True

    def _stood(self, id: str, expected: Mapping[str, object]) -> tuple[str, str] | None:
        """Where an initiative stood, for the counts: as expected, or else as the row says."""
        if expected.keys() >= PLACE:
            return str(expected["workflow"]), str(expected["stage"])
        return place_of(self.conn, id)

    def record(
        self,
        act: str,
        role: str | None = None,
        wf: str | None = None,
        decision: str | None = None,
        why: Sequence[object] = (),
        erases: Sequence[str] = (),
        ground: str | None = None,
    ) -> int:
        """Write one entry with the rows written since the last one, and return its number.

        `act`: the verb; `role`: in which it was done; `wf`: sha256 of the definition; `decision`: id of the decision
        that it rests on; `why`: codes and verdicts of the requirements, no text; `erases`, `ground`: see `erase`.
        """
        if self.shielded:
            act, wf, decision, why = "casework", None, None, ()
        opened, payloads = self._divided()
        entry = {
            "v": chain.FORMAT, "seq": self._seq + 1, "at": _stamp(self.at), "on": self.on.isoformat(),
            "actor": self._opaque_actor(), "role": role or self.role, "via": self.via, "act": act, "wf": wf,
            "decision": decision, "why": list(why), "erases": list(erases), "ground": ground,
            "com": {f"{one['tbl']}/{one['row']}": chain.commitment(one["salt"], one["data"]) for one in payloads},
        }  # fmt: skip
        self._append({**{name: value for name, value in entry.items() if value}, "rows": opened}, payloads)
        for name in erases:
            self._forget(name)
        return self._seq

    def nothing_to_do(self) -> None:
        """Say that this change rightly writes nothing: it was done before."""
        self._nothing_to_do = True

    def repeated(self, verb: str, args: Mapping[str, object]) -> dict[str, object] | None:
        """Return the first answer (with `"repeated": true`) when this actor used this key before; else None.

        Raises Invalid when the key then stood for something else.
        """
        if self.key is None:
            return None
        _kept("key", self.key)
        known = (OP.c.actor == self._opaque_actor(), OP.c.key == self.key)
        first = self.conn.execute(select(OP.c.verb, OP.c.args_sha256, OP.c.answer).where(*known)).one_or_none()
        if first is None:
            return None
        if (first.verb, first.args_sha256) != (verb, _digest(args)):
            raise Invalid(Reason("store.key_reused", {"key": self.key}))
        self.nothing_to_do()
        return {**json.loads(first.answer), "repeated": True}

    def answer(self, verb: str, args: Mapping[str, object], answer: Mapping[str, object]) -> None:
        """Keep the first answer for whoever repeats this with the same key."""
        if self.key is not None:
            values = {"verb": verb, "args_sha256": _digest(args), "answer": json.dumps(answer, default=str)}
            self.conn.execute(insert(OP), {"actor": self._opaque_actor(), "key": self.key, **values})

    def must_be_recorded(self) -> None:
        """Raise AssertionError when something was written without an entry, or nothing was done at all."""
        if self._images:
            raise AssertionError(f"written but not recorded: {sorted(self._images)}")
        if not self._recorded and not self._nothing_to_do:
            raise AssertionError("a change without an entry in the log")

    def keep_derived(self) -> None:
        """Set right what is worked out from the rows that were written; once, at the end."""
        self._derived.keep(self.conn)

    def _opaque_actor(self) -> str:
        if self.actor.person_id is None and self.actor.key not in OPAQUE:
            raise AssertionError("only a person, system or job can act")
        return self.actor.person_id or self.actor.key

    def _collect(self, table: Table, values: Mapping[str, object]) -> None:
        named = ((name, value) for name, value in values.items() if value is not None and name != "id")
        image = {name: plain(value) for name, value in named if is_logged(table.c[name])}
        self._images[table.name, str(values["id"])] = image
        self._derived.wrote(table.name, values)

    def _divided(self) -> tuple[dict[str, dict[str, dict[str, Plain]]], list[dict[str, str]]]:
        opened: dict[str, dict[str, dict[str, Plain]]] = {}
        payloads = []
        for (table, row), image in self._images.items():
            private = {name: value for name, value in image.items() if self.shielded or is_private(table, name)}
            if private:
                data = chain.canonical(private)
                payloads.append({"tbl": table, "row": row, "salt": self._new_salt(), "data": data})
            if not self.shielded:
                rest = {name: value for name, value in image.items() if name not in private}
                opened.setdefault(table, {})[row] = rest
        return opened, payloads

    def _append(self, entry: dict[str, object], payloads: list[dict[str, str]]) -> None:
        body = chain.canonical(entry)
        self._seq += 1
        self._hash = chain.chained(self._hash, self._seq, body)
        self.conn.execute(_insert(LOG), {"seq": self._seq, "hash": self._hash.hex(), "body": body})
        if payloads:
            self.conn.execute(_insert(PAYLOAD), [{"seq": self._seq, **one} for one in payloads])
        self._images.clear()
        self._recorded += 1

    def _forget(self, name: str) -> None:
        table, row = name.split("/")
        older = (PAYLOAD.c.tbl == table, PAYLOAD.c.row == row, PAYLOAD.c.seq < self._seq)
        self.conn.execute(delete(PAYLOAD).where(*older))
        self.has_erased = True


def erase(change: Change, table: str, id: str, ground: str) -> None:
    """Erase the private columns of one row, now and in every earlier entry, and record that on this `ground`.

    The entries stay as they are: without its salt a commitment says nothing. Text that may not be empty becomes the
    row's own opaque id.
    """
    row_class = CLASS_OF[table]
    private = [column for column in table_of(row_class).columns if is_private(table, column.name)]
    change.put(row_class, id, **{column.name: None if column.nullable else id for column in private})
    change.record("erase", erases=(f"{table}/{id}",), ground=ground)


def is_private(table: str, column: str) -> bool:
    """Return whether the log keeps this column behind a commitment."""
    return bool(SQLModel.metadata.tables[table].c[column].info["log"] == "private")


def is_logged(column: "Column[Any]") -> bool:
    """Return whether the log holds this column at all."""
    return column.info.get("log") != "derived"


def _last_entry(conn: Connection) -> tuple[int, bytes, datetime]:
    last = conn.execute(_LAST).one_or_none()
    if last is None:
        return 0, chain.START, datetime.min.replace(tzinfo=UTC)
    return last.seq, bytes.fromhex(last.hash), datetime.fromisoformat(json.loads(last.body)["at"])


def _in_milliseconds(moment: datetime) -> datetime:
    utc = moment.astimezone(UTC)
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _digest(args: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(args, sort_keys=True, default=str).encode()).hexdigest()


def _kept(name: str, value: object) -> object:
    if isinstance(value, str):
        if re.search("[\0\ud800-\udfff]", value):
            raise Invalid(Reason("store.unwritable_text", {"column": name}))
        return unicodedata.normalize("NFC", value)
    if isinstance(value, int) and abs(value) >= LARGEST_NUMBER:
        raise Invalid(Reason("store.number_too_large", {"column": name}))
    return value


def plain(value: object) -> Plain:
    """Return a value as it stands in an entry: text, or a whole number; a day is text, true is 1."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return int(value)
    assert isinstance(value, str), f"{type(value).__name__} does not belong in a row"
    return value
