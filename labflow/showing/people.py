"""People by what they may do: the cast of the demo, and who can lead. Functions and keys, never a name."""

from typing import Any

from labflow import rows
from labflow.definition import Network
from labflow.queries.people import people
from labflow.queries.reading import fetch
from labflow.texts.speech import Speech, raised
from labflow.views.who import Someone, WhoPage

CAST = ("lead", "member", "chair", "coordinator", "casework")


def leads(conn: Any, network: Network, say: Speech) -> tuple[tuple[str, str], ...]:
    """Return the people who can lead an initiative: key, and in words what they lead now."""
    keys = sorted(key for key, meaning in _roles(conn, network) if meaning == "lead")
    title = next(role.title for role in network.roles.values() if role.means == "lead")
    return tuple((key, raised(_title(conn, key, "lead", say(title), say))) for key in keys)


def cast(conn: Any, network: Network, say: Speech) -> WhoPage:
    """Return whom one can be in the demo: the first person of each role that the story needs."""
    held = sorted(_roles(conn, network))
    found = []
    for meaning in CAST:
        key = next((key for key, means in held if means == meaning), None)
        role = next((role for role in network.roles.values() if role.means == meaning), None)
        if key and role:
            title = raised(_title(conn, key, meaning, say(role.title), say))
            found.append(Someone(key, title, say(f"web.cast.{meaning}")))
    return WhoPage(tuple(found))


def _title(conn: Any, key: str, meaning: str, role: str, say: Speech) -> str:
    if meaning != "lead":
        return role
    person_id = next(id_ for id_, known in people(conn).items() if known == key)
    led = fetch(conn, rows.Lead, rows.Lead.person_id == person_id)
    if not led:
        return role
    titles = {row.id: row.title for row in fetch(conn, rows.Initiative, rows.Initiative.id == led[0].initiative_id)}
    return say("web.cast.lead_of", role=role, title=titles[led[0].initiative_id])


def _roles(conn: Any, network: Network) -> list[tuple[str, str]]:
    keys = people(conn)
    held = [row for row in fetch(conn, rows.RoleHeld) if row.role in network.roles]
    return [(keys[row.person_id], network.roles[row.role].means) for row in held]
