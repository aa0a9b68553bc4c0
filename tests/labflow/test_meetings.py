"""Bringing the body together: one meeting a day, a planned year, an agenda of requests and titles."""

from datetime import date, datetime

import pytest

from labflow import lifecycle, meetings, requesting
from labflow.queries.initiatives import meeting_days
from labflow.store import Store
from labflow.words import Words
from tests.labflow.council_room import AFTER, DAY, Room, room

FIVE = [date(2023, 9, 29), date(2023, 12, 1), date(2024, 1, 26), date(2024, 3, 29), date(2024, 6, 7)]


@pytest.fixture
def body(store: Store) -> Room:
    return room(store)


def test_a_meeting_has_a_day_a_time_and_the_rules_of_its_day(body: Room) -> None:
    body.does("coordinator", meetings.convene, datetime(2023, 9, 29, 14, 0), is_open=True, place="Zaal 1")  # noqa: DTZ001

    found = body.sitting()
    assert (found.day, found.starts, found.place, found.is_open) == (DAY, "14:00", "Zaal 1", True)
    assert (found.reglement.version, found.closed_on) == (1, None)


def test_one_meeting_a_day_and_none_in_the_past(body: Room) -> None:
    body.convened()

    assert body.refused("coordinator", meetings.convene, DAY) == ["meetings.one_a_day"]
    assert body.refused("chair", meetings.convene, date(2023, 9, 10)) == ["meetings.past"]


def test_only_coordinator_and_chair_convene(body: Room) -> None:
    assert body.refused("member", meetings.convene, DAY) == ["access.not_allowed"]


def test_a_body_without_rules_cannot_meet(store: Store) -> None:
    bare = room(store, with_rules=False)

    assert bare.refused("coordinator", meetings.convene, DAY) == ["meetings.no_rules"]


def test_a_school_year_is_planned_in_one_act(body: Room) -> None:
    body.does("coordinator", meetings.plan, "2023-2024", [day.isoformat() for day in reversed(FIVE)])

    assert [body.sitting(day).day for day in FIVE] == FIVE
    assert body.verified().ok


ILL_PLANS = [
    ("2023", FIVE, ["meetings.not_a_school_year"]),
    ("2023-2025", FIVE, ["meetings.not_a_school_year"]),
    (2023, FIVE, ["meetings.not_a_school_year"]),
    ("2023-2024", [], ["meetings.no_days"]),
    ("2023-2024", [date(2024, 9, 1), DAY, DAY], ["meetings.one_a_day", "meetings.outside_year"]),
    ("2023-2024", ["29/9"], ["typed.not_a_day"]),
    ("2023-2024", [date(2023, 9, 1)], ["meetings.past"]),
]


def test_a_plan_that_cannot_be_is_refused_whole(body: Room) -> None:
    for year, days, codes in ILL_PLANS:
        assert body.refused("coordinator", meetings.plan, year, days) == codes
        with body.store.reading() as conn:
            assert meeting_days(conn) == ()


def test_a_request_stands_on_the_agenda_with_its_motivation(body: Room) -> None:
    body.convened().does("coordinator", lifecycle.open_, "labo", "Proef", lead="lead")
    number = body.does("coordinator", requesting.request, "proef", "opstarten", motivation="Mogen we starten?")

    body.does("coordinator", meetings.place, DAY, number, {"careful": Words("Let op", "Careful")})

    (item,) = body.sitting().items
    assert (item.n, item.title, item.slug) == (1, Words("Proef", "Proef"), "proef")
    assert (item.question, item.careful) == (None, Words("Let op", "Careful"))
    assert item.request is not None
    said = (item.request.number, item.request.state, item.request.motivation)
    assert said == (number, "on-agenda", "Mogen we starten?")
    (asked,) = body.dossier("proef").requests
    assert (asked.state, asked.meeting, asked.item) == ("on-agenda", DAY, 1)


def test_a_request_stands_on_one_agenda_only(body: Room) -> None:
    number = body.convened().asked(ready=False)
    body.convened(AFTER).does("coordinator", meetings.place, DAY, number)

    assert body.refused("coordinator", meetings.place, AFTER, number) == ["requesting.stands_elsewhere"]


def test_an_unknown_request_and_an_unknown_day_are_not_found(body: Room) -> None:
    number = body.convened().asked(ready=False)

    assert body.refused("coordinator", meetings.place, DAY, "a-2023-404") == ["query.no_request"]
    assert body.refused("coordinator", meetings.place, DAY, "a-2023-\ud800") == ["typed.control_character"]
    assert body.refused("coordinator", meetings.place, AFTER, number) == ["meetings.no_meeting"]


def test_a_title_stands_on_the_agenda_with_or_without_its_initiative(body: Room) -> None:
    body.convened().asked("Proef", ready=False)

    body.does("coordinator", meetings.place_title, DAY, "Verslag")
    body.does("chair", meetings.place_title, DAY, Words("Gaat het verder?", "Go on?"), "proef", source="R272-274")

    first, second = body.sitting().items
    assert (first.title, first.slug, first.request) == (Words("Verslag", "Verslag"), "", None)
    assert (second.title, second.slug, second.source) == (Words("Gaat het verder?", "Go on?"), "proef", "R272-274")


def test_a_title_is_a_text(body: Room) -> None:
    body.convened()
    for title, code in (("", "empty"), ("  ", "empty"), ("a\0b", "control_character"), ("x" * 501, "too_long")):
        assert body.refused("coordinator", meetings.place_title, DAY, title) == [f"typed.{code}"]


def test_a_casus_never_stands_on_an_agenda(body: Room) -> None:
    body.convened().with_casus()

    assert body.refused("both", meetings.place_title, DAY, "Casus", "praktijk") == ["query.no_initiative"]
    assert body.refused("coordinator", meetings.place_title, DAY, "Casus", "praktijk") == ["query.no_initiative"]
    assert body.refused("both", meetings.place, DAY, "a-2023-900") == ["query.no_request"]
    assert body.refused("coordinator", meetings.place, DAY, "a-2023-900") == ["query.no_request"]
