"""What waits for this reader, in words. It never judges what waits: `labflow.waiting` does."""

from collections.abc import Sequence
from datetime import date

from labflow.texts.speech import Speech
from labflow.views.waiting import Line, Waits
from labflow.waiting import Waiting

IN_SIGHT = 5


def block(found: Sequence[Waiting], today: date, say: Speech) -> Waits:
    """Return the block; what does not fit in sight is folded away, never left out."""
    lines = tuple(_line(one, today, say) for one in found)
    others = lines[IN_SIGHT:]
    more = say.counted("web.waiting.more", len(others)) if others else ""
    return Waits(say.counted("web.waiting.title", len(lines)) if lines else "", lines[:IN_SIGHT], others, more)


def _line(one: Waiting, today: date, say: Speech) -> Line:
    """Since when stands beside it, unless the sentence names that day itself."""
    old = one.since is not None and one.since < today and one.since != one.reason.values.get("day")
    since = say("web.waiting.since", day=say.short_day(one.since, today)) if old and one.since else ""
    return Line(say.capital(one.reason), one.href, since)
