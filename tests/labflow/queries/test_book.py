"""How often an item was deferred, what waits to come back, and which amendments come along."""

from labflow import amending, closing, meetings
from labflow.queries.book import Book, times_deferred, undecided_amendments
from labflow.store import Store
from tests.labflow.council_room import AFTER, DAY, network, room


def test_deferrals_are_counted_over_every_meeting_and_being_struck_does_not_count(store: Store) -> None:
    body = room(store).convened()
    body.does("coordinator", meetings.place_title, DAY, "Moeilijk")
    body.gathered(9).does("chair", closing.note, DAY, 1, "deferred")
    body.does("chair", closing.redo, DAY, 1, "Toch niet")
    body.does("chair", closing.note, DAY, 1, "deferred")
    body.does("chair", closing.close, DAY)
    body.convened(AFTER).gathered(9, AFTER).does("chair", closing.note, AFTER, 2, "deferred")

    with body.store.reading() as conn:
        found = [times_deferred(conn, body.sitting(day).items[-1].id) for day in (DAY, AFTER)]
        assert (found, times_deferred(conn, None)) == ([1, 2], 0)


def test_only_an_amendment_that_nobody_decided_goes_along(store: Store) -> None:
    body = room(store).convened()
    body.does("coordinator", meetings.place_title, DAY, "Punt")
    for title in ("Verworpen", "Uitgesteld", "Open"):
        body.does("member", amending.amend, DAY, 1, title)
    body.gathered(9).voted(2, "0-9-0").does("chair", closing.note, DAY, 2, "rejected")
    body.does("chair", closing.note, DAY, 3, "deferred")

    with body.store.reading() as conn:
        found = undecided_amendments(conn, body.sitting().item(1).id)
        assert ([x.title for x in found], undecided_amendments(conn, None)) == (["Uitgesteld", "Open"], [])


def test_what_stood_on_a_cancelled_meeting_waits_until_it_stands_elsewhere(store: Store) -> None:
    body = room(store).convened()
    body.does("coordinator", meetings.place_title, DAY, "Punt")
    body.does("coordinator", meetings.cancel, DAY, "Stakingsdag")
    with body.store.reading() as conn:
        assert [item.title for item in Book.of(conn, network()).waiting()] == ["Punt"]

    body.convened(AFTER)

    with body.store.reading() as conn:
        assert Book.of(conn, network()).waiting() == []
