"""The body itself: its rules once and for all, its seats, who holds them."""

from datetime import date

import pytest

from labflow import closing, meetings, seats, voting
from labflow.queries.council import reglement_of
from labflow.queries.council import seats as seats_of
from labflow.reasons import Unsound
from labflow.sitting import Item, Seat
from labflow.store import Store
from labflow.words import Words
from tests.labflow.council_room import DAY, RULES, SYSTEM, TODAY, Room, room
from tests.prepared import prepared


@prepared
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


def test_a_substitute_stands_in_for_the_holder_of_a_seat(body: Room) -> None:
    body.does("coordinator", seats.substitute, "zetel-01", "person-lead")

    with body.acts("lead") as change:
        assert change.actor.seats == {"seat-zetel-01"}
        change.nothing_to_do()
    with body.store.reading() as conn:
        seat = seats_of(conn, TODAY)[0]
    assert (seat.holder, seat.substitute, seat.vacant) == ("person-member", "person-lead", False)


def test_a_seat_has_one_substitute_at_a_time_and_keeps_its_holder(body: Room) -> None:
    body.does("coordinator", seats.substitute, "zetel-01", "person-lead")
    body.does("coordinator", seats.substitute, "zetel-01", "person-other")
    body.does("coordinator", seats.hold, "zetel-01", "person-secretary")

    with body.store.reading() as conn:
        seat = seats_of(conn, TODAY)[0]
    assert (seat.holder, seat.substitute) == ("person-secretary", "person-other")


def test_a_vacant_seat_does_not_count_until_somebody_holds_it(body: Room) -> None:
    body.convened().does("coordinator", seats.vacate, "zetel-01")

    assert [seat.key for seat in body.sitting().electors] == ["zetel-02"]
    assert body.refused("coordinator", seats.vacate, "zetel-01") == ["seats.vacant"]
    assert body.refused("coordinator", seats.substitute, "zetel-01", "person-lead") == ["seats.holder_first"]

    body.does("coordinator", seats.hold, "zetel-01", "person-lead")
    assert [seat.key for seat in body.sitting().electors] == ["zetel-01", "zetel-02"]


def test_a_seat_of_which_nobody_told_who_holds_it_counts(body: Room) -> None:
    assert body.convened().sitting().seats[0].holder == "person-member"
    body.does("coordinator", seats.add, "nieuw", "Nieuw")

    found = body.sitting().seat("nieuw")
    assert (found.holder, found.vacant, found in body.sitting().electors) == (None, False, True)


def test_coordination_never_holds_or_stands_in_for_a_voting_seat(body: Room) -> None:
    body.does("coordinator", seats.hold, "coordinatie", "person-lead")

    for who in ("person-coordinator", "person-both", "person-lead"):
        assert body.refused("chair", seats.substitute, "zetel-01", who) == ["seats.never_votes"]
        assert body.refused("chair", seats.hold, "zetel-01", who) == ["seats.never_votes"]


def test_who_has_a_vote_does_not_also_sit_without_one(body: Room) -> None:
    assert body.refused("coordinator", seats.hold, "coordinatie", "person-member") == ["seats.votes_elsewhere"]
    assert body.refused("coordinator", seats.substitute, "coordinatie", "person-member") == ["seats.votes_elsewhere"]


def test_a_holder_is_not_the_own_substitute_and_an_ended_seat_has_nobody(body: Room) -> None:
    assert body.refused("coordinator", seats.substitute, "zetel-01", "person-member") == ["seats.own_substitute"]
    body.does("coordinator", seats.end, "zetel-01")
    assert body.refused("coordinator", seats.hold, "zetel-01", "person-lead") == ["seats.ended"]
    assert body.refused("coordinator", seats.vacate, "zetel-01") == ["seats.ended"]


def test_an_expert_guest_sits_without_a_vote(body: Room) -> None:
    made = body.does("coordinator", seats.extend, "expert", "Iemand van buiten", "Taal en STEM")

    assert isinstance(made, Seat)
    assert (made.votes, made.expertise, made.from_day) == (False, "Taal en STEM", TODAY)
    assert body.refused("coordinator", seats.extend, "nog", "Nog iemand", "") == ["typed.empty"]


def test_an_expert_votes_once_a_decision_in_the_register_says_so(body: Room) -> None:
    body.convened().does("coordinator", meetings.place_title, DAY, "Mag de expert stemmen?")
    for n in (2, 3, 4):
        body.does("coordinator", meetings.place_title, DAY, f"Punt {n}")
    body.gathered(2)
    for n, outcome in ((1, "approved"), (2, "noted"), (3, "noted"), (4, "noted")):
        body.does("chair", closing.note, DAY, n, outcome)
    early = body.refused("coordinator", seats.extend, "expert", "Expert", "Taal", "2023-001")
    body.does("chair", closing.close, DAY)

    assert early == ["seats.no_decision"]
    assert body.refused("coordinator", seats.extend, "expert", "Expert", "Taal", "2023-002") == [
        "seats.not_an_approval"
    ]
    made = body.does("coordinator", seats.extend, "expert", "Expert", "Taal", "2023-001")
    assert isinstance(made, Seat)
    assert (made.votes, made.expertise) == (True, "Taal")


def test_the_seat_of_a_pupil_is_a_seat_as_any(body: Room) -> None:
    body.does("coordinator", seats.add, "leerling", "Een leerling")
    body.does("coordinator", seats.hold, "leerling", "person-lead")
    body.convened().does("coordinator", meetings.place_title, DAY, "Punt")
    body.gathered(2).does("secretary", voting.attend, DAY, "leerling", "present")

    item = body.does("lead", voting.vote, DAY, 1, "leerling", "yes")

    assert isinstance(item, Item)
    assert (body.sitting().count(item, "vote").seats, item.votes) == (3, {"leerling": "yes"})


def test_a_seat_that_ends_at_midnight_before_the_meeting_does_not_count_in_it(body: Room) -> None:
    body.convened().does("coordinator", seats.end, "zetel-01", DAY)

    assert [seat.key for seat in body.sitting().electors] == ["zetel-02"]


def test_a_seat_added_earlier_in_the_same_meeting_counts_from_the_next_item(body: Room) -> None:
    body.convened()
    for title in ("Een zetel erbij", "Punt"):
        body.does("coordinator", meetings.place_title, DAY, title)
    body.gathered(2).voted(1, "2-0-0")
    while_voted = body.refused("coordinator", seats.add, "nieuw", "Nieuw")
    body.does("chair", closing.note, DAY, 1, "approved")
    body.does("coordinator", seats.add, "nieuw", "Nieuw", from_day=DAY)

    first, second = body.sitting().items
    assert while_voted == ["seats.vote_stands"]
    assert body.sitting().noted_verdict(first).sentence.values["electorate"] == 2
    assert body.sitting().count(second, "vote").electorate == 3


def test_no_seat_changes_while_a_vote_stands(body: Room) -> None:
    body.convened().does("coordinator", meetings.place_title, DAY, "Punt")
    body.gathered(2).voted(1, "1-0-0")

    for verb, *given in (
        (seats.end, "zetel-01"), (seats.vacate, "zetel-01"), (seats.hold, "zetel-01", "person-lead"),
        (seats.substitute, "zetel-01", "person-lead"), (seats.extend, "expert", "Expert", "Taal"),
    ):  # fmt: skip
        assert body.refused("coordinator", verb, *given) == ["seats.vote_stands"]
