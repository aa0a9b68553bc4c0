"""What stands in the way of a result: what comes late, what is raised with the plenary, what asks two thirds."""

from labflow import ballots, closing, meetings, noting, rows, voting
from labflow.store import Store
from tests.labflow.council_room import DAY, SYSTEM, Room, room
from tests.prepared import prepared

LATER = "2023-12-01"


@prepared
def body(store: Store) -> Room:
    """A meeting with one plain item, on its day, with everybody there."""
    made = room(store).convened()
    made.does("coordinator", meetings.place_title, DAY, "Punt")
    return made.gathered()


def put(body: Room, table: type, id: str, **columns: object) -> None:
    """Change columns of one row, as another verb would have."""
    with body.store.change(SYSTEM, now=body.noon) as change:
        change.put(table, id, **columns)
        change.record("agenda")


def test_a_late_item_waits_until_the_body_takes_it(body: Room) -> None:
    item = body.sitting().item(1)
    put(body, rows.AgendaItem, item.id, late=True)

    for outcome in ("approved", "rejected"):
        assert "closing.late" in body.refused("chair", noting.note, DAY, 1, outcome)
    put(body, rows.AgendaItem, item.id, admitted=True)
    body.does("chair", noting.note, DAY, 1, "approved")


def test_what_is_raised_with_the_plenary_is_not_decided_there(store: Store) -> None:
    body = room(store)
    body.does("coordinator", meetings.convene, DAY, is_open=True)
    body.does("coordinator", meetings.place_title, DAY, "Van tevoren")
    body.gathered().does("coordinator", meetings.place_title, DAY, "Ter plaatse", asked_by="CLB")
    put(body, rows.AgendaItem, body.sitting().item(2).id, late=False)

    body.does("chair", noting.note, DAY, 1, "approved")
    assert body.refused("chair", noting.note, DAY, 2, "approved") == ["closing.raised_here"]
    body.does("chair", noting.note, DAY, 2, "deferred", target=LATER)


def test_more_than_is_left_of_the_means_asks_two_thirds(body: Room) -> None:
    assert body.refused("chair", noting.note, DAY, 1, "approved", amount="200000,01") == ["closing.needs_two_thirds"]

    body.does("chair", noting.note, DAY, 1, "approved", amount="200000")
    body.does("chair", closing.redo, DAY, 1, "Te veel")
    body.voted(1, "11-6-0")
    assert "council.yes_missing" in body.refused("chair", noting.note, DAY, 1, "approved", amount="200001")
    body.does("secretary", voting.vote, DAY, 1, "zetel-12", "yes")
    body.does("chair", noting.note, DAY, 1, "approved", amount="200001")
    noted = body.sitting().item(1).noted
    assert noted is not None
    assert (noted.by, body.sitting().noted_verdict(body.sitting().item(1)).adopted) == ("two-thirds", True)


def test_what_was_noted_before_in_this_meeting_counts(store: Store) -> None:
    body = room(store).convened()
    for title in ("Een", "Twee"):
        body.does("coordinator", meetings.place_title, DAY, title)
    body.gathered().does("chair", noting.note, DAY, 1, "approved", amount="150000")

    assert body.refused("chair", noting.note, DAY, 2, "approved", amount="50001") == ["closing.needs_two_thirds"]
    body.does("chair", noting.note, DAY, 2, "approved", amount="50000")


def test_a_vote_that_was_opened_for_two_thirds_is_noted_that_way(body: Room) -> None:
    body.does("chair", ballots.open_, DAY, 1, "two-thirds")
    body.voted(1, "9-8-0")

    assert "closing.opened_for_two_thirds" in body.refused("chair", noting.note, DAY, 1, "approved", "vote")
    body.does("chair", noting.note, DAY, 1, "rejected")
    body.does("chair", noting.redo, DAY, 1, "Verkeerd")
    body.does("chair", noting.redo, DAY, 1, "Opnieuw stemmen")
    assert (body.sitting().item(1).ballot, body.sitting().item(1).votes) == (None, {})
