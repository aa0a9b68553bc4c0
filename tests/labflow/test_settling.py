"""Writing down what the clock decided, on both databases: once, each end by itself, and letters to the silent only."""

from datetime import date, timedelta

from labflow import closing, meetings, procedures, requesting, rows, settling
from labflow.access import Actor
from labflow.settling import Settled
from labflow.store import Store
from tests.labflow.council_room import DAY, network
from tests.labflow.written_round import AGENDA, LAST, LONGER, OPENED, OVER, Round, a_round
from tests.prepared import prepared


@prepared
def running(store: Store) -> Round:
    """A procedure of 17 seats that opened today."""
    return a_round(store)


def settled(at: Round, day: date) -> object:
    """What a coordinator's settling writes on a day."""
    return at.on(day).room.does("coordinator", settling.settle)


def test_what_was_adopted_becomes_a_decision_with_a_number_and_moves_its_initiative(running: Round) -> None:
    told = settled(running.answers("9-1-2-0"), OVER)

    assert told == Settled((("s-2023-001", "adopted"),))
    (decision,) = running.rows_of(rows.Decision)
    assert (decision.number, decision.outcome, decision.by, decision.on_day) == (
        "2023-001", "approved", "written", LAST,
    )  # fmt: skip
    assert decision.procedure_id == running.found.id
    dossier = running.room.dossier("proef")
    assert (dossier.stage_key, dossier.requests[0].state, dossier.requests[0].until) == ("opstart", "decided", None)
    assert running.letters("procedure_adopted") == ["lead", "coordinator"]
    assert running.room.verified().ok


def test_settling_twice_writes_nothing_twice(running: Round) -> None:
    settled(running.answers("9-0-0-0"), OVER)
    before = running.room.verified()

    assert settled(running, OVER) == Settled()
    assert running.room.verified() == before


def test_before_the_end_there_is_nothing_to_write(running: Round) -> None:
    assert settled(running.answers("17-0-0-0"), LAST - timedelta(4)) == Settled()
    assert running.found.ended is None


def test_what_was_not_reached_waits_for_a_meeting_that_nobody_planned(running: Round) -> None:
    settled(running.answers("8-0-0-0"), AGENDA)

    assert (running.found.ended, running.found.ended_on) == ("agenda", LONGER)
    assert running.room.dossier("proef").requests[0].state == "accepted"
    assert running.letters("procedure_agenda") == ["lead", "coordinator"]


def test_what_was_not_reached_goes_to_the_next_agenda(running: Round) -> None:
    running.room.convened(date(2023, 10, 12))
    settled(running.answers("8-0-0-0"), AGENDA)

    (item,) = running.room.sitting(date(2023, 10, 12)).items
    assert (item.kind, item.request and item.request.number, item.slug) == ("request", running.request, "proef")
    assert running.room.dossier("proef").requests[0].state == "on-agenda"


def test_what_somebody_wants_to_discuss_comes_first(running: Round) -> None:
    at = running.room.convened()
    at.does("coordinator", meetings.place_title, DAY, "Eerst dit")

    settled(running.answers("12-0-0-1"), OPENED)

    assert [item.title.nl for item in at.sitting().items] == ["Proef", "Eerst dit"]
    assert (running.found.ended, running.found.ended_on) == ("agenda", OPENED)
    assert at.refused("secretary", procedures.answer, running.number, "zetel-13", "agree") == ["written.is_over"]


def test_what_was_withdrawn_ends_without_a_result(running: Round) -> None:
    running.answers("9-0-0-0").room.does("coordinator", requesting.withdraw, running.request)

    settled(running, OVER)

    assert (running.found.ended, running.rows_of(rows.Decision)) == ("withdrawn", [])
    assert running.letters("procedure_withdrawn") == []


def test_what_was_withdrawn_after_the_term_is_on_no_agenda(running: Round) -> None:
    at = running.room.convened(date(2023, 10, 12))
    running.on(AGENDA).room.does("coordinator", requesting.withdraw, running.request)

    settled(running, AGENDA)

    assert (running.found.ended, at.sitting(date(2023, 10, 12)).items) == ("agenda", ())
    assert at.dossier("proef").requests[0].state == "withdrawn"


def objected(running: Round) -> Round:
    """An objection to a mandate whose ratification stands second on the next agenda."""
    at = running.room.convened()
    at.does("coordinator", meetings.place_title, DAY, "Eerst dit")
    with at.acts("coordinator") as change:
        home = at.dossier("proef").id
        change.add(rows.Mandate(
            id="m1", number="m-2023-001", initiative_id=home, scope="x", cents=1, until_day=DAY, why="y",
            on_day=OPENED,
        ))  # fmt: skip
        change.add(rows.MandateStep(id="ms1", mandate_id="m1", state="granted", on_day=OPENED, n=1))
        meeting = at.sitting().id
        change.add(rows.AgendaItem(
            id="r1", meeting_id=meeting, n=2, kind="ratification", about_id="m1", initiative_id=home, title="Mandaat",
        ))  # fmt: skip
        number = procedures.open_mandate(change, network(), "m1", "Te vroeg")
        change.record("write")
    return Round(at, "", str(number))


def titles(at: Round) -> list[str]:
    return [item.title.nl for item in at.room.sitting().items]


