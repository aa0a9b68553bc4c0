"""A fact with its name, as the margin of a page and the file for a successor show it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact; several values print as a list."""

    term: str
    values: tuple[str, ...]
    small: str = ""
