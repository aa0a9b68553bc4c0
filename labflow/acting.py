"""How every verb on an initiative begins and ends: find it, check who acts, write, count, log.

This module decides nothing about any particular act.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from labflow import access, rows
from labflow.access import Actor
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.dossier import Dossier
from labflow.queries.entries import acts_of
from labflow.queries.initiatives import dossier as dossier_of
from labflow.queries.people import actor as actor_of
from labflow.queries.reading import next_n
from labflow.reasons import Blocked, NotAllowed, Overtaken, Reason
from labflow.store import Store
from labflow.typed import shown


@contextmanager
def acting_as(store: Store, catalogue: Catalogue, person: str | None, via: str = "cli", on: date | None = None,
              dry_run: bool = False, key: str | None = None) -> Iterator[Change]:  # fmt: skip
    """Open a change for a person by key, whose roles are read after the lock was taken.

    `on`: the day it counts for; `key`: an idempotency key. Raises NotAllowed when nobody, or nobody known, acts.
    """
    if not person:
        raise NotAllowed(Reason("access.nobody_acts"))
    with store.change(Actor(person), via, on=on, dry_run=dry_run, key=key, zone=catalogue.network.zone) as change:
        found = actor_of(change.conn, catalogue.network, person, change.today)
        if found is None:
            raise NotAllowed(Reason("access.unknown_person", {"key": shown(person)}))
        change.actor = found
        yield change


def begin(change: Change, catalogue: Catalogue, slug: str, act: str | None, rev: int | None = None) -> Dossier:
    """Return the initiative that is acted on.

    `act`: a row of the access table, None when the transition itself says who may; `rev`: what the actor saw, if they
    said so. Raises NotFound, NotAllowed, Overtaken (with who was first) or Blocked (a day before the last move).
    """
    dossier = dossier_of(change.conn, catalogue, change.actor, slug, change.on)
    change.shielded = dossier.workflow.confidential
    if act is not None:
        access.demand(change.actor, act, catalogue.network, dossier)
    if rev is not None and rev != dossier.rev:
        raise Overtaken(*_meanwhile(change, dossier, rev))
    last = dossier.passages[-1] if dossier.passages else None
    if last and last.when.end and not last.imported and change.on < last.when.end:
        raise Blocked(Reason("lifecycle.before_last_move", {"on": change.on, "moved": last.when.end}))
    return dossier


def seen_by(change: Change, catalogue: Catalogue, slug: str, rev: int | None) -> int | None:
    """Return the count to hold an act against when its form was drawn at `rev`: what one did oneself is no surprise.

    None when the form did not say. Raises NotFound.
    """
    if rev is None:
        return None
    dossier = dossier_of(change.conn, catalogue, change.actor, slug, change.on)
    since = acts_of(change.conn, dossier.id, max(dossier.rev - rev, 0))
    return dossier.rev if rev < dossier.rev and all(one.who == change.actor.key for one in since) else rev


def finish(change: Change, dossier: Dossier, act: str, decision: str | None = None,
           why: tuple[str, ...] = (), **columns: Any) -> None:  # fmt: skip
    """Count the act on the initiative, write its own columns if any moved, and log it. Raises Overtaken."""
    place = {"workflow": dossier.workflow.key, "stage": dossier.stage_key} if "stage" in columns else {}
    swapped = change.compare_and_swap(
        rows.Initiative, dossier.id, {"rev": dossier.rev, **place},
        rev=dossier.rev + 1, last_act=act, last_by=change.actor.person_id, last_on=change.on, **columns,
    )  # fmt: skip
    if not swapped:
        raise Overtaken(_who_was_first(change, dossier))
    change.record(act, wf=dossier.workflow.sha256 or None, decision=decision, why=why)


def add(change: Change, dossier: Dossier, table: Any, **columns: Any) -> Any:
    """Add a row that belongs to the initiative; returns it."""
    row = table(id=change.new_id(), initiative_id=dossier.id, **columns)
    change.add(row)
    return row


def numbered(change: Change, dossier: Dossier, table: Any, **columns: Any) -> Any:
    """Add a row that belongs to the initiative and comes after the others of its kind."""
    n = next_n(change.conn, table, table.initiative_id == dossier.id)
    return add(change, dossier, table, n=n, **columns)


def _meanwhile(change: Change, dossier: Dossier, rev: int) -> tuple[Reason, ...]:
    """Everything that was done since, old to new: what whoever acts has not seen."""
    since = acts_of(change.conn, dossier.id, max(dossier.rev - rev, 0))
    told = tuple(_changed(change, dossier, one.who, one.act, date.fromisoformat(one.on)) for one in since)
    return told or (_who_was_first(change, dossier),)


def _changed(change: Change, dossier: Dossier, who: str, act: str, on: date) -> Reason:
    """One act of somebody: who by key, and in which role as people say it."""
    network = dossier.network
    found = actor_of(change.conn, network, who, change.on)
    means = found.meanings_on(network, dossier) if found else frozenset()
    said = (network.words.get(f"the_{one.means}") for one in network.roles.values() if one.means in means)
    role = next((words for words in said if words), who)
    return Reason("lifecycle.overtaken", {"who": who, "role": role, "act": Reason(f"act.{act}"), "on": on})


def _who_was_first(change: Change, dossier: Dossier) -> Reason:
    who, act = dossier.last_by or "?", dossier.last_act or "import"
    return _changed(change, dossier, who, act, dossier.last_on or dossier.today)
