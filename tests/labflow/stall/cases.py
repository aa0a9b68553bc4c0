"""What the tests of the rules share: one rule on one dossier, and the facts that it is given."""

from datetime import date
from typing import Any

from labflow.clock import Interval
from labflow.definition import Need
from labflow.facts import Note, Passage, Request
from labflow.stall import Finding, rule
from tests.labflow.dossiers import STALL_PARAMS, a_dossier, both

MEETINGS = (date(2023, 6, 16), date(2023, 9, 8), date(2023, 9, 29))


def found(kind: str, **facts: Any) -> tuple[Finding, ...]:
    """What the rule of this kind finds in a dossier with these facts."""
    return rule(Need(kind, STALL_PARAMS.get(kind, {}))).of(a_dossier(**facts))


def entered(when: Interval) -> tuple[Passage, ...]:
    """It came into its first stage then."""
    return (Passage(None, None, "try", when),)


def noted(day: date | None) -> tuple[Note, ...]:
    """Somebody wrote an achievement in the log."""
    return (Note("realisatie", both("nieuws"), on_day=day),)


def asked(state: str, on: date | None = date(2023, 9, 1), meeting: date | None = None) -> tuple[Request, ...]:
    """A request that stands like this."""
    return (Request("a-2023-001", "go-on", state, on_day=on, meeting=meeting),)
