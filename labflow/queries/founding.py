"""What a database is at its beginning: whether anybody or anything is in it, and a demo's own day. Never writes."""

from datetime import date

from sqlalchemy import Connection, func, select

from labflow import rows
from labflow.queries.reading import fetch


def initiatives(conn: Connection) -> int:
    """Return how many initiatives the database holds."""
    return int(conn.execute(select(func.count()).select_from(rows.Initiative)).scalar_one())


def people(conn: Connection) -> int:
    """Return how many people the database knows."""
    return int(conn.execute(select(func.count()).select_from(rows.Person)).scalar_one())


def stored_day(conn: Connection) -> date | None:
    """Return the day that a demo keeps; None for a real database."""
    days = fetch(conn, rows.DemoDay)
    return days[0].today if days else None
