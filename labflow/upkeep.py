"""Keeping a database safe: a backup that restores into SQLite or PostgreSQL, and a restore that proves itself.

A backup is one text file: a line that says what it is, every row of every table as one moment saw them, and a last
line with the hash of all before. It holds personal data, so only its owner may read it. Nothing here ever overwrites a
file, and a restore that does not verify leaves everything as it was.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO

from sqlalchemy import Connection, Update, column, insert, inspect, select, table, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from labflow import migrations, record
from labflow.change import LOG
from labflow.database import StoreUnusable, address_of, file_of, reach, usable
from labflow.migrations import triggers
from labflow.reasons import Blocked, Invalid, Reason
from labflow.record import Checkpoint, Verification
from labflow.record_counts import recount
from labflow.rows import PASSING
from labflow.store import Store
from labflow.upkeep_deploy import Place, unsafe
from labflow.upkeep_doctor import Check, calendar, doctor

__all__ = ["Backup", "Check", "Place", "Restored", "backup", "calendar", "doctor", "restore", "unsafe"]

KIND = "labflow-backup"
BATCH = 500
PASSES = frozenset(str(row.__tablename__) for row in PASSING)
"""Who is signed in is not backed up: a copy that is put back signs nobody in."""
JOURNALS = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made; `verification` is of the moment that it holds."""

    file: Path
    rows: int
    sha256: str
    verification: Verification


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that was put back. `kept_aside`: where the database that was there now is; `lost`: its newer entries."""

    rows: int
    verification: Verification
    kept_aside: Path | None
    lost: int


def backup(store: Store, file: Path) -> Backup:
    """Write everything to a new file, as one moment saw it, and check the record of that moment.

    A record with problems is backed up all the same: look at `verification`. Raises Invalid when the file exists or
    cannot be written, StoreUnusable when the database cannot be read.
    """
    if file.exists():
        raise Invalid(Reason("store.file_exists", {"file": file.name}))
    part = file.with_name(file.name + ".part")
    try:
        with store.reading() as conn, _new_file(part) as stream:
            found = record.verify(conn)
            rows, digest = _write(conn, stream, found.checkpoint)
            stream.flush()
            os.fsync(stream.fileno())
        part.rename(file)
        _sync_folder(file.parent)
    except OSError as error:
        raise Invalid(Reason("store.file_unwritable", {"file": file.name})) from error
    finally:
        part.unlink(missing_ok=True)
    return Backup(file, rows, digest, found)


def _new_file(file: Path) -> TextIO:
    handle = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    os.fchmod(handle, 0o600)
    return os.fdopen(handle, "w", encoding="utf-8", newline="\n")


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def _write(conn: Connection, stream: TextIO, point: Checkpoint) -> tuple[int, str]:
    digest, rows = hashlib.sha256(), 0
    for line in _lines(conn, point):
        digest.update(line.encode())
        rows += line.startswith("[")
        stream.write(line)
    stream.write(_line({"end": digest.hexdigest(), "rows": rows}))
    return rows, digest.hexdigest()


def _lines(conn: Connection, point: Checkpoint) -> Iterator[str]:
    schema = migrations.revision_of(conn)
    yield _line({KIND: 1, "schema": schema, "entries": point.entries, "root": point.root, "head": point.head})
    for one in SQLModel.metadata.sorted_tables:
        if one.name in PASSES:
            continue
        yield _line({"table": one.name, "columns": [each.name for each in one.columns]})
        for row in conn.execute(select(one).order_by(*one.primary_key).execution_options(yield_per=BATCH)):
            yield _line([value.isoformat() if isinstance(value, date) else value for value in row])


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def restore(file: Path, url: str, keep_aside: bool = False) -> Restored:
    """Put a backup into a new database, upgrade it to today's tables and verify it, whole or not at all.

    `keep_aside`: move a SQLite database with entries that stands there out of the way; without it, or on PostgreSQL,
    such a database is refused (Blocked). Raises Invalid for a file that is no whole backup or does not verify.
    """
    header, target = _header(file), file_of(url)
    there = _entries_at(url)
    if there != 0 and (not keep_aside or target is None):
        raise Blocked(Reason("store.database_in_the_way"))
    if target is None:
        return Restored(*_load_into(file, header, url), None, 0)
    part = target.with_name(target.name + ".part")
    _remove(part)
    try:
        rows, found = _load_into(file, header, address_of(part))
        kept = _set_aside(target)
        part.rename(target)
        _sync_folder(target.parent)
    finally:
        _remove(part)
    return Restored(rows, found, kept, max(0, (there or 0) - found.entries))


def _header(file: Path) -> dict[str, object]:
    """Return the first line of a backup, after checking that the last line speaks of all others."""
    digest, last, first = hashlib.sha256(), b"", b""
    try:
        with file.open("rb") as stream:
            for line in stream:
                digest.update(last)
                first, last = first or line, line
        header, end = json.loads(first), json.loads(last)
        whole = header[KIND] == 1 and end["end"] == digest.hexdigest()
    except OSError as error:
        raise Invalid(Reason("store.file_unreadable", {"file": file.name})) from error
    except (ValueError, TypeError, KeyError, RecursionError):
        whole = False
    schema = header.get("schema") if whole else None
    if whole and re.fullmatch("[0-9]{4}", str(schema)) and str(schema) > migrations.head():
        raise Invalid(Reason("store.backup_newer", {"found": str(schema), "known": migrations.head()}))
    if schema not in migrations.known():
        raise Invalid(Reason("store.not_a_backup", {"file": file.name}))
    return dict(header)


def _entries_at(url: str) -> int | None:
    """Return how many entries stand at an address; None when something is there that cannot be read."""
    engine = None
    try:
        if migrations.current(url) is None:
            return 0
        engine = reach(url, "read")
        with usable(url), engine.begin() as conn:
            return conn.execute(select(LOG.c.seq).order_by(LOG.c.seq.desc()).limit(1)).scalar() or 0
    except StoreUnusable:
        if file_of(url) is None:
            raise
        return None
    finally:
        if engine is not None:
            engine.dispose()


def _load_into(file: Path, header: dict[str, object], url: str) -> tuple[int, Verification]:
    migrations.create_file(url)
    engine = reach(url, "migrate")
    try:
        with usable(url), engine.begin() as conn:
            migrations.bring(conn, str(header["schema"]))
            triggers.drop(conn)
            rows = _load(conn, file)
            migrations.bring(conn, "head")
            recount(conn)
            triggers.make_anew(conn)
            since = Checkpoint(int(str(header["entries"])), str(header["root"]), str(header["head"]))
            found = record.verify(conn, since)
            if not found.ok:
                raise Invalid(*found.problems[:20])
            return rows, found
    except (DBAPIError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Invalid(Reason("store.not_a_backup", {"file": file.name})) from error
    finally:
        engine.dispose()


def _load(conn: Connection, file: Path) -> int:
    """Insert every row; a reference to the same table is filled in at the end, when its target is sure to be there."""
    total, later = 0, list[Update]()
    with file.open(encoding="utf-8") as stream:
        next(stream)
        for name, columns, rows in _batches(stream):
            later += _insert(conn, name, [dict(zip(columns, row, strict=True)) for row in rows])
            total += len(rows)
    for reference in later:
        conn.execute(reference)
    return total


def _batches(stream: Iterable[str]) -> Iterator[tuple[str, list[str], list[list[object]]]]:
    name, columns, rows = "", [""], list[list[object]]()
    for line in stream:
        value = json.loads(line)
        if isinstance(value, list):
            rows.append(value)
        if rows and (isinstance(value, dict) or len(rows) == BATCH):
            yield name, columns, rows
            rows = []
        if isinstance(value, dict) and "table" in value:
            name, columns = value["table"], value["columns"]


def _insert(conn: Connection, name: str, rows: list[dict[str, object]]) -> Iterator[Update]:
    into = table(name, *(column(one) for one in rows[0]))
    keys = inspect(conn).get_foreign_keys(name)
    own = [one for key in keys if key["referred_table"] == name for one in key["constrained_columns"]]
    conn.execute(insert(into), [{**row, **dict.fromkeys(own)} for row in rows])
    for row in rows:
        if late := {one: row[one] for one in own if row[one] is not None}:
            yield update(into).where(into.c.id == row["id"]).values(late)


def _set_aside(target: Path) -> Path | None:
    if not target.exists():
        return None
    number = 1
    while (kept := target.with_name(f"{target.name}.before-restore-{number}")).exists():
        number += 1
    for tail in JOURNALS:
        if (part := target.with_name(target.name + tail)).exists():
            part.rename(kept.with_name(kept.name + tail))
    target.rename(kept)
    return kept


def _remove(file: Path) -> None:
    for tail in ("", *JOURNALS):
        file.with_name(file.name + tail).unlink(missing_ok=True)
