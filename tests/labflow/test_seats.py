"""The body itself: its rules once and for all, its seats, who holds them."""

from datetime import date

import pytest

from labflow import meetings, seats
from labflow.queries.council import reglement_of
from labflow.queries.council import seats as seats_of
from labflow.reasons import Unsound
from labflow.store import Store
from labflow.words import Words
from tests.labflow.council_room import DAY, RULES, SYSTEM, TODAY, Room, room


@pytest.fixture
def body(store: Store) -> Room:
    return room(store, voting_seats=2)


def test_a_version_of_the_rules_is_published_once(body: Room) -> None:
    with body.store.change(SYSTEM, now=body.noon) as change:
        assert seats.publish(change, RULES[0]) is False
        assert seats.publish(change, {**RULES[0], "version": 2}) is True
        found = reglement_of(change.conn)
        assert found is not None
        assert found.version == 2


def test_published_rules_never_change(body: Room) -> None:
    changed = {**RULES[0], "quorum": {"more_than": "1/3", "of": "electorate"}}

    with pytest.raises(Unsound) as refusal, body.store.change(SYSTEM, now=body.noon) as change:
        seats.publish(change, changed)

    assert [reason.code for reason in refusal.value.reasons] == ["seats.rules_published"]


def test_a_seat_is_added_with_its_days_and_its_vote(body: Room) -> None:
    body.does("coordinator", seats.add, "CLB", Words("Het CLB", "The CLB"), from_day="2022-09-01", source="R705")
    body.does("chair", seats.add, "leerling", "Een leerling", votes=False)

    with body.store.reading() as conn:
        clb, pupil = seats_of(conn)[-2:]
    assert (clb.key, clb.title, clb.votes, clb.from_day) == ("clb", Words("Het CLB", "The CLB"), True, date(2022, 9, 1))
    assert (clb.source, pupil.key, pupil.votes, pupil.from_day) == ("R705", "leerling", False, None)


ILL_SEATS = [
    ("zetel-01", "Nog een", "seats.taken"),
    ("", "Zonder sleutel", "typed.empty"),
    ("!!", "Zonder letters", "typed.no_slug"),
    ("nieuw", "", "typed.empty"),
    ("nieuw\0", "Nul", "typed.control_character"),
]


def test_a_seat_needs_a_key_of_its_own_and_a_name(body: Room) -> None:
    for key, title, code in ILL_SEATS:
        assert body.refused("coordinator", seats.add, key, title) == [code]


def test_a_seat_that_ended_no_longer_sits_nor_does_its_holder(body: Room) -> None:
    body.convened().does("coordinator", seats.end, "zetel-01")

    assert [seat.key for seat in body.sitting().seats] == ["zetel-02", "coordinatie"]
    assert body.refused("coordinator", seats.end, "zetel-01") == ["seats.ended"]
    assert body.refused("member", meetings.convene, DAY) == ["access.not_allowed"]
    with body.acts("member") as change:
        assert change.actor.seats == frozenset()
        change.nothing_to_do()


def test_a_seat_that_ends_after_the_meeting_still_sits(body: Room) -> None:
    body.convened().does("coordinator", seats.end, "zetel-01", "2023-09-30")

    assert "zetel-01" in [seat.key for seat in body.sitting().seats]


def test_a_seat_has_one_holder_at_a_time(body: Room) -> None:
    body.does("coordinator", seats.hold, "zetel-01", "person-other")
    body.does("coordinator", seats.hold, "zetel-01", "person-lead")

    with body.acts("lead") as change:
        assert change.actor.seats == {"seat-zetel-01"}
        change.nothing_to_do()
    with body.acts("member") as change:
        assert change.actor.seats == frozenset()
        change.nothing_to_do()


def test_seats_are_the_coordinators_and_the_chairs_to_change(body: Room) -> None:
    assert body.refused("member", seats.add, "nieuw", "Nieuw") == ["access.not_allowed"]
    assert body.refused("lead", seats.end, "zetel-01") == ["access.not_allowed"]
    assert body.refused("secretary", seats.hold, "zetel-01", "person-lead") == ["access.not_allowed"]
    assert body.refused("coordinator", seats.end, "zetel-99") == ["seats.none"]
    assert body.today == TODAY