def test_an_objection_to_a_mandate_that_is_upheld_brings_the_ratification_first(running: Round) -> None:
    at = objected(running)

    settled(at, AGENDA)

    assert (at.found.ended, titles(at)) == ("agenda", ["Mandaat", "Eerst dit", "Proef"])


def test_what_is_settled_late_leaves_an_agenda_that_is_being_dealt_with_in_its_order(running: Round) -> None:
    at = objected(running)
    at.room.gathered(9).does("chair", closing.note, DAY, 1, "noted")

    settled(at, DAY)

    assert (at.found.ended, titles(at)) == ("agenda", ["Eerst dit", "Mandaat", "Proef"])


def test_a_move_that_is_refused_leaves_the_decision_standing(store: Store) -> None:
    at = a_round(store)
    at.room.does("coordinator", requesting.withdraw, at.request)
    at.room.does("coordinator", settling.settle)
    number = at.room.asked("Onaf", ready=False)
    made = Round(at.room, number, str(at.room.does("coordinator", procedures.open_, number)))

    settled(made.answers("9-0-0-0"), OVER)

    assert at.room.dossier("onaf").stage_key == "verkenning"
    assert [decision.number for decision in at.room.dossier("onaf").decisions] == ["2023-001"]


def test_only_the_silent_are_reminded_three_days_and_one_day_before_the_end(running: Round) -> None:
    running.room.does("member", procedures.answer, running.number, "zetel-01", "agree")

    told = [settled(running, LAST - timedelta(days)) for days in (4, 3, 3, 2, 1, 0)]

    assert [one.reminded for one in told if isinstance(one, Settled)] == [
        (), ("s-2023-001",), (), (), ("s-2023-001",), (),
    ]  # fmt: skip
    assert running.letters("procedure_reminder") == ["other", "other"]


def test_a_reminder_that_a_sleeping_job_missed_goes_out_the_next_day(running: Round) -> None:
    settled(running, LAST - timedelta(2))

    assert running.letters("procedure_reminder") == ["member", "other"]


def test_the_extension_is_reminded_of_too(running: Round) -> None:
    settled(running, LONGER - timedelta(1))

    assert running.letters("procedure_reminder") == ["member", "other"]


def test_the_clock_stands_still_from_the_first_day_that_was_not_written(running: Round) -> None:
    running.answers("9-0-0-0")
    with running.room.store.reading() as conn:
        assert [settling.standing_still(conn, network(), day) for day in (LAST, OVER, LONGER)] == [None, OVER, OVER]

    settled(running, LONGER)

    with running.room.store.reading() as conn:
        assert settling.standing_still(conn, network(), LONGER) is None


def test_the_job_settles_and_a_member_does_not(running: Round) -> None:
    at = running.answers("9-0-0-0").on(OVER).room

    assert at.refused("member", settling.settle) == ["access.not_allowed"]
    with at.store.change(Actor("job"), now=at.noon) as change:
        assert settling.settle(change, network()).ended == (("s-2023-001", "adopted"),)


def test_a_decision_at_the_turn_of_the_year_has_a_number_of_the_year_in_which_it_fell(store: Store) -> None:
    late = a_round(store, on=date(2023, 12, 14)).answers("9-0-0-0")

    settled(late, date(2024, 1, 9))

    assert [(d.number, d.on_day) for d in late.rows_of(rows.Decision)] == [("2023-001", date(2023, 12, 24))]


def test_a_mandate_and_a_condition_that_the_clock_ended_are_written_once(running: Round) -> None:
    at = running.room
    home = at.dossier("proef").id
    with at.acts("coordinator") as change:
        change.add(rows.Mandate(
            id="m1", number="m-2023-001", initiative_id=home, scope="x", cents=1, until_day=OPENED, why="y",
            on_day=OPENED,
        ))  # fmt: skip
        change.add(rows.MandateStep(id="ms1", mandate_id="m1", state="granted", on_day=OPENED, n=1))
        change.add(rows.Meeting(id="old", day=OPENED, reglement=1))
        change.add(rows.AgendaItem(id="before", meeting_id="old", n=1, title="Proef"))
        change.add(rows.Outcome(
            id="o1", agenda_item_id="before", value="approved-with-conditions", by="consensus", verdict="{}", n=1,
        ))  # fmt: skip
        change.add(rows.Decision(
            id="d1", number="2023-001", outcome="approved-with-conditions", by="consensus", verdict="{}",
            reglement=1, on_day=OPENED,
        ))  # fmt: skip
        change.add(rows.Condition(
            id="c1", outcome_id="o1", decision_id="d1", text="Een lokaal", owner="lead", due_day=OPENED,
            kind="suspensive",
        ))  # fmt: skip
        change.record("decide")
    day = OPENED + timedelta(1)
    with at.store.reading() as conn:
        assert [settling.standing_still(conn, network(), one) for one in (OPENED, LAST)] == [None, day]

    told = settled(running, day)

    assert isinstance(told, Settled)
    assert told.lapsed == (("m1", "lapsed"), ("c1", "warned"))
    assert settled(running, day) == Settled()
    with at.store.reading() as conn:
        assert settling.standing_still(conn, network(), LAST) is None
