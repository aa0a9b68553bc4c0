"""Signing in: a code by mail, typed in the browser that asked for it, and a session that can be ended at any time.

The figures are of NIST SP 800-63B and OWASP ASVS 5.0 (6.5.5: ten minutes), the limits are an own proposal. Whoever asks
for an address that nobody has gets the same answer, after the same statements. Roles are never kept in a session.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from labflow import rows, typed
from labflow.access import Actor
from labflow.change import Change
from labflow.change_passing import discard, keep, mark
from labflow.definition import Network
from labflow.queries import signing as known
from labflow.queries.people import actor as actor_of
from labflow.signing_limits import count_try

CODE_LASTS, MOST_TRIES = timedelta(minutes=10), 5
STRICT = frozenset({"casework", "coordinator", "chair", "admin"})
SEEN_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """How long a session lives: in all, without being used, and without being used by who decides about others."""

    whole: timedelta = timedelta(days=90)
    idle: timedelta = timedelta(days=90)
    strict_idle: timedelta = timedelta(hours=12)


USUAL = Lifetimes()


@dataclass(frozen=True, slots=True)
class Asked:
    """A code that was asked for. `browser`: what the browser keeps; `person`: the key of who may use it, or None."""

    browser: str
    code: str
    address: str
    person: str | None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a session token stands for: who acts (None: nobody any more), and whether the row must be brought up."""

    actor: Actor | None
    is_due: bool


def lifetimes_from(environment: Mapping[str, str]) -> Lifetimes:
    """Return the settings `LABFLOW_SESSION_*`. Raises ValueError for what is no number."""
    days, idle, hours = (
        float(environment.get(f"LABFLOW_SESSION_{name}") or otherwise)
        for name, otherwise in (("DAYS", 90), ("IDLE_DAYS", 90), ("STRICT_HOURS", 12))
    )
    return Lifetimes(timedelta(days=days), timedelta(days=idle), timedelta(hours=hours))


def ask(change: Change, address: object, place: str) -> Asked:
    """Make a code for whoever has this address. Raises Invalid for what is no address, TooMany.

    `place`: the network address that asks.
    """
    given = typed.address(address)
    count_try(change, "ask", given, place)
    person = known.person_at(change.conn, given, change.today)
    browser, code = secrets.token_urlsafe(32), f"{secrets.randbelow(10**6):06}"
    keep(change, rows.SignInCode(
        browser=hashed(browser), code=_sealed(browser, code), account=hashed(given),
        person_id=person.id if person else None, asked_at=stamp(change.at), until_at=stamp(change.at + CODE_LASTS),
    ))  # fmt: skip
    discard(change, rows.SignInCode, "until_at", stamp(change.at - timedelta(days=1)))
    return Asked(browser, code, given, person.key if person else None)


def sign_in(change: Change, browser: str, code: str, place: str, before: str = "") -> str | None:
    """Begin a session with a code and return its token, or None when the code is not right (any more).

    The answer must be committed either way: a wrong code was a try. `browser`: what the browser kept; `before`: the
    token of the session that it had, which ends. Raises TooMany.
    """
    asked = known.code_of(change.conn, hashed(browser), change.today)
    count_try(change, "try", asked.account if asked else None, place)
    if asked is None:
        return None
    is_right = hmac.compare_digest(asked.code, _sealed(browser, re.sub(r"\s", "", code)))
    is_open = not asked.used and asked.tries < MOST_TRIES and stamp(change.at) < asked.until_at
    passes = is_right and is_open and asked.is_there is not None
    mark(change, rows.SignInCode, {"browser": asked.browser}, tries=asked.tries + 1, used=asked.used or passes)
    if not passes:
        return None
    end(change, before)
    return begin(change, asked.is_there)


def begin(change: Change, person_id: str) -> str:
    """Begin a session for a person and return the token that their browser keeps."""
    token, now = secrets.token_urlsafe(32), stamp(change.at)
    keep(change, rows.Session(token=hashed(token), person_id=person_id, began_at=now, seen_at=now))
    return token


def end(change: Change, token: str) -> None:
    """End a session. A token of none ends nothing."""
    mark(change, rows.Session, {"token": hashed(token), "ended_at": None}, ended_at=stamp(change.at))


def end_all(change: Change, person_id: str) -> None:
    """End every session of a person."""
    mark(change, rows.Session, {"person_id": person_id, "ended_at": None}, ended_at=stamp(change.at))


def signed_in(conn: Any, network: Network, token: str, today: date, now: datetime, lives: Lifetimes) -> SignedIn:
    """Return for whom a token stands, with the roles of this moment."""
    session = known.session_of(conn, hashed(token))
    if session is None:
        return SignedIn(None, False)
    actor = actor_of(conn, network, session.key, today)
    if actor is None or not _is_live(session, _idle(actor, network, lives), now, lives.whole):
        return SignedIn(None, True)
    return SignedIn(actor, session.seen_at < stamp(now - SEEN_EVERY))


def bring_up(change: Change, token: str, is_live: bool) -> None:
    """Note that a session was seen; one that no longer lives ends for good, whatever the clock says later."""
    if is_live:
        mark(change, rows.Session, {"token": hashed(token), "ended_at": None}, seen_at=stamp(change.at))
    else:
        end(change, token)


def hashed(secret: str) -> str:
    """Return what may be kept of a secret of 256 bits, or of something to count by."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def stamp(moment: datetime) -> str:
    """Return a moment as it is kept: text that sorts."""
    return moment.isoformat(timespec="milliseconds")


def _sealed(browser: str, code: str) -> str:
    """A million codes are soon tried, so what is kept cannot be tried without what only the browser has."""
    return hmac.new(
        browser.encode("utf-8", "surrogatepass"), code.encode("utf-8", "surrogatepass"), "sha256"
    ).hexdigest()


def _idle(actor: Actor, network: Network, lives: Lifetimes) -> timedelta:
    is_strict = bool(actor.meanings_on(network, None) & STRICT)
    return min(lives.idle, lives.strict_idle) if is_strict else lives.idle


def _is_live(session: Any, idle: timedelta, now: datetime, whole: timedelta) -> bool:
    return bool(stamp(now - idle) < session.seen_at and stamp(now - whole) < session.began_at)
