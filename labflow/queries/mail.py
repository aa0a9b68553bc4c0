"""Mails: who has something waiting, what is on its way, what did not arrive. Never writes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select
from sqlmodel import SQLModel

from labflow import rows
from labflow.clock import days_after
from labflow.queries.reading import belonging, fetch, one
from labflow.reasons import Reason

LETTER, MAIL, PERSON, ADDRESS, TRY = (
    SQLModel.metadata.tables[str(row.__tablename__)]
    for row in (rows.Letter, rows.Mail, rows.Person, rows.PersonAddress, rows.MailTry)
)
WAITS = LETTER.c.mail_id.is_(None) & LETTER.c.withdrawn_on.is_(None)
FAILED = ("refused", "given_up")
RETRY = 7
"""So many days nothing new is sent to an address that failed; it waits, and then goes along (own proposal)."""
JOB = "mail"
"""The heartbeat of the outbox."""
NO_SERVER, NO_SITE = "no_server", "no_site"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to whom letters go. `address`: "" when there is none; `is_there`: False once they have ended."""

    id: str
    key: str
    address: str
    is_there: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """Whose mail may leave now, the most pressing first, and how many people wait without an address."""

    person_ids: tuple[str, ...]
    no_address: int


@dataclass(frozen=True, slots=True)
class Mailed:
    """One mail. `to`: a key, never an address; `trouble`: why it is not there yet, or never will be known here."""

    id: str
    on_day: date
    to: str
    letters: int
    state: str
    at_once: bool
    tries: int = 0
    again_at: str | None = None
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Mail does not leave at all. `since`: a moment in UTC; `what`: a word of ours or of SMTP; `waiting`: letters."""

    since: str
    what: str
    waiting: int

    @property
    def reason(self) -> Reason:
        """Why, in words."""
        return why_not(self.what)


def queue(conn: Connection, today: date, moment: str, is_daytime: bool) -> Queue:
    """Return who is due: something at once, a mail of the day that nobody got yet, or a mail that is tried again.

    `moment`: now, as it is kept; `is_daytime`: whether the mail of the day may leave.
    """
    waits = list(conn.execute(select(LETTER.c.to_id, LETTER.c.at_once).where(WAITS).distinct()))
    tries = {row.mail_id: row for row in conn.execute(select(TRY))}
    leaving = fetch(conn, rows.Mail, MAIL.c.state == "leaving", order="n")
    had, failing = lately(conn, today)
    again = [row.to_id for row in leaving if is_free(tries.get(row.id), moment)]
    pressing = [row.to_id for row in waits if row.at_once]
    of_the_day = [row.to_id for row in waits if is_daytime and row.to_id not in had]
    busy = {row.to_id for row in leaving} | failing
    chosen = dict.fromkeys([*again, *(one for one in (*pressing, *of_the_day) if one not in busy)])
    known = recipients(conn, {*chosen, *(row.to_id for row in waits)}, today)
    reached = tuple(one for one in chosen if known[one].address or not known[one].is_there)
    return Queue(reached, sum(not known[one].address and known[one].is_there for one in {row.to_id for row in waits}))


def is_free(tried: Any | None, moment: str) -> bool:
    """Return whether a mail on its way may be taken by whoever comes: nobody holds it, and it is time again."""
    return tried is None or ((tried.held_until or "") <= moment and (tried.again_at or "") <= moment)


def recipients(conn: Connection, ids: set[str], today: date) -> Mapping[str, Recipient]:
    """Return these people by id."""
    reached = {
        x.person_id: x.address for x in belonging(conn, rows.PersonAddress, "person_id", ids) if x.address != x.id
    }
    return {
        x.id: Recipient(x.id, x.key, reached.get(x.id, ""), x.ended_on is None or x.ended_on > today)
        for x in belonging(conn, rows.Person, "id", ids)
    }


def leaving_to(conn: Connection, person_id: str) -> tuple[Any, Any] | None:
    """Return the mail that is on its way to somebody with its try (None after a restore), or None when none is."""
    mail = one(conn, rows.Mail, MAIL.c.to_id == person_id, MAIL.c.state == "leaving")
    return None if mail is None else (mail, one(conn, rows.MailTry, TRY.c.mail_id == mail.id))


def letters_in(conn: Connection, mail_id: str) -> list[Any]:
    """Return the letters that a mail carries and that were not taken back, the oldest first."""
    return fetch(conn, rows.Letter, LETTER.c.mail_id == mail_id, LETTER.c.withdrawn_on.is_(None), order="n")


def waiting_for(conn: Connection, person_id: str) -> list[Any]:
    """Return the letters that wait for somebody, the oldest first."""
    return fetch(conn, rows.Letter, LETTER.c.to_id == person_id, WAITS, order="n")


def lately(conn: Connection, today: date, *where: Any) -> tuple[set[str], set[str]]:
    """Return who got a mail on this day (or has one on its way), and whose newest one failed less than a week ago."""
    found = fetch(conn, rows.Mail, MAIL.c.on_day > days_after(today, -RETRY), *where, order="n")
    newest = {row.to_id: row.state for row in found}
    return {row.to_id for row in found if row.on_day == today}, {x for x, state in newest.items() if state in FAILED}


def mails(conn: Connection, *where: Any) -> tuple[Mailed, ...]:
    """Return the mails that fit, newest first. A fixed number of statements."""
    found = fetch(conn, rows.Mail, *where, order="n")
    ids = {x.id for x in found}
    carried = [x.mail_id for x in belonging(conn, rows.Letter, "mail_id", ids)] if ids else []
    tries = {x.mail_id: x for x in belonging(conn, rows.MailTry, "mail_id", ids, "mail_id")} if ids else {}
    keys = {x.id: x.key for x in belonging(conn, rows.Person, "id", {x.to_id for x in found})} if ids else {}
    return tuple(
        Mailed(x.id, x.on_day, keys[x.to_id], carried.count(x.id), x.state, x.at_once, *_tried(tries.get(x.id)))
        for x in reversed(found)
    )


def undelivered(conn: Connection) -> tuple[Mailed, ...]:
    """Return, for each person, the newest mail that did not arrive and after which none did.

    Its letters wait again as soon as the address changes, and then it is not in here any more.
    """
    failing = {x.to_id for x in fetch(conn, rows.Mail, MAIL.c.state.in_(FAILED))}
    if not failing:
        return ()
    there = {x.id for x in belonging(conn, rows.Person, "id", failing) if x.ended_on is None}
    ended = (x for x in belonging(conn, rows.Mail, "to_id", there, "n") if x.state in (*FAILED, "sent"))
    failed = [x.id for x in {x.to_id: x for x in ended}.values() if x.state in FAILED]
    return tuple(x for x in mails(conn, MAIL.c.id.in_(failed)) if x.letters)


def trouble(conn: Connection) -> Trouble | None:
    """Return since when no mail leaves at all, or None when it does."""
    beat = one(conn, rows.Heartbeat, rows.Heartbeat.job == JOB)
    if beat is None or beat.failing_since is None:
        return None
    reached = LETTER.join(ADDRESS, (ADDRESS.c.person_id == LETTER.c.to_id) & (ADDRESS.c.address != ADDRESS.c.id))
    waiting = conn.execute(select(func.count()).select_from(reached).where(WAITS)).scalar_one()
    return Trouble(beat.failing_since, beat.trouble or "", waiting) if waiting else None


def concerns(conn: Connection) -> Iterator[tuple[Reason, date]]:
    """Yield what somebody has to see to, and since when: a function is named, never an address."""
    if failed := undelivered(conn):
        people = tuple(sorted(x.to for x in failed))
        yield Reason("waiting.undelivered", {"n": len(failed), "people": people}), min(x.on_day for x in failed)
    if found := trouble(conn):
        told = {"n": found.waiting, "what": found.reason}
        yield Reason("waiting.mail_trouble", told), date.fromisoformat(found.since[:10])


def why_not(what: str) -> Reason:
    """Return in words why no mail leaves. `what`: no_server, no_site, or how the server failed."""
    if what in (NO_SERVER, NO_SITE):
        return Reason(f"mail.trouble.{what}")
    return Reason("mail.trouble.unreachable", {"kind": what})


def _tried(row: Any | None) -> tuple[int, str | None, str | None]:
    return (0, None, None) if row is None else (row.tries, row.again_at, row.trouble)
