"""Whether what must run by itself does run: when it ran last, what went wrong, and since when it stands still.

The day's work leaves a mark each time; whoever looks judges by that mark and by the moment. A demo, of which the day
stands still on purpose, is never judged.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from labflow import rows
from labflow.change import LOG, Change
from labflow.change_passing import keep, mark
from labflow.queries.founding import stored_day
from labflow.queries.mail import trouble
from labflow.queries.reading import one
from labflow.reasons import Reason
from labflow.store import Store

DAILY = "daily"
LATE = timedelta(hours=26)
"""A daily run that comes an hour or two late is still a daily run. Own proposal; the copies have the same limit."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """The last time that something ran. `failing_since`: when it began to go wrong, if it does; `trouble`: in what."""

    at: datetime
    failing_since: datetime | None = None
    trouble: tuple[str, ...] = ()


def beat(change: Change, trouble: Sequence[str] = (), job: str = DAILY) -> None:
    """Leave the mark that it ran now. `trouble`: the steps that failed; the moment of the first failure stays."""
    now, before = change.at.isoformat(timespec="milliseconds"), pulse(change.conn, job)
    since = before.failing_since if before else None
    first = (since.isoformat(timespec="milliseconds") if since else now) if trouble else None
    if before is None:
        keep(change, rows.Heartbeat(job=job, at=now))
    mark(change, rows.Heartbeat, {"job": job}, at=now, failing_since=first, trouble=" ".join(trouble) or None)


def pulse(conn: Any, job: str = DAILY) -> Pulse | None:
    """Return when it ran last, None when it never did."""
    row = one(conn, rows.Heartbeat, rows.Heartbeat.job == job)
    if row is None:
        return None
    since = datetime.fromisoformat(row.failing_since) if row.failing_since else None
    return Pulse(datetime.fromisoformat(row.at), since, tuple((row.trouble or "").split()))


def stands_still(conn: Any, now: datetime, zone: str = "UTC") -> Reason | None:
    """Return why the day's work cannot be counted on, None when it can. `now`: in UTC; moments are told in `zone`.

    It ran too long ago, something in it fails, or it never ran in a network that is older than a day (own proposal).
    """
    if stored_day(conn) is not None:
        return None
    found = pulse(conn)
    if found is None:
        begun = _first_entry(conn)
        return Reason("clock.never") if begun and now - begun > LATE else None
    if now - found.at > LATE:
        return Reason("clock.still", {"at": _local(found.at, zone)})
    if found.failing_since:
        steps = tuple(Reason(f"daily.step.{name}") for name in found.trouble)
        return Reason("clock.failing", {"at": _local(found.failing_since, zone), "steps": steps})
    return None


def beside_the_log(store: Store, now: datetime, zone: str = "UTC") -> str:
    """Return what a page shows of all this, as a name: no entry of the log tells when that changes."""
    with store.reading() as conn:
        return repr((stands_still(conn, now, zone), trouble(conn)))


def _first_entry(conn: Any) -> datetime | None:
    body = conn.execute(LOG.select().order_by(LOG.c.seq).limit(1)).mappings().first()
    return datetime.fromisoformat(json.loads(body["body"])["at"]) if body else None


def _local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone) if zone != "UTC" else UTC)
