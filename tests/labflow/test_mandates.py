"""Provisional mandates: asked and granted by two people, capped in money and time (R8)."""

from collections.abc import Callable
from datetime import date

import pytest

from labflow import closing, lifecycle, mandates, meetings, requesting
from labflow.queries.mandates import unratified_cents
from labflow.reasons import Refusal
from labflow.store import Store
from tests.labflow.council_room import AFTER, DAY, TODAY, Room, network, room
from tests.labflow.mandate_room import ASKED, WHY, asked, granted, items, mandate, result, steps, waiting_room


@pytest.fixture
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
        told = conn.exec_driver_sql("select to_id, on_day, kind, about_id from letter order by to_id").all()
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


def test_without_a_next_meeting_there_is_no_mandate(store: Store) -> None:
    body = room(store)
    body.does("coordinator", lifecycle.open_, "labo", "Proef", lead="lead")

    assert body.refused("lead", mandates.ask, "proef", *ASKED) == ["mandates.no_meeting"]


def test_a_closed_meeting_takes_nothing_so_the_next_one_ends_it(body: Room) -> None:
    body.gathered(9).does("chair", closing.close, DAY)

    granted(body)

    assert mandate(body).until_day == AFTER


def test_the_last_day_is_that_of_the_meeting_after_the_grant(body: Room) -> None:
    number = asked(body)
    body.today = DAY

    assert body.does("chair", mandates.grant, number) == AFTER
    assert mandate(body).until_day == AFTER


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


def test_a_mandate_that_was_asked_may_be_declined_with_a_reason_and_asked_again(body: Room) -> None:
    number = asked(body)
    assert body.refused("chair", mandates.decline, number, "") == ["typed.empty"]

    body.does("chair", mandates.decline, number, "Het kan wachten")

    assert mandate(body).state == "declined"
    for verb, more in ((mandates.decline, ("Nog eens",)), (mandates.grant, ())):
        assert body.refused("chair", verb, number, *more) == ["mandates.stands_elsewhere"]
    assert asked(body) == "m-2023-002"
