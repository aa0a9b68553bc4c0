"""Shapes: what each place in a definition file may hold, said once for the reader and for the editor's schema.

A shape takes a node and gives back a plain value, or None with a finding. It never looks at another file.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from labflow.definition import Duration, Need, Unit
from labflow.findings import Finding, did_you_mean, found, nearest
from labflow.loading import Node
from labflow.reasons import Reason
from labflow.words import LANGUAGES, Words

KEY = r"[a-z][a-z0-9_-]{0,39}"
DURATION = r"([1-9][0-9]{0,3}) (days?|months?|school weeks?)"
UNITS: Mapping[str, Unit] = {"day": "days", "month": "months", "school week": "school weeks"}

Path = tuple[str | int, ...]
Schema = dict[str, Any]


@dataclass(slots=True)
class Taking:
    """What was found while taking a tree apart, and the paths where a value could not be used."""

    findings: list[Finding] = field(default_factory=list)
    spoiled: set[Path] = field(default_factory=set)

    def fault(self, node: Node, path: Path, variant: str, **values: object) -> None:
        """Note a value of the wrong form (E005)."""
        self.findings.append(found(node.spot, "E005", variant, place=named(path), **values))
        self.spoiled.add(path)

    def is_spoiled(self, *path: str | int) -> bool:
        """Whether something at or under this path could not be used."""
        return any(each[: len(path)] == path for each in self.spoiled)


class Shape(Protocol):
    """What a place may hold."""

    def take(self, node: Node, path: Path, taking: Taking) -> Any:
        """Return the value, or None after noting why there is none."""

    def schema(self) -> Schema:
        """Return the same as JSON Schema."""


@dataclass(frozen=True, slots=True)
class Text:
    """Any text, of at most `most` characters."""

    most: int = 1000

    def take(self, node: Node, path: Path, taking: Taking) -> str | None:
        """Return the text without space around it."""
        if isinstance(node.value, str) and 0 < len(node.value.strip()) <= self.most:
            return node.value.strip()
        taking.fault(node, path, "text", n=self.most)
        return None

    def schema(self) -> Schema:
        """Return the same as JSON Schema."""
        return {"type": "string", "minLength": 1, "maxLength": self.most}


@dataclass(frozen=True, slots=True)
class Key:
    """A name that fits in an address: small letters, digits, hyphens and underscores, at most 40."""

    def take(self, node: Node, path: Path, taking: Taking) -> str | None:
        """Return the key."""
        if isinstance(node.value, str) and re.fullmatch(KEY, node.value):
            return node.value
        taking.fault(node, path, "key")
        return None

    def schema(self) -> Schema:
        """Return the same as JSON Schema."""
        return {"type": "string", "pattern": f"^{KEY}$"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def take(self, node: Node, path: Path, taking: Taking) -> str | None:
        """Return the word."""
        if isinstance(node.value, str) and node.value in self.words:
            return node.value
        hint = did_you_mean(str(node.value), self.words) if isinstance(node.value, str) else ""
        taking.fault(node, path, "choice", known=self.words, hint=hint)
        return None

    def schema(self) -> Schema:
        """Return the same as JSON Schema."""
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    def take(self, node: Node, path: Path, taking: Taking) -> bool | None:
        """Return the flag."""
        if isinstance(node.value, bool):
            return node.value
        taking.fault(node, path, "flag")
        return None

    def schema(self) -> Schema:
        """Return the same as JSON Schema."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number, from `least` on."""

    least: int = 1

    def take(self, node: Node, path: Path, taking: Taking) -> int | None:
        """Return the number."""
        if isinstance(node.value, int) and not isinstance(node.value, bool) and node.value >= self.least:
            return node.value
        taking.fault(node, path, "whole", least=self.least)
        return None

    def schema(self) -> Schema:
        """Return the same as JSON Schema."""
        return {"type": "integer", "minimum": self.least, "maximum": 999_999_999}


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: `6 months`, `14 days`, `8 school weeks`."""

    def take(self, node: Node, path: Path, taking: Taking) -> Duration | None:
        """Return the duration."""
        match = re.fullmatch(DURATION, node.value) if isinstance(node.value, str) else None
        if match:
            return Duration(int(match[1]), UNITS[match[2].removesuffix("s")])
        taking.fault(node, path, "duration")
        return None

    def schema(self) -> Schema:
        """Return the same as JSON Schema."""
        return {"type": "string", "pattern": f"^{DURATION}$"}


@dataclass(frozen=True, slots=True)
class InWords:
    """The same thing in each language."""

    def take(self, node: Node, path: Path, taking: Taking) -> Words | None:
        """Return the words; a missing language borrows the other's, with a warning (W301)."""
        shape = Record({lang: Field(Text(), "") for lang in LANGUAGES})
        said = shape.take(node, path, taking)
        if not said:
            if not taking.is_spoiled(*path):
                taking.fault(node, path, "words")
            return None
        for lang in LANGUAGES:
            if lang not in said and not taking.is_spoiled(*path):
                taking.findings.append(found(node.spot, "W301", place=named(path), language=lang))
        some = next(iter(said.values()))
        return Words(said.get("nl", some), said.get("en", some))

    def schema(self) -> Schema:
        """Return the same as JSON Schema."""
        return Record({lang: Field(Text(), f"in {lang}", required=True) for lang in LANGUAGES}).schema()


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list, each of one shape."""

    shape: Shape

    def take(self, node: Node, path: Path, taking: Taking) -> tuple[Any, ...] | None:
        """Return what could be taken, in order."""
        if not isinstance(node.value, tuple):
            taking.fault(node, path, "list")
            return None
        taken = (self.shape.take(part, (*path, at), taking) for at, part in enumerate(node.value))
        return tuple(part for part in taken if part is not None)

    def schema(self) -> Schema:
        """Return the same as JSON Schema."""
        return {"type": "array", "items": self.shape.schema()}


@dataclass(frozen=True, slots=True)
class MapOf:
    """Names of one's own choosing, each with a value of one shape."""

    shape: Shape

    def take(self, node: Node, path: Path, taking: Taking) -> dict[str, Any] | None:
        """Return what could be taken, in the order of the file."""
        if not isinstance(node.value, dict):
            taking.fault(node, path, "map")
            return None
        for key in node.value:
            Key().take(Node(key, node.keys[key]), (*path, key), taking)
        taken = {key: self.shape.take(part, (*path, key), taking) for key, part in node.value.items()}
        return {key: part for key, part in taken.items() if part is not None}

    def schema(self) -> Schema:
        """Return the same as JSON Schema."""
        return {"type": "object", "propertyNames": {"pattern": f"^{KEY}$"}, "additionalProperties": self.shape.schema()}


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record: its shape, what it is for, and whether it must be there."""

    shape: Shape
    about: str
    required: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """Known keys only; equal to itself alone."""

    fields: Mapping[str, Field]

    def take(self, node: Node, path: Path, taking: Taking) -> dict[str, Any] | None:
        """Return the keys that could be taken."""
        if not isinstance(node.value, dict):
            taking.fault(node, path, "map")
            return None
        taken = {}
        for name, key in self._named(node, path, taking).items():
            taken[name] = self.fields[name].shape.take(node.value[key], (*path, key), taking)
        for name, each in self.fields.items():
            if each.required and name not in taken:
                taking.fault(node, path, "missing", key=name)
        return {name: value for name, value in taken.items() if value is not None}

    def _named(self, node: Node, path: Path, taking: Taking) -> dict[str, str]:
        # A misspelt key counts as the key that it resembles: otherwise that one would be reported as missing too.
        assert isinstance(node.value, dict)
        matched = {key: key for key in node.value if key in self.fields}
        for key in [each for each in node.value if each not in matched]:
            near = nearest(key, self.fields.keys() - matched.keys())
            hint = did_you_mean(key, self.fields)
            taking.findings.append(found(node.keys[key], "E004", key=key, place=named(path), hint=hint))
            if near is not None:
                matched[near] = key
        return matched

    def schema(self) -> Schema:
        """Return the same as JSON Schema."""
        properties = {name: {**each.shape.schema(), "description": each.about} for name, each in self.fields.items()}
        required = [name for name, each in self.fields.items() if each.required]
        return {"type": "object", "additionalProperties": False, "properties": properties, "required": required}


@dataclass(frozen=True, slots=True)
class ANeed:
    """A kind with its parameters; which kinds there are is for the soundness checks."""

    def take(self, node: Node, path: Path, taking: Taking) -> Need | None:
        """Return the need with plain parameters."""
        if not isinstance(node.value, dict) or not isinstance(node.at("kind").value, str):
            taking.fault(node, path, "need")
            return None
        params = {key: _plain(part, (*path, key), taking) for key, part in node.value.items()}
        return Need(str(params.pop("kind")), params, str(params.pop("source", "")))

    def schema(self) -> Schema:
        """Return the same as JSON Schema."""
        text = {"type": "string"}
        return {"type": "object", "properties": {"kind": text, "source": text}, "required": ["kind"]}


def _plain(node: Node, path: Path, taking: Taking) -> object:
    if isinstance(node.value, tuple):
        return tuple(_plain(part, (*path, at), taking) for at, part in enumerate(node.value))
    if isinstance(node.value, dict):
        return ANeed().take(node, path, taking)
    return node.value


def named(path: Path) -> "str | Reason":
    """Return how a finding calls a place in the file."""
    return ".".join(map(str, path)) or Reason("soundness.whole_file")
