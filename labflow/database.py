"""How a database is reached: an engine for each purpose, and one plain sentence when it cannot be used.

This module knows no table and no rule. It never hides a password badly and never creates a database by accident.
"""

import importlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

from sqlalchemy import URL, Dialect, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, TimeoutError
from sqlalchemy.pool import QueuePool
from sqlalchemy.util import LRUCache

from labflow.reasons import Reason

Purpose = Literal["read", "write", "migrate"]

SAFE_WAL = (3, 51, 3)
"""From this SQLite on, write-ahead logging no longer has the bug that can damage a file."""

WAIT_SECONDS = 30


class StoreUnusable(Exception):
    """The database cannot be used as it is: unreachable, damaged, read-only, of a newer labflow ... (exit 3)."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


def parsed(url: str) -> URL:
    """Return the URL in parts. Raises StoreUnusable for anything but a SQLite file or PostgreSQL."""
    try:
        parts = make_url(url)
        known = parts.get_backend_name() in ("sqlite", "postgresql")
    except (ArgumentError, NoSuchModuleError, ValueError):
        known = False
    if not known or not parts.database or parts.database == ":memory:":
        raise StoreUnusable(Reason("store.unknown_url"))
    return parts


def shown(url: str) -> str:
    """Return the URL as a reader may see it: without a password."""
    return parsed(url).render_as_string(hide_password=True)


def file_of(url: str) -> Path | None:
    """Return the file of a SQLite database; None for PostgreSQL."""
    parts = parsed(url)
    return Path(parts.database or "").absolute() if parts.get_backend_name() == "sqlite" else None


def address_of(file: Path) -> str:
    """Return the URL of a SQLite file, whatever characters stand in its path."""
    path = str(file.absolute()).replace("%", "%25").replace("?", "%3F")
    return f"sqlite:///{path}"


def reach(url: str, purpose: Purpose, driver: ModuleType | None = None) -> Engine:
    """Return an engine whose transactions fit one purpose.

    Reading sees one snapshot and cannot write; writing takes the only write lock at its start; migrating is writing
    with foreign keys off. `driver` is the SQLite module to use instead of the best one at hand.
    """
    if (file := file_of(url)) is not None:
        return _sqlite(file, parsed(url), purpose, driver or best_sqlite())
    return _postgresql(parsed(url), purpose)


def best_sqlite() -> ModuleType:
    """Return the newest SQLite module that is installed."""
    try:
        bundled = importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return sqlite3
    return max(bundled, sqlite3, key=lambda module: module.sqlite_version_info)


def journal_mode(driver: ModuleType) -> str:
    """Return the journal that this SQLite keeps safely: "wal", or "truncate" for an older one."""
    return "wal" if driver.sqlite_version_info >= SAFE_WAL else "truncate"


def _sqlite(file: Path, parts: URL, purpose: Purpose, driver: ModuleType) -> Engine:
    mode = parts.query.get("mode", "rw")

    def connect() -> Any:
        connection = driver.connect(
            f"{file.as_uri()}?mode={mode}",
            uri=True,
            timeout=WAIT_SECONDS,
            check_same_thread=False,
            isolation_level=None,
            cached_statements=512,
        )
        _set_pragmas(connection, purpose, driver)
        return connection

    engine = create_engine("sqlite://", poolclass=QueuePool, module=driver, creator=connect, **_options(purpose))
    _share(engine, driver)
    begin = "BEGIN" if purpose == "read" else "BEGIN IMMEDIATE"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _set_pragmas(connection: Any, purpose: Purpose, driver: ModuleType) -> None:
    wanted = journal_mode(driver)
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != wanted:
        try:
            connection.execute(f"PRAGMA journal_mode = {wanted}")
        except driver.OperationalError as error:
            if "readonly" not in str(error):
                raise
    for pragma in (
        "synchronous = FULL",
        f"foreign_keys = {'OFF' if purpose == 'migrate' else 'ON'}",
        "secure_delete = ON",
        "recursive_triggers = ON",
        "trusted_schema = OFF",
        "mmap_size = 0",
        f"query_only = {'ON' if purpose == 'read' else 'OFF'}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _postgresql(parts: URL, purpose: Purpose) -> Engine:
    engine = create_engine(
        parts.set(drivername="postgresql+psycopg"),
        connect_args={"options": SETTINGS, "connect_timeout": WAIT_SECONDS},
        isolation_level="REPEATABLE READ" if purpose == "read" else "READ COMMITTED",
        pool_pre_ping=True,
        **_options(purpose),
    )
    _share(engine, (parts.set(database=""), purpose))
    if purpose == "read":
        return engine.execution_options(postgresql_readonly=True)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(ONE_WRITER))
    return engine


SETTINGS = f"-c synchronous_commit=on -c lock_timeout={WAIT_SECONDS}s"
ONE_WRITER = "SELECT pg_advisory_xact_lock(7522384150)"


COMPILED: LRUCache[Any, Any] = LRUCache(2_000)
"""Every statement that this process compiled: its SQL depends on the kind of database, never on which one it is."""

_DIALECTS: dict[object, Dialect] = {}


def _share(engine: Engine, kind: object) -> None:
    """Let all engines of one kind know what the first that connected learned of its server.

    A compiled statement belongs to a dialect, hence without this each database that is opened compiles all again.
    """
    if kind in _DIALECTS:
        engine.dialect = _DIALECTS[kind]
    else:
        # Listeners run in order, so SQLAlchemy has asked the server for its version by then.
        event.listen(engine, "connect", lambda *_: _DIALECTS.setdefault(kind, engine.dialect))


def _options(purpose: Purpose) -> dict[str, Any]:
    pool = {"pool_size": 5, "max_overflow": 35} if purpose == "read" else {"pool_size": 1, "max_overflow": 0}
    return {**pool, "execution_options": {"compiled_cache": COMPILED}}


@contextmanager
def usable(url: str) -> Iterator[None]:
    """Turn a driver's error that means "this database cannot be used" into StoreUnusable; let others pass."""
    try:
        yield
    except DBAPIError as error:
        code = _code_of(error)
        if code is None:
            raise
        raise StoreUnusable(Reason(code, {"database": shown(url)})) from error
    except TimeoutError as error:
        raise StoreUnusable(Reason("store.busy", {"database": shown(url)})) from error
    except ImportError as error:
        raise StoreUnusable(Reason("store.no_driver", {"database": shown(url)})) from error


