"""What the portfolio shows, worded for one reader. Never decides what is stuck: `labflow.stall` does."""

from dataclasses import dataclass
from typing import Literal

from labflow.views.spent import Spent
from labflow.views.stalled import Row

Mood = Literal["stuck", "near", "asked", "calm"]


@dataclass(frozen=True, slots=True)
class Card:
    """One initiative on the board: title, stage and partners, the next known date, one line of state.

    `spent`: time in the stage, where its beginning is known; `move`: whose move it is, "" when it is not known.
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
    move: str = ""


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
class Filter:
    """One filter as a link; `here`: it holds, and the link takes it off."""

    label: str
    href: str
    here: bool


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for, and what came of it. `near`: titles (and where they are) that look like what was typed."""

    words: str = ""
    hidden: tuple[tuple[str, str], ...] = ()
    filters: tuple[Filter, ...] = ()
    count: str = ""
    nothing: str = ""
    near: tuple[tuple[str, str], ...] = ()
    ignored: str = ""
    all_href: str = ""


NO_SEARCH = Search()


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The whole page. `phases` are the titles of the board's columns; `casework` one line per initiative with it;
    `may_open`: this reader may bring in an idea; `is_new`: there is no initiative at all; `counts`: how many stand in
    each phase when not all of them have a card, and then `first` says so.
    """

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
    search: Search = NO_SEARCH
    may_open: bool = False
    is_new: bool = False
    counts: tuple[int, ...] = ()
    first: str = ""

    def count(self, phase: int) -> int:
        """Return how many initiatives stand in one column of the board."""
        return self.counts[phase] if self.counts else sum(len(lane.cells[phase]) for lane in self.lanes)
