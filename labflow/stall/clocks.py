"""The clocks of an initiative: time in its stage, last sign of life, and the day by which something is due.

Each stays quiet on *not known*. A remark, a change of turn or a rest moves none of them; a pause stops them.
"""

from calendar import monthrange
from datetime import date, timedelta

from labflow.clock import UNKNOWN, Interval, days_after, on_day
from labflow.definition import Duration
from labflow.dossier import Dossier
from labflow.facts import Deadline
from labflow.schoolyear import Span, Weeks, days_within, school_weeks

SUBSTANTIVE_NOTES = ("realisatie", "uitdaging", "gebeurtenis")
SUBSTANTIVE_TICKS = ("done", "busy", "explained")
LIMITS = ("deadline", "term")


def last_sign(dossier: Dossier) -> Interval:
    """Return the day of the newest sign of life; not known when no sign has a known day (own proposal).

    Signs are achievements, challenges and events in the log (the day on which they were told), points worked on,
    requests, decisions and steps taken here. A remark is none, and neither is what a source tells without a day.
    """
    notes = [note.on_day for note in dossier.notes if note.kind in SUBSTANTIVE_NOTES]
    ticks = [tick.on_day for tick in dossier.ticks.values() if tick.state in SUBSTANTIVE_TICKS]
    steps = [passage.when.end for passage in dossier.passages if not passage.imported]
    acts = [request.on_day for request in dossier.requests] + [decision.on_day for decision in dossier.decisions]
    days = [day for day in (*notes, *ticks, *steps, *acts) if day is not None]
    return on_day(max(days)) if days else UNKNOWN


def weeks_between(dossier: Dossier, after: date, until: date) -> Weeks:
    """Return the school weeks between two days by the network's calendar; pauses do not count."""
    return school_weeks(after, until, dossier.network.holidays, _pauses(dossier))


def has_stayed_longer(dossier: Dossier, duration: Duration | None) -> bool:
    """Return whether it certainly stands in its stage for longer than `duration`; the last day is still in time."""
    since, yesterday = dossier.entered.end, dossier.today - timedelta(1)
    if since is None or duration is None:
        return False
    if duration.unit == "school weeks":
        return weeks_between(dossier, since, yesterday).least >= duration.count
    paused = days_within(days_after(since, 1), dossier.today, _pauses(dossier))
    return dossier.today > days_after(_later(since, duration), paused)


def stayed(dossier: Dossier, since: date, duration: Duration) -> tuple[int, float]:
    """Return how long it stands in its stage when it entered on `since`: in whole units of `duration`, and as a share.

    A share of 1.0 is the whole duration; pauses do not count (own proposal).
    """
    if duration.unit == "school weeks":
        weeks = weeks_between(dossier, since, dossier.today).least
        return weeks, weeks / duration.count
    paused = days_within(days_after(since, 1), dossier.today, _pauses(dossier))
    until = max(since, dossier.today - timedelta(paused))
    share = (until - since).days / (_later(since, duration) - since).days
    if duration.unit == "days":
        return (until - since).days, share
    months = (until.year - since.year) * 12 + until.month - since.month
    return months - (until.day < since.day), share


def limit(dossier: Dossier) -> Deadline | None:
    """Return the deadline or term that counts: the newest, unless it ended before this stage began."""
    newest = next((d for d in reversed(dossier.deadlines) if d.kind in LIMITS), None)
    entered = dossier.entered.start
    if newest is None or (entered is not None and newest.when.is_wholly_before(entered)):
        return None
    return newest


def _later(day: date, duration: Duration) -> date:
    return _months_after(day, duration.count) if duration.unit == "months" else days_after(day, duration.count)


def _months_after(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _pauses(dossier: Dossier) -> tuple[Span, ...]:
    return tuple(
        (pause.from_day, pause.resumed_on - timedelta(1) if pause.resumed_on else dossier.today)
        for pause in dossier.pauses
    )
