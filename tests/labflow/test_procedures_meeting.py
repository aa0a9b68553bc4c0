"""A meeting that cannot decide hands its requests over to a procedure in writing, in one act (R2)."""

from labflow import closing, meetings, procedures
from labflow.store import Store
from tests.labflow.council_room import DAY, room


def test_a_meeting_without_enough_members_hands_its_requests_over(store: Store) -> None:
    at = room(store).convened()
    first, second = at.asked("Eén"), at.asked("Twee")
    for number in (first, second):
        at.does("coordinator", meetings.place, DAY, number)
    at.does("coordinator", meetings.place_title, DAY, "Rondvraag")
    at.gathered(8)

    taken = at.does("coordinator", procedures.from_meeting, DAY)

    assert isinstance(taken, procedures.TakenOver)
    assert [number for _, number in taken.opened] == ["s-2023-001", "s-2023-002"]
    assert [(item.n, [why.code for why in reasons]) for item, reasons in taken.left] == [(3, ["written.no_request"])]
    assert [item.noted and (item.noted.value, item.noted.by) for item in at.sitting().items] == [
        ("written", "none"), ("written", "none"), None,
    ]  # fmt: skip
    assert at.refused("coordinator", procedures.from_meeting, DAY) == ["written.no_request"]
    assert at.dossier("een").requests[0].state == "in-writing"
    assert at.refused("chair", closing.redo, DAY, 1, "Toch maar hier") == ["closing.goes_on_in_writing"]


def test_a_meeting_that_can_decide_hands_nothing_over(store: Store) -> None:
    at = room(store).convened()
    at.does("coordinator", meetings.place, DAY, at.asked())
    at.gathered(9)

    assert at.refused("chair", procedures.from_meeting, DAY) == ["written.can_decide"]
    assert at.refused("secretary", procedures.from_meeting, DAY) == ["access.not_allowed"]
