"""What can wait for somebody, as it stands in the rows: open meetings, open conditions, what was asked."""

from datetime import date

from labflow import requesting, rows
from labflow.access import NOBODY
from labflow.queries.waiting import asked_mandates, is_held, open_conditions, open_sittings, requests_in
from labflow.store import Store
from tests.labflow.council_room import AFTER, DAY, SYSTEM, TODAY, network, room


def test_the_meeting_of_today_is_held_and_the_next_one_lies_ahead(store: Store) -> None:
    body = room(store).convened().convened(AFTER)

    with body.store.reading() as conn:
        days = [tuple(one.day if one else None for one in open_sittings(conn, today)) for today in (TODAY, DAY, AFTER)]

    assert days == [(None, DAY), (DAY, AFTER), (AFTER, None)]


def test_a_role_is_held_on_the_days_that_somebody_has_it(store: Store) -> None:
    body = room(store)
    with body.store.change(SYSTEM, now=body.noon) as change:
        change.put(rows.RoleHeld, "role-secretary", from_day=TODAY, until_day=DAY)
        change.record("people")

    with body.store.reading() as conn:
        held = [is_held(conn, {"verslaggever"}, day) for day in (date(2023, 9, 10), TODAY, DAY)]
        assert not is_held(conn, (), TODAY)

    assert held == [False, True, False]


def test_a_request_stands_in_one_state_with_who_may_ask_it(store: Store) -> None:
    body = room(store)
    number = body.asked()
    body.does("coordinator", requesting.return_, number, "Waarom?")

    with body.store.reading() as conn:
        (back,) = requests_in(conn, network(), NOBODY, "returned")
        assert requests_in(conn, network(), NOBODY, "sent") == ()

    assert (back.number, back.slug, back.question, back.roles) == (number, "proef", "Waarom?", ("coordinator",))


def test_casework_is_not_there_for_others(store: Store) -> None:
    body = room(store)
    body.with_casus()

    with body.store.reading() as conn:
        assert requests_in(conn, network(), NOBODY, "sent") == ()
        assert asked_mandates(conn, network(), NOBODY) == ()
        assert open_conditions(conn, network(), NOBODY) == ()
