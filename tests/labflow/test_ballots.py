"""A vote as a whole: who opens it, by which majority and rules, what exists of a secret one, and advice apart (R14)."""

import json

from labflow import ballots, closing, meetings, rows, seats, voting
from labflow.queries.reading import fetch
from labflow.store import Store
from tests.labflow.council_room import DAY, RULES, SYSTEM, Room, room
from tests.prepared import prepared


@prepared
def body(store: Store) -> Room:
    """The day of a meeting with one item, and nine of seventeen seats there."""
    made = room(store).convened()
    made.does("coordinator", meetings.place_title, DAY, "Punt")
    return made.gathered(9)


def test_who_chairs_opens_a_vote_by_two_thirds(body: Room) -> None:
    body.does("chair", ballots.open_, DAY, 1, "two-thirds")
    body.voted(1, "5-3-0")

    item = body.sitting().item(1)
    assert item.ballot is not None
    assert (item.ballot.method, item.ballot.secret, body.sitting().verdict(item).adopted) == (
        "two-thirds",
        False,
        False,
    )
    body.does("secretary", voting.vote, DAY, 1, "zetel-08", "yes")
    assert body.sitting().verdict(body.sitting().item(1)).adopted is True


def test_nobody_else_opens_a_vote(body: Room) -> None:
    assert body.refused("member", ballots.open_, DAY, 1) == ["agenda.only_who_chairs"]
    assert body.refused("secretary", ballots.open_, DAY, 1) == ["access.not_allowed"]
    assert body.refused("chair", ballots.open_, DAY, 1, "consensus") == ["typed.not_a_choice"]
    assert body.refused("chair", ballots.open_, DAY, 2) == ["meetings.no_item"]


def test_who_was_named_to_chair_opens_votes_and_the_usual_chair_does_not(body: Room) -> None:
    with body.store.change(SYSTEM, now=body.noon) as change:
        change.put(rows.Meeting, body.sitting().id, chair_id="person-member")
        change.record("preside")

    body.does("member", ballots.open_, DAY, 1)
    assert body.refused("chair", ballots.open_, DAY, 1) == ["agenda.only_who_chairs"]


def test_a_vote_is_not_opened_before_the_day_nor_on_what_is_noted(store: Store) -> None:
    body = room(store).convened()
    body.does("coordinator", meetings.place_title, DAY, "Punt")
    assert body.refused("chair", ballots.open_, DAY, 1) == ["meetings.not_yet"]

    body.gathered(9).does("chair", closing.note, DAY, 1, "approved")
    assert body.refused("chair", ballots.open_, DAY, 1) == ["meetings.already_noted"]


def test_a_vote_without_votes_makes_place_for_another_and_one_with_votes_does_not(body: Room) -> None:
    body.does("chair", ballots.open_, DAY, 1)
    body.does("chair", ballots.open_, DAY, 1, "two-thirds")
    body.does("member", voting.vote, DAY, 1, "zetel-01", "yes")

    assert body.refused("chair", ballots.open_, DAY, 1, "vote", True) == ["meetings.vote_stands"]
    with body.store.reading() as conn:
        assert [(row.method, bool(row.struck)) for row in fetch(conn, rows.Ballot, order="n")] == [
            ("vote", True), ("two-thirds", False),
        ]  # fmt: skip


def test_a_vote_keeps_the_rules_under_which_it_was_opened(body: Room) -> None:
    body.does("chair", ballots.open_, DAY, 1)
    with body.store.change(SYSTEM, now=body.noon) as change:
        seats.publish(change, {**RULES[0], "version": 2, "quorum": {"more_than": "2/3", "of": "electorate"}})
        change.put(rows.Meeting, body.sitting().id, reglement=2)
        change.record("rules")
    body.does("coordinator", meetings.place_title, DAY, "Ander punt", asked_by="De zaal")
    body.voted(1, "5-0-0").voted(2, "5-0-0")

    meeting = body.sitting()
    assert [meeting.rules(item).version for item in meeting.items] == [1, 2]
    assert [meeting.verdict(item).adopted for item in meeting.items] == [True, False]


def test_of_a_secret_vote_three_numbers_exist_and_nothing_of_any_seat(body: Room) -> None:
    before = len(log(body))
    body.does("chair", ballots.open_, DAY, 1, secret=True)
    assert body.refused("member", voting.vote, DAY, 1, "zetel-01", "yes") == ["meetings.vote_is_secret"]
    assert body.refused("secretary", voting.vote, DAY, 1, "zetel-01", "yes") == ["meetings.vote_is_secret"]

    body.does("secretary", ballots.tally, DAY, 1, "5", "3", "1")

    meeting = body.sitting()
    item = meeting.item(1)
    assert (item.votes, meeting.votes_on(item), meeting.verdict(item).adopted) == ({}, (5, 3, 1), True)
    assert set(meeting.roll(item).values()) == {"present", "absent"}
    written = log(body)[before:]
    assert [entry["act"] for entry in written] == ["ballot", "tally"]
    assert [set(entry["rows"]) for entry in written] == [{"ballot"}, {"ballot"}]
    with body.store.reading() as conn:
        assert fetch(conn, rows.Vote) == []
    assert body.verified().ok


