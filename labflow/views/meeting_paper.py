"""The sheet of one meeting: seats by items, to print and to fill in. Says nothing of what may be noted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `n`: the number of the item, "" for the meeting itself; `open`: whether it can be filled in."""

    key: str
    title: str
    n: str
    open: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `value`: what is chosen; `words`: what stands there now; `fault`: why it cannot be."""

    name: str
    value: str
    choices: tuple[tuple[str, str], ...]
    words: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One seat."""

    key: str
    title: str
    votes: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole grid, with the rule by which is decided."""

    day: str
    day_words: str
    rule: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
