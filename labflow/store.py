"""Store: the database of one network. Reading sees one moment; writing is a Change, one at a time.

Nothing else opens a transaction. The order is always: lock, then clock, then decide and write, then commit; only then
may anybody be told that it is done.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from types import ModuleType

from sqlalchemy import Connection

from labflow import migrations
from labflow.access import Actor
from labflow.change import Change, erase
from labflow.database import StoreUnusable, file_of, reach, shown, usable
from labflow.reasons import Reason

__all__ = ["Actor", "Change", "Store", "StoreUnusable", "erase"]


class Store:
    """A database that holds labflow's tables: `sqlite:///file.db` or `postgresql://...`.

    Opening one reads nothing; the first transaction raises StoreUnusable when it cannot be used.
    """

    def __init__(self, url: str, driver: ModuleType | None = None) -> None:
        self.url = url
        self._reader, self._writer = reach(url, "read", driver), reach(url, "write", driver)
        self.dialect = self._reader.dialect.name
        self._one_at_a_time = threading.Lock()
        self._writing: int | None = None
        self._is_checked = False

    def close(self) -> None:
        """Close every connection."""
        self._reader.dispose()
        self._writer.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one moment and cannot write."""
        with usable(self.url), self._reader.begin() as conn:
            self._check(conn)
            yield conn

    @contextmanager
    def change(
        self,
        actor: Actor,
        via: str = "cli",
        role: str | None = None,
        on: date | None = None,
        dry_run: bool = False,
        key: str | None = None,
        now: Callable[[], datetime] | None = None,
        new_id: Callable[[], str] | None = None,
        new_salt: Callable[[], str] | None = None,
        zone: str = "Europe/Brussels",
    ) -> Iterator[Change]:
        """Give a Change; when the block ends well it is committed, when it raises nothing has happened.

        `on`: the day the act counts for; `key`: an idempotency key; `now`, `new_id`, `new_salt`: called for the moment,
        each id and each salt (hex), so that the same seed gives the same log; `zone`: in which a day begins. Raises
        Invalid when `on` lies after today, AssertionError when something was written that was not recorded.
        """
        with self._alone(), usable(self.url), self._writer.begin() as conn:
            self._check(conn)
            change = Change(
                conn, actor, via, role=role, on=on, dry_run=dry_run, key=key, now=now, new_id=new_id,
                new_salt=new_salt, zone=zone,
            )  # fmt: skip
            yield change
            change.must_be_recorded()
            change.keep_derived()
            if dry_run:
                conn.rollback()
        if change.has_erased and not dry_run:
            self._empty_journal()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if self._writing == threading.get_ident():
            raise AssertionError("a change within a change")
        with self._one_at_a_time:
            self._writing = threading.get_ident()
            try:
                yield
            finally:
                self._writing = None

    def _check(self, conn: Connection) -> None:
        if self._is_checked:
            return
        found, known = migrations.revision_of(conn), migrations.head()
        if found != known:
            older = "store.no_tables" if found is None else "store.older_schema"
            code = "store.newer_schema" if (found or "") > known else older
            raise StoreUnusable(Reason(code, {"database": shown(self.url), "found": found or "-", "known": known}))
        self._is_checked = True

    def _empty_journal(self) -> None:
        if file_of(self.url) is None:
            return
        with self._writer.connect() as conn:
            raw = conn.connection.dbapi_connection
            assert raw is not None
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
