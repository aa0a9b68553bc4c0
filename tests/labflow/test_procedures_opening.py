"""What may be decided in writing: the calendar, the electors, and letters to whoever holds a seat."""

from datetime import date

from labflow import procedures, requesting, rows
from labflow.procedures_opening import after_meeting, by_the_clock, cannot_be_written, closes_on, electors
from labflow.queries.council import reglement_of
from labflow.store import Store
from tests.labflow.council_room import TODAY, network, room


def test_a_vacant_seat_and_one_that_is_gone_are_no_electors(store: Store) -> None:
    at = room(store, 4)
    with at.acts("coordinator") as change:
        change.put(rows.Seat, "seat-zetel-02", until_day=TODAY)
        change.add(rows.Holder(id="h3", seat_id="seat-zetel-03", person_id=None))
        change.record("seats")

        assert [seat.key for seat in electors(change)] == ["zetel-01", "zetel-04"]


def test_the_last_day_is_counted_from_today_by_the_rules_and_the_school_calendar(store: Store) -> None:
    at = room(store)
    at.today = date(2023, 10, 25)
    with at.acts("coordinator") as change:
        rules = reglement_of(change.conn)
        assert rules is not None
        told = [closes_on(change, network(), rules, urgent) for urgent in (False, True)]
        change.nothing_to_do()

    assert told == [date(2023, 11, 11), date(2023, 11, 6)]


def test_the_meeting_that_comes_first_is_named(store: Store) -> None:
    at = room(store).convened(date(2023, 9, 20))
    with at.acts("coordinator") as change:
        (reason,) = after_meeting(change, date(2023, 9, 20))
        assert reason.values["meeting"] == date(2023, 9, 20)
        assert after_meeting(change, date(2023, 9, 19)) == ()
        assert [one.code for one in cannot_be_written(change, network(), urgent=False)] == ["written.after_meeting"]
        assert by_the_clock(change) == ()
        change.nothing_to_do()


def test_what_weighs_two_thirds_in_a_meeting_is_not_decided_in_writing(store: Store) -> None:
    at = room(store)
    at.asked()
    with at.acts("coordinator") as change:
        home = at.dossier("proef").id
        change.put(rows.Initiative, home, stage="opstart")
        change.add(rows.Decision(
            id="d1", number="2023-001", outcome="approved", by="consensus", cents=19_990_000, verdict="{}",
            reglement=1, on_day=TODAY,
        ))  # fmt: skip
        change.record("decide")
    at.does("coordinator", requesting.withdraw, "a-2023-001")
    asked = [at.does("coordinator", requesting.request, "proef", "stoppen"),
             at.does("coordinator", requesting.request, "proef", "experimenteren", amount="100,01")]  # fmt: skip

    assert [at.refused("coordinator", procedures.open_, number) for number in asked] == [
        ["closing.heavy_against_lead"], ["closing.heavy_over_means"],
    ]  # fmt: skip


def test_to_the_last_cent_of_the_means_it_may_be_decided_in_writing(store: Store) -> None:
    at = room(store)
    at.asked()
    at.does("coordinator", requesting.return_, "a-2023-001", "Hoeveel?")
    at.does("coordinator", requesting.request, "proef", "opstarten", amount="100")
    with at.acts("coordinator") as change:
        change.add(rows.Decision(
            id="d1", number="2023-001", outcome="approved", by="consensus", cents=19_990_000, verdict="{}",
            reglement=1, on_day=TODAY,
        ))  # fmt: skip
        change.record("decide")

    at.does("coordinator", procedures.open_, "a-2023-001")
