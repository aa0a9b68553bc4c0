"""What was done already about initiatives: on which agenda they stand, and when who leads was asked. Never writes."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, select

from labflow import rows
from labflow.queries.reading import IDS, among, grouped

ITEM: Any = rows.AgendaItem
MEETING: Any = rows.Meeting
LETTER: Any = rows.Letter
AHEAD = (
    select(ITEM.initiative_id, MEETING.day)
    .join(MEETING, ITEM.meeting_id == MEETING.id)
    .where(ITEM.initiative_id.in_(IDS), MEETING.day >= bindparam("today"))
    .where(MEETING.closed_on.is_(None), MEETING.cancelled_on.is_(None))
    .order_by(MEETING.day)
)
ASKED = (
    select(LETTER.about_id, LETTER.to_id, LETTER.on_day)
    .where(LETTER.about_id.in_(IDS), LETTER.kind == "update", LETTER.withdrawn_on.is_(None))
    .order_by(LETTER.n.desc())
)


def agendas_ahead(conn: Connection, ids: Collection[str], today: date) -> Mapping[str, list[Any]]:
    """Return the days of the open meetings from today on that have an initiative on their agenda, the first first."""
    return grouped(among(conn, AHEAD.params(today=today), ids), "initiative_id")


def updates_asked(conn: Connection, ids: Collection[str]) -> Mapping[str, list[Any]]:
    """Return who was asked how an initiative stands, and when, the newest first; not what was taken back."""
    return grouped(among(conn, ASKED, ids), "about_id")
