"""Whether an act that somebody sent was done: its idempotency key stands with the first answer. Never writes."""

from sqlalchemy import Connection, exists, select

from labflow import rows

OP = rows.Op.__table__  # type: ignore[attr-defined]


def is_answered(conn: Connection, key: str) -> bool:
    """Whether an act with this key was done and committed."""
    return bool(conn.execute(select(exists().where(OP.c.key == key))).scalar_one())
