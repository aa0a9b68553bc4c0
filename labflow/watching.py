"""The server keeps the clock itself: mail that cannot wait each minute, and the day's work once a day, in a thread.

Several servers at once do no harm: the day's work is done once, whoever does it.
"""

import logging
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from labflow import clock, daily, heartbeat, posting
from labflow.daily import Work
from labflow.queries.founding import stored_day

LOG = logging.getLogger("labflow.daily")
MINUTE = 60.0
MORNING = time(6)
"""The day's work is done before people read their mail, in the network's own zone. Own proposal."""
AGAIN = timedelta(hours=1)
"""What failed is tried again after an hour, not only the next morning. Own proposal."""


def is_due(conn: Any, now: datetime, zone: str) -> bool:
    """Return whether the day's work is to be done: not since the last morning, or it failed an hour ago."""
    ran = heartbeat.pulse(conn)
    if ran is None or ran.at < last_morning(now, zone):
        return True
    return ran.failing_since is not None and ran.at <= now - AGAIN


def last_morning(now: datetime, zone: str) -> datetime:
    """Return the last moment at which the day's work was due, at or before `now`."""
    local = now.astimezone(ZoneInfo(zone))
    day = local.date() if local.time() >= MORNING else clock.days_after(local.date(), -1)
    return datetime.combine(day, MORNING, ZoneInfo(zone))


def look(work: Work) -> bool:
    """Do once what is due now; tell whether the day's work was done. A demo is left alone: its day stands still."""
    with work.store.reading() as conn:
        if stored_day(conn) is not None:
            return False
        due = is_due(conn, work.now(), work.catalogue.network.zone)
    if due:
        daily.run(work.store, work.catalogue, work.actor_key, work.server, work.site, work.now)
    elif work.server is not None:
        posting.post(work.store, work.catalogue, work.server, work.site, work.now)
    return due


@contextmanager
def watching(work: Work, every: float = MINUTE) -> Iterator[threading.Thread]:
    """Look every so many seconds, until the block ends. Whatever breaks is tried again the next time."""
    over = threading.Event()

    def keep_looking() -> None:
        while not over.is_set():
            try:
                look(work)
            except Exception as error:
                LOG.error("%s", type(error).__name__)
            over.wait(every)

    thread = threading.Thread(target=keep_looking, name="labflow-daily", daemon=True)
    thread.start()
    try:
        yield thread
    finally:
        over.set()
        thread.join(MINUTE)


def beside(work: Work) -> Callable[[object], AbstractAsyncContextManager[None]]:
    """Return what a server runs beside its pages, from its start to its end."""

    @asynccontextmanager
    async def lives(_: object) -> AsyncIterator[None]:
        with watching(work):
            yield

    return lives
