"""Beslissingen as values: what the register and one decision of it show. Never a row."""

from dataclasses import dataclass

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One decision in the register. `terms`: how far its conditions are; `marks`: what became of it since."""

    number: str
    day: str
    title: str
    outcome: str
    sort: str
    terms: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter: the name of its field, its label, what can be chosen, and what is chosen now ("" is everything)."""

    name: str
    label: str
    choices: Choices
    chosen: str


@dataclass(frozen=True, slots=True)
class Register:
    """The whole register, as far as the filters let it through. `empty`: what to say when nothing is left."""

    lede: str
    lines: tuple[Line, ...]
    filters: tuple[Choice, ...]
    empty: str

    @property
    def is_filtered(self) -> bool:
        """Whether something was chosen."""
        return any(one.chosen for one in self.filters)


@dataclass(frozen=True, slots=True)
class Tie:
    """A way to something that belongs to the decision."""

    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Votes:
    """How many seats were on one side, and which ones when this reader may know. `sort`: how its squares are drawn."""

    word: str
    count: int
    names: tuple[str, ...] = ()
    sort: str = "silent"


@dataclass(frozen=True, slots=True)
class Term:
    """A condition. `sort`: met, late, lapsed or open; `state`: the same in words; `may_`: what this reader can say."""

    text: str
    kind: str
    state: str
    sort: str
    owner: str
    evidence: str
    may_meet: bool = False
    may_unmeet: bool = False


@dataclass(frozen=True, slots=True)
class Slip:
    """What was put right: what it is about, before and after, why, and when."""

    field: str
    before: str
    after: str
    why: str
    day: str


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """One decision of the register. `facts`: label and words; `readers`: who sees the names, when there are any."""

    number: str
    title: str
    day: str
    question: str
    outcome: str
    sort: str
    verdict: str
    rule: str
    votes: tuple[Votes, ...]
    unnamed: str
    terms: tuple[Term, ...]
    facts: tuple[tuple[str, str], ...]
    ties: tuple[tuple[str, Tie], ...]
    slips: tuple[Slip, ...] = ()
    checkpoint: str = ""
    connects: str = ""
    is_sound: bool = True
    marks: tuple[str, ...] = ()
    replaced: Tie | None = None
    fields: Choices = ()
