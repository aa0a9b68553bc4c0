"""What the portfolio shows, worded for one reader. Never decides what is stuck: `labflow.stall` does."""

from dataclasses import dataclass
from typing import Literal

from labflow.views.spent import Spent
from labflow.views.stalled import Row
from labflow.views.waiting import Waits

Mood = Literal["stuck", "near", "asked", "calm"]


@dataclass(frozen=True, slots=True)
class Card:
    """One initiative on the board: title, stage and partners, the next known date, one line of state.

    `spent`: time in the stage, where its beginning is known.
    """

    slug: str
    title: str
    partners: str
    when: str
    when_known: bool
    state: str
    mood: Mood
    icon: str
    spent: Spent | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the board: one kind of initiative; `cells` holds the cards of each phase, in order."""

    title: str
    icon: str
    cells: tuple[tuple[Card, ...], ...]


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity of the community: it has no phase on the board."""

    slug: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Ended:
    """An initiative that went elsewhere, and where."""

    slug: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that the source does not say about several initiatives; `choices` lack it (slug, title)."""

    field: str
    text: str
    label: str
    choices: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, str], ...] = ()
    may_fill: bool = True
    kind: str = "when"
    count: int = 0


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The whole page. `phases` are the titles of the board's columns; `casework` one line per initiative with it."""

    lede: str
    attention: tuple[Row, ...]
    phases: tuple[str, ...]
    lanes: tuple[Lane, ...]
    casework_title: str
    casework: tuple[str, ...]
    activities: tuple[Activity, ...]
    ended: tuple[Ended, ...]
    missing: tuple[Missing, ...]
    may_fill: bool
    readers: str
    waits: Waits | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show at all: no card, no activity, nothing that went elsewhere."""
        cards = any(cell for lane in self.lanes for cell in lane.cells)
        return not (cards or self.activities or self.ended or self.casework)

    def count(self, phase: int) -> int:
        """Return how many cards stand in one column of the board."""
        return sum(len(lane.cells[phase]) for lane in self.lanes)
