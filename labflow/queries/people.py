"""Who somebody is on a day: person, roles, what they lead, which seats they hold. Never writes."""

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Date, bindparam, or_, select

from labflow import rows
from labflow.access import NOBODY, Actor
from labflow.definition import Network
from labflow.queries.reading import one
from labflow.typed import is_findable


def actor(conn: Connection, network: Network, key: str | None, today: date) -> Actor | None:
    """Return who acts by the key of a person, or None when there is nobody with that key on that day.

    No key at all is the anonymous reader.
    """
    if not key:
        return NOBODY
    person = one(conn, rows.Person, rows.Person.key == key) if is_findable(key) else None
    if person is None or (person.ended_on and person.ended_on <= today):
        return None
    held, leads, seats = (
        list(conn.execute(_in_force(table), {"person": person.id, "day": today}))
        for table in (rows.RoleHeld, rows.Lead, rows.Holder)
    )
    casework = network.roles_meaning("casework")
    return Actor(
        key, person.id,
        frozenset(row.role for row in held) | (network.roles_meaning("member") if seats else frozenset())
        | (network.roles_meaning("lead") if leads else frozenset()),
        frozenset(row.initiative_id for row in leads),
        frozenset(row.initiative_id for row in held if row.role in casework and row.initiative_id),
        frozenset(row.seat_id for row in seats),
    )  # fmt: skip


def person_named(conn: Connection, key: str) -> Any | None:
    """Return the row of the person with this key, ended or not, or None."""
    return one(conn, rows.Person, rows.Person.key == key) if is_findable(key) else None


def people(conn: Connection) -> dict[str, str]:
    """Return the key of every person by id."""
    return {row.id: row.key for row in conn.execute(_PEOPLE)}


_PEOPLE = select(rows.Person.id, rows.Person.key)  # type: ignore[call-overload]


def persons_with(conn: Connection, keys: Collection[str]) -> tuple[str, ...]:
    """Return the ids of the persons with these keys; a key that is a role, or nobody's, gives none."""
    known = {key: id for id, key in people(conn).items()}
    return tuple(known[key] for key in keys if key in known)


def persons_in(conn: Connection, roles: Collection[str], today: date) -> tuple[str, ...]:
    """Return the ids of the persons who hold one of these roles on a day, those who left aside."""
    held: Any = rows.RoleHeld.__table__  # type: ignore[attr-defined]
    person: Any = rows.Person.__table__  # type: ignore[attr-defined]
    found = conn.execute(
        select(person.c.id).distinct().join(held, held.c.person_id == person.c.id).where(
            held.c.role.in_(roles), or_(person.c.ended_on.is_(None), person.c.ended_on > today),
            or_(held.c.from_day.is_(None), held.c.from_day <= today),
            or_(held.c.until_day.is_(None), held.c.until_day > today),
        ).order_by(person.c.id)
    )  # fmt: skip
    return tuple(found.scalars())


def organisation_names(conn: Connection) -> tuple[str, ...]:
    """Return the name of every organisation, in the order of the alphabet."""
    found = conn.execute(select(rows.Organisation.name).order_by(rows.Organisation.name))  # type: ignore[call-overload]
    return tuple(found.scalars())


def organisation_by_name(conn: Connection, name: str) -> str | None:
    """Return the id of an organisation by its name or another name of it, or None."""
    found = one(conn, rows.Organisation, rows.Organisation.name == name)
    if found is not None:
        return str(found.id)
    alias = one(conn, rows.OrganisationAlias, rows.OrganisationAlias.name == name)
    return str(alias.organisation_id) if alias else None


@cache
def _in_force(table: Any) -> Any:
    """Rows of a person that are in force on a day: from the first day, up to and not including the last."""
    day = bindparam("day", type_=Date)
    return select(table.__table__).where(
        table.person_id == bindparam("person"),
        or_(table.from_day.is_(None), table.from_day <= day),
        or_(table.until_day.is_(None), table.until_day > day),
    )
