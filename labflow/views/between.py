"""What runs between two meetings, as every page shows it: a clock that owes something, and rounds in writing."""

from dataclasses import dataclass

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """What the calendar decided and nobody wrote down, in a sentence; `may_settle`: this reader can have it written."""

    words: str
    may_settle: bool


@dataclass(frozen=True, slots=True)
class Round:
    """A written procedure in one line: where it is, what it is about, until when."""

    href: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Between:
    """What a meeting's page says of the time between meetings."""

    rounds: tuple[Round, ...] = ()
    clock: Clock | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """The text of a request that may still change: its motivation, and the amount in euro ("" for none)."""

    motivation: str
    amount: str


@dataclass(frozen=True, slots=True)
class Writing:
    """What can be done in writing with one request. `terms`: urgent or not, as far as one ends before the next meeting;
    `round`: the procedure that runs on it; `text`: its text, when this reader may change it.
    """

    terms: tuple[bool, ...] = ()
    round: Round | None = None
    text: Text | None = None
