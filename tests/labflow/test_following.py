"""What comes of a result when the meeting closes: what comes back, and where."""

from datetime import date

import pytest

from labflow import closing, meetings, noting, rows
from labflow.agenda import bring
from labflow.store import Store
from labflow.words import Words
from tests.labflow.council_room import DAY, SYSTEM, Room, room
from tests.prepared import prepared

LATER, LAST = date(2023, 11, 24), date(2023, 12, 15)


@prepared
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

    assert answer.back == ((Words("Proef", "Proef"), LATER), (Words("Punt", "Punt"), LATER))
    again = [item for item in body.sitting(LATER).items if item.follows_id]
    assert [item.title.nl for item in again] == ["Proef", "Punt"]
    assert [item.follows_id for item in again] == [item.id for item in body.sitting().items]
    assert again[1].question == Words("Mag het?", "May it?")
    assert (again[0].votes, again[0].noted, state(body)) == ({}, None, "on-agenda")
    assert body.verified().ok


def test_it_stands_on_the_meeting_that_was_named(body: Room) -> None:
    body.convened(LATER).convened(LAST)

    assert closed(body, "deferred", "noted", LAST).back == ((Words("Proef", "Proef"), LAST),)
    assert [item.title.nl for item in body.sitting(LAST).items if item.follows_id] == ["Proef"]


def test_what_was_not_reached_comes_back_without_a_number(body: Room) -> None:
    body.convened(LATER)

    answer = closed(body, "not-reached", "noted")

    assert [(d.number, d.outcome) for d in answer.decisions] == [("2023-001", "noted")]
    assert (answer.back, state(body)) == (((Words("Proef", "Proef"), LATER),), "on-agenda")


def test_without_a_meeting_to_come_a_request_waits_for_an_agenda(body: Room) -> None:
    assert closed(body, "not-reached", "deferred").back == (
        (Words("Proef", "Proef"), None),
        (Words("Punt", "Punt"), None),
    )
    assert state(body) == "accepted"


def test_a_meeting_that_was_cancelled_takes_nothing(body: Room) -> None:
    body.convened(LATER).convened(LAST)
    with body.store.change(SYSTEM, now=body.noon) as change:
        change.put(rows.Meeting, body.sitting(LATER).id, cancelled_on=body.today)
        change.record("cancel")

    assert closed(body, "deferred", "deferred", LATER).back == (
        (Words("Proef", "Proef"), None),
        (Words("Punt", "Punt"), LAST),
    )
    assert state(body) == "accepted"


def test_who_leads_and_who_asked_are_told_and_who_has_a_condition(body: Room) -> None:
    term = closing.Term("Akkoord", "other", "2023-12-01", verifier="member")
    body.gathered(9).does("chair", noting.note, DAY, 1, "approved-with-conditions", terms=[term])
    body.does("chair", noting.note, DAY, 2, "noted")
    body.does("chair", closing.close, DAY)

    with body.store.reading() as conn:
        letters = conn.exec_driver_sql(
            "select kind, to_id from letter where kind <> 'meeting_called' order by kind, to_id"
        ).all()
    assert [tuple(row) for row in letters] == [
        ("condition", "person-member"), ("condition", "person-other"), ("decision", "person-coordinator"),
        ("decision", "person-lead"),
    ]  # fmt: skip


def mandated(body: Room, state: str = "granted") -> str:
    """Put the ratification of a mandate that runs on the agenda; its state after the meeting is told by `mandate`."""
    with body.store.change(SYSTEM, now=body.noon) as change:
        change.add(rows.Mandate(
            id="m", number="m-2023-001", initiative_id=body.dossier("proef").id, scope="Begin", cents=100,
            until_day=DAY, why="Haast", on_day=body.today,
        ))  # fmt: skip
        change.add(rows.MandateStep(id="ms", mandate_id="m", state=state, on_day=body.today, n=1))
        bring(change, body.sitting().id, "ratification", Words("Mandaat", "Mandate"), about_id="m",
              initiative_id=body.dossier("proef").id)  # fmt: skip
        change.record("mandate-grant")
    return "m"


@pytest.mark.parametrize(
    ("outcome", "state", "numbers"),
    [
        ("approved", "ratified", 3),
        ("not-reached", "extended", 2),
        ("withdrawn", "ended", 2),
        ("deferred", "extended", 3),
    ],
)
def test_a_mandate_hears_what_the_body_made_of_it(body: Room, outcome: str, state: str, numbers: int) -> None:
    mandated(body.convened(LATER))
    body.gathered(9).does("chair", noting.note, DAY, 3, outcome)

    answer = closed(body, "noted", "noted")

    assert (body.dossier("proef").mandates[0].state, len(answer.decisions)) == (state, numbers)
    assert body.verified().ok
