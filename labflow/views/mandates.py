"""Provisional mandates as the page of one initiative shows them, worded for one reader. Never a row."""

from dataclasses import dataclass

from labflow.views.between import Choices, Round


@dataclass(frozen=True, slots=True)
class Mandate:
    """One mandate that was asked or that runs. `note`: why this reader cannot grant it; `seats`: for which this reader
    can object; `round`: the procedure about it; what begins with `may_`: what this reader can do.
    """

    number: str
    title: str
    state: str
    scope: str
    why: str
    money: str
    note: str = ""
    may_grant: bool = False
    may_spend: bool = False
    seats: Choices = ()
    round: Round | None = None


@dataclass(frozen=True, slots=True)
class Mandates:
    """The mandates of one initiative. `requests`: those that a new one can run ahead of, and "" for none."""

    shown: tuple[Mandate, ...] = ()
    may_ask: bool = False
    requests: Choices = ()
