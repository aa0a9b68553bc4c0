"""Who one can be in the demo. Roles and functions only, never a name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Someone:
    """One role to step into: the key of the person, the words, and what there is to do."""

    key: str
    title: str
    does: str


@dataclass(frozen=True, slots=True)
class WhoPage:
    """The whole page."""

    people: tuple[Someone, ...]
