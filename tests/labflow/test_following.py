"""What comes of a result when the meeting closes: what comes back, and where."""

from datetime import date

import pytest

from labflow import closing, meetings, noting, rows
from labflow.store import Store
from labflow.words import Words
from tests.labflow.council_room import DAY, SYSTEM, Room, room

LATER, LAST = date(2023, 11, 24), date(2023, 12, 15)


@pytest.fixture
def body(store: Store) -> Room:
    """A meeting with a request and a plain title with its question."""
    made = room(store).convened()
    made.does("coordinator", meetings.place, DAY, made.asked())
    texts = {"question": Words("Mag het?", "May it?")}
    made.does("coordinator", meetings.place_title, DAY, "Punt", texts=texts)
    return made


def closed(body: Room, first: str, second: str, target: object = None) -> closing.Closed:
    body.gathered(9)
    body.does("chair", noting.note, DAY, 1, first, target=target)
    body.does("chair", noting.note, DAY, 2, second)
    answer = body.does("chair", closing.close, DAY)
    assert isinstance(answer, closing.Closed)
    return answer


def state(body: Room) -> str:
    return body.dossier("proef").requests[0].state


def test_what_is_deferred_stands_on_the_next_agenda_with_all_its_texts(body: Room) -> None:
    body.convened(LATER).convened(LAST)

    answer = closed(body, "deferred", "deferred")

    assert answer.back == (("Proef", LATER), ("Punt", LATER))
    again = [item for item in body.sitting(LATER).items if item.follows_id]
    assert [item.title.nl for item in again] == ["Proef", "Punt"]
    assert [item.follows_id for item in again] == [item.id for item in body.sitting().items]
    assert again[1].question == Words("Mag het?", "May it?")
    assert (again[0].votes, again[0].noted, state(body)) == ({}, None, "on-agenda")
    assert body.verified().ok


def test_it_stands_on_the_meeting_that_was_named(body: Room) -> None:
    body.convened(LATER).convened(LAST)

    assert closed(body, "deferred", "noted", LAST).back == (("Proef", LAST),)
    assert [item.title.nl for item in body.sitting(LAST).items if item.follows_id] == ["Proef"]


def test_what_was_not_reached_comes_back_without_a_number(body: Room) -> None:
    body.convened(LATER)

    answer = closed(body, "not-reached", "noted")

    assert [(d.number, d.outcome) for d in answer.decisions] == [("2023-001", "noted")]
    assert (answer.back, state(body)) == ((("Proef", LATER),), "on-agenda")


def test_without_a_meeting_to_come_a_request_waits_for_an_agenda(body: Room) -> None:
    assert closed(body, "not-reached", "deferred").back == (("Proef", None), ("Punt", None))
    assert state(body) == "accepted"


def test_a_meeting_that_was_cancelled_takes_nothing(body: Room) -> None:
    body.convened(LATER).convened(LAST)
    with body.store.change(SYSTEM, now=body.noon) as change:
        change.put(rows.Meeting, body.sitting(LATER).id, cancelled_on=body.today)
        change.record("cancel")

    assert closed(body, "deferred", "deferred", LATER).back == (("Proef", None), ("Punt", LAST))
    assert state(body) == "accepted"


def test_who_leads_and_who_asked_are_told_and_who_has_a_condition(body: Room) -> None:
    term = closing.Term("Akkoord", "other", "2023-12-01", verifier="member")
    body.gathered(9).does("chair", noting.note, DAY, 1, "approved-with-conditions", terms=[term])
    body.does("chair", noting.note, DAY, 2, "noted")
    body.does("chair", closing.close, DAY)

    with body.store.reading() as conn:
        letters = conn.exec_driver_sql("select kind, to_id from letter order by kind, to_id").all()
    assert [tuple(row) for row in letters] == [
        ("condition", "person-member"), ("condition", "person-other"), ("decision", "person-coordinator"),
        ("decision", "person-lead"),
    ]  # fmt: skip
