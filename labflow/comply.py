"""Comply or explain: an open point may go to the body with a reason and a day. The reason is an answer of its own.

It judges no gate, and it never calls a point done.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from labflow import rows, typed
from labflow.acting import numbered
from labflow.change import Change
from labflow.definition import Item, Transition
from labflow.dossier import Dossier
from labflow.reasons import Blocked, Invalid, Reason, Refusal

Explained = Mapping[str, tuple[object, object]]
"""Why a point is open and by which day it follows, by the point's id, as typed."""
NONE_EXPLAINED: Explained = MappingProxyType({})


def explain(change: Change, dossier: Dossier, way: Transition, explained: Explained) -> None:
    """Write an explanation for each point that got one; the caller counts and records.

    A point with nothing typed stays as it is, and so does one that says the same as before. Raises Invalid with what
    is wrong at each point, or Blocked for a point that this transition does not ask.
    """
    told = {id: pair for id, pair in explained.items() if any(str(part or "").strip() for part in pair)}
    items = {item.id: item for item in dossier.workflow.checklist_of(way) if item.met_by is None}
    if strange := sorted(set(told) - set(items)):
        raise Blocked(Reason("lifecycle.no_such_point", {"item": typed.shown(strange[0]), "known": tuple(items)}))
    faults: list[Reason] = []
    for id, (why, by_day) in told.items():
        try:
            _write(change, dossier, items[id], why, by_day)
        except Invalid as refused:
            faults.extend(_at(items[id], refused))
    if faults:
        raise Invalid(*faults)


def promised(change: Change, by_day: object) -> date:
    """Return the day by which a point is promised. Raises Invalid for no day, or a day that is past."""
    by = typed.day(by_day, "by_day")
    if by < change.on:
        raise Invalid(Reason("typed.day_before", {"name": Reason("typed.name.by_day"), "day": change.on}))
    return by


def _write(change: Change, dossier: Dossier, item: Item, why: object, by_day: object) -> None:
    before = dossier.ticks.get(item.id)
    reason = typed.optional_text(why, "why")
    if before and before.state == "explained" and (before.why, str(before.by_day)) == (reason, str(by_day)):
        return
    if not reason:
        raise Invalid(Reason("typed.empty", {"name": Reason("typed.name.why")}))
    numbered(
        change, dossier, rows.Tick, item=item.id, state="explained", why=reason, by_day=promised(change, by_day),
        person_id=change.actor.person_id, on_day=change.on,
    )  # fmt: skip


def _at(item: Item, refused: Refusal) -> Iterator[Reason]:
    """The same reasons, each with the point that it is about."""
    for reason in refused.reasons:
        yield Reason("comply.at_point", {"ask": item.ask, "what": reason, "point": item.id,
                                         "name": reason.values.get("name", "")})  # fmt: skip
