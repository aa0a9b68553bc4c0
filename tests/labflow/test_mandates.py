"""Provisional mandates: asked and granted by two people, capped in money and time (R8)."""

from collections.abc import Callable
from datetime import date

import pytest

from labflow import closing, lifecycle, mandates
from labflow.reasons import Refusal
from labflow.store import Store
from tests.labflow.council_room import AFTER, DAY, TODAY, Room, network
from tests.labflow.mandate_room import ASKED, asked, granted, items, mandate, steps, waiting_room
from tests.prepared import prepared


@prepared
def body(store: Store) -> Room:
    """A body that meets twice, and an initiative with a lead."""
    return waiting_room(store)


def test_a_mandate_is_asked_and_granted_by_two_people(body: Room) -> None:
    number = body.does("lead", mandates.ask, "proef", *ASKED)

    assert (number, mandate(body).state, body.dossier("proef").mandate) == ("m-2023-001", "asked", None)
    assert body.does("chair", mandates.grant, "m-2023-001") == DAY

    found = body.dossier("proef").mandate
    assert found is not None
    assert (found.state, found.cents, found.until_day, found.granted_on) == ("granted", 50_000, DAY, TODAY)
    assert items(body) == [("ratification", found.id)]
    assert body.sitting().item(1).slug == "proef"
    assert body.verified().ok


def test_who_asked_never_grants_not_even_with_both_roles(body: Room) -> None:
    body.does("both", mandates.ask, "proef", *ASKED)

    assert body.refused("both", mandates.grant, "m-2023-001") == ["mandates.own"]
    assert steps(body) == ["asked"]


def test_only_the_lead_and_the_coordinator_ask_and_a_member_grants_nothing(body: Room) -> None:
    assert body.refused("member", mandates.ask, "proef", *ASKED) == ["access.not_allowed"]
    asked(body)
    for who in ("lead", "member", "secretary"):
        assert body.refused(who, mandates.grant, "m-2023-001") == ["access.not_allowed"]


def test_every_member_and_the_lead_hear_of_it_the_same_day(body: Room) -> None:
    granted(body)

    with body.store.reading() as conn:
        told = conn.exec_driver_sql(
            "select to_id, on_day, kind, about_id from letter where kind <> 'meeting_called' order by to_id"
        ).all()
    assert [(x[0], str(x[1]), *x[2:]) for x in told] == [
        (f"person-{who}", TODAY.isoformat(), "mandate", mandate(body).id) for who in ("lead", "member", "other")
    ]


def test_the_gate_is_not_passed(body: Room) -> None:
    granted(body)

    assert "requirement.decision_missing" in body.refused("coordinator", lifecycle.advance, "proef", "opstarten")
    assert body.dossier("proef").stage_key == "verkenning"


def test_it_is_not_granted_on_a_day_before_it_was_asked(body: Room) -> None:
    body.today = date(2023, 9, 20)
    number = asked(body)

    assert counting_for(body, "chair", TODAY, mandates.grant, number) == ["mandates.before_asked"]


def test_a_closed_meeting_takes_nothing_so_the_next_one_ends_it(body: Room) -> None:
    body.gathered(9).does("chair", closing.close, DAY)

    granted(body)

    assert mandate(body).until_day == AFTER


def test_the_last_day_is_that_of_the_meeting_after_the_grant(body: Room) -> None:
    number = asked(body)
    body.today = DAY

    assert body.does("chair", mandates.grant, number) == AFTER
    assert mandate(body).until_day == AFTER


def test_spending_stops_at_the_amount(body: Room) -> None:
    number = granted(body)

    assert body.does("lead", mandates.spend, number, "499,99", "Zaal") == 1
    assert body.refused("lead", mandates.spend, number, "0,02", "Koffie") == ["mandates.over_the_amount"]
    assert body.does("lead", mandates.spend, number, "0,01", "Koffie") == 0
    assert mandate(body).spent == 50_000


def test_nothing_is_spent_before_the_grant_or_on_a_day_before_it(body: Room) -> None:
    number = asked(body)
    assert body.refused("lead", mandates.spend, number, "1", "Zaal") == ["mandates.not_running"]
    body.today = date(2023, 9, 20)
    body.does("chair", mandates.grant, number)

    assert counting_for(body, "lead", TODAY, mandates.spend, number, "1", "Zaal") == ["mandates.before_granted"]


def counting_for(body: Room, who: str, day: date, verb: Callable[..., object], *args: object) -> list[str]:
    """The codes of the reasons for which an act that counts for an earlier day is refused."""
    with body.acts(who) as change:
        change.on = day
        change.nothing_to_do()
        with pytest.raises(Refusal) as refused:
            verb(change, network(), *args)
    return [reason.code for reason in refused.value.reasons]


def test_a_mandate_ends_by_the_clock_even_when_nobody_settles(body: Room) -> None:
    number = granted(body)
    body.today = DAY
    body.does("lead", mandates.spend, number, "1", "Zaal")
    body.today = date(2023, 9, 30)

    assert body.dossier("proef").mandate is None
    assert body.refused("lead", mandates.spend, number, "1", "Zaal") == ["mandates.over"]


def test_a_mandate_that_was_asked_may_be_declined_with_a_reason_and_asked_again(body: Room) -> None:
    number = asked(body)
    assert body.refused("chair", mandates.decline, number, "") == ["typed.empty"]

    body.does("chair", mandates.decline, number, "Het kan wachten")

    assert mandate(body).state == "declined"
    for verb, more in ((mandates.decline, ("Nog eens",)), (mandates.grant, ())):
        assert body.refused("chair", verb, number, *more) == ["mandates.stands_elsewhere"]
    assert asked(body) == "m-2023-002"


def test_a_member_objects_for_the_own_seat_and_the_seats_answer_in_writing(body: Room) -> None:
    number = granted(body)
    objected = (mandates.object_, number, "zetel-01", "Te duur")

    assert body.refused("other", *objected) == ["meetings.not_your_seat"]
    assert body.refused("coordinator", *objected) == ["access.not_allowed"]
    assert body.refused("member", mandates.object_, number, "zetel-01", " ") == ["typed.empty"]
    assert body.refused("member", mandates.object_, number, "zetel-99", "Te duur") == ["seats.none"]
    assert body.refused("chair", mandates.object_, number, "coordinatie", "Nee") == ["mandates.not_a_voting_seat"]
    assert body.does("member", *objected) == "s-2023-001"
    assert body.does("secretary", mandates.object_, number, "zetel-02", "Te snel") == "s-2023-001"

    careful = body.sitting().item(1).careful
    assert careful is not None
    assert careful.nl == "Bezwaar van Zetel-01: Te duur\nBezwaar van Zetel-02: Te snel"
    assert mandate(body).runs
    with body.store.reading() as conn:
        assert conn.exec_driver_sql("select count(*) from answer").scalar() == 1
    assert body.verified().ok


def test_shortly_before_the_meeting_an_objection_is_for_the_meeting(body: Room) -> None:
    body.today = date(2023, 9, 27)
    number = granted(body)

    assert body.does("member", mandates.object_, number, "zetel-01", "Te duur") is None
    assert body.sitting().item(1).careful is not None


def test_what_does_not_run_is_past_objecting(body: Room) -> None:
    number = asked(body)

    assert body.refused("member", mandates.object_, number, "zetel-01", "Nee") == ["mandates.not_running"]
