"""Everything that the page of the rules tells, brought together in a fixed number of statements. It words nothing."""

from datetime import date
from typing import Any

from labflow import record
from labflow.access import Actor
from labflow.definition import Catalogue
from labflow.queries.council import rules_in_force, seats
from labflow.queries.people import people
from labflow.queries.versions import newest_checkpoint, newest_entry, published_on, standing
from labflow.showing.rules import MOST_READ, Facts, LogFacts
from labflow.views.taking_part import TakingPart


def known(
    conn: Any, catalogue: Catalogue, actor: Actor, today: date, taking_part: TakingPart, reads_log: bool
) -> Facts:
    """Return what this reader is told. `reads_log`: read the whole log too, as long as it is short."""
    return Facts(
        catalogue,
        today,
        _log(conn, reads_log),
        taking_part,
        own=rules_in_force(conn, today),
        seats=seats(conn, today),
        people=people(conn) if actor.key else {},
        running=standing(conn, catalogue.confidential),
        since=published_on(conn),
        is_signed_in=bool(actor.key),
    )


def _log(conn: Any, reads_log: bool) -> LogFacts:
    entries, head = newest_entry(conn)
    day, text = newest_checkpoint(conn) or (None, "")
    joins = day is None or record.connects(conn, [text])[text]
    found = record.verify(conn) if reads_log and entries < MOST_READ else None
    return LogFacts(entries, head, day, joins, found)
