"""When to look at an initiative again: the first day on which something about it may ask attention.

As long as nobody does anything the list only grows: what speaks on a day still speaks on the next. So the first day is
found by halving. Source: own proposal (docs/decisions/0034).
"""

from dataclasses import replace
from datetime import date, timedelta

from labflow.clock import days_after
from labflow.dossier import Dossier
from labflow.stall.listing import any_row_of

HORIZON = 400
"""So many days ahead is far enough: nothing by then means that it is looked at again then (own proposal)."""
NEVER = date(9999, 12, 31)
"""What has no place on the board is on no list, whatever the day."""


def look_at(dossier: Dossier) -> date:
    """Return the first day, today at the earliest, on which it is on the list or must be read again to know that.

    A lead who leaves on a day that is known is another fact on that day, so it is read again then.
    """
    if not dossier.workflow.board:
        return NEVER
    if _speaks(dossier, dossier.today):
        return dossier.today
    quiet, until = dossier.today, _read_again(dossier)
    if not _speaks(dossier, until):
        return until
    while (apart := (until - quiet).days) > 1:
        middle = days_after(quiet, apart // 2)
        quiet, until = (quiet, middle) if _speaks(dossier, middle) else (middle, until)
    return until


def _speaks(dossier: Dossier, day: date) -> bool:
    return any_row_of(replace(dossier, today=day)) is not None


def _read_again(dossier: Dossier) -> date:
    horizon = dossier.today + timedelta(HORIZON)
    leaves = dossier.lead.until_day if dossier.lead else None
    return min(leaves, horizon) if leaves and leaves > dossier.today else horizon
