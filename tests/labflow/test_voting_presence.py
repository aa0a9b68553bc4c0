"""Who is there, item by item: seats and persons, quorum, recusal (R1, R2, R5, R6)."""

import pytest

from labflow import ballots, closing, meetings, rows, seats, voting
from labflow.queries.reading import fetch
from labflow.store import Store
from tests.labflow.council_room import DAY, SYSTEM, Room, network, room
from tests.prepared import prepared


@prepared
def body(store: Store) -> Room:
    """A meeting with one item."""
    made = room(store).convened()
    made.does("coordinator", meetings.place_title, DAY, "Punt")
    return made


def test_a_person_on_two_seats_sits_on_one_at_a_time(body: Room) -> None:
    body.does("coordinator", seats.hold, "zetel-02", "person-member")
    body.gathered(1)

    assert body.refused("secretary", voting.attend, DAY, "zetel-02", "present") == ["meetings.sits_elsewhere"]
    body.does("secretary", voting.attend, DAY, "zetel-02", "present", substitute=True)
    assert body.sitting().count(body.sitting().item(1), "vote").present == 2


def test_everybody_present_is_everybody_once(body: Room) -> None:
    body.does("coordinator", seats.hold, "zetel-02", "person-member")
    body.does("coordinator", seats.vacate, "zetel-03")
    body.gathered(0).does("secretary", voting.attend, DAY, "all", "present")

    meeting = body.sitting()
    assert (len(meeting.electors), meeting.count(meeting.item(1), "vote").present) == (16, 15)
    vacant = ["meetings.seat_is_vacant"]
    assert body.refused("secretary", voting.attend, DAY, "zetel-03", "present") == vacant
    assert body.refused("secretary", voting.position, DAY, 1, "zetel-03", "agree") == vacant
    assert body.refused("secretary", voting.vote, DAY, 1, "zetel-03", "yes") == vacant


def test_the_recused_do_not_decide_from_another_seat(body: Room) -> None:
    body.does("coordinator", seats.substitute, "zetel-05", "person-member")
    body.gathered(0).does("secretary", voting.attend, DAY, "zetel-01", "recused", 1)
    sits = ("secretary", voting.attend, DAY, "zetel-05", "present")

    assert body.refused(*sits, 1, substitute=True) == ["meetings.sits_elsewhere"]
    body.does(*sits, substitute=True)
    assert body.refused("member", voting.vote, DAY, 1, "zetel-05", "yes") == ["meetings.sits_elsewhere"]


def test_who_sits_elsewhere_does_not_step_aside_on_paper_alone(body: Room) -> None:
    body.does("coordinator", seats.substitute, "zetel-05", "person-member")
    body.gathered(0).does("secretary", voting.attend, DAY, "zetel-05", "present", substitute=True)

    assert body.refused("member", voting.attend, DAY, "zetel-01", "recused", 1) == ["meetings.sits_elsewhere"]
    body.does("secretary", voting.attend, DAY, "zetel-05", "recused", 1, substitute=True)
    body.does("member", voting.attend, DAY, "zetel-01", "recused", 1)


def test_a_recused_seat_has_no_substitute_either(body: Room) -> None:
    body.does("coordinator", seats.substitute, "zetel-01", "person-lead")
    body.gathered(9).does("member", voting.attend, DAY, "zetel-01", "recused", 1)

    assert body.refused("lead", voting.vote, DAY, 1, "zetel-01", "yes")[0] == "meetings.is_recused"
    assert body.refused("member", voting.vote, DAY, 1, "zetel-01", "yes") == ["meetings.is_recused"]


@pytest.mark.parametrize(
    "row",
    [
        rows.RoleHeld(id="later", person_id="person-member", role="coordinator"),
        rows.Holder(id="later", seat_id="seat-coordinatie", person_id="person-member"),
    ],
    ids=["role", "seat"],
)
def test_coordination_does_not_vote_from_a_seat_held_before(body: Room, row: rows.RoleHeld | rows.Holder) -> None:
    with body.store.change(SYSTEM, now=body.noon) as change:
        change.add(row)
        change.record("people")
    body.gathered(0)

    never = ["meetings.coordination_never_votes"]
    assert body.refused("secretary", voting.attend, DAY, "zetel-01", "present") == never


