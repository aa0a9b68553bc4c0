"""What a rule that looks for what is stuck gives back, and what all of those rules share."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal, Protocol

from labflow.clock import UNKNOWN, Interval, on_day
from labflow.definition import Duration, Need, Network
from labflow.dossier import Dossier
from labflow.reasons import Reason
from labflow.words import Words

PASSED, HELD_UP, NEAR, SLOW, SOON = range(5)
"""How bad, worst first: a term or deadline passed, blocked, a deadline near, quiet or slow, soon one of these (own
proposal).
"""

Action = Literal[
    "ask_decision", "ask_update", "name_lead", "name_mover", "put_on_agenda", "answer_requests", "resume", "keep"
]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found: the sentence, since when if that is known, how bad, and what one can do.

    `mover`: who is to move when nobody said otherwise; None when this rule cannot tell.
    """

    reason: Reason
    weight: int
    action: Action = "ask_update"
    since: Interval | None = None
    days: int | None = None
    mover: Words | None = None


Findings = tuple[Finding, ...]


class Rule(Protocol):
    """Anything that can look stuck."""

    def of(self, dossier: Dossier) -> Findings:
        """Return what this rule finds; empty when all is well or not known."""


def made(kind: type, need: Need) -> Any:
    """Return the rule of one kind with the parameters that a workflow file gives it."""
    if "weeks" not in need.params:
        return kind(**need.params)
    known = [each.name for each in fields(kind)]
    return kind(**{meant(name, need.params, known): value for name, value in need.params.items()})


def meant(name: str, given: Collection[str], known: Collection[str]) -> str:
    """Return the parameter that a name stands for: `weeks` is `school_weeks` for a network without a school calendar.

    Both count as the network counts; nobody writes both.
    """
    is_plain = name == "weeks" and "weeks" not in known and "school_weeks" in known and "school_weeks" not in given
    return "school_weeks" if is_plain else name


def found(dossier: Dossier, since: Interval, reason: Reason, weight: int, action: Action = "ask_update",
          mover: Words | None = None) -> Finding:  # fmt: skip
    """Return a finding; days count from the last day on which it can have begun."""
    days = (dossier.today - since.end).days if since.end else None
    return Finding(reason, weight, action, since if since.is_known else None, days, mover)


def known(day: date | None) -> Interval:
    """Return the interval of a day, or not known."""
    return on_day(day) if day else UNKNOWN


def last_day(when: Interval) -> Interval:
    """Return the last day of a term, such as a whole school year; a source's own words stay."""
    return when if when.words or when.end is None else on_day(when.end)


def length(duration: Duration, network: Network) -> Reason:
    """Return a duration in words; a network without school holidays counts plain weeks."""
    if duration.unit == "school weeks":
        return Reason("schoolyear.school_weeks" if network.holidays else "schoolyear.weeks", {"n": duration.count})
    return Reason(f"stall.{duration.unit}", {"n": duration.count})


def by_role(network: Network, meaning: str) -> Words | None:
    """Return the network's word for who has the role with this meaning, if it has one."""
    return next((role.title for role in network.roles.values() if role.means == meaning), None)


def by_key(network: Network, key: str) -> Words:
    """Return who a condition names as its owner: a role, the body, or a person by key."""
    if key == network.body.key:
        return network.body.title
    role = network.roles.get(key)
    return role.title if role else Words(key, key)