SQLITE_ERRORS = {
    "SQLITE_CANTOPEN": "store.unreachable",
    "SQLITE_PERM": "store.unreachable",
    "SQLITE_AUTH": "store.unreachable",
    "SQLITE_READONLY": "store.read_only",
    "SQLITE_CORRUPT": "store.damaged",
    "SQLITE_NOTADB": "store.not_a_database",
    "SQLITE_BUSY": "store.busy",
    "SQLITE_LOCKED": "store.busy",
    "SQLITE_FULL": "store.full",
    "SQLITE_IOERR": "store.unreachable",
}

POSTGRESQL_ERRORS = {
    "08": "store.unreachable",
    "28": "store.unreachable",
    "3D": "store.unreachable",
    "57": "store.unreachable",
    "25006": "store.read_only",
    "42501": "store.read_only",
    "53100": "store.full",
    "53": "store.busy",
    "55P03": "store.busy",
    "58": "store.damaged",
    "XX": "store.damaged",
    "42P01": "store.no_tables",
}


def _code_of(error: DBAPIError) -> str | None:
    origin = error.orig
    if name := str(getattr(origin, "sqlite_errorname", "") or ""):
        return SQLITE_ERRORS.get("_".join(name.split("_")[:2]), _missing_table(origin))
    if state := str(getattr(origin, "sqlstate", "") or ""):
        return POSTGRESQL_ERRORS.get(state) or POSTGRESQL_ERRORS.get(state[:2])
    if error.connection_invalidated or type(origin).__name__ in ("OperationalError", "ConnectionTimeout"):
        return _missing_table(origin) or "store.unreachable"
    return None


def _missing_table(origin: object) -> str | None:
    return "store.no_tables" if "no such table" in str(origin) else None
