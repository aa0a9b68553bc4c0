"""When to look at an initiative again: the first day on which something about it may ask attention.

As long as nobody does anything the list hardly ever shrinks: what speaks on a day still speaks on the next. So it is
asked every so many days and on each day that is known, and then the first day is found by halving. Source: own proposal
(docs/decisions/0034).
"""

from dataclasses import replace
from datetime import date, timedelta

from labflow.clock import days_after
from labflow.dossier import Dossier
from labflow.stall.again import moving_since
from labflow.stall.how import missing_years
from labflow.stall.listing import any_row_of

HORIZON = 400
"""So many days ahead is far enough: nothing by then means that it is looked at again then (own proposal)."""
APART = 28
"""So many days lie at most between two days on which it is asked (own proposal)."""
NEVER = date(9999, 12, 31)
"""What has no place on the board is on no list, whatever the day."""


def look_at(dossier: Dossier) -> date | None:
    """Return the first day, today at the earliest, on which it is on the list or must be read again to know that.

    A lead who leaves on a day that is known is another fact on that day, so it is read again then. None: read it every
    day for now, since it moved again a few days ago, or the calendar lacks a year that counts.
    """
    if not dossier.workflow.board:
        return NEVER
    if _speaks(dossier, dossier.today):
        return dossier.today
    if moving_since(dossier) or missing_years((dossier,), dossier.today):
        return None
    quiet, until = dossier.today, dossier.today
    for until in _probes(dossier):
        if _speaks(dossier, until):
            break
        quiet = until
    while (apart := (until - quiet).days) > 1:
        middle = days_after(quiet, apart // 2)
        quiet, until = (quiet, middle) if _speaks(dossier, middle) else (middle, until)
    return until


def _speaks(dossier: Dossier, day: date) -> bool:
    return any_row_of(replace(dossier, today=day)) is not None


def _probes(dossier: Dossier) -> list[date]:
    """Days to ask on, in order: a warning before a deadline may be over after it, so that day is one too."""
    today, last = dossier.today, _read_again(dossier)
    known = {one.when.end for one in dossier.deadlines} | {one.ends.end for one in dossier.commitments}
    known |= {today + timedelta(days) for days in range(APART, HORIZON, APART)} | {last}
    return sorted(day for day in known if day and today < day <= last)


def _read_again(dossier: Dossier) -> date:
    horizon = dossier.today + timedelta(HORIZON)
    leaves = dossier.lead.until_day if dossier.lead else None
    return min(leaves, horizon) if leaves and leaves > dossier.today else horizon
