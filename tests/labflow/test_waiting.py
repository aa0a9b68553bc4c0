"""What waits for somebody: each line is there when that person can do it, and gone as soon as it is done."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from labflow import closing, lifecycle, meetings, requesting, rows, telling, voting
from labflow.queries.people import actor
from labflow.store import Store
from labflow.texts import say
from labflow.waiting import on_you
from tests.labflow.council_room import DAY, SYSTEM, TODAY, network, room
from tests.labflow.waits import agenda, codes, waits


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


def test_a_move_waits_for_whom_it_was_handed_to(store: Store) -> None:
    body = agenda(store)
    for title, what in (("Proef", "Bel de school."), ("Ander", "")):
        slug = body.does("coordinator", lifecycle.open_, "labo", title)
        body.does("coordinator", telling.turn, slug, "member", what)

    lines = [one for one in waits(body, "member") if one.reason.code.startswith("waiting.turn")]

    assert [(say(one.reason, "nl"), one.href, one.since) for one in lines] == [
        ("Jij bent aan zet bij Ander.", "/initiatieven/ander", TODAY),
        ("Jij bent aan zet bij Proef: Bel de school.", "/initiatieven/proef", TODAY),
    ]
