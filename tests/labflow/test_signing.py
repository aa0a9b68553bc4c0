"""A code works once, soon, and only where it was asked for; a session lives as long as it may and not a moment more."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest

from labflow import clock, peopling, rows, signing
from labflow.queries.reading import fetch
from labflow.reasons import Invalid
from labflow.signing import Asked, Lifetimes, SignedIn
from labflow.store import Store
from tests.labflow.desk import SYSTEM, TODAY, Desk, catalogue, desk, everything
from tests.prepared import prepared

MAIL = "coordinatie@voorbeeld.be"
PLACE = "192.0.2.7"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass
class Door:
    """A desk with a door: time is what the test says it is."""

    at: Desk
    now: datetime

    def asks(self, address: str = MAIL, place: str = PLACE) -> Asked:
        with self.at.store.change(SYSTEM, "web", now=lambda: self.now) as change:
            return signing.ask(change, address, place)

    def types(self, browser: str, code: str, place: str = PLACE, before: str = "") -> str | None:
        with self.at.store.change(SYSTEM, "web", now=lambda: self.now) as change:
            return signing.sign_in(change, browser, code, place, before)

    def enters(self, address: str = MAIL) -> str:
        asked = self.asks(address)
        token = self.types(asked.browser, asked.code)
        assert token is not None
        return token

    def who(self, token: str, lives: Lifetimes = signing.USUAL, day: date = TODAY) -> SignedIn:
        with self.at.store.reading() as conn:
            return signing.signed_in(conn, catalogue().network, token, day, self.now, lives)

    def key(self, token: str) -> str | None:
        actor = self.who(token).actor
        return actor.key if actor else None


@prepared
def door(store: Store) -> Door:
    at = desk(store)
    at.does("beheerder", peopling.invite, "coordinator", MAIL)
    at.does("beheerder", peopling.invite, "lid", "lid@voorbeeld.be")
    return Door(at, clock.now() + MINUTE)


def test_the_code_that_was_mailed_lets_one_in(door: Door) -> None:
    asked = door.asks()

    assert re.fullmatch("[0-9]{6}", asked.code)
    assert asked.person == "coordinator"
    assert door.key(door.types(asked.browser, f" {asked.code[:3]} {asked.code[3:]} ") or "") == "coordinator"


def test_a_code_works_once(door: Door) -> None:
    asked = door.asks()

    assert door.types(asked.browser, asked.code)
    assert door.types(asked.browser, asked.code) is None


def test_a_code_does_not_work_in_another_browser(door: Door) -> None:
    asked, other = door.asks(), door.asks()

    assert door.types(other.browser, asked.code) is None or asked.code == other.code
    assert door.types("never asked", asked.code) is None


def test_a_code_lives_ten_minutes(door: Door) -> None:
    asked, late = door.asks(), door.asks()

    door.now += 10 * MINUTE - timedelta(seconds=1)
    assert door.types(asked.browser, asked.code)
    door.now += timedelta(seconds=1)
    assert door.types(late.browser, late.code) is None


def test_after_five_wrong_tries_the_right_one_is_wrong_too(door: Door) -> None:
    asked = door.asks()
    wrong = f"{(int(asked.code) + 1) % 10**6:06}"

    assert [door.types(asked.browser, wrong) for _ in range(5)] == [None] * 5
    assert door.types(asked.browser, asked.code) is None


def test_four_wrong_tries_are_forgiven(door: Door) -> None:
    asked = door.asks()
    for _ in range(4):
        door.types(asked.browser, "abc")

    assert door.types(asked.browser, asked.code)


def test_an_address_that_nobody_has_asks_the_same_of_the_database(
    door: Door, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    with statements() as known:
        door.asks()
    with statements() as unknown:
        asked = door.asks("niemand@voorbeeld.be")
    assert [one.split(" ")[:3] for one in known] == [one.split(" ")[:3] for one in unknown]

    assert asked.person is None
    right = door.asks()
    with statements() as of_somebody:
        door.types(right.browser, "000000" if right.code != "000000" else "000001")
    with statements() as of_nobody:
        assert door.types(asked.browser, asked.code) is None
    assert [one.split(" ")[:3] for one in of_somebody] == [one.split(" ")[:3] for one in of_nobody]


@pytest.mark.parametrize(
    "bad", ["", "geen", "a@b", "a b@c.be", "a@c.be\nBcc: x@y.be", "a@c.be,x@y.be", "é@c.be", None, 7]
)
def test_what_is_no_address_is_refused(door: Door, bad: object) -> None:
    with pytest.raises(Invalid), door.at.store.change(SYSTEM) as change:
        signing.ask(change, bad, PLACE)


def test_neither_code_nor_token_nor_address_stands_in_the_database(door: Door) -> None:
    asked = door.asks()
    token = door.types(asked.browser, asked.code) or ""
    kept = everything(door.at.store)
    passing = repr({name: kept[name] for name in ("sign_in_code", "session", "attempt")})

    for secret in (asked.code, asked.browser, token, MAIL, PLACE):
        assert not re.search(rf"(?<![0-9a-f]){re.escape(secret)}(?![0-9a-f])", passing)
    log = repr(kept["log"])
    assert asked.code not in re.findall("[0-9]+", log)
    assert MAIL not in log


def test_signing_in_writes_nothing_in_the_log(door: Door) -> None:
    before = len(everything(door.at.store)["log"])
    door.enters()

    assert len(everything(door.at.store)["log"]) == before


def test_a_session_that_ended_never_comes_back(door: Door) -> None:
    token = door.enters()
    with door.at.store.change(SYSTEM) as change:
        signing.end(change, token)

    assert door.who(token) == SignedIn(None, False)


def test_signing_in_again_gives_another_token_and_ends_the_first(door: Door) -> None:
    first, asked = door.enters(), door.asks()
    second = door.types(asked.browser, asked.code, before=first)

    assert second not in (None, first)
    assert (door.key(first), door.key(second or "")) == (None, "coordinator")


def test_who_decides_about_others_signs_in_again_after_twelve_idle_hours(door: Door) -> None:
    coordinator, member = door.enters(), door.enters("lid@voorbeeld.be")

    door.now += 12 * HOUR - MINUTE
    assert (door.key(coordinator), door.key(member)) == ("coordinator", "lid")
    door.now += MINUTE
    assert (door.key(coordinator), door.key(member)) == (None, "lid")
    door.now += 90 * DAY
    assert door.key(member) is None


def test_a_session_that_is_used_lives_on_but_not_for_ever(door: Door) -> None:
    token, lives = door.enters(), Lifetimes(whole=2 * DAY)
    for _ in range(4):
        door.now += 11 * HOUR
        found = door.who(token, lives)
        assert found.actor is not None
        assert found.is_due
        with door.at.store.change(SYSTEM, now=lambda: door.now) as change:
            signing.bring_up(change, token, is_live=True)
    assert not door.who(token, lives).is_due

    door.now += 11 * HOUR
    assert door.who(token, lives).actor is None


def test_a_session_that_died_stays_dead_when_the_clock_goes_back(door: Door) -> None:
    token = door.enters()
    door.now += 13 * HOUR
    found = door.who(token)
    assert (found.actor, found.is_due) == (None, True)
    with door.at.store.change(SYSTEM, now=lambda: door.now) as change:
        signing.bring_up(change, token, is_live=False)

    door.now -= 13 * HOUR
    assert door.key(token) is None


def test_a_role_counts_from_the_next_request(door: Door) -> None:
    token = door.enters("lid@voorbeeld.be")
    door.at.does("beheerder", peopling.add, "lid", ["voorzitter"])
    actor = door.who(token).actor

    assert actor is not None
    assert actor.roles == {"lid", "voorzitter"}


def test_who_ended_is_signed_out_everywhere_and_cannot_come_back(door: Door) -> None:
    token, asked = door.enters("lid@voorbeeld.be"), door.asks("lid@voorbeeld.be")
    door.at.does("beheerder", peopling.end, "lid")

    assert door.key(token) is None
    assert door.types(asked.browser, asked.code) is None
    door.at.does("beheerder", peopling.add, "lid", ["lid"])
    assert door.key(token) is None


def test_a_code_that_was_asked_for_is_cleared_away_later(door: Door) -> None:
    door.asks()
    door.now += 2 * DAY
    door.asks()

    with door.at.store.reading() as conn:
        assert len(fetch(conn, rows.SignInCode, order="browser")) == 1
