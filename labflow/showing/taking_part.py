"""Who takes part, for one reader. The same statements for one person as for fifty."""

from collections import defaultdict
from datetime import date
from typing import Any

from labflow import access, rows
from labflow.access import Actor
from labflow.definition import Network
from labflow.queries.mail import undelivered
from labflow.queries.reading import fetch
from labflow.queries.signing import addresses
from labflow.texts.speech import Speech
from labflow.views.taking_part import Participant, RoleLine, TakingPart


def taking_part(conn: Any, network: Network, actor: Actor, say: Speech, today: date, mails: bool) -> TakingPart:
    """Return who takes part on a day; nothing for an anonymous reader. `mails`: whether invitations leave by mail."""
    if not actor.key:
        return TakingPart()
    can_invite = access.may(actor, "people", network)
    people = [one for one in fetch(conn, rows.Person) if one.ended_on is None or one.ended_on > today]
    roles, reached = _roles(conn, network, say, today), addresses(conn) if can_invite else {}
    failed = {one.to for one in undelivered(conn)} if can_invite else set()
    shown = (
        Participant(one.key, roles[one.id], reached.get(one.key, ""), one.key == actor.key, one.key in failed)
        for one in people
    )
    chosen = [(role.key, say.bare(role.title)) for role in network.roles.values() if role.means not in ("job", "lead")]
    parents = _parents(conn) if can_invite else []
    return TakingPart(
        tuple(sorted(shown, key=lambda one: one.key)), tuple(chosen) if can_invite else (),
        tuple((one.slug, one.title) for one in parents), can_invite, mails,
    )  # fmt: skip


def _roles(conn: Any, network: Network, say: Speech, today: date) -> dict[str, tuple[RoleLine, ...]]:
    """The roles of everybody: given as such, by leading something, by holding a seat."""
    found: dict[str, dict[str, RoleLine]] = defaultdict(dict)
    for row in _not_over(fetch(conn, rows.RoleHeld), today):
        if row.role in network.roles:
            found[row.person_id][row.role] = RoleLine(row.role, _words(row, say(network.roles[row.role].title), say))
    for table, meaning in ((rows.Lead, "lead"), (rows.Holder, "member")):
        role = next((role for role in network.roles.values() if role.means == meaning), None)
        for row in _not_over(fetch(conn, table), today):
            if role is not None and row.person_id:
                found[row.person_id].setdefault(role.key, RoleLine(role.key, say(role.title), can_end=False))
    empty: dict[str, tuple[RoleLine, ...]] = defaultdict(tuple)
    empty.update({person: tuple(lines.values()) for person, lines in found.items()})
    return empty


def _words(row: Any, title: str, say: Speech) -> str:
    if row.until_day is not None:
        return say("signing.role_until", role=title, until=row.until_day)
    return title


def _not_over(held: list[Any], today: date) -> list[Any]:
    """What is not over yet; what has still to begin is shown too, so that it can be ended."""
    return [row for row in held if row.until_day is None or row.until_day > today]


def _parents(conn: Any) -> list[Any]:
    return [one for one in fetch(conn, rows.Initiative, order="title") if one.parent_id is None]
