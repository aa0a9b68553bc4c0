"""The shape of the database through the years: `upgrade` brings any older one to today's.

Revisions are numbered files in `versions/`. They never rewrite an entry of the log and never rebuild its tables
(Alembic's batch mode drops triggers silently). The whole upgrade is one transaction. Alembic is read only when needed.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from labflow.database import StoreUnusable, file_of, reach, shown, usable
from labflow.migrations import triggers
from labflow.reasons import Reason

VERSIONS = Path(__file__).parent / "versions"


def head() -> str:
    """Return the newest revision that this labflow knows."""
    return known()[-1]


def known() -> tuple[str, ...]:
    """Return every revision that this labflow knows, oldest first."""
    return tuple(sorted(file.name[:4] for file in VERSIONS.glob("[0-9]*.py")))


def current(url: str) -> str | None:
    """Return the revision of a database; None when it holds no labflow tables or does not exist."""
    file = file_of(url)
    if file is not None and not file.exists():
        return None
    engine = reach(url, "read")
    try:
        with usable(url), engine.connect() as conn:
            return revision_of(conn)
    finally:
        engine.dispose()


def revision_of(conn: Connection) -> str | None:
    """Return the revision that a connection sees; None when there is none."""
    if not inspect(conn).has_table("alembic_version"):
        return None
    return conn.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(url: str, to: str = "head", more: Sequence[Path] = ()) -> None:
    """Create or upgrade a database, whole or not at all.

    `to` is a revision; `more` are folders with further revisions. A new SQLite file is readable by its owner only.
    Raises StoreUnusable when it cannot be reached, is of a newer labflow or of another program, or would break a
    reference.
    """
    create_file(url)
    engine = reach(url, "migrate")
    try:
        with usable(url), engine.begin() as conn:
            _refuse_others(conn, url, more)
            bring(conn, to, more)
            triggers.make_anew(conn)
            _refuse_broken(conn, url)
    finally:
        engine.dispose()


def create_file(url: str) -> None:
    """Make the file of a SQLite database, for its owner only, when it is not there. Raises StoreUnusable."""
    file = file_of(url)
    if file is None or file.exists():
        return
    try:
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise StoreUnusable(Reason("store.unreachable", {"database": shown(url)})) from error


def _refuse_others(conn: Connection, url: str, more: Sequence[Path]) -> None:
    found = revision_of(conn)
    if found is None and inspect(conn).get_table_names():
        raise StoreUnusable(Reason("store.not_ours", {"database": shown(url)}))
    if found is not None and found > head() and not more:
        raise StoreUnusable(Reason("store.newer_schema", {"database": shown(url), "found": found, "known": head()}))


def bring(conn: Connection, to: str, more: Sequence[Path] = ()) -> None:
    """Run the revisions up to one of them inside a transaction that is already open; guards are left as they are."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", _escaped(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", os.pathsep.join(_escaped(path) for path in (VERSIONS, *more)))
    config.attributes["connection"] = conn
    command.upgrade(config, to)


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")


def _refuse_broken(conn: Connection, url: str) -> None:
    if conn.dialect.name == "sqlite" and conn.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise StoreUnusable(Reason("store.broken_references", {"database": shown(url)}))
