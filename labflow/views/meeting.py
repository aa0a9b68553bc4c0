"""What the page of one meeting shows, worded for one reader. Never counts a vote: `labflow.council` does."""

from dataclasses import dataclass

from labflow.views.between import Between
from labflow.views.waiting import Waits

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What closing gave for one item: the number of the decision, and whether the initiative moved."""

    text: str
    moved: bool
    reasons: tuple[str, ...] = ()
    lifts: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """What one member thinks before the meeting; only chair and secretary see whose it is."""

    who: str
    word: str
    text: str


@dataclass(frozen=True, slots=True)
class Paper:
    """The vote of one seat, as a clerk enters it. `state`: yes, no, abstain, or "" for none yet."""

    key: str
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote that is open or was held. `squares`: one state a seat; `papers`: the seats that may vote, for a clerk.

    `mine`: how the reader's own seat voted, "" when it did not; `asks_me`: whether it may vote now; `asks_count`:
    whether a clerk has to enter the numbers of a secret one.
    """

    how: str
    told: str
    squares: tuple[str, ...]
    secret: bool = False
    asks_me: bool = False
    mine: str = ""
    papers: tuple[Paper, ...] = ()
    asks_count: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """The first thing to note: the outcome it stands for, and the words on its button."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda.

    `is_plain`: nothing is asked but to talk; `agreed`: who agrees beforehand; `explained`: what is missing and whose
    turn it is, for this reader; `verdict`: the same with the rules that say so; `first`: what is noted with one tap;
    `outcomes`: what else can be; `first_decide`: what has to be decided before it; `aside`: who does not take part;
    what begins with `may_`: what this reader can do.
    """

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
    is_plain: bool = False
    unknown: tuple[str, ...] = ()
    mine: str | None = None
    answers: str = ""
    positions: tuple[Position, ...] = ()
    agreed: str = ""
    late: str = ""
    may_admit: bool = False
    first_decide: str = ""
    may_open: bool = False
    may_amend: bool = False
    may_advise: bool = False
    vote: Vote | None = None
    verdict: tuple[str, ...] = ()
    explained: str = ""
    first: Act | None = None
    outcomes: Choices = ()
    aside: str = ""
    may_step_aside: bool = False
    may_step_back: bool = False
    can_step_aside: Choices = ()
    plenary: str = ""
    state: str = ""
    minutes: int | None = None
    noted: str | None = None
    result: Result | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat of the body. `state`: what it is now; `present`: whether its holder is there or coming."""

    key: str
    title: str
    present: bool
    votes: bool
    state: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """The items that nobody wants to talk about, as one block."""

    told: str
    items: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """The whole page of one meeting. `facts`: what is known of it, such as when the papers close."""

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
    waits: Waits | None = None
    facts: tuple[str, ...] = ()
    consent: Consent | None = None
    inquorate: str = ""
    will_do: tuple[str, ...] = ()
    minutes: tuple[str, ...] = ()
    may_position: bool = False
    may_lead: bool = False
    may_plan: bool = False
    may_order: bool = False
    may_write: bool = False
    may_close: bool = False
    my_answer: str | None = None
    may_answer: bool = False
    others: Choices = ()
    readers: str = ""
    owners: Choices = ()
    chairs: Choices = ()
    on_the_day: bool = False
    between: Between | None = None

    @property
    def all_noted(self) -> bool:
        """Whether each item has an outcome, so that the meeting can be closed."""
        return all(item.noted for item in self.items)

    @property
    def anybody(self) -> bool:
        """Whether it was noted of anybody that they are there."""
        return any(seat.state == "present" for seat in self.seats)

    @property
    def leads_now(self) -> bool:
        """Whether this reader writes down what happens at the table, now."""
        return self.may_lead and self.on_the_day and not self.closed
