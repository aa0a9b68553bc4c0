"""What waits between meetings: promises, conditions, mandates, answers in writing, the agenda and the clock."""

from datetime import date

import pytest

from labflow import agenda as agenda_
from labflow import closing, lifecycle, requesting, rows, settling
from labflow.clock import days_after
from labflow.closing import Term
from labflow.store import Store
from tests.labflow.council_room import AFTER, DAY, SYSTEM, TODAY, room
from tests.labflow.waits import agenda, codes, waits
from tests.labflow.written_round import AGENDA, LAST, LONGER, OPENED, OVER, a_round


def test_a_promise_waits_for_the_lead_from_the_day_after(store: Store) -> None:
    body = room(store)
    slug = str(body.does("coordinator", lifecycle.open_, "labo", "Proef", lead="lead"))
    body.does("lead", lifecycle.tick, slug, "a1", why="Nog één school.", by_day="2023-09-20")

    for day, waiting in ((date(2023, 9, 20), []), (date(2023, 9, 21), ["promise"])):
        body.today = day
        assert codes(body, "lead") == waiting
    assert waits(body, "lead")[0].href == f"/initiatieven/{slug}#punt-a1"
    body.does("lead", lifecycle.tick, slug, "a1")
    assert codes(body, "lead") == []


def test_a_condition_waits_for_its_owner_and_then_for_who_verifies(store: Store) -> None:
    body = agenda(store).gathered(9)
    terms = (Term("Akkoord", "member", "2023-12-01"), Term("Ruimte", "coordinator", "2023-12-01"))
    body.does("chair", closing.note, DAY, 1, "approved-with-conditions", "consensus", terms)
    assert codes(body, "member") == []
    body.does("chair", closing.close, DAY)

    assert (codes(body, "member"), codes(body, "coordinator"), codes(body, "chair")) == (
        ["condition"], ["condition"], [],
    )  # fmt: skip
    assert waits(body, "member")[0].href == "/beslissingen/2023-001#voorwaarden"
    body.today = date(2023, 11, 16)
    assert codes(body, "chair") == []
    body.today = date(2023, 11, 17)
    assert (codes(body, "coordinator"), codes(body, "chair")) == (["verify", "condition"], ["verify"])
    body.today = date(2023, 12, 2)
    assert codes(body, "member") == ["condition_late"]


@pytest.mark.parametrize("state", ["met", "fallen_back", "replaced"])
def test_a_condition_that_is_done_with_waits_for_nobody(store: Store, state: str) -> None:
    body = agenda(store).gathered(9)
    term = Term("Akkoord", "member", "2023-12-01")
    body.does("chair", closing.note, DAY, 1, "approved-with-conditions", "consensus", (term,))
    body.does("chair", closing.close, DAY)
    body.today = AFTER
    assert codes(body, "member") == ["condition"]

    with body.store.change(SYSTEM, now=body.noon) as change:
        ((condition_id, decision_id),) = change.conn.exec_driver_sql("select id, decision_id from condition").all()
        if state == "met":
            change.put(rows.Condition, condition_id, met_on=AFTER)
        elif state == "fallen_back":
            change.add(rows.ConditionStep(id="s", condition_id=condition_id, state="fallen_back", on_day=AFTER, n=1))
        else:
            change.add(rows.Decision(
                id="newer", number="2023-002", kind="revision", outcome="approved", by="consensus", verdict="{}",
                reglement=1, on_day=AFTER, replaces_id=decision_id,
            ))  # fmt: skip
        change.record("decide")

    assert codes(body, "member") == []


def test_a_mandate_waits_for_somebody_else_than_who_asked(store: Store) -> None:
    body = room(store)
    body.does("coordinator", lifecycle.open_, "labo", "Proef", lead="lead")
    with body.store.change(SYSTEM, now=body.noon) as change:
        (about,) = change.conn.exec_driver_sql("select id from initiative").scalars()
        change.add(rows.Mandate(
            id="m", number="m-2023-001", initiative_id=str(about), scope="Lokaal huren", cents=1_000, until_day=DAY,
            why="Nu", person_id="person-coordinator", on_day=TODAY,
        ))  # fmt: skip
        change.add(rows.MandateStep(id="m1", mandate_id="m", state="asked", on_day=TODAY, n=1))
        change.record("mandate-ask")

    assert [codes(body, who) for who in ("chair", "coordinator", "member")] == [["mandate"], [], []]
    assert waits(body, "chair")[0].href == "/initiatieven/proef"
    with body.store.change(SYSTEM, now=body.noon) as change:
        change.add(rows.MandateStep(id="m2", mandate_id="m", state="granted", on_day=TODAY, n=2))
        change.record("mandate-grant")
    assert codes(body, "chair") == []


def test_in_writing_an_answer_waits_for_the_silent_until_the_last_day(store: Store) -> None:
    running = a_round(store)
    body = running.room
    (line,) = waits(body, "member")
    assert (line.reason.code, line.reason.values["day"], line.since) == ("waiting.written", LAST, OPENED)
    assert line.href == "/raad/schriftelijk/s-2023-001"

    running.answers("1-0-0")

    assert (codes(body, "member"), codes(body, "other")) == ([], ["written"])
    assert codes(running.on(LONGER).room, "other") == ["written"]
    assert codes(running.on(AGENDA).room, "other") == []


def test_what_one_seat_wants_to_discuss_waits_for_nobody_in_writing(store: Store) -> None:
    running = a_round(store).answers("0-0-0-1")

    assert [codes(running.room, who) for who in ("member", "other")] == [[], []]


def test_a_clock_that_stands_still_waits_for_the_coordinator_until_it_is_settled(store: Store) -> None:
    running = a_round(store).answers("9-0-0").on(LAST)
    body = running.room
    assert "clock" not in codes(body, "coordinator")
    running.on(OVER)
    assert (codes(body, "coordinator"), codes(body, "chair")) == (["clock"], [])

    body.does("coordinator", settling.settle)

    assert codes(body, "coordinator") == []


def test_what_belongs_on_the_agenda_waits_for_the_coordinator_until_papers_close(store: Store) -> None:
    body = room(store).convened()
    number = body.asked()
    assert codes(body, "coordinator") == ["request"]
    body.does("coordinator", requesting.accept, number)
    assert (codes(body, "coordinator"), codes(body, "chair")) == (["agenda"], [])

    papers = body.sitting().papers_on
    assert papers is not None
    for day, waiting in ((papers, ["agenda"]), (days_after(papers, 1), [])):
        body.today = day
        assert codes(body, "coordinator") == waiting
    body.today = TODAY
    body.does("coordinator", agenda_.build, DAY)
    assert codes(body, "coordinator") == []
