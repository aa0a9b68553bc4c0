"""The verbs on people: they begin, hold roles, end. A person is a function, never a name; nothing here is deleted.

Own proposal: in a database that knows nobody yet, anybody may add the first person, when that person may add others.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from labflow import access, rows, signing, typed
from labflow.access import Actor
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.peopling_address import forget_address, reach_at
from labflow.queries.founding import people
from labflow.queries.initiatives import dossier
from labflow.queries.people import actor as actor_of
from labflow.queries.reading import fetch, one
from labflow.queries.signing import addresses
from labflow.reasons import Blocked, Invalid, NotFound, Reason

Days = tuple[date | None, date | None]
ALWAYS: Days = (None, None)
"""The first day and the day on which it is over; without a first day it begins today."""


def add(change: Change, catalogue: Catalogue, key: object, roles: Sequence[object] = (), slug: object = "") -> None:
    """Add a person, or give one who is there more roles.

    `roles`: keys of the network; `slug`: the initiative to which casework is narrowed. Raises Invalid for a role that
    does not exist, Blocked when nothing would change.
    """
    access.demand(change.actor, "people", catalogue.network)
    chosen = typed.slug(typed.text(key, "person", typed.KEY))
    wanted = _roles(catalogue, roles)
    initiative_id = _initiative(change, catalogue, slug, wanted)
    _write(change, chosen, wanted, initiative_id)
    change.record("people")


def add_first(change: Change, catalogue: Catalogue, key: object, roles: Sequence[object] = ()) -> None:
    """Add the first person of a database: one who may then add the others. Raises Blocked when there is somebody."""
    if people(change.conn):
        raise Blocked(Reason("peopling.not_first"))
    chosen = typed.slug(typed.text(key, "person", typed.KEY))
    wanted = _roles(catalogue, roles)
    may = access.roles_for("people", catalogue.network)
    if not set(wanted) & set(may):
        raise Invalid(Reason("peopling.first_must_lead", {"roles": may}))
    person_id = _write(change, chosen, wanted, None)
    change.actor = Actor(chosen, person_id, frozenset(wanted))
    change.record("people")


def invite(change: Change, catalogue: Catalogue, key: object, address: object, roles: Sequence[object] = (),
           slug: object = "", days: Days = ALWAYS) -> None:  # fmt: skip
    """Add a person who can sign in, or give one who is there an address and roles.

    `address`: their e-mail; `days`: between which the roles are held. Raises Blocked when somebody else has
    the address.
    """
    access.demand(change.actor, "people", catalogue.network)
    chosen = typed.slug(typed.text(key, "person", typed.KEY))
    reached, wanted = typed.address(address), _roles(catalogue, roles)
    narrowed = _initiative(change, catalogue, slug, wanted)
    with reach_at(change, chosen, reached):
        _write(change, chosen, wanted, narrowed, _in_order(days), is_fine=True)


def give(change: Change, catalogue: Catalogue, key: object, role: object, slug: object = "",
         days: Days = ALWAYS) -> None:  # fmt: skip
    """Give somebody who is there one role, between two days. Raises NotFound, Blocked when it is held already."""
    access.demand(change.actor, "people", catalogue.network)
    person = _there(change, key)
    wanted = _roles(catalogue, [role])
    _write(change, person.key, wanted, _initiative(change, catalogue, slug, wanted), _in_order(days))
    change.record("people")


def name_admin(change: Change, catalogue: Catalogue, address: object) -> str:
    """Give the first administrator an address, so that the others can be invited; returns the person's key.

    For who owns the machine: nobody has to be signed in. Raises Blocked when an administrator can sign in.
    """
    network = catalogue.network
    admins = network.roles_meaning("admin") or frozenset(access.roles_for("people", network))
    found = (actor_of(change.conn, network, one_key, change.today) for one_key in addresses(change.conn))
    if any(actor and actor.roles & admins for actor in found):
        raise Blocked(Reason("peopling.admin_there"))
    admin = min(admins)
    with reach_at(change, admin, typed.address(address)):
        _write(change, admin, (admin,), None, is_fine=True)
    return admin


def end(change: Change, catalogue: Catalogue, key: object, roles: Sequence[object] = ()) -> None:
    """End some roles of a person, or (without `roles`) the person: from today they no longer act.

    Raises Blocked for roles that are not held, and when one would take from oneself what lets one do this: somebody
    must stay who may add others (own proposal).
    """
    access.demand(change.actor, "people", catalogue.network)
    person = _there(change, key)
    wanted = _roles(catalogue, roles)
    held = [row for row in _held(change, person.id) if not wanted or row.role in wanted]
    if wanted and not held:
        raise Blocked(Reason("peopling.not_held", {"key": person.key, "roles": wanted}))
    for row in held:
        change.put(rows.RoleHeld, row.id, until_day=change.on)
    may = access.roles_for("people", catalogue.network)
    if person.id == change.actor.person_id and not {row.role for row in _held(change, person.id)} & set(may):
        raise Blocked(Reason("peopling.not_yourself"))
    if not wanted:
        _end_person(change, person.id)
    change.record("people")
    if not wanted:
        forget_address(change, person.id)


def _there(change: Change, key: object) -> Any:
    person = one(change.conn, rows.Person, rows.Person.key == typed.slug(typed.text(key, "person", typed.KEY)))
    if person is None or person.ended_on:
        raise NotFound(Reason("query.no_person", {"key": typed.shown(key)}))
    return person


def _end_person(change: Change, person_id: str) -> None:
    for table in (rows.Holder, rows.Lead):
        for row in fetch(change.conn, table, table.person_id == person_id):
            if row.until_day is None or row.until_day > change.on:
                change.put(table, row.id, until_day=change.on)
    change.put(rows.Person, person_id, ended_on=change.on)
    signing.end_all(change, person_id)


def _write(change: Change, key: str, roles: tuple[str, ...], initiative_id: str | None, days: Days = ALWAYS,
           is_fine: bool = False) -> str:  # fmt: skip
    """Write a person and roles; `is_fine`: it may be that nothing of it is new."""
    person = one(change.conn, rows.Person, rows.Person.key == key)
    is_there = person is not None and person.ended_on is None
    if person is None:
        person = change.add(rows.Person(id=change.new_id(), key=key))
    elif not is_there:
        change.put(rows.Person, person.id, ended_on=None)
    held = {(row.role, row.initiative_id) for row in _held(change, person.id)}
    new = [role for role in roles if (role, initiative_id) not in held]
    if is_there and not new and not is_fine:
        raise Blocked(Reason("peopling.already", {"key": key}))
    for role in new:
        change.add(rows.RoleHeld(
            id=change.new_id(), person_id=person.id, role=role, initiative_id=initiative_id,
            from_day=days[0] or change.on, until_day=days[1],
        ))  # fmt: skip
    return str(person.id)


def _held(change: Change, person_id: str) -> list[rows.RoleHeld]:
    found = fetch(change.conn, rows.RoleHeld, rows.RoleHeld.person_id == person_id)
    return [row for row in found if row.until_day is None or row.until_day > change.on]


def _in_order(days: Days) -> Days:
    if days[0] and days[1] and days[1] <= days[0]:
        raise Invalid(Reason("peopling.days", {"start": days[0], "until": days[1]}))
    return days


def _roles(catalogue: Catalogue, roles: Sequence[object]) -> tuple[str, ...]:
    known = tuple(role.key for role in catalogue.network.roles.values() if role.means != "job")
    return tuple(dict.fromkeys(typed.choice(role, "role", known) for role in roles))


def _initiative(change: Change, catalogue: Catalogue, slug: object, roles: tuple[str, ...]) -> str | None:
    """Casework is always for one initiative, no other role is."""
    casework = catalogue.network.roles_meaning("casework")
    named = typed.optional_text(slug, "slug", typed.KEY)
    if bool(casework & set(roles)) != bool(named):
        words = tuple(role.title for role in catalogue.network.roles.values() if role.key in casework)
        raise Invalid(Reason("peopling.casework_for_one", {"roles": words}))
    return dossier(change.conn, catalogue, change.actor, named, change.on).id if named else None
