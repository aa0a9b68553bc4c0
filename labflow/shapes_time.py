"""Shapes of days and time zones, checked against the calendar and the zones that exist.

Like `shapes`: a node in, a plain value out, or None with a finding.
"""

import re
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from labflow.loading import Node
from labflow.shapes import Path, Schema, Taking

DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar: `2023-09-29`."""

    def take(self, node: Node, path: Path, taking: Taking) -> str | None:
        """Return the day as it is written."""
        if isinstance(node.value, str) and re.fullmatch(DAY, node.value) and _is_day(node.value):
            return node.value
        taking.fault(node, path, "calendar_day")
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
