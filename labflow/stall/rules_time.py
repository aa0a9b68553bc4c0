"""Rules on time: quiet for too long, too long in a stage, soon one of these, a rest or a pause that is over."""

from dataclasses import dataclass
from datetime import date
from math import ceil

from labflow.clock import Interval, on_day
from labflow.definition import Duration
from labflow.dossier import Dossier
from labflow.reasons import Reason
from labflow.requirements import param
from labflow.schoolyear import Weeks
from labflow.stall.clocks import (
    days_between,
    has_stayed_longer,
    last_sign,
    newest_limit,
    newest_sign,
    stayed,
    weeks_between,
)
from labflow.stall.finding import (
    HELD_UP,
    PASSED,
    SLOW,
    SOON,
    Action,
    Finding,
    Findings,
    by_role,
    found,
    length,
    made,
)
from labflow.stall.ledger import end_of

WARNED_FROM = 3 / 4
"""The share of a limit after which it is said beforehand (the last quarter; own proposal)."""


@dataclass(frozen=True, slots=True)
class Silence:
    """No sign of life for this many school weeks (own proposal)."""

    school_weeks: int = param("count")

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding when it is quiet for long enough."""
        since = last_sign(dossier)
        if since.end is None:
            return ()
        weeks = weeks_between(dossier, since.end, dossier.today)
        if weeks.least < self.school_weeks:
            return ()
        reason = Reason("stall.silent", {"weeks": weeks.spoken, "limit": self.school_weeks})
        return (found(dossier, since, reason, SLOW),)

    def soon(self, dossier: Dossier) -> Findings:
        """Return one finding in the last quarter before it is quiet for long enough."""
        since = last_sign(dossier).end
        if since is None:
            return ()
        least, most = days_between(dossier, since, dossier.today)
        whole = self.school_weeks * 7
        if not whole * WARNED_FROM <= least < whole:
            return ()
        left = Weeks(max(ceil((whole - most) / 7), 0), ceil((whole - least) / 7), (), bool(dossier.network.holidays))
        reason = Reason("stall.soon_silent", {"left": left.spoken, "day": since, "limit": self.school_weeks})
        return (Finding(reason, SOON),)


@dataclass(frozen=True, slots=True)
class OverExpected:
    """Longer in its stage than expected, while no agreed term or deadline still runs (own proposal).

    Nor while a request waits for the body: then that is what takes long, and it has rules of its own.
    """

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding when it takes longer than the stage's expected duration."""
        return () if _is_settled(dossier) else _over(dossier, dossier.stage.expected, "expected", SLOW, "ask_update")

    def soon(self, dossier: Dossier) -> Findings:
        """Return one finding in the last quarter of the stage's expected duration."""
        return () if _is_settled(dossier) else _nearly(dossier, dossier.stage.expected, "expected")


@dataclass(frozen=True, slots=True)
class OverMaximum:
    """Longer in its stage than may be (own proposal)."""

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding when it takes longer than the stage's maximum."""
        return _over(dossier, dossier.stage.maximum, "maximum", PASSED, "ask_decision")

    def soon(self, dossier: Dossier) -> Findings:
        """Return one finding in the last quarter of the stage's maximum."""
        return _nearly(dossier, dossier.stage.maximum, "maximum")


@dataclass(frozen=True, slots=True)
class Soon:
    """In the last quarter before it is silent, over its expected or over its maximum time, as far as the workflow
    looks at those (own proposal).
    """

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding for each limit that comes near."""
        asked = (need for need in dossier.workflow.stall if need.kind in LIMITS)
        return tuple(finding for need in asked for finding in made(LIMITS[need.kind], need).soon(dossier))


LIMITS: dict[str, type] = {"silence": Silence, "over_expected": OverExpected, "over_maximum": OverMaximum}
"""The kinds of which Soon says beforehand that they will speak."""


@dataclass(frozen=True, slots=True)
class RestOver:
    """The day until which it rested has come, and nobody did anything since (own proposal)."""

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding when the rest is over without a sign of life, and without a word on whose move it is."""
        rest, turn, sign = dossier.rest, dossier.turn, newest_sign(dossier)
        if rest is None or rest.until_day is None or dossier.today < rest.until_day:
            return ()
        since = [day for day in (sign and sign.day, turn and turn.on_day) if day and day >= rest.until_day]
        if since:
            return ()
        reason = Reason("stall.rest_over", {"day": rest.until_day, "text": rest.text})
        return (found(dossier, on_day(rest.until_day), reason, HELD_UP),)


@dataclass(frozen=True, slots=True)
class PauseOver:
    """The day until which it was paused has come, and nobody let its clock run again (own proposal)."""

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding when a pause runs past its day."""
        pause = dossier.pause
        if pause is None or dossier.today < pause.until_day:
            return ()
        reason = Reason("stall.pause_over", {"day": pause.until_day, "why": pause.why})
        mover = by_role(dossier.network, "lead")
        return (found(dossier, on_day(pause.until_day), reason, HELD_UP, "resume", mover),)


def _is_settled(dossier: Dossier) -> bool:
    """Whether a term or deadline that was agreed may still run, or the body has the next step: then that counts."""
    agreed, entered, asked = newest_limit(dossier), dossier.entered.start, dossier.open_request
    if asked is not None and asked.state != "returned":
        return True
    if agreed is None or agreed.when.is_wholly_before(dossier.today):
        return False
    return entered is None or not agreed.when.is_wholly_before(entered)


def _over(dossier: Dossier, duration: Duration | None, what: str, weight: int, action: Action) -> Findings:
    if duration is None or not has_stayed_longer(dossier, duration):
        return ()
    values = {
        "since": dossier.entered, "stage": dossier.stage.title, "length": length(duration, dossier.network),
    }  # fmt: skip
    return (found(dossier, dossier.entered, Reason(f"stall.over_{what}", values), weight, action),)


def _nearly(dossier: Dossier, duration: Duration | None, what: str) -> Findings:
    """From three quarters on, until it is over: as late as the day of entry can be."""
    since = dossier.entered.end
    if since is None or since > dossier.today or duration is None or has_stayed_longer(dossier, duration):
        return ()
    if stayed(dossier, since, duration)[1] < WARNED_FROM:
        return ()
    values = {"until": _until(dossier, duration, since), "stage": dossier.stage.title,
              "length": length(duration, dossier.network)}  # fmt: skip
    return (Finding(Reason(f"stall.soon_{what}", values), SOON),)


def _until(dossier: Dossier, duration: Duration, since: date) -> Interval:
    """The last day that is still in time; not known when a school year is missing."""
    end = end_of(dossier, duration, since)
    return on_day(end) if end else Interval()
