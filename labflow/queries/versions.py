"""What runs on which version of a definition, since when each is published, and where the log stands. Never writes."""

import json
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from labflow import rows
from labflow.queries.entries import LOG

INITIATIVE: Any = rows.Initiative.__table__  # type: ignore[attr-defined]
MEETING: Any = rows.Meeting.__table__  # type: ignore[attr-defined]
PUBLISHING = '"act":"publish"'

Version = tuple[str, int]


def standing(conn: Connection, hidden: Collection[str]) -> Mapping[tuple[str, int, str], int]:
    """Return how many initiatives stand in each stage of each version; those of `hidden` kinds are never counted."""
    columns = (INITIATIVE.c.workflow, INITIATIVE.c.version, INITIATIVE.c.stage)
    asked = select(*columns, func.count()).where(INITIATIVE.c.workflow.not_in(hidden)).group_by(*columns)
    return {(row[0], row[1], row[2]): row[3] for row in conn.execute(asked)}


def published_on(conn: Connection) -> Mapping[Version, date]:
    """Return the day on which each version was published, as the log has it."""
    found: dict[Version, date] = {}
    for row in conn.execute(select(LOG.c.body).where(LOG.c.body.contains(PUBLISHING, autoescape=True))):
        body = json.loads(row.body)
        for one in body["rows"].get("definition", {}).values():
            found[(one["workflow"], one["version"])] = date.fromisoformat(body["on"])
    return found


def newest_entry(conn: Connection) -> tuple[int, str]:
    """Return the number and the hash of the newest entry of the log, 0 and "" when there is none."""
    row = conn.execute(select(LOG.c.seq, LOG.c.hash).order_by(LOG.c.seq.desc()).limit(1)).first()
    return (row.seq, str(row.hash)) if row else (0, "")


def newest_checkpoint(conn: Connection) -> tuple[date, str] | None:
    """Return the day and the checkpoint of the last meeting that has one in its minutes, or None."""
    asked = select(MEETING.c.day, MEETING.c.checkpoint).where(MEETING.c.checkpoint.is_not(None))
    row = conn.execute(asked.order_by(MEETING.c.day.desc()).limit(1)).first()
    return (row.day, str(row.checkpoint)) if row else None
