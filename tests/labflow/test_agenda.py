"""The agenda: what comes there by itself, in which order, what the body takes late, and what is carried over."""

from datetime import date

from labflow import agenda, closing, meetings, requesting
from labflow.store import Store
from labflow.words import Words
from tests.labflow.council_room import AFTER, DAY, Room, network, room
from tests.prepared import prepared

LATER = date(2023, 10, 20)


@prepared
def body(store: Store) -> Room:
    return room(store).convened()


def titles(body: Room, day: date = DAY) -> list[str]:
    return [item.title.nl for item in body.sitting(day).items]


def with_three(body: Room) -> Room:
    for title in ("Een", "Twee", "Drie"):
        body.does("coordinator", meetings.place_title, DAY, title)
    return body


def test_what_is_brought_stands_at_the_end_or_before_all_others(body: Room) -> None:
    meeting = with_three(body).sitting()

    with body.acts("coordinator") as change:
        agenda.bring(change, meeting.id, "notice", Words("Achteraan", "Last"))
        agenda.bring(change, meeting.id, "ratification", Words("Vooraan", "First"), about_id="mandate", first=True)
        change.record("agenda")

    assert titles(body) == ["Vooraan", "Een", "Twee", "Drie", "Achteraan"]
    assert [item.n for item in body.sitting().items] == [1, 2, 3, 4, 5]


def test_nothing_is_put_before_what_is_being_decided(body: Room) -> None:
    meeting = with_three(body).gathered(9).voted(1, "3-0-0").sitting()

    with body.acts("coordinator") as change:
        agenda.bring(change, meeting.id, "ratification", Words("Dringend", "Urgent"), first=True)
        change.record("agenda")

    assert titles(body) == ["Een", "Twee", "Drie", "Dringend"]


def test_accepted_requests_come_on_the_agenda_in_one_act_and_only_once(body: Room) -> None:
    numbers = [body.asked(title, ready=False) for title in ("Eerst", "Tweede", "Nog niet")]
    for number in numbers[:2]:
        body.does("coordinator", requesting.accept, number)
    rev = body.dossier("eerst").rev

    body.does("coordinator", agenda.build, DAY)
    body.does("coordinator", agenda.build, DAY)

    assert [item.request and item.request.number for item in body.sitting().items] == numbers[:2]
    assert (body.dossier("eerst").requests[0].state, body.dossier("eerst").rev) == ("on-agenda", rev + 1)
    assert body.dossier("nog-niet").requests[0].state == "sent"
    assert body.verified().ok


def test_a_request_that_is_built_in_late_is_late(body: Room) -> None:
    body.does("coordinator", requesting.accept, body.asked(ready=False))
    body.today = date(2023, 9, 20)

    body.does("coordinator", agenda.build, DAY)

    assert [item.late for item in body.sitting().items] == [True]


def test_only_coordinator_and_chair_build_and_not_once_it_has_begun(body: Room) -> None:
    assert body.refused("member", agenda.build, DAY) == ["access.not_allowed"]
    with_three(body).gathered(9).voted(1, "1-0-0")

    assert body.refused("coordinator", agenda.build, DAY) == ["agenda.has_begun"]


def test_the_order_changes_until_the_meeting_has_begun(body: Room) -> None:
    with_three(body).does("coordinator", agenda.order, DAY, 3, "1")
    assert titles(body) == ["Drie", "Een", "Twee"]
    body.does("chair", agenda.order, DAY, 1, 2)
    assert titles(body) == ["Een", "Drie", "Twee"]

    assert body.refused("chair", agenda.order, DAY, 1, 4) == ["meetings.no_item"]
    assert body.refused("secretary", agenda.order, DAY, 1, 2) == ["access.not_allowed"]
    body.gathered(9).does("chair", closing.note, DAY, 1, "noted")
    assert body.refused("chair", agenda.order, DAY, 2, 3) == ["agenda.has_begun"]


def test_an_item_takes_so_many_minutes(body: Room) -> None:
    with_three(body).does("coordinator", agenda.duration, DAY, 2, "20")

    assert [item.minutes for item in body.sitting().items] == [None, 20, None]
    assert body.refused("coordinator", agenda.duration, DAY, 2, "0") == ["typed.not_a_number"]


def test_the_body_takes_a_late_item_by_who_chairs(body: Room) -> None:
    body.does("coordinator", meetings.place_title, DAY, "Op tijd")
    body.today = date(2023, 9, 20)
    body.does("coordinator", meetings.place_title, DAY, "Te laat")
    assert body.refused("chair", agenda.admit, DAY, 2) == ["meetings.not_yet"]
    body.gathered(9)

    assert body.refused("member", agenda.admit, DAY, 2) == ["agenda.only_who_chairs"]
    assert body.refused("coordinator", agenda.admit, DAY, 2) == ["access.not_allowed"]
    assert body.refused("chair", agenda.admit, DAY, 1) == ["agenda.not_late"]
    body.does("chair", agenda.admit, DAY, 2)
    assert [item.admitted for item in body.sitting().items] == [False, True]
    body.does("chair", closing.note, DAY, 2, "noted")
    assert body.refused("chair", agenda.admit, DAY, 2) == ["meetings.already_noted"]


