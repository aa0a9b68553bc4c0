"""By when a stage is expected to be done, and what moved that day. Worked out, never stored.

The budget is the stage's expected duration; a pause suspends it, a decision moves its end, nothing else does. Without a
known day of entry there is no budget.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from labflow.asking import day_of
from labflow.clock import Interval, days_after
from labflow.definition import Duration
from labflow.dossier import Dossier
from labflow.facts import Deadline, Passage
from labflow.reasons import Reason
from labflow.schoolyear import after_school_weeks
from labflow.stall.clocks import later, limit, pauses_of


@dataclass(frozen=True, slots=True)
class Suspension:
    """A pause that stopped the clock of this stage for so many days. `until`: its last day so far."""

    from_day: date
    until: date
    days: int
    why: str
    runs: bool = False

    @property
    def told(self) -> Reason:
        """How much later that makes it, and which pause it was."""
        weeks, rest = divmod(self.days, 7)
        length = Reason("stall.days", {"n": self.days}) if rest else Reason("schoolyear.weeks", {"n": weeks})
        code = "stall.moved_by_running_pause" if self.runs else "stall.moved_by_pause"
        return Reason(code, {"length": length, "from": self.from_day, "until": self.until})


@dataclass(frozen=True, slots=True)
class Extension:
    """A decision that kept the stage and moved its end to `until`."""

    number: str
    on_day: Interval
    until: date

    @property
    def told(self) -> Reason:
        """Which decision moved it, and to when."""
        return Reason("stall.moved_by_decision", {"number": self.number, "day": self.on_day, "until": self.until})


@dataclass(frozen=True, slots=True)
class Budget:
    """How long this stage is expected to take, since when, and everything that suspended it or moved its end.

    `agreed`: the deadline or term that counts now; it stands in place of the expected duration.
    """

    expected: Duration
    since: Interval
    suspended: tuple[Suspension, ...] = ()
    moved: tuple[Extension, ...] = ()
    agreed: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """The days between which the stage is expected to be done, and a sentence for each thing that moved them."""

    by: Interval
    movers: tuple[Reason, ...] = ()


def budget(dossier: Dossier) -> Budget | None:
    """Return the budget of its stage; None when its day of entry or an expected duration is not known."""
    since, expected = dossier.entered, dossier.stage.expected
    if since.start is None or since.end is None or expected is None or not dossier.is_running:
        return None
    return Budget(expected, since, tuple(_suspensions(dossier, since.end)), tuple(_extensions(dossier)), limit(dossier))


def expected_by(dossier: Dossier) -> Expected | None:
    """Return by when its stage is expected to be done, and what moved that day (own proposal).

    A deadline or term that was agreed counts instead of the expected duration, which pauses move. None when the entry
    is not known, or when a school year that counts is not in the calendar.
    """
    spent = budget(dossier)
    if spent is None:
        return None
    if spent.agreed and spent.agreed.when.end:
        return Expected(spent.agreed.when, _agreements(spent, spent.agreed))
    assert spent.since.start is not None
    assert spent.since.end is not None
    earliest = end_of(dossier, spent.expected, spent.since.start)
    latest = end_of(dossier, spent.expected, spent.since.end)
    if earliest is None or latest is None:
        return None
    by = Interval(earliest, latest, "day" if earliest == latest else "part")
    return Expected(by, tuple(one.told for one in _reached(spent.suspended, latest)))


def _agreements(spent: Budget, agreed: Deadline) -> tuple[Reason, ...]:
    moved = tuple(one.told for one in spent.moved)
    if spent.moved and spent.moved[-1].until == agreed.when.end:
        return moved
    return (*moved, Reason("stall.moved_by_agreement", {"text": agreed.text}))


def _suspensions(dossier: Dossier, since: date) -> Iterator[Suspension]:
    for pause, (first, last) in zip(dossier.pauses, pauses_of(dossier), strict=True):
        days = (last - max(first, days_after(since, 1))).days + 1
        if days > 0:
            yield Suspension(first, last, days, pause.why, pause.resumed_on is None)


def _reached(suspended: tuple[Suspension, ...], end: date) -> Iterator[Suspension]:
    """Those that began before the end, so that they moved it."""
    return (one for one in suspended if one.from_day <= end)


def _extensions(dossier: Dossier) -> Iterator[Extension]:
    """The steps that kept this stage, as far as the decision that names the new day is on record."""
    by_number = {one.number: one for one in dossier.decisions}
    for step in _since_entry(dossier):
        way, decision = dossier.workflow.transitions.get(step.transition or ""), by_number.get(step.decision or "")
        until = day_of(decision.asks.get(way.sets.get("deadline", ""))) if way and decision else None
        if decision and until:
            yield Extension(decision.number, step.when, until)


def _since_entry(dossier: Dossier) -> tuple[Passage, ...]:
    entries = [n for n, step in enumerate(dossier.passages) if step.from_stage != step.to_stage]
    return dossier.passages[entries[-1] + 1 :] if entries else ()


def end_of(dossier: Dossier, duration: Duration, since: date) -> date | None:
    """Return the last day of a duration that began on `since`, moved by every pause that came before it.

    None when a school year that counts is not in the calendar.
    """
    if duration.unit == "school weeks":
        return after_school_weeks(since, duration.count, dossier.network.holidays, pauses_of(dossier))
    end, free = later(since, duration), days_after(since, 1)
    for first, last in sorted(pauses_of(dossier)):
        first = max(first, free)
        # A pause that begins on the day after the last one comes just in time.
        if first > days_after(end, 1):
            break
        if first <= last:
            end, free = days_after(end, (last - first).days + 1), days_after(last, 1)
    return end
