"""News since labflow is used: the newest, and what moves again because of it.

It moves again when it stalled on the eve of a sign of life and does not stall now (own proposal).

Nothing is kept about it: what was known on that evening is worked out again from what is known now. Where that cannot
be told (a blocker that was lifted since) it stays silent.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from labflow.clock import days_after
from labflow.dossier import Dossier
from labflow.stall.clocks import SUBSTANTIVE_NOTES, SUBSTANTIVE_TICKS, last_sign
from labflow.stall.listing import row_of

SHOWN = 30
"""So many days it is said that something moves again."""


def last_news(dossier: Dossier) -> date | None:
    """Return the day of the newest sign of life, leaving out the points that a source told on the day of its import."""
    return last_sign(_without_source(dossier)).end


def moving_since(dossier: Dossier) -> date | None:
    """Return the day of the sign of life with which it moved again, None when it did not or that is long ago."""
    sign = last_news(dossier)
    if sign is None or sign <= days_after(dossier.today, -SHOWN) or not dossier.is_running or row_of(dossier):
        return None
    return next((day for day in _signs(_without_source(dossier)) if _stalled_before(dossier, day)), None)


def _signs(dossier: Dossier) -> Iterator[date]:
    """The days of the signs of life of these days, the newest first."""
    notes = [note.on_day for note in dossier.notes if note.kind in SUBSTANTIVE_NOTES]
    ticks = [tick.on_day for tick in dossier.ticks.values() if tick.state in SUBSTANTIVE_TICKS]
    steps = [step.when.end for step in dossier.passages if not step.imported]
    acts = [request.on_day for request in dossier.requests] + [decision.on_day for decision in dossier.decisions]
    first = days_after(dossier.today, -SHOWN)
    return iter(sorted({day for day in (*notes, *ticks, *steps, *acts) if day and day > first}, reverse=True))


def _without_source(dossier: Dossier) -> Dossier:
    return replace(dossier, ticks={id: tick for id, tick in dossier.ticks.items() if not tick.source})


def _stalled_before(dossier: Dossier, day: date) -> bool:
    found = row_of(_before(dossier, day))
    return found is not None and found.group == "stalled"


def _before(dossier: Dossier, day: date) -> Dossier:
    """The initiative as it was known on the evening before a day."""

    def earlier(told: date | None) -> bool:
        return told is None or told < day

    later = [step for step in dossier.passages if not step.imported and not earlier(step.when.end)]
    stage = later[0].from_stage if later and later[0].from_stage else dossier.stage_key
    return replace(
        dossier, today=day - timedelta(1), stage_key=stage,
        passages=tuple(step for step in dossier.passages if step not in later),
        ticks={id: tick for id, tick in dossier.ticks.items() if earlier(tick.on_day)},
        notes=tuple(note for note in dossier.notes if earlier(note.on_day)),
        requests=tuple(one for one in dossier.requests if earlier(one.on_day)),
        decisions=tuple(one for one in dossier.decisions if earlier(one.on_day)),
        turn=dossier.turn if dossier.turn and earlier(dossier.turn.on_day) else None,
        rest=dossier.rest if dossier.rest and earlier(dossier.rest.on_day) else None,
    )  # fmt: skip
