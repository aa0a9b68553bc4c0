"""/spelregels: how things go here: kinds, the body's own rules, seats, rights, the check of the log, and help."""

from typing import Any

from starlette.responses import Response

from labflow import record
from labflow.queries.council import rules_in_force, seats
from labflow.queries.people import people
from labflow.queries.versions import newest_checkpoint, newest_entry, published_on, standing
from labflow.showing import rules as building
from labflow.showing.taking_part import taking_part
from web.pages.visiting import Here


def look(here: Here, controle: str = "") -> Response:
    """Show the rules; with `controle=1` the whole log is read, which changes nothing."""
    catalogue, signed_in = here.house.catalogue, bool(here.actor.key)
    with here.house.store.reading() as conn:
        facts = building.Facts(
            catalogue,
            here.today,
            _log(conn, controle == "1"),
            taking_part(conn, catalogue.network, here.actor, here.say, here.today, here.house.mail is not None),
            own=rules_in_force(conn, here.today),
            seats=seats(conn, here.today),
            people=people(conn) if signed_in else {},
            running=standing(conn, catalogue.confidential),
            since=published_on(conn),
            is_signed_in=signed_in,
        )
    return here.show("spelregels/look.html", building.page(facts, here.say))


def _log(conn: Any, is_asked: bool) -> building.LogFacts:
    entries, head = newest_entry(conn)
    day, text = newest_checkpoint(conn) or (None, "")
    joins = day is None or record.connects(conn, [text])[text]
    found = record.verify(conn) if is_asked and entries < building.MOST_READ else None
    return building.LogFacts(entries, head, day, joins, found)
