"""Mandates by number, of a year, and those that the clock ended, on both databases."""

from datetime import date

from labflow import mandates as verbs
from labflow.queries.mandates import (
    mandate_row,
    mandates,
    meeting_with,
    newest_days,
    next_mandate_number,
    overdue_mandates,
    state_on,
    unratified_cents,
)
from labflow.store import Store
from tests.labflow.council_room import DAY, TODAY, Room
from tests.labflow.mandate_room import asked, cancel, granted, mandate, result, waiting_room
from tests.prepared import prepared


@prepared
def body(store: Store) -> Room:
    """A body that meets twice, and an initiative with a lead."""
    return waiting_room(store)


def test_the_list_says_how_each_stands_on_the_day_recorded_or_not(body: Room) -> None:
    number = granted(body)
    body.does("lead", verbs.spend, number, "12,50", "Zaal")

    with body.store.reading() as conn:
        (now,) = mandates(conn, DAY)
        (later,) = mandates(conn, date(2023, 9, 30))
    assert (now.state, now.slug, now.title, now.asked_by) == ("granted", "proef", "Proef", "lead")
    assert (now.mandate.spent, later.state, later.mandate.state) == (1_250, "lapsed", "granted")
    assert state_on(now.mandate, DAY) == "granted"


def test_the_list_costs_the_same_for_one_and_for_many(body: Room, statements: object) -> None:
    granted(body)
    counted = []
    for _ in range(2):
        with body.store.reading() as conn, statements() as ran:  # type: ignore[operator]
            mandates(conn, TODAY)
        counted.append(len(ran))
        result(body, "approved")
        granted(body)

    assert counted[0] == counted[1]


def test_by_number_and_the_next_number_of_the_year(body: Room) -> None:
    asked(body)

    with body.store.reading() as conn:
        assert mandate_row(conn, "m-2023-001").id == mandate(body).id  # type: ignore[union-attr]
        assert [mandate_row(conn, number) for number in ("m-2023-002", "\0", "")] == [None, None, None]
        assert [next_mandate_number(conn, year) for year in (2023, 2024)] == ["m-2023-002", "m-2024-001"]


def test_a_year_counts_what_was_granted_in_it_and_nobody_ratified(body: Room) -> None:
    asked(body)
    with body.store.reading() as conn:
        assert unratified_cents(conn, 2023) == 0
    body.does("chair", verbs.grant, "m-2023-001")

    with body.store.reading() as conn:
        assert [unratified_cents(conn, year) for year in (2022, 2023)] == [0, 50_000]
        assert newest_days(conn, [mandate(body).id]) == {mandate(body).id: TODAY}
    result(body, "rejected")
    with body.store.reading() as conn:
        assert unratified_cents(conn, 2023) == 50_000


def test_overdue_is_what_the_record_still_shows_as_running(body: Room) -> None:
    granted(body)
    found = mandate(body).id

    with body.store.reading() as conn:
        assert [overdue_mandates(conn, day) for day in (DAY, date(2023, 9, 30))] == [(), (found,)]
    result(body, "approved")
    with body.store.reading() as conn:
        assert overdue_mandates(conn, date(2023, 9, 30)) == ()


def test_the_meeting_that_has_it_is_open_and_after_the_day(body: Room) -> None:
    granted(body)
    found = mandate(body).id

    def day_with(after: date) -> date | None:
        with body.store.reading() as conn:
            meeting = meeting_with(conn, found, after)
        return meeting.day if meeting else None

    assert [day_with(day) for day in (TODAY, DAY)] == [DAY, None]
    cancel(body, DAY)
    assert day_with(TODAY) is None
