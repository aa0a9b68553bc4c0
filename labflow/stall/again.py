"""News since labflow is used: the newest, and what moves again because of it.

It moves again when it stalled on the eve of a sign of life and asks nothing now (own proposal). Nothing is kept about
that: what was known on that evening is worked out from what is known now. Where that cannot be told (a blocker that was
lifted since) it stays silent.
"""

from dataclasses import replace
from datetime import date, timedelta

from labflow.clock import days_after
from labflow.dossier import Dossier
from labflow.facts import Note
from labflow.stall.clocks import Sign, signs
from labflow.stall.listing import row_of

SHOWN = 30
"""So many days it is said that something moves again."""


def newest_news(dossier: Dossier) -> Sign | None:
    """Return the newest sign of life that somebody gave; None when no day is known.

    A source is heard on the day of its import, but what it tells happened before: of that only a day of its own counts.
    """
    return max(signs(_as_it_happened(dossier)), key=lambda sign: sign.day, default=None)


def moving_since(dossier: Dossier) -> date | None:
    """Return the day of the sign of life with which it moved again, None when it did not or that is long ago."""
    if not dossier.is_running or row_of(dossier):
        return None
    first = days_after(dossier.today, -SHOWN)
    days = sorted({sign.day for sign in signs(_as_it_happened(dossier)) if sign.day > first}, reverse=True)
    return next((day for day in days if _stalled_before(dossier, day)), None)


def _as_it_happened(dossier: Dossier) -> Dossier:
    ticks = {id: tick for id, tick in dossier.ticks.items() if not tick.source}
    return replace(dossier, ticks=ticks, notes=tuple(_dated(note) for note in dossier.notes))


def _dated(note: Note) -> Note:
    is_a_day = note.when.start is not None and note.when.start == note.when.end
    return replace(note, on_day=note.when.end if is_a_day else None) if note.source else note


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
