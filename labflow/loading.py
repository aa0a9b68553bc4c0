"""The strict reader: a YAML file becomes a tree of nodes that know their line and column.

Reads ruamel's events one by one, within caps, and keeps nothing that YAML would run, repeat or guess. Never
composes, never resolves a tag, never follows an alias; whatever the file holds, the answer is a tree or one finding.
"""

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml import events as ev
from ruamel.yaml.error import MarkedYAMLError

from labflow.findings import Finding, Spot, found

MOST_BYTES = 256 * 1024
MOST_DEPTH = 20
MOST_NODES = 20_000
MOST_IN_A_LINE = 20_000
WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
UNFIT = re.compile("[\x00\ud800-\udfff]")

Scalar = str | int | bool


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A value and where it stands, equal to itself alone. `keys` says where each key of a mapping stands."""

    value: "Scalar | tuple[Node, ...] | dict[str, Node]"
    spot: Spot
    keys: Mapping[str, Spot] = field(default_factory=dict)

    def at(self, *path: str | int) -> "Node":
        """Return the node at the end of a path, or the deepest one that exists on the way."""
        node = self
        for step in path:
            below = node._below(step)
            if below is None:
                break
            node = below
        return node

    def has(self, *path: str | int) -> bool:
        """Whether the whole path exists."""
        return not path or ((below := self._below(path[0])) is not None and below.has(*path[1:]))

    def _below(self, step: str | int) -> "Node | None":
        if isinstance(self.value, dict) and isinstance(step, str):
            return self.value.get(step)
        if isinstance(self.value, tuple) and isinstance(step, int) and step < len(self.value):
            return self.value[step]
        return None

    def key_spot(self, *path: str | int) -> Spot:
        """Return where the last key of a path stands, or the place of the deepest node on the way."""
        holder = self.at(*path[:-1])
        return holder.keys.get(str(path[-1]), self.at(*path).spot)


class Unreadable(Exception):
    """The file cannot be read as a definition; carries the one finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def read_tree(path: Path, name: str | None = None) -> tuple[Node, list[Finding]]:
    """Return the tree of a file and the keys that stand in it twice.

    `name` is how findings call the file. Raises Unreadable for anything that is not a plain, small YAML document.
    """
    spot = Spot(str(path) if name is None else name)
    return parse(_text_of(path, spot), spot.file)


def parse(text: str, name: str) -> tuple[Node, list[Finding]]:
    """Return the tree of a text and the keys that stand in it twice. Raises Unreadable like `read_tree`."""
    tree, twice = _parsed(text, name)
    return tree, list(twice)


@lru_cache(maxsize=64)
def _parsed(text: str, name: str) -> tuple[Node, tuple[Finding, ...]]:
    """Read a text once a process: a rehearsal loads the same files for each of its commands."""
    reading = _Reading(name)
    try:
        return reading.document(_events(text, name)), tuple(reading.twice.values())
    except Unreadable:
        raise
    except MarkedYAMLError as error:
        mark = error.problem_mark
        spot = Spot(name, mark.line + 1, mark.column + 1) if mark else Spot(name)
        raise Unreadable(found(spot, "E003", "syntax")) from error
    except Exception as error:
        # The parser raises many kinds of error on hostile text (ValueError, IndexError, ...): all mean the same here.
        raise Unreadable(found(Spot(name), "E003", "syntax")) from error


def _text_of(path: Path, spot: Spot) -> str:
    try:
        return _bytes_of(path, spot).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(found(spot, "E003", "encoding")) from error
    except (OSError, ValueError) as error:
        raise Unreadable(found(spot, "E003", "unreadable")) from error