def test_recusal_after_a_vote_waits_until_the_vote_is_done_again(body: Room) -> None:
    body.gathered(9).does("member", voting.vote, DAY, 1, "zetel-01", "yes")
    assert body.refused("member", voting.attend, DAY, "zetel-01", "recused", 1) == ["meetings.presence_frozen"]

    body.does("chair", closing.redo, DAY, 1, "Belang bij dit punt")
    body.does("member", voting.attend, DAY, "zetel-01", "recused", 1)

    assert body.sitting().item(1).votes == {}


def test_recusal_is_withdrawn_by_taking_part_again(body: Room) -> None:
    body.does("member", voting.attend, DAY, "zetel-01", "recused", 1)
    body.gathered(9)
    meeting = body.sitting()
    assert meeting.presence_at(meeting.item(1), meeting.seat("zetel-01")) == "recused"

    body.does("member", voting.attend, DAY, "zetel-01", "takes_part", 1)
    body.does("member", voting.vote, DAY, 1, "zetel-01", "yes")

    assert body.sitting().item(1).votes == {"zetel-01": "yes"}
    assert body.refused("member", voting.attend, DAY, "zetel-01", "takes_part") == ["meetings.recusal_needs_item"]


def test_when_everybody_is_recused_the_item_is_neither_approved_nor_stuck(body: Room) -> None:
    body.gathered(17)
    with body.acts("secretary") as change:
        for key in body.keys:
            voting.attend(change, network(), DAY, key, "recused", 1)

    codes = body.refused("chair", closing.note, DAY, 1, "approved")
    assert codes[0] == "council.too_many_recused"
    body.does("chair", closing.note, DAY, 1, "deferred")
    assert body.sitting().item(1).noted is not None


def test_who_leaves_between_two_items_counts_for_the_first_only_and_may_return(body: Room) -> None:
    body.does("coordinator", meetings.place_title, DAY, "Tweede")
    body.does("coordinator", meetings.place_title, DAY, "Derde")
    body.gathered(9).does("chair", closing.note, DAY, 1, "approved")
    body.does("secretary", voting.attend, DAY, "zetel-09", "absent")
    assert body.refused("chair", closing.note, DAY, 2, "approved")[0] == "council.quorum_missing"
    body.does("chair", closing.note, DAY, 2, "deferred")
    body.does("secretary", voting.attend, DAY, "zetel-09", "present")

    assert body.sitting().verdict(body.sitting().item(3)).adopted is True
    first = body.sitting().item(1)
    assert body.sitting().noted_verdict(first).sentence.values["present"] == 9


def test_who_came_back_for_one_item_and_leaves_is_gone_from_it_too(body: Room) -> None:
    body.gathered(9).does("secretary", voting.attend, DAY, "zetel-10", "present", 1)
    assert body.sitting().count(body.sitting().item(1), "vote").present == 10

    body.does("secretary", voting.attend, DAY, "zetel-10", "absent")

    assert body.sitting().count(body.sitting().item(1), "vote").present == 9


def test_a_line_that_drops_during_a_vote_leaves_a_present_seat_that_did_not_vote(body: Room) -> None:
    body.gathered(9).voted(1, "5-3-0")

    assert body.refused("secretary", voting.attend, DAY, "zetel-09", "absent") == ["meetings.presence_frozen"]
    assert body.sitting().roll(body.sitting().item(1))["zetel-09"] == "not_voted"


def test_a_quorum_that_is_exactly_met_is_lost_when_one_who_is_there_steps_aside(body: Room) -> None:
    body.gathered(9)
    assert body.sitting().verdict(body.sitting().item(1)).quorate is True

    body.does("member", voting.attend, DAY, "zetel-01", "recused", 1)

    count = body.sitting().count(body.sitting().item(1), "vote")
    assert (count.electorate, count.present) == (16, 8)
    assert body.sitting().verdict(body.sitting().item(1)).quorate is False


