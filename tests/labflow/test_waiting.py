"""What waits for somebody: each line is there when that person can do it, and gone as soon as it is done."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest

from labflow import agenda as agenda_
from labflow import closing, lifecycle, meetings, requesting, rows, settling, voting
from labflow.clock import days_after
from labflow.closing import Term
from labflow.queries.people import actor
from labflow.store import Store
from labflow.texts import say
from labflow.waiting import Waiting, on_you
from labflow.words import LANGUAGES
from tests.labflow.council_room import AFTER, DAY, SYSTEM, TODAY, Room, network, room
from tests.labflow.written_round import AGENDA, LAST, LONGER, OPENED, OVER, a_round


def waits(body: Room, who: str) -> list[Waiting]:
    """What waits for the person with this key today; every line is a sentence in both languages."""
    with body.store.reading() as conn:
        person = actor(conn, network().network, who, body.today)
        assert person is not None
        found = on_you(conn, network(), person, body.today)
    for lang in LANGUAGES:
        assert all("{" not in say(one.reason, lang) for one in found)
    return list(found)


def codes(body: Room, who: str) -> list[str]:
    return [one.reason.code.removeprefix("waiting.") for one in waits(body, who)]


def agenda(store: Store, *titles: str) -> Room:
    """A meeting with plain items, some days before it."""
    body = room(store).convened()
    for title in titles or ("Punt",):
        body.does("coordinator", meetings.place_title, DAY, title)
    return body


def test_nobody_waits_for_nobody(store: Store) -> None:
    body = agenda(store)

    assert waits(body, "") == []


def test_a_position_waits_for_the_holder_until_it_is_given(store: Store) -> None:
    body = agenda(store, "Een", "Twee")

    assert [(one.reason.code, one.href, one.since) for one in waits(body, "member")] == [
        ("waiting.position", "/raad/2023-09-29#punt-1", TODAY),
        ("waiting.position", "/raad/2023-09-29#punt-2", TODAY),
    ]
    body.does("member", voting.position, DAY, 1, "zetel-01", "agree")
    assert [one.href for one in waits(body, "member")] == ["/raad/2023-09-29#punt-2"]
    body.does("member", voting.attend, DAY, "zetel-01", "recused", 2)
    assert waits(body, "member") == []


def test_no_position_is_asked_of_who_has_no_vote_or_once_the_day_has_come(store: Store) -> None:
    body = agenda(store)
    assert [codes(body, who) for who in ("coordinator", "chair", "lead")] == [[], [], []]

    body.today = DAY

    assert codes(body, "member") == []


def test_a_substitute_is_asked_only_when_nobody_holds_the_seat(store: Store) -> None:
    body = agenda(store)
    with body.store.change(SYSTEM, now=body.noon) as change:
        for n, seat in enumerate(("zetel-01", "zetel-03")):
            change.add(rows.Holder(
                id=f"stand-in-{n}", seat_id=f"seat-{seat}", person_id="person-both", substitute=True,
            ))  # fmt: skip
        change.record("seats")

    assert codes(body, "both") == ["position"]
    body.does("both", voting.position, DAY, 1, "zetel-03", "agree")
    assert codes(body, "both") == []


def test_a_vote_waits_for_who_is_there_once_a_vote_was_opened(store: Store) -> None:
    body = agenda(store).gathered(9)
    assert codes(body, "member") == []

    body.does("other", voting.vote, DAY, 1, "zetel-02", "yes")
    assert codes(body, "member") == ["vote"]
    body.does("member", voting.vote, DAY, 1, "zetel-01", "no")

    assert codes(body, "member") == []


def test_no_vote_waits_for_who_is_not_there_or_once_the_result_is_noted(store: Store) -> None:
    body = agenda(store).gathered(10)
    body.does("secretary", voting.attend, DAY, "zetel-01", "absent")
    body.does("other", voting.vote, DAY, 1, "zetel-02", "yes")
    assert codes(body, "member") == []

    body.does("chair", closing.redo, DAY, 1, "Opnieuw")
    body.does("secretary", voting.attend, DAY, "zetel-01", "present")
    body.does("other", voting.vote, DAY, 1, "zetel-02", "yes")
    assert codes(body, "member") == ["vote"]
    body.does("chair", closing.note, DAY, 1, "deferred", "vote")

    assert codes(body, "member") == []


def test_results_wait_for_the_secretary_and_closing_for_the_chair(store: Store) -> None:
    body = agenda(store, "Een", "Twee")
    assert codes(body, "secretary") == []
    body.gathered(9)

    (line,) = waits(body, "secretary")
    assert (line.reason.code, line.reason.values["n"], line.href) == ("waiting.results", 2, "/raad/2023-09-29#punt-1")
    assert codes(body, "chair") == []
    body.does("secretary", closing.note, DAY, 1, "noted")
    assert waits(body, "secretary")[0].reason.values["n"] == 1
    body.does("secretary", closing.note, DAY, 2, "noted")

    assert (codes(body, "secretary"), codes(body, "chair")) == ([], ["close"])
    body.does("chair", closing.close, DAY)
    assert codes(body, "chair") == []


def test_who_was_named_for_the_meeting_is_asked_instead(store: Store) -> None:
    body = agenda(store)
    with body.store.change(SYSTEM, now=body.noon) as change:
        change.put(rows.Meeting, body.sitting().id, chair_id="person-member", secretary_id="person-other")
        change.record("preside")
    body.gathered(9)

    assert ("results" in codes(body, "other"), codes(body, "secretary")) == (True, [])
    body.does("secretary", closing.note, DAY, 1, "noted")
    assert ("close" in codes(body, "member"), codes(body, "chair")) == (True, [])


def test_where_nobody_has_the_role_the_coordinator_writes(store: Store) -> None:
    body = agenda(store).gathered(9)
    assert codes(body, "coordinator") == []
    with body.store.change(SYSTEM, now=body.noon) as change:
        change.put(rows.RoleHeld, "role-secretary", until_day=DAY)
        change.record("people")

    assert (codes(body, "coordinator"), codes(body, "secretary")) == (["results"], [])


def test_a_meeting_that_is_off_waits_for_nobody(store: Store) -> None:
    body = agenda(store)
    with body.store.change(SYSTEM, now=body.noon) as change:
        change.put(rows.Meeting, body.sitting().id, cancelled_on=TODAY)
        change.record("cancel")

    assert codes(body, "member") == []
    body.today = DAY
    assert (codes(body, "secretary"), codes(body, "chair")) == ([], [])


def test_a_request_waits_for_the_coordinator_and_a_question_for_who_asked(store: Store) -> None:
    body = room(store)
    number = body.asked()
    assert (codes(body, "coordinator"), codes(body, "chair")) == (["request"], [])

    body.does("coordinator", requesting.return_, number, "Hoeveel scholen?")

    assert codes(body, "coordinator") == ["returned"]
    assert "Hoeveel scholen?" in say(waits(body, "coordinator")[0].reason, "nl")
    body.does("coordinator", requesting.request, "proef", "opstarten")
    body.does("coordinator", requesting.accept, number)
    assert codes(body, "coordinator") == []


def test_a_question_waits_for_the_lead_only_where_a_lead_may_ask(store: Store) -> None:
    body = room(store)
    number = body.asked()
    body.does("coordinator", requesting.return_, number, "Hoeveel scholen?")
    assert codes(body, "lead") == []

    with body.store.change(SYSTEM, now=body.noon) as change:
        (asked,) = change.conn.exec_driver_sql("select id from request").scalars()
        change.put(rows.Request, str(asked), transition="verlengen")
        change.record("request")

    assert codes(body, "lead") == ["returned"]


def test_casework_waits_only_for_who_does_it(store: Store) -> None:
    body = room(store)
    body.with_casus()

    assert (codes(body, "coordinator"), codes(body, "both")) == ([], ["request"])


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


@pytest.mark.parametrize("who", ["member", "coordinator", "lead", "chair", "secretary"])
def test_more_of_everything_asks_no_more_statements(
    store: Store, who: str, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    body = agenda(store)
    body.asked("Een")
    ran = []
    for round_ in range(2):
        with body.store.reading() as conn:
            person = actor(conn, network().network, who, body.today)
            assert person is not None
            with statements() as counted:
                on_you(conn, network(), person, body.today)
        ran.append(len(counted))
        for n in range(3 * (1 - round_)):
            body.does("coordinator", meetings.place_title, DAY, f"Nog {n}")
            body.asked(f"Nog {n}")

    assert ran[0] == ran[1]