ILL_TALLIES = [
    (("6", "3", "1"), "meetings.more_than_present"),
    (("5", "-1", "0"), "typed.not_a_number"),
    (("veel", "0", "0"), "typed.not_a_number"),
    ((None, 0, 0), "typed.not_a_number"),
    ((10**20, 0, 0), "typed.not_a_number"),
]


def test_no_more_votes_are_counted_than_there_are_members(body: Room) -> None:
    body.does("chair", ballots.open_, DAY, 1, secret=True)

    for counts, code in ILL_TALLIES:
        assert body.refused("secretary", ballots.tally, DAY, 1, *counts) == [code]
    assert body.refused("member", ballots.tally, DAY, 1, 1, 1, 1) == ["access.not_allowed"]


def test_a_recused_seat_takes_no_part_in_a_secret_vote_and_is_still_named(body: Room) -> None:
    body.does("secretary", voting.attend, DAY, "zetel-01", "recused", 1)
    body.does("chair", ballots.open_, DAY, 1, secret=True)

    assert body.refused("secretary", ballots.tally, DAY, 1, 9, 0, 0) == ["meetings.more_than_present"]
    body.does("secretary", ballots.tally, DAY, 1, 8, 0, 0)
    assert body.sitting().roll(body.sitting().item(1))["zetel-01"] == "recused"


def test_numbers_are_entered_once_and_only_for_an_open_secret_vote(body: Room) -> None:
    assert body.refused("secretary", ballots.tally, DAY, 1, 5, 3, 1) == ["meetings.no_secret_vote"]
    body.does("chair", ballots.open_, DAY, 1)
    assert body.refused("secretary", ballots.tally, DAY, 1, 5, 3, 1) == ["meetings.no_secret_vote"]
    body.does("chair", ballots.open_, DAY, 1, secret=True)
    body.does("secretary", ballots.tally, DAY, 1, 5, 3, 1)

    assert body.refused("secretary", ballots.tally, DAY, 1, 5, 3, 1) == ["meetings.vote_stands"]
    assert body.refused("chair", ballots.open_, DAY, 1) == ["meetings.vote_stands"]


def test_presence_stays_as_it_is_while_secret_numbers_stand(body: Room) -> None:
    body.does("chair", ballots.open_, DAY, 1, secret=True)
    body.does("secretary", voting.attend, DAY, "zetel-10", "present")
    body.does("secretary", ballots.tally, DAY, 1, 0, 0, 0)

    assert body.refused("secretary", voting.attend, DAY, "zetel-10", "absent") == ["meetings.presence_frozen"]
    assert body.refused("coordinator", seats.end, "zetel-10") == ["seats.vote_stands"]


def test_the_plenary_advises_apart_from_the_seats(store: Store) -> None:
    body = room(store)
    body.does("coordinator", meetings.convene, DAY, is_open=True)
    body.does("coordinator", meetings.place_title, DAY, "Punt")
    body.gathered(9).voted(1, "5-4-0").does("secretary", ballots.advise, DAY, 1, 3, 40, 2)
    body.does("secretary", ballots.advise, DAY, 1, 3, 41, 2)

    meeting = body.sitting()
    item = meeting.item(1)
    assert (item.advice_count, meeting.votes_on(item), meeting.verdict(item).adopted) == ((3, 41, 2), (5, 4, 0), True)


def test_advice_needs_an_open_meeting_and_comes_before_the_result(body: Room) -> None:
    body.does("chair", closing.note, DAY, 1, "approved")

    assert body.refused("secretary", ballots.advise, DAY, 1, 1, 1, 1) == ["meetings.not_open", "meetings.already_noted"]
    assert body.refused("member", ballots.advise, DAY, 1, 1, 1, 1) == ["access.not_allowed"]
    assert body.refused("secretary", ballots.advise, DAY, 1, 1, "x", 1) == ["typed.not_a_number"]


def test_a_ballot_that_is_struck_leaves_the_item_to_consensus_again(body: Room) -> None:
    body.does("chair", ballots.open_, DAY, 1, "two-thirds", secret=True)
    with body.acts("chair") as change:
        ballots.strike(change, meetings.sitting_on(change, DAY).item(1))
        change.record("redo")

    assert body.sitting().item(1).ballot is None
    assert body.sitting().verdict(body.sitting().item(1)).adopted is True


def log(body: Room) -> list[dict[str, object]]:
    """What the record holds, first to last."""
    with body.store.reading() as conn:
        return [json.loads(body) for body in conn.exec_driver_sql("select body from log order by seq").scalars()]
