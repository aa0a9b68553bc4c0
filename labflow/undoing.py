"""Take back what one did last, as an act of its own: what was written stays in the record, and so does taking it back.

Only an act that nobody has built on: the newest on its initiative, by who takes it back, on the same day. What others
answered (a request, a vote, a step) has a verb of its own, or none.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from labflow import access, asking_update, placing, rows
from labflow.access import Actor
from labflow.acting import begin, finish, numbered
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.dossier import Dossier
from labflow.queries.former import former, touched_last
from labflow.queries.reading import fetch
from labflow.reasons import Blocked, Reason
from labflow.requirements import point_state

UNDONE = ("tick", "turn", "rest", "wake", "assign", "fill", "ask-update", "agenda")


def can_undo(dossier: Dossier, actor: Actor) -> bool:
    """Return whether this actor's own act is the newest one, of today, and can be taken back."""
    mine = dossier.last_by == actor.key and dossier.last_on == dossier.today
    return mine and dossier.last_act in UNDONE and not dossier.workflow.confidential and _may(dossier, actor)


def undo(change: Change, catalogue: Catalogue, slug: str, rev: int | None = None) -> None:
    """Take back the newest act on an initiative. Raises Overtaken, or Blocked when it cannot be taken back."""
    dossier = begin(change, catalogue, slug, None, rev)
    if not can_undo(dossier, change.actor):
        raise Blocked(Reason("undoing.not_this", {"title": dossier.title}))
    written = [(BACK[table], id) for table, id in touched_last(change.conn, dossier.id) if table in BACK]
    if not written:
        raise Blocked(Reason("undoing.not_this", {"title": dossier.title}))
    for take_back, id in written:
        take_back(change, dossier, id)
    finish(change, dossier, "undo")


def _may(dossier: Dossier, actor: Actor) -> bool:
    return access.may(actor, dossier.last_act, dossier.network, dossier)


def _tick(change: Change, dossier: Dossier, id: str) -> None:
    """The answer that stood there before, said again; without one, what an unanswered point says."""
    told = _in_order(change, dossier, rows.Tick)
    last = next(row for row in told if row.id == id)
    before = [row for row in told if row.item == last.item and row.n < last.n]
    item = dossier.workflow.item(last.item)
    assert item is not None
    bare = {"item": last.item, "state": point_state(_without(dossier, last.item), item)}
    again = _said(before[-1], "item state evidence evidence_en link why by_day source") if before else bare
    numbered(change, dossier, rows.Tick, **again, person_id=change.actor.person_id, on_day=change.on)


def _turn(change: Change, dossier: Dossier, id: str) -> None:
    """Whose move it was said to be before; without one, nobody said anything."""
    before = [row for row in _in_order(change, dossier, rows.Turn) if row.id != id]
    again = _said(before[-1], "who who_en nobody role to_id what source") if before else {"who": ""}
    numbered(change, dossier, rows.Turn, **again, person_id=change.actor.person_id, on_day=change.on)
    _withdraw(change, id)


def _rest(change: Change, dossier: Dossier, id: str) -> None:
    """A rest that began ends; one that was ended, by hand or by the next, goes on."""
    before = former(change.conn, "rest", id)
    change.put(rows.Rest, id, ended_on=change.on if before is None else _day(before.get("ended_on")))


def _lead(change: Change, dossier: Dossier, id: str) -> None:
    """Who led before leads again; who was named leads no more."""
    before = former(change.conn, "lead", id)
    change.put(rows.Lead, id, until_day=change.on if before is None else _day(before.get("until_day")))
    _withdraw(change, id)


def _passage(change: Change, dossier: Dossier, id: str) -> None:
    """What was filled in is not known again."""
    before = former(change.conn, "passage", id) or {}
    days = {name: _day(before.get(name)) for name in ("when_start", "when_end")}
    texts = {name: before.get(name) for name in ("when_nl", "source")}
    change.put(rows.Passage, id, when_precision=before.get("when_precision", "none"), **days, **texts)


def _withdraw(change: Change, about_id: str) -> None:
    """A letter that has not left need not leave any more."""
    for letter in fetch(change.conn, rows.Letter, rows.Letter.about_id == about_id):
        if letter.mail_id is None and letter.withdrawn_on is None:
            change.put(rows.Letter, letter.id, withdrawn_on=change.on)


BACK: dict[str, Callable[[Change, Dossier, str], None]] = {
    "tick": _tick, "turn": _turn, "rest": _rest, "lead": _lead, "passage": _passage,
    "letter": asking_update.take_back, "agenda_item": placing.take_off, "meeting": placing.keep,
}  # fmt: skip


def _in_order(change: Change, dossier: Dossier, table: Any) -> list[Any]:
    return fetch(change.conn, table, table.initiative_id == dossier.id, order="n")


def _said(row: Any, names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names.split()}


def _without(dossier: Dossier, item: str) -> Dossier:
    return replace(dossier, ticks={id: tick for id, tick in dossier.ticks.items() if id != item})


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None
