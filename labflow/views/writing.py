"""What the page of one written procedure shows, worded for one reader. Never counts: `labflow.procedure` does."""

from dataclasses import dataclass

from labflow.views.between import Choices, Clock, Round, Text


@dataclass(frozen=True, slots=True)
class Own:
    """A seat that this reader speaks for: its answer ("" for none), and whether it can answer now or steps aside."""

    key: str
    title: str
    mine: str
    may_answer: bool
    is_aside: bool


@dataclass(frozen=True, slots=True)
class Side:
    """How many seats gave one answer; which ones only when this reader may know. `sort`: how its squares are drawn."""

    count: int
    word: str
    names: tuple[str, ...] = ()
    sort: str = "silent"


@dataclass(frozen=True, slots=True)
class WritingPage:
    """The whole page. `term`: until when it runs, or how it ended; `told`: how many answered; `reasons`: why to talk;
    `there`, `missing`, `unknown`: how the list of this step stands; `ended`: what became of it; what begins with
    `may_`: what this reader can do.
    """

    number: str
    about: Round
    term: str
    question: str
    why: str
    money: str
    told: str
    sides: tuple[Side, ...]
    reasons: tuple[str, ...]
    sentence: str
    rule: str
    runs: bool
    there: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    ended: Round | None = None
    own: tuple[Own, ...] = ()
    seats: Choices = ()
    may_close: bool = False
    may_claim: bool = False
    text: Text | None = None
    clock: Clock | None = None
    readers: str = ""
