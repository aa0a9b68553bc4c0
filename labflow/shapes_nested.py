"""Shapes of values that hold others: words in each language, lists, mappings, records and needs.

Like `shapes`: a node in, a plain value out, or None with a finding. Never looks at another file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from labflow.definition import Need
from labflow.findings import did_you_mean, found, nearest
from labflow.loading import Node
from labflow.shapes import KEY, Key, Path, Schema, Shape, Taking, Text, named
from labflow.words import LANGUAGES, Words


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


@dataclass(frozen=True, slots=True)
class Record:
    """Known keys only."""

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