def _bytes_of(path: Path, spot: Spot) -> bytes:
    # O_NONBLOCK: opening a pipe that nobody writes to would wait for ever.
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as stream:
        facts = os.fstat(stream.fileno())
        if not stat.S_ISREG(facts.st_mode):
            raise Unreadable(found(spot, "E003", "not_a_file"))
        content = stream.read(MOST_BYTES + 1) if facts.st_size <= MOST_BYTES else None
    if content is None or len(content) > MOST_BYTES:
        raise Unreadable(found(spot, "E003", "size", n=MOST_BYTES // 1024))
    return content


def _events(text: str, name: str) -> Iterator[ev.Event]:
    if unfit := UNFIT.search(text):
        before = text[: unfit.start()]
        spot = Spot(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise Unreadable(found(spot, "E003", "character"))
    for at, line in enumerate(text.split("\n"), 1):
        # The scanner looks ahead within a line: one endless line costs it more than all the rest.
        if len(line) > MOST_IN_A_LINE:
            raise Unreadable(found(Spot(name, at), "E003", "line", n=MOST_IN_A_LINE))
    yield from YAML(typ="safe", pure=True).parse(text)


class _Reading:
    """One pass over the events of one document, counting as it goes."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.nodes = 0
        self.twice: dict[str, Finding] = {}

    def document(self, events: Iterator[ev.Event]) -> Node:
        root: Node | None = None
        for event in events:
            if isinstance(event, ev.DocumentStartEvent):
                self._plain_document(event, is_first=root is None)
            elif isinstance(event, ev.NodeEvent):
                root = self._node(event, events, 1)
        if root is None:
            raise Unreadable(found(Spot(self.name), "E003", "empty"))
        return root

    def _plain_document(self, event: ev.DocumentStartEvent, *, is_first: bool) -> None:
        if not is_first:
            raise self._refused(event, "E001", "documents")
        if event.version or event.tags:
            raise self._refused(event, "E001", "directive")

    def _node(self, event: ev.Event, events: Iterator[ev.Event], depth: int) -> Node:
        self._count(event, depth)
        self._plain(event)
        if isinstance(event, ev.MappingStartEvent):
            return self._mapping(event, events, depth)
        if isinstance(event, ev.SequenceStartEvent):
            parts = []
            while not isinstance(inner := next(events), ev.SequenceEndEvent):
                parts.append(self._node(inner, events, depth + 1))
            return Node(tuple(parts), self._spot(event))
        return Node(self._scalar(event), self._spot(event))

    def _count(self, event: ev.Event, depth: int) -> None:
        self.nodes += 1
        if depth > MOST_DEPTH:
            raise self._refused(event, "E003", "depth", n=MOST_DEPTH)
        if self.nodes > MOST_NODES:
            raise self._refused(event, "E003", "nodes", n=MOST_NODES)

    def _plain(self, event: ev.Event) -> None:
        if isinstance(event, ev.AliasEvent):
            raise self._refused(event, "E001", "alias")
        if getattr(event, "anchor", None) is not None:
            raise self._refused(event, "E001", "anchor")
        if getattr(event, "ctag", None) is not None:
            raise self._refused(event, "E001", "tag")

    def _mapping(self, start: ev.Event, events: Iterator[ev.Event], depth: int) -> Node:
        values: dict[str, Node] = {}
        keys: dict[str, Spot] = {}
        while not isinstance(event := next(events), ev.MappingEndEvent):
            key = self._key(event, depth)
            value = self._node(next(events), events, depth + 1)
            if key in values:
                self.twice.setdefault(key, found(self._spot(event), "E002", key=key, line=str(keys[key].line)))
            else:
                values[key], keys[key] = value, self._spot(event)
        return Node(values, self._spot(start), keys)

    def _key(self, event: ev.Event, depth: int) -> str:
        self._count(event, depth)
        self._plain(event)
        key = self._scalar(event) if isinstance(event, ev.ScalarEvent) else None
        if not isinstance(key, str):
            raise self._refused(event, "E001", "key")
        if key == "<<":
            raise self._refused(event, "E001", "merge")
        return key

    def _scalar(self, event: ev.Event) -> Scalar:
        assert isinstance(event, ev.ScalarEvent)
        text: str = event.value
        if UNFIT.search(text):
            raise self._refused(event, "E003", "character")
        if event.style in (None, ""):
            if text in ("true", "false"):
                return text == "true"
            if WHOLE.fullmatch(text):
                return int(text)
        return text

    def _refused(self, event: ev.Event, code: str, variant: str, **values: object) -> Unreadable:
        return Unreadable(found(self._spot(event), code, variant, **values))

    def _spot(self, event: ev.Event) -> Spot:
        return Spot(self.name, event.start_mark.line + 1, event.start_mark.column + 1)
