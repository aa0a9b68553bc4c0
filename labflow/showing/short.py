"""Why something stalls, in at most a few words for a card. The long sentence is labflow's; nothing is judged here."""

from labflow.stall import Finding, Stalled
from labflow.texts.speech import Speech
from labflow.words import Words

TOGETHER = {"stall.blocked_funding", "stall.blocked_framework"}


def of(finding: Finding, found: Stalled, say: Speech) -> str:
    """Return one finding in a few words; money and framework that are both open are said together."""
    codes = {one.reason.code for one in found.findings}
    if finding.reason.code in TOGETHER and codes >= TOGETHER:
        return say("web.short.funding_and_framework")
    values = dict(finding.reason.values)
    if isinstance(text := values.get("text"), Words):
        values["text"] = say.bare(text)
    day = values.get("meeting") or values.get("until")
    values["day"] = say.short_day(day, found.dossier.today) if day else ""  # type: ignore[arg-type]
    return say.capital(f"web.short.{finding.reason.code.removeprefix('stall.')}", **values)
