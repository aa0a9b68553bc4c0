"""How labflow works it out for one initiative: the arithmetic of its clocks in sentences. It judges nothing."""

from collections.abc import Iterable, Iterator
from datetime import date

from labflow.dossier import Dossier
from labflow.reasons import Reason
from labflow.schoolyear import missing_years as years_without_data
from labflow.stall.clocks import last_sign, limit, newest_sign, weeks_between
from labflow.stall.finding import length, made
from labflow.stall.ledger import end_of, expected_by
from labflow.stall.rules import KINDS
from labflow.stall.rules_time import Silence


def how(dossier: Dossier) -> tuple[Reason, ...]:
    """Return the arithmetic: last sign of life, how long ago that is, time in the stage, and what moved its end."""
    return (*_quiet(dossier), *_stay(dossier), *_warning(dossier))


def moved(dossier: Dossier) -> Reason | None:
    """Return by when its stage is expected to be done, with what moved that day; None when that is not known."""
    expected = expected_by(dossier)
    if expected is None:
        return None
    code = "stall.expected_by_moved" if expected.movers else "stall.expected_by"
    return Reason(code, {"by": expected.by, "movers": expected.movers})


def missing_years(dossiers: Iterable[Dossier], today: date) -> tuple[str, ...]:
    """Return the school years that count on this day and are not in the calendar; somebody has to fill them in.

    Looked at: from the last sign of life until today, from today until the deadline that counts, and today itself.
    """
    missing: set[str] = set()
    for dossier in dossiers:
        counts, since = limit(dossier), last_sign(dossier).end or today
        until = counts.when.end if counts and counts.when.end and dossier.is_running else today
        first = since if dossier.is_running else today
        missing.update(years_without_data(min(first, today), max(until, today), dossier.network.holidays))
    return tuple(sorted(missing))


def _quiet(dossier: Dossier) -> Iterator[Reason]:
    sign = newest_sign(dossier)
    if sign is None:
        yield Reason("stall.how.no_sign")
        return
    yield Reason("stall.how.sign", {"what": sign.what, "day": sign.day})
    need = next((need for need in dossier.workflow.stall if KINDS[need.kind] is Silence), None)
    weeks = weeks_between(dossier, sign.day, dossier.today).spoken
    if need is None:
        yield Reason("stall.how.quiet_no_limit", {"weeks": weeks})
    else:
        yield Reason("stall.how.quiet", {"weeks": weeks, "limit": made(Silence, need).school_weeks})
    yield Reason("stall.how.school" if dossier.network.holidays else "stall.how.plain")


def _stay(dossier: Dossier) -> Iterator[Reason]:
    stage, since = dossier.stage, dossier.entered
    if not dossier.is_running:
        return
    if since.start is None or since.end is None:
        yield Reason("stall.how.not_entered", {"stage": stage.title})
        return
    values = {"stage": stage.title, "since": since}
    if stage.expected is None:
        yield Reason("stall.how.entered_free", values)
    else:
        yield Reason("stall.how.entered", {**values, "length": length(stage.expected, dossier.network)})
    if by := moved(dossier):
        yield by
    until = stage.maximum and end_of(dossier, stage.maximum, since.end)
    if stage.maximum and until:
        longest = length(stage.maximum, dossier.network)
        yield Reason("stall.how.maximum", {"stage": stage.title, "length": longest, "until": until})


def _warning(dossier: Dossier) -> Iterator[Reason]:
    missing = missing_years((dossier,), dossier.today)
    if missing:
        yield Reason("schoolyear.missing", {"years": missing})
