"""The verbs on people: they begin, hold roles, end. A person is a function, never a name; nothing here is deleted.

Own proposal: in a database that knows nobody yet, anybody may add the first person, when that person may add others.
"""

from collections.abc import Sequence

from labflow import access, rows, typed
from labflow.access import Actor
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.queries.founding import people
from labflow.queries.initiatives import dossier
from labflow.queries.reading import fetch, one
from labflow.reasons import Blocked, Invalid, NotFound, Reason


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


def end(change: Change, catalogue: Catalogue, key: object, roles: Sequence[object] = ()) -> None:
    """End some roles of a person, or (without `roles`) the person: from today they no longer act.

    Raises Blocked for roles that are not held, and when one would take from oneself what lets one do this: somebody
    must stay who may add others (own proposal).
    """
    access.demand(change.actor, "people", catalogue.network)
    chosen = typed.slug(typed.text(key, "person", typed.KEY))
    person = one(change.conn, rows.Person, rows.Person.key == chosen)
    if person is None or person.ended_on:
        raise NotFound(Reason("query.no_person", {"key": typed.shown(key)}))
    wanted = _roles(catalogue, roles)
    held = [row for row in _held(change, person.id) if not wanted or row.role in wanted]
    if wanted and not held:
        raise Blocked(Reason("peopling.not_held", {"key": chosen, "roles": wanted}))
    for row in held:
        change.put(rows.RoleHeld, row.id, until_day=change.on)
    may = access.roles_for("people", catalogue.network)
    if person.id == change.actor.person_id and not {row.role for row in _held(change, person.id)} & set(may):
        raise Blocked(Reason("peopling.not_yourself"))
    if not wanted:
        _end_person(change, person.id)
    change.record("people")


def _end_person(change: Change, person_id: str) -> None:
    for table in (rows.Holder, rows.Lead):
        for row in fetch(change.conn, table, table.person_id == person_id):
            if row.until_day is None or row.until_day > change.on:
                change.put(table, row.id, until_day=change.on)
    change.put(rows.Person, person_id, ended_on=change.on)


def _write(change: Change, key: str, roles: tuple[str, ...], initiative_id: str | None) -> str:
    person = one(change.conn, rows.Person, rows.Person.key == key)
    is_there = person is not None and person.ended_on is None
    if person is None:
        person = change.add(rows.Person(id=change.new_id(), key=key))
    elif not is_there:
        change.put(rows.Person, person.id, ended_on=None)
    held = {(row.role, row.initiative_id) for row in _held(change, person.id)}
    new = [role for role in roles if (role, initiative_id) not in held]
    if is_there and not new:
        raise Blocked(Reason("peopling.already", {"key": key}))
    for role in new:
        change.add(rows.RoleHeld(
            id=change.new_id(), person_id=person.id, role=role, initiative_id=initiative_id, from_day=change.on,
        ))  # fmt: skip
    return str(person.id)


def _held(change: Change, person_id: str) -> list[rows.RoleHeld]:
    found = fetch(change.conn, rows.RoleHeld, rows.RoleHeld.person_id == person_id)
    return [row for row in found if row.until_day is None or row.until_day > change.on]


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
