"""Is this database as it should be? Every question at once, each with its answer. Never mends anything."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, text

from labflow import clock, heartbeat, migrations, record
from labflow.clock import days_after
from labflow.database import SAFE_WAL, StoreUnusable, file_of, reach, usable
from labflow.migrations import triggers
from labflow.queries.founding import stored_day
from labflow.reasons import Reason
from labflow.schoolyear import Holidays, missing_years, school_year

PRAGMAS = {"synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "recursive_triggers": 1, "trusted_schema": 0}


@dataclass(frozen=True, slots=True)
class Check:
    """One question to the database: what was found, and whether that is as it should be."""

    found: Reason
    ok: bool


def doctor(url: str, now: datetime | None = None) -> tuple[Check, ...]:
    """Ask a database everything that `Store` relies on, and whether the day's work is done by `now` (UTC).

    What cannot even be opened gives one Check that says so.
    """
    engine = None
    try:
        engine = reach(url, "read")
        with usable(url), engine.begin() as conn:
            return tuple(_answers(conn, url, now or clock.now()))
    except StoreUnusable as error:
        return (Check(error.reason, False),)
    finally:
        if engine is not None:
            engine.dispose()


def calendar(holidays: Holidays, today: date) -> tuple[Check, ...]:
    """Ask whether the school calendar holds this school year and the next; nothing for a network without one.

    The next year may still be missing: that is only said. Without this year, school weeks are a guess.
    """
    if not holidays:
        return ()
    now, following = school_year(today), school_year(days_after(today, 365))
    missing = missing_years(today, days_after(today, 365), holidays)
    code = "doctor.calendar" if not missing else "doctor.calendar_ends" if now not in missing else "doctor.calendar_gap"
    return (Check(Reason(code, {"year": now, "next": following}), now not in missing),)


def _answers(conn: Connection, url: str, now: datetime) -> Iterator[Check]:
    found, known = migrations.revision_of(conn), migrations.head()
    yield Check(Reason("doctor.schema", {"found": found or "-", "known": known}), found == known)
    for question in _sqlite(file_of(url)) if conn.dialect.name == "sqlite" else (_synchronous_commit,):
        yield question(conn)
    if found == known:
        yield from _clock(conn, now)
        yield _guards(conn)
        yield _record(conn)


def _sqlite(file: Path | None) -> tuple[Callable[[Connection], Check], ...]:
    return _journal, _settings, _integrity, _references, lambda _: _modes(file)


def _journal(conn: Connection) -> Check:
    version = str(conn.execute(text("SELECT sqlite_version()")).scalar())
    journal = str(conn.execute(text("PRAGMA journal_mode")).scalar())
    safe = tuple(int(part) for part in version.split(".")) >= SAFE_WAL if journal == "wal" else journal == "truncate"
    return Check(Reason("doctor.journal", {"version": version, "journal": journal}), safe)


def _settings(conn: Connection) -> Check:
    found = {name: conn.execute(text(f"PRAGMA {name}")).scalar() for name in PRAGMAS}
    wrong = tuple(name for name, wanted in PRAGMAS.items() if found[name] != wanted)
    return Check(Reason("doctor.settings_wrong", {"names": wrong}) if wrong else Reason("doctor.settings"), not wrong)


def _integrity(conn: Connection) -> Check:
    lines = conn.execute(text("PRAGMA integrity_check")).scalars().all()
    ok = list(lines) == ["ok"]
    return Check(Reason("doctor.integrity") if ok else Reason("doctor.integrity_wrong", {"n": len(lines)}), ok)


def _references(conn: Connection) -> Check:
    n = len(conn.execute(text("PRAGMA foreign_key_check")).all())
    return Check(Reason("doctor.references_wrong", {"n": n}) if n else Reason("doctor.references"), not n)


def _modes(file: Path | None) -> Check:
    assert file is not None
    files = [one for one in (file, *(file.with_name(file.name + tail) for tail in ("-wal", "-shm"))) if one.exists()]
    wide = tuple(one.name for one in files if one.stat().st_mode & 0o077)
    return Check(Reason("doctor.modes_wrong", {"files": wide}) if wide else Reason("doctor.modes"), not wide)


def _synchronous_commit(conn: Connection) -> Check:
    value = str(conn.execute(text("SHOW synchronous_commit")).scalar())
    return Check(Reason("doctor.synchronous_commit", {"value": value}), value == "on")


def _clock(conn: Connection, now: datetime) -> Iterator[Check]:
    """A demo has no day's work: its day stands still."""
    if stored_day(conn) is None:
        wrong = heartbeat.stands_still(conn, now)
        yield Check(wrong or Reason("doctor.clock"), wrong is None)


def _guards(conn: Connection) -> Check:
    gone = triggers.missing(conn)
    return Check(Reason("doctor.guards_wrong", {"names": gone}) if gone else Reason("doctor.guards"), not gone)


def _record(conn: Connection) -> Check:
    found = record.verify(conn)
    if found.ok:
        return Check(Reason("doctor.record", {"n": found.entries}), True)
    return Check(Reason("doctor.record_wrong", {"n": len(found.problems), "first": found.problems[0]}), False)
