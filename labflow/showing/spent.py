"""Time in a stage against what is expected. What has no known beginning gets no bar: nothing is guessed."""

from labflow.dossier import Dossier
from labflow.reasons import Reason
from labflow.stall.clocks import stayed
from labflow.stall.finding import length
from labflow.texts.speech import Speech
from labflow.views.spent import Spent


def against_expected(dossier: Dossier, say: Speech) -> Spent | None:
    """Return the time in its stage against the expected one; None when either is not known (own proposal).

    An entry known to the month or the school year gives a least and a most.
    """
    since, expected = dossier.entered, dossier.stage.expected
    if since.start is None or since.end is None or expected is None or not dossier.is_running:
        return None
    if since.end > dossier.today:
        return None
    (few, least), (many, most) = (stayed(dossier, day, expected) for day in (since.end, since.start))
    unit, whole = length(expected, dossier.network), max(most, 1.0)
    values = {"least": few, "spent": Reason(unit.code, {"n": many or 1}), "length": unit}
    code = "web.spent.short" if not many else "web.spent" if few == many else "web.spent.between"
    return Spent(say(code, **values), round(100 * least / whole), round(100 * most / whole), round(100 / whole))
