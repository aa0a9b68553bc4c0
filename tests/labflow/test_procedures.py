"""Deciding in writing, on both databases: opening, answering by the clock, closing early, taking over a meeting."""

from datetime import date, timedelta

import pytest

from labflow import meetings, procedures, requesting, rows, seats, settling
from labflow.store import Store
from tests.labflow.council_room import DAY, TODAY, network, room
from tests.labflow.written_round import LAST, LONGER, OPENED, OVER, Round, a_round, utc
from tests.prepared import prepared


@prepared
def running(store: Store) -> Round:
    """A procedure of 17 seats that opened today."""
    return a_round(store)


def test_it_opens_with_the_seats_of_the_day_and_a_letter_to_who_holds_them(running: Round) -> None:
    found = running.found

    assert (found.number, found.opened_on, found.closes_on) == ("s-2023-001", OPENED, LAST)
    assert [seat.key for seat in found.electors] == running.room.keys
    assert running.letters("procedure") == ["member", "other"]
    request = running.room.dossier("proef").requests[0]
    assert (request.state, request.until) == ("in-writing", LAST)
    assert running.room.verified().ok


def test_in_a_hurry_the_term_is_shorter(store: Store) -> None:
    assert a_round(store, urgent=True).found.closes_on == date(2023, 9, 16)


def test_only_chair_and_coordinator_open_one(store: Store) -> None:
    at = room(store)
    number = at.asked()

    assert at.refused("member", procedures.open_, number) == ["access.not_allowed"]
    assert at.refused("coordinator", procedures.open_, "a-2023-999") == ["query.no_request"]
    assert at.does("chair", procedures.open_, number) == "s-2023-001"


def test_a_request_is_on_one_way_only(running: Round) -> None:
    running.room.convened()

    assert running.room.refused("coordinator", procedures.open_, running.request) == ["requesting.stands_elsewhere"]
    assert running.room.refused("coordinator", meetings.place, DAY, running.request) == ["requesting.stands_elsewhere"]


def test_the_text_is_not_touched_by_asking_again_or_sending_back(running: Round) -> None:
    at = running.room

    assert at.refused("coordinator", requesting.request, "proef", "opstarten") == ["requesting.under_way"]
    assert at.refused("coordinator", requesting.return_, running.request, "Hoezo?") == ["requesting.stands_elsewhere"]


def test_a_term_that_reaches_the_next_meeting_is_for_that_meeting(store: Store) -> None:
    at = room(store).convened(LAST)
    number = at.asked()

    assert at.refused("coordinator", procedures.open_, number) == ["written.after_meeting"]
    at.does("coordinator", procedures.open_, number, True)


def test_the_next_meeting_may_be_the_day_after_the_term(store: Store) -> None:
    at = room(store).convened(LAST + timedelta(1))

    at.does("coordinator", procedures.open_, at.asked())


def test_too_much_money_is_not_for_writing(store: Store) -> None:
    at = room(store)
    slugs = [at.dossier(name).slug for name in (at.asked("Eén") and "een", at.asked("Twee") and "twee")]
    for slug, amount in zip(slugs, ("25000", "25000,01"), strict=True):
        (request,) = at.dossier(slug).requests
        at.does("coordinator", requesting.return_, request.number, "Hoeveel?")
        at.does("coordinator", requesting.request, slug, "opstarten", amount=amount)

    at.does("coordinator", procedures.open_, "a-2023-001")
    assert at.refused("coordinator", procedures.open_, "a-2023-002") == ["written.too_much"]


def test_without_rules_or_seats_nothing_is_decided(store: Store) -> None:
    at = room(store, with_rules=False)

    assert at.refused("coordinator", procedures.open_, at.asked()) == ["meetings.no_rules"]


def test_with_nobody_to_ask_nothing_opens(store: Store) -> None:
    at = room(store, voting_seats=2)
    with at.acts("coordinator") as change:
        for key in at.keys:
            change.put(rows.Seat, f"seat-{key}", votes=False)
        change.record("seats")

    assert at.refused("coordinator", procedures.open_, at.asked()) == ["written.nobody_votes"]


def test_what_is_confidential_is_not_there(store: Store) -> None:
    at = room(store)
    at.with_casus()

    assert at.refused("both", procedures.open_, "a-2023-900") == ["query.no_request"]


