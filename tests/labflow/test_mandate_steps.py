"""What becomes of a mandate: the body, the clock, or the end of what it was for (R8)."""

from datetime import date

import pytest

from labflow import closing, lifecycle, mandates, requesting
from labflow.store import Store
from tests.labflow.council_room import AFTER, DAY, Room, room
from tests.labflow.mandate_room import ASKED, cancel, granted, items, mandate, result, steps, waiting_room
from tests.prepared import prepared


@prepared
def body(store: Store) -> Room:
    """A body that meets twice, and an initiative with a lead."""
    return waiting_room(store)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        ("approved", "ratified"),
        ("approved-with-conditions", "changed"),
        ("amended", "changed"),
        ("rejected", "refused"),
    ],
)
def test_the_body_ratifies_changes_or_refuses(body: Room, outcome: str, state: str) -> None:
    number = granted(body)
    body.does("lead", mandates.spend, number, "300", "Zaal")

    assert result(body, outcome) == state

    assert (mandate(body).state, mandate(body).spent) == (state, 30_000)
    assert body.dossier("proef").stage_key == "verkenning"
    assert body.refused("lead", mandates.spend, number, "1", "Koffie") == ["mandates.not_running"]
    assert result(body, "approved") == state
    assert body.verified().ok


@pytest.mark.parametrize("outcome", ["deferred", "not-reached", "written", "noted", "cancelled"])
def test_what_decides_nothing_extends_it_once_and_then_it_lapses(body: Room, outcome: str) -> None:
    granted(body)

    assert result(body, outcome) == "extended"
    assert mandate(body).until_day == AFTER
    assert result(body, outcome) == "lapsed"
    assert result(body, outcome) == "lapsed"
    assert steps(body) == ["asked", "granted", "extended", "lapsed"]


def test_without_a_meeting_after_it_it_lapses_at_once(body: Room) -> None:
    body.today = DAY
    granted(body)

    assert result(body, "deferred") == "lapsed"


def test_the_clock_lets_it_lapse_once_and_not_a_day_early(body: Room) -> None:
    granted(body)
    body.today = DAY
    assert body.does("coordinator", mandates.lapse, mandate(body).id) == "granted"
    body.today = date(2023, 9, 30)

    assert body.does("coordinator", mandates.lapse, mandate(body).id) == "lapsed"

    assert steps(body) == ["asked", "granted", "lapsed"]


def test_a_cancelled_meeting_sends_it_to_the_next_one_once(body: Room) -> None:
    granted(body)
    cancel(body, DAY)
    body.today = date(2023, 9, 30)

    assert body.does("coordinator", mandates.lapse, mandate(body).id) == "extended"

    assert (mandate(body).until_day, items(body, AFTER)) == (AFTER, [("ratification", mandate(body).id)])
    cancel(body, AFTER)
    body.today = date(2023, 10, 3)
    assert body.does("coordinator", mandates.lapse, mandate(body).id) == "lapsed"


def test_a_yes_that_comes_late_still_holds_from_the_grant_on(body: Room) -> None:
    granted(body)
    body.today = date(2023, 9, 30)
    body.does("coordinator", mandates.lapse, mandate(body).id)

    assert result(body, "approved") == "ratified"


def test_withdrawing_the_request_ends_the_mandate_that_ran_ahead_of_it(store: Store) -> None:
    body = room(store).convened().convened(AFTER)
    number = body.asked()
    granted(body, request=number)

    body.does("coordinator", requesting.withdraw, number)

    assert mandate(body).state == "ended"
    assert result(body, "approved") == "ended"


def test_an_initiative_that_stops_takes_its_mandate_with_it(body: Room) -> None:
    number = granted(body)
    body.does("lead", mandates.spend, number, "20", "Zaal")

    body.does("coordinator", lifecycle.advance, "proef", "stoppen-in-verkenning")

    assert (mandate(body).state, mandate(body).spent) == ("ended", 2_000)
    assert body.refused("lead", mandates.ask, "proef", *ASKED)[0] == "mandates.initiative_ended"


def test_what_was_only_noted_stands_on_the_next_agenda_again(body: Room) -> None:
    granted(body)
    body.gathered(9).does("chair", closing.note, DAY, 1, "noted")
    body.does("chair", closing.close, DAY)

    assert (mandate(body).state, items(body, AFTER)) == ("extended", [("ratification", mandate(body).id)])


def test_it_runs_until_the_meeting_to_which_the_body_deferred_it(body: Room) -> None:
    much_later = date(2023, 12, 1)
    granted(body)
    body.convened(much_later).gathered(9).does("chair", closing.note, DAY, 1, "deferred", target=much_later.isoformat())
    body.does("chair", closing.close, DAY)

    assert mandate(body).until_day == much_later
    assert (items(body, AFTER), len(items(body, much_later))) == ([], 1)
