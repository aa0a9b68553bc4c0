"""What the page of one meeting shows, worded for one reader. Never counts a vote: `labflow.council` does."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """What closing gave for one item: the number of the decision, and whether the initiative moved."""

    text: str
    moved: bool
    reasons: tuple[str, ...] = ()
    lifts: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """What one member thinks before the meeting; only chair and secretary see whose it is."""

    who: str
    word: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda."""

    number: int
    place: str
    title: str
    slug: str | None
    question: str
    why: str
    there: tuple[str, ...]
    heed: tuple[str, ...]
    advice: str
    money: str
    missing: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    mine: str | None = None
    answers: str = ""
    positions: tuple[Position, ...] = ()
    noted: str | None = None
    result: Result | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat of the body, and whether its holder is there."""

    key: str
    title: str
    present: bool
    votes: bool


@dataclass(frozen=True, slots=True)
class Raad:
    """The whole page of one meeting."""

    day: str
    day_words: str
    lede: str
    items: tuple[Item, ...]
    enough: str
    rule: str
    seats: tuple[Seat, ...]
    closed: bool
    checkpoint: str | None
    before: str | None = None
    may_position: bool = False
    may_lead: bool = False
    may_close: bool = False
    my_answer: str | None = None
    may_answer: bool = False
    others: tuple[tuple[str, str], ...] = ()
    readers: str = ""

    @property
    def all_noted(self) -> bool:
        """Whether each item has an outcome, so that the meeting can be closed."""
        return all(item.noted for item in self.items)
