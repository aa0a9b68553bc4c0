"""The key of one's own calendar: made once, only its hash kept, ended at any time. On both databases."""

import hashlib

import pytest

from labflow import calendar_keys, rows
from labflow.calendar_keys import owner_of, since
from labflow.queries.reading import fetch
from labflow.reasons import NotFound
from labflow.store import Store
from tests.labflow.council_room import SYSTEM, TODAY, Room, network, room
from tests.prepared import prepared


@prepared
def body(store: Store) -> Room:
    return room(store)


def owner(at: Room, key: str) -> str:
    """Whose key it is, "gone" when it was taken back."""
    with at.store.reading() as conn:
        found = owner_of(conn, network(), key, at.today)
    return found.key if found else "gone"


def test_a_key_is_long_and_only_its_hash_is_kept(body: Room) -> None:
    key = str(body.does("lead", calendar_keys.make))

    assert len(key) == 32
    assert owner(body, key) == "lead"
    with body.store.reading() as conn:
        (row,) = fetch(conn, rows.CalendarKey)
        texts = [*conn.exec_driver_sql("select body from log").scalars()]
        texts += conn.exec_driver_sql("select data from log_payload").scalars()
    assert row.sha256 == hashlib.sha256(key.encode()).hexdigest()
    assert not any(key in text for text in texts)
    assert body.verified().ok


def test_a_new_one_ends_the_former_and_everybody_has_one_of_their_own(body: Room) -> None:
    first, other, second = (str(body.does(who, calendar_keys.make)) for who in ("lead", "member", "lead"))

    assert [owner(body, key) for key in (first, other, second)] == ["gone", "member", "lead"]
    with body.store.reading() as conn:
        assert since(conn, "person-lead") == TODAY


def test_taken_back_it_opens_nothing_and_taking_back_twice_writes_nothing(body: Room) -> None:
    key = str(body.does("lead", calendar_keys.make))
    body.does("lead", calendar_keys.revoke)
    before = body.verified()
    body.does("lead", calendar_keys.revoke)

    assert owner(body, key) == "gone"
    assert body.verified() == before
    with body.store.reading() as conn:
        assert since(conn, "person-lead") is None


def test_it_ends_with_the_person(body: Room) -> None:
    key = str(body.does("lead", calendar_keys.make))
    with body.store.change(SYSTEM, now=body.noon) as change:
        change.put(rows.Person, "person-lead", ended_on=TODAY)
        change.record("people")

    assert owner(body, key) == "gone"


@pytest.mark.parametrize("key", ["", "x", "\ud800", "a" * 5000, "'; drop table log"])
def test_what_is_no_key_is_not_there(body: Room, key: str) -> None:
    with pytest.raises(NotFound):
        owner(body, key)


def test_who_does_nothing_here_has_none(body: Room) -> None:
    with body.store.change(SYSTEM, now=body.noon) as change:
        change.add(rows.Person(id="person-idle", key="idle"))
        change.record("people")

    assert body.refused("idle", calendar_keys.make) == ["access.not_allowed"]
