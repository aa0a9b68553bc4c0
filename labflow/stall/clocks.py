"""The clocks of an initiative: time in its stage, last sign of life, and the day by which something is due.

Each stays quiet on *not known*. A remark, a change of turn or a rest moves none of them; a pause stops them.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from labflow.clock import UNKNOWN, Interval, days_after, on_day
from labflow.definition import Duration
from labflow.dossier import Dossier
from labflow.facts import Deadline
from labflow.reasons import NOTHING, Reason
from labflow.schoolyear import Span, Weeks, days_within, school_days, school_weeks

SUBSTANTIVE_NOTES = ("realisatie", "uitdaging", "gebeurtenis")
SUBSTANTIVE_TICKS = ("done", "busy", "explained")
SUBSTANTIVE_ANSWERS = ("in_treatment", "done", "redirected", "refused")
LIMITS = ("deadline", "term")


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of life: the day on which it was given, and what it was, as a sentence."""

    day: date
    what: Reason


def last_sign(dossier: Dossier) -> Interval:
    """Return the day of the newest sign of life; not known when no sign has a known day (own proposal)."""
    newest = newest_sign(dossier)
    return on_day(newest.day) if newest else UNKNOWN


def newest_sign(dossier: Dossier) -> Sign | None:
    """Return the newest sign of life with what it was; None when no sign has a known day (own proposal).

    Signs are achievements, challenges and events in the log (the day on which they were told), points worked on,
    requests, decisions, conditions met, mandates asked and given, questions of members taken up or answered, and steps
    taken here. None are: a remark, a change of turn or lead, a rest, a question that comes in or waits, signing in,
    and what a source tells without a day.
    """
    return max(signs(dossier), key=lambda sign: sign.day, default=None)


def signs(dossier: Dossier) -> Iterator[Sign]:
    """Yield every sign of life with a known day, in no order."""
    for what, number, day in (*_of_the_work(dossier), *_of_the_body(dossier)):
        if day:
            yield Sign(day, Reason(f"stall.sign.{what}", {"number": number} if number else NOTHING))


def _of_the_work(dossier: Dossier) -> Iterator[tuple[str, str, date | None]]:
    yield from ((note.kind, "", note.on_day) for note in dossier.notes if note.kind in SUBSTANTIVE_NOTES)
    yield from (("point", "", tick.on_day) for tick in dossier.ticks.values() if tick.state in SUBSTANTIVE_TICKS)
    yield from (("step", "", step.when.end) for step in dossier.passages if not step.imported)
    yield from (("question", q.number, q.since) for q in dossier.questions if q.state in SUBSTANTIVE_ANSWERS)


def _of_the_body(dossier: Dossier) -> Iterator[tuple[str, str, date | None]]:
    yield from (("request", request.number, request.on_day) for request in dossier.requests)
    for decision in dossier.decisions:
        yield "decision", decision.number, decision.on_day
        yield from (("condition", decision.number, term.met_on) for term in decision.conditions)
    for mandate in dossier.mandates:
        yield "mandate", mandate.number, mandate.asked_on
        yield "mandate", mandate.number, mandate.granted_on


def weeks_between(dossier: Dossier, after: date, until: date) -> Weeks:
    """Return the school weeks between two days by the network's calendar; pauses do not count."""
    return school_weeks(after, until, dossier.network.holidays, pauses_of(dossier))


def days_between(dossier: Dossier, after: date, until: date) -> tuple[int, int]:
    """Return the least and most days that count between two days: no school holidays, no pauses."""
    return school_days(after, until, dossier.network.holidays, pauses_of(dossier))


def has_stayed_longer(dossier: Dossier, duration: Duration | None) -> bool:
    """Return whether it certainly stands in its stage for longer than `duration`; the last day is still in time."""
    since, yesterday = dossier.entered.end, dossier.today - timedelta(1)
    if since is None or duration is None:
        return False
    if duration.unit == "school weeks":
        return weeks_between(dossier, since, yesterday).least >= duration.count
    return dossier.today > days_after(later(since, duration), _paused_since(dossier, since))


def stayed(dossier: Dossier, since: date, duration: Duration) -> tuple[int, float]:
    """Return how long it stands in its stage when it entered on `since`: in whole units of `duration`, and as a share.

    A share of 1.0 is the whole duration; pauses do not count (own proposal).
    """
    if duration.unit == "school weeks":
        least, _ = days_between(dossier, since, dossier.today)
        return least // 7, least / 7 / duration.count
    until = max(since, dossier.today - timedelta(_paused_since(dossier, since)))
    share = (until - since).days / (later(since, duration) - since).days
    if duration.unit == "days":
        return (until - since).days, share
    months = (until.year - since.year) * 12 + until.month - since.month
    return months - (until.day < since.day), share


def limit(dossier: Dossier) -> Deadline | None:
    """Return the deadline or term that counts: the newest, unless it can have ended before this stage began."""
    newest, entered = newest_limit(dossier), dossier.entered
    return None if newest and newest.when.end and entered.end and newest.when.end < entered.end else newest


def newest_limit(dossier: Dossier) -> Deadline | None:
    """Return the newest deadline or term, of whatever stage."""
    return next((d for d in reversed(dossier.deadlines) if d.kind in LIMITS), None)


def later(day: date, duration: Duration) -> date:
    """Return the day that lies a number of days or months later; a month without that day ends on its last."""
    return _months_after(day, duration.count) if duration.unit == "months" else days_after(day, duration.count)


def pauses_of(dossier: Dossier) -> tuple[Span, ...]:
    """Return the days on which its clock stood still, up to today."""
    return tuple(
        (pause.from_day, pause.resumed_on - timedelta(1) if pause.resumed_on else dossier.today)
        for pause in dossier.pauses
    )


def _paused_since(dossier: Dossier, since: date) -> int:
    return days_within(days_after(since, 1), dossier.today, pauses_of(dossier))


def _months_after(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
