"""What asks two thirds of the votes and is never decided in writing, as the rules list it: it says which, and why."""

from collections.abc import Mapping

from labflow.dossier import Dossier
from labflow.facts import APPROVALS, Request
from labflow.queries.money import Means
from labflow.reasons import Reason
from labflow.reglement import Reglement
from labflow.sitting import Item, Sitting
from labflow.words import Euro


def heavy(meeting: Sitting, item: Item, found: Dossier | None, means: Means | None,
          cents: int | None = None) -> tuple[Reason, ...]:  # fmt: skip
    """Return why an item needs two thirds; empty when it does not (R3).

    `found`: the initiative that it is about; `means`: of the year of the meeting, None when the network names none;
    `cents`: what would be granted, by default what is asked, with the amendment that was adopted.
    """
    listed = meeting.rules(item).heavy
    reasons = [Reason("closing.heavy_rules")] if item.kind == "rules" and "rules" in listed else []
    if "over_means" in listed and means is not None:
        noted = 0 if meeting.closed_on else sum(granted(meeting, x) or 0 for x in meeting.items if x.id != item.id)
        reasons += over_means(means, cents_of(meeting, item) if cents is None else cents, meeting.day.year, noted)
    if item.request and found:
        reasons += against_lead(meeting.rules(item), found, item.request)
    return tuple(reasons)


def over_means(means: Means, cents: int | None, year: int, noted: int = 0) -> tuple[Reason, ...]:
    """Return a reason when an amount is more than what is left of a year; `noted`: cents that a meeting will grant."""
    left = means.left_cents - noted
    if not cents or cents <= left:
        return ()
    values = {"asked": Euro(cents), "left": Euro(max(left, 0)), "year": str(year)}
    return (Reason("closing.heavy_over_means", values),)


def against_lead(rules: Reglement, found: Dossier, request: Request) -> tuple[Reason, ...]:
    """Return a reason when a request would stop an initiative whose lead did not ask for it.

    A step that goes on in another workflow stops nothing; with nobody known to lead there is nobody to be against.
    """
    way = found.workflow.transitions.get(request.transition)
    if "against_lead" not in rules.heavy or way is None or way.decided_by is None or way.continues:
        return ()
    target = found.workflow.stages.get(way.target or "")
    if target is None or not target.final or found.lead is None or found.lead.who is None:
        return ()
    asked_it = request.person_id is not None and request.person_id == found.lead.person_id
    return () if asked_it else (Reason("closing.heavy_against_lead", {"title": found.title}),)


def adopted_on(meeting: Sitting, item: Item) -> Item | None:
    """Return the amendment of this item that was adopted, or None; there is at most one (R12)."""
    here = (one for one in meeting.items if one.amends_id == item.id and one.id != item.id)
    return next((one for one in here if one.noted and one.noted.value in APPROVALS), None)


def cents_of(meeting: Sitting, item: Item) -> int | None:
    """Return what an approval of this item grants when nobody names another amount, in cents; None: no money."""
    if item.kind == "amendment":
        return None
    amendment = adopted_on(meeting, item)
    if amendment and amendment.cents is not None:
        return amendment.cents
    return item.cents if item.request is None else item.request.cents


def asks_of(meeting: Sitting, item: Item) -> Mapping[str, object]:
    """Return what is asked, by name: the request (or the item itself) with the amendment that was adopted."""
    amendment = adopted_on(meeting, item)
    asked = {**item.request.asks, **item.asks} if item.request else {**item.asks}
    return {**asked, **amendment.asks} if amendment else asked


def granted(meeting: Sitting, item: Item) -> int | None:
    """Return what a noted approval grants in cents: what was noted, else what was asked."""
    if item.noted is None or item.noted.value not in APPROVALS:
        return None
    return cents_of(meeting, item) if item.noted.cents is None else item.noted.cents
