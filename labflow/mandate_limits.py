"""What stands in the way of a provisional mandate: its amount, the year, an earlier one, a no, the initiative itself.

Source of every limit: R8 and the numbers of the rules in force, own proposal. It writes nothing.
"""

from collections.abc import Iterator
from typing import Any

from labflow.change import Change
from labflow.clock import days_after
from labflow.dossier import Dossier
from labflow.facts import Mandate
from labflow.looking import Looking
from labflow.queries.council import rules_in_force
from labflow.queries.mandates import newest_days, unratified_cents
from labflow.reasons import Reason
from labflow.reglement import Reglement
from labflow.words import Euro


def cannot_begin(change: Change | Looking, dossier: Dossier, cents: int, request_id: str | None, meeting: Any,
                  granted: Mandate | None = None) -> Iterator[Reason]:  # fmt: skip
    """Every reason against a mandate; `granted`: the one that is about to be granted."""
    if dossier.workflow.confidential:
        yield Reason("mandates.confidential")
    if not dossier.is_running:
        yield Reason("mandates.initiative_ended", {"title": dossier.title, "stage": dossier.stage.title})
    if dossier.pause:
        yield Reason("mandates.initiative_paused", {"title": dossier.title, "until": dossier.pause.until_day})
    if meeting is None:
        yield Reason("mandates.no_meeting", who="coordinator")
    others = [m for m in dossier.mandates if granted is None or m.id != granted.id]
    for other in others:
        if other.state == "asked" or (other.runs and change.on <= other.until_day):
            yield Reason("mandates.another", {"number": other.number, "state": state_words(other.state)})
    rules = rules_in_force(change.conn, change.on)
    if rules is not None:
        yield from _too_much(change, rules, cents)
        yield from _refused_before(change, rules, dossier, request_id, others)


def _too_much(change: Change | Looking, rules: Reglement, cents: int) -> Iterator[Reason]:
    most, year = rules.cents["mandate"], rules.cents["mandates_per_year"]
    begun = unratified_cents(change.conn, change.on.year)
    if cents > most:
        yield Reason("mandates.too_much", {"amount": Euro(cents), "most": Euro(most)})
    if begun + cents > year:
        values = {"begun": Euro(begun), "most": Euro(year), "year": str(change.on.year)}
        yield Reason("mandates.too_much_this_year", values)


def _refused_before(change: Change | Looking, rules: Reglement, dossier: Dossier, request_id: str | None,
                    others: list[Mandate]) -> Iterator[Reason]:  # fmt: skip
    """No second mandate on a matter that the body refused, or did not ratify, not so long ago."""
    matters = {r.id: r.transition for r in dossier.requests}
    matter, days = matters.get(request_id or ""), rules.days["again"]
    no = [d for d in dossier.decisions if d.outcome == "rejected" and d.transition and not d.replaced_by]
    refused = [(d.number, d.on_day) for d in no if matter in (None, d.transition)]
    stopped = [m for m in others if m.state in ("refused", "lapsed") or (m.runs and change.on > m.until_day)]
    ended = newest_days(change.conn, [m.id for m in stopped])
    refused += [(m.number, ended[m.id]) for m in stopped
                if matter is None or matters.get(m.request_id or "") in (None, matter)]  # fmt: skip
    for number, day in refused:
        if change.on < (again := days_after(day, days)):
            yield Reason("mandates.refused_before", {"number": number, "day": day, "again": again})
    for other in others:
        if request_id and other.request_id == request_id and other.state in ("ratified", "changed"):
            yield Reason("mandates.second", {"number": other.number})


def state_words(state: str) -> Reason:
    """Return the words for the state of a mandate."""
    return Reason(f"mandates.state.{state}")
