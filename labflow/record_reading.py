"""Reading the log entry by entry: its chain, its form, its commitments, and the last image of each row.

Used by `record.verify` only. Never looks at another table than the log and its payloads.
"""

import json
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Connection, Row, select

from labflow import chain
from labflow.change import LOG, PAYLOAD
from labflow.reasons import Reason

Image = dict[str, object]
Images = dict[str, dict[str, tuple[Image, bool]]]
"""By table and id: the columns of the last image, and whether its private ones are among them."""

Payload = Row[tuple[object, ...]]

ALWAYS = {"v", "seq", "at", "on", "actor", "via", "act", "rows"}
FIELDS = ALWAYS | {"role", "wf", "com", "decision", "why", "erases", "ground"}


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The whole log up to a moment, in three facts. On paper it witnesses that nothing before it was changed later.

    `entries`: how many; `root`: over their bodies (RFC 6962); `head`: the last hash of the chain. Both hex.
    """

    entries: int
    root: str
    head: str


def read_log(conn: Connection, since: Checkpoint | None = None) -> "Reading":
    """Read every entry and payload; the result holds the images and the problems."""
    reading = Reading(since)
    payloads = _Payloads(conn)
    for row in conn.execute(select(LOG).order_by(LOG.c.seq).execution_options(yield_per=1000)):
        reading.take(row.seq, str(row.hash), str(row.body), payloads.of(row.seq))
    reading.end(payloads.left_over())
    return reading


@dataclass(slots=True)
class Reading:
    """The log read so far: its chain, the last image of each row, and what is wrong."""

    since: Checkpoint | None
    entries: int = 0
    head: bytes = chain.START
    last_at: str = ""
    last_seq: int = 0
    tree: chain.Tree = field(default_factory=chain.Tree)
    images: Images = field(default_factory=dict)
    problems: list[Reason] = field(default_factory=list)
    missing: dict[str, list[int]] = field(default_factory=dict)

    def take(self, seq: int, hash_: str, body: str, payloads: dict[str, Payload]) -> None:
        """Read one entry."""
        self._chain(seq, hash_, body)
        entry = _entry(body)
        if entry is None:
            self._wrong("record.not_canonical", seq)
        else:
            self._fields(seq, entry)
            self._fold(seq, entry, payloads)
        if self.since is not None and self.entries == self.since.entries:
            self._meets(self.since)

    def end(self, strays: list[Reason]) -> None:
        """Draw up what can be said only after the last entry."""
        if self.since is not None and self.entries < self.since.entries:
            found, wanted = self.entries, self.since.entries
            self.problems.append(Reason("record.shorter_than_checkpoint", {"found": found, "wanted": wanted}))
        for name, numbers in sorted(self.missing.items()):
            self.problems += [Reason("record.payload_missing", {"seq": seq, "row": name}) for seq in numbers]
        self.problems += strays

    def _wrong(self, code: str, seq: int, **values: object) -> None:
        self.problems.append(Reason(code, {"seq": seq, **values}))

    def _chain(self, seq: int, hash_: str, body: str) -> None:
        if seq != self.last_seq + 1:
            self._wrong("record.gap", seq, last=self.last_seq)
        elif chain.chained(self.head, seq, body).hex() != hash_:
            self._wrong("record.chain_broken", seq)
        self.tree.add(body)
        self.entries, self.last_seq, self.head = self.entries + 1, seq, _bytes(hash_)

    def _fields(self, seq: int, entry: dict[str, object]) -> None:
        named = set(entry)
        if entry.get("v") != chain.FORMAT or not named >= ALWAYS or not named <= FIELDS:
            self._wrong("record.unknown_form", seq)
        if entry.get("seq") != seq:
            self._wrong("record.misnumbered", seq)
        at = str(entry.get("at", ""))
        if at < self.last_at:
            self._wrong("record.time_goes_back", seq)
        self.last_at = at

    def _fold(self, seq: int, entry: dict[str, object], payloads: dict[str, Payload]) -> None:
        commitments = _object(entry.get("com"))
        opened = {
            f"{table}/{row}": image
            for table, rows in _object(entry.get("rows")).items()
            for row, image in _object(rows).items()
        }
        for name in payloads.keys() - commitments.keys():
            self._wrong("record.payload_stray", seq, row=name)
        for name in opened.keys() | commitments.keys():
            private, is_whole = self._opened(seq, name, commitments.get(name), payloads.get(name))
            table, _, row = name.partition("/")
            self.images.setdefault(table, {})[row] = ({**_object(opened.get(name)), **private}, is_whole)
        for name in _list(entry.get("erases")):
            self.missing[name] = [one for one in self.missing.get(name, []) if one == seq]

    def _opened(self, seq: int, name: str, promised: object, payload: Payload | None) -> tuple[Image, bool]:
        if promised is None:
            return {}, True
        if payload is None:
            self.missing.setdefault(name, []).append(seq)
            return {}, False
        if not _keeps(promised, payload):
            self._wrong("record.payload_changed", seq, row=name)
            return {}, False
        return json.loads(str(payload.data)), True

    def _meets(self, since: Checkpoint) -> None:
        if (self.head.hex(), self.tree.root()) != (since.head, since.root):
            self._wrong("record.not_the_checkpoint", self.last_seq)


class _Payloads:
    """The payloads in step with the entries, each number asked once and in order."""

    def __init__(self, conn: Connection) -> None:
        rows = conn.execute(select(PAYLOAD).order_by(PAYLOAD.c.seq).execution_options(yield_per=1000))
        self._groups = groupby(rows, key=attrgetter("seq"))
        self._strays: list[Reason] = []
        self._next = self._read()

    def of(self, seq: int) -> dict[str, Payload]:
        """Return the payloads of one entry by "table/id"."""
        while self._next is not None and self._next[0] < seq:
            self._stray()
        if self._next is None or self._next[0] != seq:
            return {}
        found, self._next = self._next[1], self._read()
        return found

    def left_over(self) -> list[Reason]:
        """Return a problem for each payload that no entry knows."""
        while self._next is not None:
            self._stray()
        return self._strays

    def _read(self) -> tuple[int, dict[str, Payload]] | None:
        group = next(self._groups, None)
        return None if group is None else (group[0], {f"{one.tbl}/{one.row}": one for one in group[1]})

    def _stray(self) -> None:
        assert self._next is not None
        seq, rows = self._next
        self._strays += [Reason("record.payload_stray", {"seq": seq, "row": name}) for name in rows]
        self._next = self._read()


def _entry(body: str) -> dict[str, object] | None:
    try:
        entry = chain.read_canonical(body)
        return entry if isinstance(entry, dict) else None
    except (ValueError, RecursionError):
        return None


def _keeps(promised: object, payload: Payload) -> bool:
    try:
        return chain.commitment(str(payload.salt), str(payload.data)) == promised
    except ValueError:
        return False


def _bytes(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


def _object(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[str]:
    return [str(part) for part in value] if isinstance(value, list) else []
