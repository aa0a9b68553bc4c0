"""Putting an initiative on an agenda in one act, and taking it off while nobody built on it, on both databases."""

from datetime import date

from labflow import agenda, lifecycle, meetings, placing, rows, voting
from labflow.queries.due import due
from labflow.store import Store
from labflow.undoing import undo
from tests.labflow.council_room import DAY, Room, network, room
from tests.prepared import prepared

LATER = date(2023, 12, 1)
BUILT = ["placing.built_on"]


@prepared
def body(store: Store) -> Room:
    """A body with a meeting ahead."""
    return room(store).convened()


def running(body: Room) -> str:
    """An initiative that asks nothing."""
    return str(body.does("coordinator", lifecycle.open_, "labo", "Open huis"))


def titles(body: Room) -> list[tuple[int, str, str]]:
    """What stands on the agenda."""
    return [(item.n, item.kind, item.title.nl) for item in body.sitting().items]


def test_what_asks_nothing_goes_on_the_agenda_by_its_title(body: Room) -> None:
    slug = running(body)

    body.does("coordinator", placing.put, slug, DAY.isoformat())

    assert titles(body) == [(1, "talk", "Open huis")]
    assert body.sitting().item(1).slug == slug
    assert body.refused("coordinator", placing.put, slug, DAY.isoformat()) == ["placing.already"]


def test_a_request_that_waits_goes_on_the_agenda_itself(body: Room) -> None:
    number = body.asked()
    slug = slug_of(body, number)

    body.does("coordinator", placing.put, slug, DAY.isoformat())

    assert [(item.kind, item.request.number) for item in body.sitting().items if item.request] == [("request", number)]


def test_taking_it_off_closes_the_agenda_and_lets_the_request_wait_again(body: Room) -> None:
    number = body.asked()
    body.does("coordinator", placing.put, slug_of(body, number), DAY.isoformat())
    body.does("coordinator", meetings.place_title, DAY, "Een punt")

    body.does("coordinator", undo, slug_of(body, number))

    assert titles(body) == [(1, "talk", "Een punt")]
    with body.store.reading() as conn:
        due(conn, network(), body.today, DAY)  # what comes by itself is still worked out
    body.does("coordinator", placing.put, slug_of(body, number), DAY.isoformat())
    assert [kind for _, kind, _ in titles(body)] == ["talk", "request"]


def test_who_said_something_about_it_keeps_it_there(body: Room) -> None:
    slug = running(body)
    body.does("coordinator", placing.put, slug, DAY.isoformat())
    body.does("member", voting.position, DAY, 1, "zetel-01", "agree")

    assert body.refused("coordinator", undo, slug) == BUILT
    assert len(titles(body)) == 1


def test_a_duration_that_was_set_keeps_it_there(body: Room) -> None:
    slug = running(body)
    body.does("coordinator", placing.put, slug, DAY.isoformat())
    body.does("coordinator", agenda.duration, DAY, 1, 10)

    assert body.refused("coordinator", undo, slug) == BUILT


def test_once_a_vote_is_opened_nothing_leaves_that_agenda(body: Room) -> None:
    slug = running(body)
    body.does("coordinator", meetings.place_title, DAY, "Een punt")
    body.does("coordinator", placing.put, slug, DAY.isoformat())
    with body.acts("coordinator") as change:
        first = body.sitting().items[0].id
        change.add(rows.Vote(id="v", agenda_item_id=first, seat_id="seat-zetel-01", value="yes", n=1))
        change.record("vote")

    assert body.refused("coordinator", undo, slug) == BUILT


def test_only_who_put_it_there_takes_it_off(body: Room) -> None:
    slug = running(body)
    body.does("coordinator", placing.put, slug, DAY.isoformat())

    assert body.refused("chair", undo, slug) == ["undoing.not_this"]


def test_a_meeting_that_was_cancelled_is_not_taken_back_from_one_initiative(body: Room) -> None:
    number = body.asked()
    slug = slug_of(body, number)
    body.does("coordinator", placing.put, slug, DAY.isoformat())
    body.does("coordinator", meetings.cancel, DAY, "Staking")

    assert body.refused("coordinator", undo, slug) == ["undoing.not_this"]


def test_what_is_decided_in_writing_comes_by_itself(body: Room) -> None:
    from labflow import procedures

    number = body.asked()
    body.does("chair", procedures.open_, number)

    assert body.refused("coordinator", placing.put, slug_of(body, number), DAY.isoformat()) == ["placing.comes_back"]


def slug_of(body: Room, number: str) -> str:
    """The initiative that a request is about."""
    with body.store.reading() as conn:
        asked = "select slug from initiative where id = (select initiative_id from request where number = '%s')"
        return str(conn.exec_driver_sql(asked % number).scalar())
