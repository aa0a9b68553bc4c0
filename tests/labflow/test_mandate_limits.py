"""What stands in the way of a provisional mandate, to the euro and to the day (R8)."""

from datetime import date

import pytest

from labflow import closing, lifecycle, mandates, meetings, requesting
from labflow.queries.mandates import unratified_cents
from labflow.store import Store
from tests.labflow.council_room import AFTER, DAY, Room, room
from tests.labflow.mandate_room import ASKED, WHY, asked, granted, result, waiting_room
from tests.prepared import prepared


@prepared
def body(store: Store) -> Room:
    """A body that meets twice, and an initiative with a lead."""
    return waiting_room(store)


def test_without_a_next_meeting_there_is_no_mandate(store: Store) -> None:
    body = room(store)
    body.does("coordinator", lifecycle.open_, "labo", "Proef", lead="lead")

    assert body.refused("lead", mandates.ask, "proef", *ASKED) == ["mandates.no_meeting"]


def test_every_reason_comes_at_once(body: Room) -> None:
    granted(body)

    assert body.refused("lead", mandates.ask, "proef", "Meer", "2500,01", WHY) == [
        "mandates.another",
        "mandates.too_much",
    ]
    for bad in ("", "veel"):
        assert body.refused("lead", mandates.ask, "proef", "Meer", bad, WHY) == ["typed.not_an_amount"]
    assert body.refused("lead", mandates.ask, "proef", "", "1", WHY) == ["typed.empty"]
    assert body.refused("lead", mandates.ask, "proef", "Meer", "1", " ") == ["typed.empty"]
    assert body.refused("chair", mandates.grant, "m-2023-009") == ["mandates.none"]
    assert body.refused("lead", mandates.ask, "proef", "Meer", "1", WHY, "a-2023-999") == ["query.no_request"]


def test_what_a_year_begins_without_the_body_is_capped_to_the_euro(body: Room) -> None:
    for n in range(4):
        body.does("coordinator", lifecycle.open_, "labo", f"Proef {n}")
        granted(body, f"proef-{n}", "2500" if n else "2499,99")

    with body.store.reading() as conn:
        assert unratified_cents(conn, 2023) == 999_999
        assert unratified_cents(conn, 2024) == 0
    assert body.refused("lead", mandates.ask, "proef", "Een avond", "0,02", WHY) == ["mandates.too_much_this_year"]
    asked(body, amount="0,01")


def test_two_asked_together_are_weighed_again_when_granted(body: Room) -> None:
    for n in range(4):
        body.does("coordinator", lifecycle.open_, "labo", f"Proef {n}")
        asked(body, f"proef-{n}", "2500")
    asked(body, amount="2500")
    for n in range(4):
        body.does("chair", mandates.grant, f"m-2023-00{n + 1}")

    assert body.refused("chair", mandates.grant, "m-2023-005") == ["mandates.too_much_this_year"]


def test_what_was_ratified_no_longer_weighs_on_the_year(body: Room) -> None:
    granted(body, amount="2500")
    result(body, "approved")

    with body.store.reading() as conn:
        assert unratified_cents(conn, 2023) == 0


@pytest.mark.parametrize("outcome", ["rejected", "deferred"])
def test_no_second_mandate_on_what_was_not_ratified_within_a_year(body: Room, outcome: str) -> None:
    body.today = DAY
    granted(body)
    result(body, outcome)
    body.convened(date(2024, 9, 20)).convened(date(2024, 10, 20))

    assert body.refused("lead", mandates.ask, "proef", *ASKED) == ["mandates.refused_before"]
    body.today = date(2024, 9, 27)
    assert body.refused("lead", mandates.ask, "proef", *ASKED) == ["mandates.refused_before"]
    body.today = date(2024, 9, 28)
    asked(body)


def test_no_mandate_on_a_request_that_the_body_refused(store: Store) -> None:
    body = room(store).convened().convened(AFTER)
    body.does("coordinator", meetings.place, DAY, body.asked())
    body.gathered(9).does("chair", closing.note, DAY, 1, "deferred")
    body.does("chair", closing.redo, DAY, 1, "Toch gestemd")
    body.voted(1, "1-8-0").does("chair", closing.note, DAY, 1, "rejected")
    body.does("chair", closing.close, DAY)

    again = str(body.does("coordinator", requesting.request, "proef", "opstarten"))

    assert body.refused("lead", mandates.ask, "proef", *ASKED, again) == ["mandates.refused_before"]
    assert body.refused("lead", mandates.ask, "proef", *ASKED) == ["mandates.refused_before"]


def test_a_second_mandate_on_one_request_is_refused_after_the_first_was_ratified(store: Store) -> None:
    body = room(store).convened().convened(AFTER)
    number = body.asked()
    granted(body, request=number)
    result(body, "approved")

    assert body.refused("lead", mandates.ask, "proef", *ASKED, number) == ["mandates.second"]
    asked(body)


def test_a_paused_initiative_begins_nothing(body: Room) -> None:
    body.does("coordinator", lifecycle.pause, "proef", "Zomer", "2023-10-20")

    assert body.refused("lead", mandates.ask, "proef", *ASKED) == ["mandates.initiative_paused"]


def test_confidential_work_never_comes_on_an_open_agenda(store: Store) -> None:
    body = room(store).convened()
    body.with_casus()

    assert body.refused("both", mandates.ask, "praktijk", *ASKED) == ["mandates.confidential"]
    assert body.refused("coordinator", mandates.ask, "praktijk", *ASKED) == ["query.no_initiative"]