def test_a_member_answers_for_the_own_seat_and_a_clerk_for_any_with_a_letter(running: Round) -> None:
    at = running.room

    at.does("member", procedures.answer, running.number, "zetel-01", "agree")
    assert running.letters("procedure_answered") == []
    assert at.refused("member", procedures.answer, running.number, "zetel-02", "agree") == ["meetings.not_your_seat"]
    at.does("secretary", procedures.answer, running.number, "zetel-02", "disagree", "Te duur")

    assert {seat: one.value for seat, one in running.told.answers.items()} == {
        "zetel-01": "agree", "zetel-02": "disagree",
    }  # fmt: skip
    assert running.letters("procedure_answered") == ["other"]


def test_coordination_and_later_seats_do_not_answer(running: Round) -> None:
    at = running.room
    at.does("coordinator", seats.add, "nieuw", "Nieuw")

    refused = [at.refused("secretary", procedures.answer, running.number, key, "agree") for key in
               ("coordinatie", "nieuw", "zetel-99")]  # fmt: skip

    assert refused == [["written.no_elector"]] * 3
    assert len(running.found.electors) == 17


def test_what_is_no_answer_is_refused(running: Round) -> None:
    at = running.room

    assert at.refused("member", procedures.answer, running.number, "zetel-01", "yes") == ["typed.not_a_choice"]
    assert at.refused("member", procedures.answer, running.number, "zetel-01", "discuss") == ["written.reason_needed"]
    assert at.refused("member", procedures.answer, "s-2023-009", "zetel-01", "agree") == ["written.none"]


def test_an_answer_may_change_until_the_end(running: Round) -> None:
    for value in ("agree", "disagree", "abstain"):
        running.room.does("member", procedures.answer, running.number, "zetel-01", value)

    assert running.told.answers["zetel-01"].value == "abstain"
    assert len(running.rows_of(rows.Answer)) == 3


def test_nobody_answers_on_another_day_than_today(running: Round) -> None:
    with running.room.acts("secretary") as change:
        change.nothing_to_do()
        change.on = TODAY - timedelta(1)
        with pytest.raises(procedures.Blocked) as refusal:
            procedures.answer(change, network(), running.number, "zetel-01", "agree")

    assert [reason.code for reason in refusal.value.reasons] == ["written.by_the_clock"]


@pytest.mark.parametrize(
    ("opened", "in_time", "too_late"),
    [
        (date(2023, 9, 11), "2023-09-26T21:59:59.999", "2023-09-26T22:00:00.000"),
        (date(2023, 10, 3), "2023-10-18T21:59:59.999", "2023-10-18T22:00:00.000"),
        (date(2023, 10, 14), "2023-10-29T22:59:59.999", "2023-10-29T23:00:00.000"),
        (date(2024, 3, 10), "2024-03-25T22:59:59.999", "2024-03-25T23:00:00.000"),
        (date(2024, 3, 16), "2024-03-31T21:59:59.999", "2024-03-31T22:00:00.000"),
        (date(2023, 11, 21), "2023-12-06T22:59:59.999", "2023-12-06T23:00:00.000"),
    ],
)
def test_the_last_day_counts_until_midnight_here_also_when_the_clock_changes(
    store: Store, opened: date, in_time: str, too_late: str
) -> None:
    asleep = a_round(store, on=opened).answers("8-0-0-0")

    early = asleep.at(utc(in_time), "secretary", "zetel-09", "agree")
    late = asleep.at(utc(too_late), "secretary", "zetel-10", "agree")

    assert (early, late) == ([], ["written.is_over"])
    asleep.on(date(2024, 9, 2))
    assert (asleep.told.state, len(asleep.told.answers)) == ("adopted", 9)


def test_a_job_that_slept_over_the_deadline_changes_nothing(running: Round) -> None:
    running.answers("9-0-0-0").on(OVER)

    assert running.room.refused("secretary", procedures.answer, running.number, "zetel-10", "discuss", "Toch") == [
        "written.is_over"
    ]
    with running.room.store.reading() as conn:
        assert settling.standing_still(conn, network(), LONGER) == OVER
    running.on(date(2023, 11, 20)).room.does("coordinator", settling.settle)
    assert (running.found.ended, running.found.ended_on) == ("adopted", LAST)


