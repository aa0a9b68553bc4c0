"""What Vandaag shows, worded for one reader. Never decides what waits: `labflow.waiting` does."""

from dataclasses import dataclass

from labflow.views.initiative import Gate
from labflow.views.meeting import Item, MeetingPage
from labflow.views.questions import Questions
from labflow.views.stalled import Row
from labflow.views.waiting import Waits


@dataclass(frozen=True, slots=True)
class Own:
    """One initiative of the reader: its gate in one sentence, and one button. `gate` None: it has none now."""

    slug: str
    title: str
    place: str
    button: str
    href: str
    gate: Gate | None = None
    may_log: bool = True


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of something ("200+" when not all were counted), and where they are."""

    count: int | str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Office:
    """The whole at a glance, for who coordinates: what can be counted, and the first that stall.

    `still`: since when nobody is reminded of anything, where that is so.
    """

    tallies: tuple[Tally, ...]
    rows: tuple[Row, ...]
    more: str
    still: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The meeting to come, for who has a seat: what still waits for a position, and what was given."""

    meeting: MeetingPage
    title: str
    lede: str
    asks: tuple[Item, ...]
    given: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Something that comes or that changed: when, what, and where one reads it."""

    when: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Today:
    """The whole page. What is not for this reader is None or empty; `stranger`: nobody is known to read.

    `may_invite`: this reader can let others in, the first thing to do in a place where nothing is yet.
    """

    title: str
    lede: str
    waits: Waits
    coming: tuple[Line, ...]
    changed: tuple[Line, ...]
    own: tuple[Own, ...] = ()
    table: Table | None = None
    office: Office | None = None
    stranger: bool = False
    may_invite: bool = False
    questions: Questions | None = None

    @property
    def is_quiet(self) -> bool:
        """Whether nothing here is for this reader alone."""
        return not (self.stranger or self.office or self.table or self.own or self.waits.first or self.questions)