@pytest.mark.parametrize(("voting_seats", "quorum"), [(22, 12), (20, 11), (19, 10), (17, 9)])
def test_the_quorum_is_more_than_half_of_an_even_and_an_odd_electorate(
    store: Store, voting_seats: int, quorum: int
) -> None:
    body = room(store, voting_seats).convened()
    body.does("coordinator", meetings.place_title, DAY, "Punt")
    body.gathered(quorum - 1)
    assert body.sitting().verdict(body.sitting().item(1)).quorate is False

    body.does("secretary", voting.attend, DAY, body.keys[-1], "present")

    found = body.sitting().verdict(body.sitting().item(1))
    assert (found.quorum, found.quorate) == (quorum, True)


def test_when_all_who_are_there_abstain_nothing_is_adopted(body: Room) -> None:
    body.gathered(9).voted(1, "0-0-9")

    assert body.sitting().verdict(body.sitting().item(1)).adopted is False


def test_present_without_a_vote_absent_recused_and_abstained_stay_four_things(body: Room) -> None:
    body.does("coordinator", seats.vacate, "zetel-17")
    body.gathered(10)
    body.does("secretary", voting.attend, DAY, "zetel-03", "recused", 1)
    body.does("secretary", voting.attend, DAY, "zetel-12", "excused")
    body.does("secretary", voting.attend, DAY, "coordinatie", "present")
    body.does("member", voting.vote, DAY, 1, "zetel-01", "abstain")

    roll = body.sitting().roll(body.sitting().item(1))
    named = ("zetel-01", "zetel-02", "zetel-03", "zetel-11", "zetel-12", "zetel-17", "coordinatie")
    assert [roll[key] for key in named] == [
        "abstain", "not_voted", "recused", "absent", "excused", "vacant", "present",
    ]  # fmt: skip


def test_presence_has_a_time_that_is_now_or_what_was_typed(body: Room) -> None:
    body.does("member", voting.attend, DAY, "zetel-01", "coming")
    body.gathered(1)
    body.does("secretary", voting.attend, DAY, "zetel-02", "present", at="15:10")
    body.does("secretary", voting.attend, DAY, "zetel-03", "present", paper=True)

    with body.store.reading() as conn:
        told = [(row.value, row.at, bool(row.paper)) for row in fetch(conn, rows.Attendance, order="n")]
    assert told == [
        ("coming", None, False), ("present", "14:00", False), ("present", "15:10", False), ("present", None, True),
    ]  # fmt: skip
    for wrong in ("25:00", "9:5", "straks", "1\0"):
        (code,) = body.refused("secretary", voting.attend, DAY, "zetel-02", "present", at=wrong)
        assert code in ("meetings.not_a_time", "typed.control_character")


def test_when_nobody_clicks_anything_nothing_is_adopted_and_nobody_abstained(body: Room) -> None:
    body.gathered(9).does("chair", ballots.open_, DAY, 1)

    meeting = body.sitting()
    assert meeting.verdict(meeting.item(1)).adopted is False
    assert list(meeting.roll(meeting.item(1)).values()).count("not_voted") == 9
    assert meeting.votes_on(meeting.item(1)) == (0, 0, 0)


def test_a_unanimous_vote_leaves_out_the_recused_and_who_voted_before(body: Room) -> None:
    body.gathered(10).does("member", voting.attend, DAY, "zetel-01", "recused", 1)
    body.does("other", voting.vote, DAY, 1, "zetel-02", "no")
    assert body.refused("other", voting.vote, DAY, 1, "all", "yes") == ["meetings.not_your_seat"]

    body.does("secretary", voting.vote, DAY, 1, "all", "yes")

    meeting = body.sitting()
    assert meeting.votes_on(meeting.item(1)) == (8, 1, 0)
    assert "zetel-01" not in meeting.item(1).votes
    assert body.refused("secretary", voting.vote, DAY, 1, "all", "yes") == ["meetings.everybody_voted"]
