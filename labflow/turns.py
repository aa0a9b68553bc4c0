"""Whose move it is: who is meant by what somebody typed, who is asked by it, and whether they have moved since.

A move goes to a person, to whoever has a role on the day, or to nobody that labflow knows. Never writes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from labflow.access import Actor
from labflow.definition import Catalogue, Network
from labflow.dossier import Dossier
from labflow.queries.initiatives import TABLE, dossiers
from labflow.queries.people import people, person_named
from labflow.queries.turns import handed_to, holding, moved_after
from labflow.reasons import Invalid, Reason
from labflow.stall.clocks import SUBSTANTIVE_NOTES, SUBSTANTIVE_TICKS
from labflow.texts import say
from labflow.words import LANGUAGES, Words

NOBODY = Words("-", "-")
UNNAMED = ("job", "admin")
"""Roles that no move goes to: what they mean is no part in an initiative."""


@dataclass(frozen=True, slots=True)
class Mover:
    """Who is meant: a role (its key, or that of the body), a person (`to_id`), or only words."""

    who: Words
    role: str | None = None
    to_id: str | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """What a row of a turn keeps of it."""
        is_nobody = self.who == NOBODY
        return {"who": self.who.nl, "who_en": self.who.en, "nobody": is_nobody, "role": self.role, "to_id": self.to_id}

    @classmethod
    def person(cls, key: str, id: str) -> "Mover":
        """Return a person by key and id."""
        return cls(Words(key, key), to_id=id)


@dataclass(frozen=True, slots=True)
class Handed:
    """A move that waits for somebody."""

    dossier: Dossier
    what: str
    since: date | None


def named(conn: Any, network: Network, typed: str, today: date) -> Mover:
    """Return who is meant by what was typed, "" or "nobody" for nobody. A role comes before a person with the same key.

    Raises Invalid for the key of a person who ended: they would be told, and cannot be.
    """
    if not typed or typed.casefold() in (say("web.move.nobody", lang) for lang in LANGUAGES):
        return Mover(NOBODY)
    titles = {role.key: role.title for role in network.roles.values() if role.means not in UNNAMED}
    titles[network.body.key] = network.body.title
    wanted = typed.casefold()
    for key, title in titles.items():
        if wanted in (key.casefold(), title.nl.casefold(), title.en.casefold()):
            return Mover(title, role=key)
    person = person_named(conn, typed)
    if person and person.ended_on and person.ended_on <= today:
        raise Invalid(Reason("turns.person_ended", {"name": Reason("typed.name.whose_move"), "key": person.key}))
    return Mover.person(person.key, person.id) if person else Mover(Words(typed, typed))


def asked(conn: Any, dossier: Dossier, role: str | None, to_id: str | None, today: date) -> set[str]:
    """Return the ids of the people to whom a move goes that day; words alone, and the body, ask nobody in particular.

    The body moves in a meeting, and its agenda asks its members (own proposal).
    """
    if to_id or role is None or role == dossier.network.body.key:
        return {to_id} if to_id else set()
    if role in dossier.network.roles_meaning("lead"):
        leads = dossier.lead.person_id if dossier.lead else None
        return {leads} if leads else set()
    where = {dossier.id, dossier.parent.id if dossier.parent else None}
    return holding(conn, dossier.network, role, where, today)


def on_you(conn: Any, catalogue: Catalogue, actor: Actor, today: date) -> Iterator[Handed]:
    """Yield every move that waits for this person, by title: gone once the turn changes or one of those asked moved."""
    ids = handed_to(conn, catalogue.network, actor)
    for dossier in dossiers(conn, catalogue, actor, today, TABLE.c.id.in_(ids)) if ids else ():
        turn = dossier.turn
        if turn is None or dossier.rests or not dossier.is_running:
            continue
        those = asked(conn, dossier, turn.role, turn.to_id, today)
        if actor.person_id in those and not _have_moved(conn, dossier, those):
            yield Handed(dossier, turn.what, turn.on_day)


def _have_moved(conn: Any, dossier: Dossier, those: set[str]) -> bool:
    """Whether one of them did something that counts since, or anybody took a step: then the question is another one.

    On the same day only the record knows the order.
    """
    assert dossier.turn is not None
    known, since = people(conn), dossier.turn.on_day or date.min
    days = list(_moves(dossier, {known[id] for id in those if id in known}))
    if any(day > since for day in days):
        return True
    return since in days and moved_after(conn, dossier.id, dossier.turn.id, those)


def _moves(dossier: Dossier, keys: set[str]) -> Iterator[date]:
    """The days on which they did something (points, what they noted beside remarks, requests), and those of steps."""
    told = [tick for tick in dossier.ticks.values() if tick.state in SUBSTANTIVE_TICKS]
    noted = [note for note in dossier.notes if note.kind in SUBSTANTIVE_NOTES]
    acts = [(one.who, one.on_day) for one in told] + [(one.who, one.on_day) for one in noted]
    acts += [(one.who, one.on_day) for one in dossier.requests]
    yield from (day for who, day in acts if who in keys and day)
    yield from (step.when.end for step in dossier.passages if not step.imported and step.when.end)
