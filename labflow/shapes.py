"""Shapes of single values: what a place in a definition file may hold, said once for reader and editor's schema.

A shape takes a node and gives back a plain value, or None with a finding. It never looks at another file.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from labflow.definition import Duration, Unit
from labflow.findings import Finding, did_you_mean, found
from labflow.loading import Node
from labflow.reasons import Reason

KEY = r"[a-z][a-z0-9_-]{0,39}"
DURATION = r"([1-9][0-9]{0,3}) (days?|months?|school weeks?)"
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
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
class Day:
    """A day of the calendar: `2023-09-29`."""

    def take(self, node: Node, path: Path, taking: Taking) -> str | None:
        """Return the day as it is written."""
        if isinstance(node.value, str) and re.fullmatch(DAY, node.value) and _is_day(node.value):
            return node.value
        taking.fault(node, path, "day")
        return None

    def schema(self) -> Schema:
        """Return the same as JSON Schema."""
        return {"type": "string", "pattern": f"^{DAY}$"}


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone by its IANA name: `Europe/Brussels`."""

    def take(self, node: Node, path: Path, taking: Taking) -> str | None:
        """Return the name."""
        if (
            isinstance(node.value, str)
            and re.fullmatch(r"[A-Z][A-Za-z_/+-]{2,40}", node.value)
            and _is_zone(node.value)
        ):
            return node.value
        taking.fault(node, path, "zone")
        return None

    def schema(self) -> Schema:
        """Return the same as JSON Schema."""
        return {"type": "string", "examples": ["Europe/Brussels"]}


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_zone(text: str) -> bool:
    try:
        return bool(ZoneInfo(text))
    except (KeyError, ValueError, OSError):
        return False


def named(path: Path) -> "str | Reason":
    """Return how a finding calls a place in the file."""
    return ".".join(map(str, path)) or Reason("soundness.whole_file")
