"""Is this place fit to be opened to people? Each thing that is unsafe, as a sentence. Never mends anything.

What a database of its own needs, `upkeep_doctor` asks; here stand the settings around it. The limits are our own
proposal.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, or_, select

from labflow import clock, heartbeat, rows
from labflow.database import StoreUnusable, file_of, reach, usable
from labflow.queries.founding import stored_day
from labflow.reasons import Reason
from labflow.upkeep_doctor import Check

RECENT = timedelta(hours=26)
"""A daily copy that runs an hour late is still a daily copy."""
ANYBODY = {"*", "0.0.0.0/0", "::/0"}


@dataclass(frozen=True, slots=True)
class Place:
    """How an installation is set up. `address`: where people find it; `administrators`: the roles that run it;

    `hosts` and `proxies`: whose word is taken; `is_false_day`: the day is set by hand; `is_all_powerful`: it runs as
    the machine's own administrator.
    """

    database: str
    address: str = ""
    hosts: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    backups: Path | None = None
    administrators: frozenset[str] = frozenset()
    has_mail: bool = False
    is_demo: bool = False
    is_debug: bool = False
    is_false_day: bool = False
    is_all_powerful: bool = False


def unsafe(place: Place, now: datetime) -> tuple[Check, ...]:
    """Ask about everything that must be so before people come in. `now`: the moment, in UTC."""
    return (*_settings(place), *_folder(place.database), _backup(place.backups, now), *_people(place, now))


def _settings(place: Place) -> Iterator[Check]:
    yield _check("address", place.address.startswith("https://"), given=place.address or "-")
    yield _check("demo", not place.is_demo)
    yield _check("day", not place.is_false_day)
    yield _check("hosts", not ANYBODY & set(place.hosts))
    yield _check("proxies", bool(place.proxies) and not ANYBODY & set(place.proxies))
    yield _check("mail", place.has_mail)
    yield _check("debug", not place.is_debug)
    yield _check("user", not place.is_all_powerful)


def _folder(url: str) -> Iterator[Check]:
    try:
        file = file_of(url)
    except StoreUnusable:
        return
    if file is not None:
        yield _check("folder", _is_ours_alone(file.parent), folder=str(file.parent))


def _backup(folder: Path | None, now: datetime) -> Check:
    if folder is None or not folder.is_dir():
        return _check("backups", False, folder=str(folder or "-"))
    if not _is_ours_alone(folder):
        return Check(Reason("deploy.backups_open", {"folder": str(folder)}), False)
    moments = [clock.moment_of(one.stat().st_mtime) for one in folder.iterdir() if one.is_file()]
    newest = max(moments, default=None)
    return Check(
        Reason("deploy.backup_made", {"at": newest}) if newest else Reason("deploy.backup_none"),
        newest is not None and now - newest <= RECENT,
    )


def _is_ours_alone(folder: Path) -> bool:
    try:
        return not folder.stat().st_mode & 0o077
    except OSError:
        return False


def _people(place: Place, now: datetime) -> Iterator[Check]:
    engine = None
    try:
        engine = reach(place.database, "read")
        with usable(place.database), engine.begin() as conn:
            yield _daily(conn, now)
            yield _check("real", stored_day(conn) is None)
            yield _check("administrator", _is_somebody(conn, place.administrators, now.date()))
    except StoreUnusable as error:
        yield Check(error.reason, False)
    finally:
        if engine is not None:
            engine.dispose()


def _daily(conn: Connection, now: datetime) -> Check:
    """It must have run already: a place that nobody reminds is not ready for people."""
    ran, wrong = heartbeat.pulse(conn), heartbeat.stands_still(conn, now)
    return _check("daily", wrong is None and ran is not None, why=wrong or Reason("clock.never"))


def _is_somebody(conn: Connection, roles: frozenset[str], today: date) -> bool:
    held, person = rows.RoleHeld.__table__.c, rows.Person.__table__.c  # type: ignore[attr-defined]
    found = select(held.id).where(
        held.role.in_(roles),
        or_(held.until_day.is_(None), held.until_day > today),
        person.id == held.person_id,
        or_(person.ended_on.is_(None), person.ended_on > today),
    )
    return conn.execute(found.limit(1)).first() is not None


def _check(what: str, ok: bool, **values: object) -> Check:
    return Check(Reason(f"deploy.{what}" if ok else f"deploy.{what}_wrong", values), ok)
