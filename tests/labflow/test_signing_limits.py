"""How often somebody may try: the eleventh in five minutes is too many; a whole school behind one address is not."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from labflow import clock, rows
from labflow.queries.reading import fetch
from labflow.signing_limits import TooMany, count_try
from labflow.store import Store
from labflow.texts import say
from tests.labflow.desk import SYSTEM

Tries = Callable[..., int]


@pytest.fixture
def tries(store: Store) -> Tries:
    """`tries("try", "a", "here")` gives 0, or the seconds to wait."""
    begin = clock.now()

    def once(what: str, account: str | None, place: str, after: float = 0) -> int:
        moment: datetime = begin + timedelta(seconds=after)
        try:
            with store.change(SYSTEM, now=lambda: moment) as change:
                count_try(change, what, account, place)
        except TooMany as refused:
            return refused.seconds
        return 0

    return once


def test_the_eleventh_try_of_an_account_waits(tries: Tries) -> None:
    assert [tries("try", "a", f"place {n}", n) for n in range(10)] == [0] * 10
    assert tries("try", "a", "another place", 10) == 290
    assert tries("try", "b", "place 1", 10) == 0
    assert tries("try", "a", "place 1", 299) == 1
    assert tries("try", "a", "place 1", 301) == 0


def test_the_sixth_code_of_an_account_in_an_hour_waits(tries: Tries) -> None:
    assert [tries("ask", "a", f"place {n}", 60 * n) for n in range(5)] == [0] * 5
    assert tries("ask", "a", "another place", 300) == 3300
    assert tries("ask", "a", "another place", 3601) == 0


def test_sixty_people_behind_one_address_all_sign_in(tries: Tries) -> None:
    for n in range(60):
        assert tries("ask", f"teacher {n}", "school") == 0
        assert tries("try", f"teacher {n}", "school") == 0


def test_the_hundred_and_first_of_one_address_waits_and_others_do_not(tries: Tries) -> None:
    assert {tries("try", f"account {n}", "here") for n in range(100)} == {0}
    assert tries("try", "one more", "here") == 300
    assert tries("try", "one more", "elsewhere") == 0


def test_a_browser_that_asked_nothing_is_counted_by_its_address(tries: Tries) -> None:
    assert {tries("try", None, "here") for _ in range(100)} == {0}
    assert tries("try", None, "here") > 0
    assert tries("try", None, "elsewhere") == 0


def test_the_thousand_and_first_of_all_waits(store: Store, tries: Tries) -> None:
    with store.change(SYSTEM) as change:
        for n in range(1000):
            count_try(change, "ask", f"account {n}", f"place {n}")

    assert tries("ask", "one more", "one more") > 0
    assert tries("try", "one more", "one more") == 0


def test_what_was_refused_does_not_count_and_what_is_old_goes(store: Store, tries: Tries) -> None:
    for _ in range(7):
        tries("ask", "a", "here")
    with store.reading() as conn:
        assert len(fetch(conn, rows.Attempt)) == 15

    tries("ask", "b", "here", 3601)
    with store.reading() as conn:
        assert len(fetch(conn, rows.Attempt)) == 3


def test_how_long_to_wait_is_said_in_minutes_and_never_too_short() -> None:
    assert say(TooMany(60).reasons[0], "nl") == "Er is te vaak geprobeerd. Probeer het over één minuut opnieuw."
    assert say(TooMany(61).reasons[0], "en") == "There were too many tries. Try again in 2 minutes."
