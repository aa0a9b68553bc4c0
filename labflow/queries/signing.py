"""Who asked for a code, who is signed in, how often somebody tried, and where people can be reached. Never writes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, or_, select
from sqlmodel import SQLModel

from labflow import rows
from labflow.queries.reading import one

ADDRESS, ATTEMPT, CODE, PERSON, SESSION = (
    SQLModel.metadata.tables[str(row.__tablename__)]
    for row in (rows.PersonAddress, rows.Attempt, rows.SignInCode, rows.Person, rows.Session)
)


def person_at(conn: Connection, address: str, today: date) -> Any | None:
    """Return the person (id, key) who can be reached at an address and has not ended, or None."""
    return conn.execute(
        select(PERSON.c.id, PERSON.c.key)
        .join(ADDRESS, ADDRESS.c.person_id == PERSON.c.id)
        .where(ADDRESS.c.address == address, _is_there(today))
    ).first()


def address_of(conn: Connection, person_id: str) -> Any | None:
    """Return the row with the address of a person, or None."""
    return one(conn, rows.PersonAddress, rows.PersonAddress.person_id == person_id)


def addresses(conn: Connection) -> Mapping[str, str]:
    """Return the address of each person by key; who has none is not in it."""
    found = conn.execute(
        select(PERSON.c.key, ADDRESS.c.address)
        .join(ADDRESS, ADDRESS.c.person_id == PERSON.c.id)
        .where(ADDRESS.c.address != ADDRESS.c.id)
    )
    return {row.key: row.address for row in found}


def code_of(conn: Connection, browser: str, today: date) -> Any | None:
    """Return the code that a browser asked for, with `is_there`: the person's id when they have not ended."""
    return conn.execute(
        select(CODE, PERSON.c.id.label("is_there"))
        .outerjoin(PERSON, (PERSON.c.id == CODE.c.person_id) & _is_there(today))
        .where(CODE.c.browser == browser)
    ).first()


def session_of(conn: Connection, token: str) -> Any | None:
    """Return the session with this hash of a token that nobody ended, and the key of its person."""
    return conn.execute(
        select(SESSION, PERSON.c.key)
        .join(PERSON, PERSON.c.id == SESSION.c.person_id)
        .where(SESSION.c.token == token, SESSION.c.ended_at.is_(None))
    ).first()


def tries(conn: Connection, bucket: str, since: str) -> tuple[int, str]:
    """Return how many tries a bucket holds since a moment, and the moment of the oldest of them ("" for none)."""
    found = conn.execute(
        select(func.count(), func.min(ATTEMPT.c.at)).where(ATTEMPT.c.bucket == bucket, ATTEMPT.c.at >= since)
    ).one()
    return int(found[0]), found[1] or ""


def _is_there(today: date) -> Any:
    return or_(PERSON.c.ended_on.is_(None), PERSON.c.ended_on > today)
