"""What the minutes need beside the meeting: numbers, struck results, who came when, and who approved them."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from labflow import closing, meetings
from labflow.queries.minutes import beside
from labflow.store import Store
from tests.labflow.council_room import AFTER, DAY, Room, room


def held(store: Store) -> Room:
    body = room(store).convened()
    body.does("coordinator", meetings.place_title, DAY, "Punt")
    body.gathered(9).does("chair", closing.note, DAY, 1, "deferred")
    body.does("chair", closing.redo, DAY, 1, "Toch beslist")
    body.does("chair", closing.note, DAY, 1, "noted")
    body.does("chair", closing.close, DAY)
    return body


def test_a_closed_meeting_has_numbers_struck_results_and_a_roll(store: Store) -> None:
    body = held(store)
    meeting = body.sitting()

    with store.reading() as conn:
        found = beside(conn, meeting)

    (item,) = meeting.items
    assert (dict(found.numbers), dict(found.redone)) == ({item.id: "2023-001"}, {item.id: ("Toch beslist",)})
    assert {(one.seat, one.value) for one in found.attendance} == {(key, "present") for key in body.keys[:9]}
    assert found.approved is None


def test_minutes_are_approved_by_a_later_meeting(store: Store) -> None:
    body = held(store).convened(AFTER)
    body.gathered(9, AFTER).does("chair", closing.note, AFTER, 1, "approved")
    body.does("chair", closing.close, AFTER)

    with store.reading() as conn:
        assert beside(conn, body.sitting()).approved == ("2023-002", AFTER)
        assert beside(conn, body.sitting(AFTER)).approved is None


@pytest.mark.parametrize("items", [1, 50])
def test_they_are_read_in_five_statements(
    store: Store, items: int, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    body = room(store).convened()
    for n in range(items):
        body.does("coordinator", meetings.place_title, DAY, f"Punt {n}")
    meeting = body.sitting()

    with store.reading() as conn, statements() as ran:
        beside(conn, meeting)

    assert len(ran) == 5
