"""What waits for this reader, as a block on top of a page. Never a row."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do. `since`: since when it waits, "" when that says nothing."""

    text: str
    href: str
    since: str = ""


@dataclass(frozen=True, slots=True)
class Waits:
    """Everything that waits, the first few in sight. Empty: nothing is drawn at all."""

    title: str
    first: tuple[Line, ...]
    others: tuple[Line, ...] = ()
    more: str = ""
