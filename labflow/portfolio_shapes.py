"""What a place in a portfolio file may hold besides the shapes of every file: slugs, counts, and days partly known.

Days are read as people write them, by `typed`; nothing here guesses a day that is not written.
"""

import re
from dataclasses import dataclass
from datetime import date

from labflow import typed
from labflow.clock import Interval
from labflow.loading import Node
from labflow.reasons import Invalid
from labflow.shapes import Field, Path, Record, Schema, Shape, Taking, Text, Whole
from labflow.words import Words

SLUG = r"[a-z0-9][a-z0-9-]{0,79}"
SEVERAL = -1


def required(shape: Shape, about: str) -> Field:
    """Return a field that must be there."""
    return Field(shape, about, required=True)


SAID = {"nl": required(Text(), "in Dutch"), "en": required(Text(), "in English")}
"""A sentence in both languages, as two keys."""


@dataclass(frozen=True, slots=True)
class Slug:
    """The last part of an address: small letters, digits and hyphens."""

    def take(self, node: Node, path: Path, taking: Taking) -> str | None:
        """Return the slug."""
        if isinstance(node.value, str) and re.fullmatch(SLUG, node.value):
            return node.value
        taking.fault(node, path, "slug")
        return None

    def schema(self) -> Schema:
        """Return the same as JSON Schema."""
        return {"type": "string", "pattern": f"^{SLUG}$"}


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number from 0 on, or `several` (kept as -1)."""

    def take(self, node: Node, path: Path, taking: Taking) -> int | None:
        """Return the number."""
        return SEVERAL if node.value == "several" else Whole(0).take(node, path, taking)

    def schema(self) -> Schema:
        """Return the same as JSON Schema."""
        return {"anyOf": [Whole(0).schema(), {"const": "several"}]}


@dataclass(frozen=True, slots=True)
class Day:
    """One day: 2023-09-29."""

    def take(self, node: Node, path: Path, taking: Taking) -> date | None:
        """Return the day."""
        try:
            return typed.day(node.value, "day")
        except Invalid:
            taking.fault(node, path, "day")
        return None

    def schema(self) -> Schema:
        """Return the same as JSON Schema."""
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, slots=True)
class Days:
    """Days between which it was: 2023-06-08, 2023-01, 2022-2023 or 2023; with the source's own words, a map.

    The map holds `at` (as above), or `from` and `until`, or neither for words without a day; and `nl` and `en`.
    """

    def take(self, node: Node, path: Path, taking: Taking) -> Interval | None:
        """Return the interval."""
        if not isinstance(node.value, dict):
            return _plain_days(node, path, taking)
        parts = IN_WORDS.take(node, path, taking)
        if not parts or taking.is_spoiled(*path):
            return None
        words = Words(parts["nl"], parts["en"])
        if "at" in parts:
            known: Interval = parts["at"]
            return Interval(known.start, known.end, known.precision, words)
        if "from" in parts:
            return Interval(parts["from"], parts.get("until", parts["from"]), "part", words)
        return Interval(words=words)

    def schema(self) -> Schema:
        """Return the same as JSON Schema."""
        return {"anyOf": [PlainDays().schema(), IN_WORDS.schema()]}


@dataclass(frozen=True, slots=True)
class PlainDays:
    """Days as people write them: 2023-06-08, 2023-01, 2022-2023 or 2023."""

    def take(self, node: Node, path: Path, taking: Taking) -> Interval | None:
        """Return the interval."""
        return _plain_days(node, path, taking)

    def schema(self) -> Schema:
        """Return the same as JSON Schema."""
        return {"anyOf": [{"type": "string"}, Whole(1900).schema()]}


def _plain_days(node: Node, path: Path, taking: Taking) -> Interval | None:
    try:
        found = typed.since(str(node.value))
    except Invalid:
        found = Interval()
    if found.is_known:
        return found
    taking.fault(node, path, "days")
    return None


IN_WORDS = Record(
    {
        "at": Field(PlainDays(), "a day, month, year or school year"),
        "from": Field(Day(), "the first possible day"),
        "until": Field(Day(), "the last possible day"),
        **SAID,
    }
)
