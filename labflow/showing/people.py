"""People by what they may do: the cast of the demo, and who can lead. Functions and keys, never a name."""

from datetime import date
from typing import Any

from labflow import rows
from labflow.definition import Network
from labflow.queries.people import people
from labflow.queries.reading import fetch
from labflow.texts.speech import Speech, raised
from labflow.views.who import Someone, WhoPage
from labflow.words import Words

LEAD: Any = rows.Lead
AT_WORK = ("team", "coordinator")
CAST = ("lead", "member", "chair", "coordinator", "casework")


def leads(conn: Any, network: Network, say: Speech, today: date | None = None) -> tuple[tuple[str, str], ...]:
    """Return the people who can lead an initiative: key, and in words what they lead now.

    `today`: leaves out whose role ended by then.
    """
    keys = sorted({key for key, meaning in _roles(conn, network, today) if meaning == "lead"})
    title = _title_of(network, "lead")
    return tuple((key, raised(_title(conn, key, "lead", say(title), say))) for key in keys)


def hands(conn: Any, network: Network, say: Speech, today: date) -> tuple[tuple[str, str], ...]:
    """Return the people to whom something can be handed: who can lead, then who works for all of it."""
    held = sorted(_roles(conn, network, today))
    others = ((key, say(_title_of(network, means))) for key, means in held if means in AT_WORK)
    known = dict(leads(conn, network, say, today))
    return (*known.items(), *((key, raised(words)) for key, words in others if key not in known))


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
    initiative: Any = rows.Initiative
    led = [row.initiative_id for row in fetch(conn, LEAD, LEAD.person_id == person_id, LEAD.until_day.is_(None))]
    # What has a parent may be confidential: it is not named to others.
    known = fetch(conn, initiative, initiative.id.in_(led), initiative.parent_id.is_(None), order="title")
    return say("web.cast.lead_of", role=role, title=known[0].title) if known else role


def _title_of(network: Network, meaning: str) -> Words:
    return next(role.title for role in network.roles.values() if role.means == meaning)


def _roles(conn: Any, network: Network, today: date | None = None) -> list[tuple[str, str]]:
    keys = people(conn)
    held = [row for row in fetch(conn, rows.RoleHeld) if row.role in network.roles]
    held = [row for row in held if not (today and row.until_day and row.until_day <= today)]
    return [(keys[row.person_id], network.roles[row.role].means) for row in held]