def test_one_seat_that_wants_to_talk_stops_it_and_may_think_again(running: Round) -> None:
    at = running.answers("12-0-0-1").room

    assert running.told.state == "agenda"
    assert at.refused("secretary", procedures.answer, running.number, "zetel-14", "agree") == ["written.is_over"]
    at.does("secretary", procedures.answer, running.number, "zetel-13", "agree")
    assert running.told.state == "running"


def test_who_recuses_leaves_and_does_not_answer_any_more(running: Round) -> None:
    at = running.answers("8-0-0-1").room

    assert at.refused("secretary", procedures.recuse, running.number, "zetel-09") == ["written.is_over"]
    at.does("secretary", procedures.answer, running.number, "zetel-09", "abstain")
    at.does("member", procedures.recuse, running.number, "zetel-01")

    assert (running.told.verdict.needed, running.found.recused) == (9, frozenset({"zetel-01"}))
    assert at.refused("member", procedures.recuse, running.number, "zetel-01") == ["meetings.is_recused"]
    assert at.refused("member", procedures.answer, running.number, "zetel-01", "agree") == ["meetings.is_recused"]
    assert len(running.told.answers) == 8


def test_it_closes_early_only_when_all_have_answered(running: Round) -> None:
    at = running.answers("10-2-3-0").room

    assert at.refused("chair", procedures.close_early, running.number) == ["written.still_silent"] * 2
    assert at.refused("member", procedures.close_early, running.number) == ["access.not_allowed"]
    at.does("secretary", procedures.recuse, running.number, "zetel-17")
    running.answers("0-1-0-0", start=15)
    at.does("chair", procedures.close_early, running.number)

    assert (running.found.ended, running.found.ended_on) == ("adopted", OPENED)
    assert at.refused("chair", procedures.close_early, running.number) == ["written.is_over"]
    assert at.dossier("proef").stage_key == "opstart"


def test_closed_early_without_enough_it_goes_to_a_meeting(running: Round) -> None:
    running.answers("8-9-0-0").room.does("coordinator", procedures.close_early, running.number)

    assert running.found.ended == "agenda"
    assert running.room.dossier("proef").requests[0].state == "accepted"


def test_a_seat_that_changes_hands_keeps_its_answer_and_its_new_holder_is_told(running: Round) -> None:
    at = running.room
    at.does("member", procedures.answer, running.number, "zetel-01", "agree")
    at.today = TODAY + timedelta(1)
    at.does("coordinator", seats.hold, "zetel-01", "person-lead", at.today)

    at.does("coordinator", settling.settle)

    assert running.letters("procedure_seat") == ["lead"]
    assert running.told.answers["zetel-01"].value == "agree"
    assert at.refused("member", procedures.answer, running.number, "zetel-01", "agree") != []
    at.does("lead", procedures.answer, running.number, "zetel-01", "disagree")
    assert running.told.answers["zetel-01"].value == "disagree"


def test_an_objection_asks_every_seat_whether_a_mandate_stands(store: Store) -> None:
    at = room(store)
    at.asked()
    with at.acts("coordinator") as change:
        change.add(rows.Mandate(
            id="m1", number="m-2023-001", initiative_id=at.dossier("proef").id, scope="Beginnen", cents=1000,
            until_day=DAY, why="Nu", on_day=TODAY,
        ))  # fmt: skip
        change.add(rows.MandateStep(id="ms1", mandate_id="m1", state="granted", on_day=TODAY, n=1))
        number = procedures.open_mandate(change, network(), "m1", "Te vroeg", "zetel-02")
        change.record("write")

    made = Round(at, "", str(number))
    assert (made.found.kind, made.found.closes_on, made.told.answers["zetel-02"].reason) == (
        "mandate",
        LAST,
        "Te vroeg",
    )
    made.answers("9-0-0-0", start=2).on(OVER).room.does("coordinator", settling.settle)
    assert (made.found.ended, made.rows_of(rows.Decision)) == ("adopted", [])


def test_an_objection_without_time_before_the_meeting_opens_nothing(store: Store) -> None:
    at = room(store).convened(date(2023, 9, 14))
    at.asked()
    with at.acts("coordinator") as change:
        assert procedures.open_mandate(change, network(), "m1", "Te vroeg") is None
        change.nothing_to_do()