def test_a_named_chair_admits_and_nobody_else(body: Room) -> None:
    body.does("chair", meetings.preside, DAY, chair="member")
    body.today = DAY
    body.does("coordinator", meetings.place_title, DAY, "Ter plekke", asked_by="Zetel 05")

    assert body.refused("chair", agenda.admit, DAY, 1) == ["agenda.only_who_chairs"]
    body.does("member", agenda.admit, DAY, 1)

    assert body.sitting().items[0].admitted


def test_what_was_not_reached_is_carried_and_comes_back_with_its_texts(body: Room) -> None:
    number = body.asked(ready=False)
    body.does("coordinator", meetings.place, DAY, number, {"careful": Words("Let op", "Careful")})
    with_three(body).gathered(9).does("chair", closing.note, DAY, 2, "noted")

    body.does("secretary", agenda.carry, DAY)

    found = [item.noted and (item.noted.value, item.noted.by) for item in body.sitting().items]
    carried = ("not-reached", "none")
    assert found == [carried, ("noted", "consensus"), carried, carried]
    item = body.sitting().items[0]
    assert item.noted is not None
    assert (item.noted.roll["zetel-01"], item.noted.roll["zetel-17"]) == ("present", "absent")
    assert body.refused("secretary", agenda.carry, DAY) == ["agenda.nothing_open"]
    assert body.refused("member", agenda.carry, DAY) == ["access.not_allowed"]
    assert body.verified().ok


def test_what_was_deferred_twice_comes_first(body: Room) -> None:
    body.does("coordinator", meetings.place_title, DAY, "Moeilijk", minutes="30")
    body.gathered(9).does("chair", closing.note, DAY, 1, "deferred")
    body.does("chair", closing.close, DAY)
    body.convened(AFTER)
    assert titles(body, AFTER) == ["Verslag van 29 september 2023", "Moeilijk"]
    body.gathered(9, AFTER).does("chair", closing.note, AFTER, 1, "approved")
    body.does("chair", closing.note, AFTER, 2, "deferred")
    body.does("chair", closing.close, AFTER)

    body.convened(LATER)

    first, minutes = body.sitting(LATER).items
    assert (first.title.nl, first.minutes, minutes.kind) == ("Moeilijk", 30, "minutes")


def test_what_is_deferred_to_a_later_day_waits_for_it(body: Room) -> None:
    body.does("coordinator", meetings.place_title, DAY, "Later")
    body.gathered(9).does("chair", closing.note, DAY, 1, "deferred", target=LATER)
    body.does("chair", closing.close, DAY)

    body.convened(AFTER)
    assert titles(body, AFTER) == ["Verslag van 29 september 2023"]
    body.gathered(9, AFTER).does("chair", closing.note, AFTER, 1, "approved")
    body.does("chair", closing.close, AFTER)

    assert titles(body.convened(LATER), LATER) == ["Verslag van 2 oktober 2023", "Later"]


def test_the_first_meeting_for_which_a_request_is_in_time(body: Room) -> None:
    body.convened(LATER)
    found = []
    for day in (date(2023, 9, 15), date(2023, 9, 16), date(2023, 10, 7)):
        with body.store.reading() as conn:
            found.append(agenda.earliest(conn, day))

    assert found == [DAY, LATER, None]


def test_a_planned_year_begins_with_what_is_due_on_its_first_meeting(store: Store) -> None:
    body = room(store)
    with body.acts("coordinator") as change:
        change.nothing_to_do()
        assert agenda.earliest(change.conn, body.today) is None
    body.convened().gathered(9).does("chair", closing.close, DAY)

    body.does("coordinator", meetings.plan, "2023-2024", [LATER, date(2023, 12, 1)])

    assert titles(body, LATER) == ["Verslag van 29 september 2023"]
    assert titles(body, date(2023, 12, 1)) == []
    assert network().network.key


def test_a_request_that_was_taken_back_does_not_begin_the_meeting(body: Room) -> None:
    number = body.asked(ready=False)
    body.does("coordinator", meetings.place, DAY, number)
    with_three(body).does("coordinator", requesting.withdraw, number)

    assert titles(body) == ["Proef", "Een", "Twee", "Drie"]
    body.does("coordinator", agenda.order, DAY, 4, 2)
    body.does("coordinator", agenda.build, DAY)
    body.does("coordinator", meetings.convene, AFTER)
    body.does("coordinator", meetings.cancel, DAY, "Stakingsdag")
    assert titles(body, AFTER) == ["Drie", "Een", "Twee"]
