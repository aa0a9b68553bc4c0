"""Bringing the body together: one meeting a day, a planned year, an agenda of requests and titles."""

from datetime import date, datetime

from labflow import lifecycle, meetings, requesting, rows
from labflow.queries.initiatives import meeting_days
from labflow.queries.reading import fetch
from labflow.store import Store
from labflow.words import Words
from tests.labflow.council_room import AFTER, DAY, TODAY, Room, room
from tests.prepared import prepared

FIVE = [date(2023, 9, 29), date(2023, 12, 1), date(2024, 1, 26), date(2024, 3, 29), date(2024, 6, 7)]


@prepared
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
    ("2023-2024", [date(2024, 9, 1), DAY, DAY], ["meetings.one_a_day", "meetings.outside_school_year"]),
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


def test_papers_are_due_two_weeks_before_and_never_before_it_was_convened(body: Room) -> None:
    body.convened(DAY).convened(date(2023, 9, 20))

    found = [(body.sitting(day).called_on, body.sitting(day).papers_on) for day in (DAY, date(2023, 9, 20))]
    assert found == [(TODAY, date(2023, 9, 15)), (TODAY, TODAY)]


def test_what_comes_after_the_last_day_for_papers_is_late(body: Room) -> None:
    numbers = [body.asked(title, ready=False) for title in ("Een", "Twee")]
    body.convened()
    body.does("coordinator", meetings.place, DAY, numbers[0])
    body.today = date(2023, 9, 15)
    body.does("coordinator", meetings.place_title, DAY, "Net op tijd", minutes="15")
    body.today = date(2023, 9, 16)
    body.does("coordinator", meetings.place, DAY, numbers[1])

    items = body.sitting().items
    assert [(item.late, item.minutes) for item in items] == [(False, None), (False, 15), (True, None)]


def test_on_the_day_itself_one_says_who_asks_and_it_is_late(body: Room) -> None:
    body.today = DAY
    body.convened()

    assert body.refused("coordinator", meetings.place_title, DAY, "Iets dringends") == ["agenda.who_asks"]
    body.does("coordinator", meetings.place_title, DAY, "Iets dringends", asked_by="Zetel 03")
    (item,) = body.sitting().items
    assert (item.late, item.asked_by, item.admitted) == (True, "Zetel 03", False)


def test_a_meeting_moves_with_its_agenda_and_late_may_become_in_time(body: Room) -> None:
    body.convened()
    body.today = date(2023, 9, 20)
    body.does("coordinator", meetings.place_title, DAY, "Punt")

    body.does("chair", meetings.move, DAY, "2023-10-13")

    moved = body.sitting(date(2023, 10, 13))
    assert (moved.papers_on, [item.late for item in moved.items]) == (date(2023, 9, 29), [False])
    assert body.refused("chair", meetings.move, DAY, "2023-10-20") == ["meetings.no_meeting"]
    body.does("chair", meetings.move, date(2023, 10, 13), date(2023, 9, 22))
    assert [item.late for item in body.sitting(date(2023, 9, 22)).items] == [False]
    assert body.verified().ok


def test_a_meeting_moves_to_a_free_day_from_today_on(body: Room) -> None:
    body.convened().convened(AFTER)

    assert body.refused("coordinator", meetings.move, DAY, AFTER) == ["meetings.one_a_day"]
    assert body.refused("coordinator", meetings.move, DAY, "2023-09-10") == ["meetings.past"]
    assert body.refused("member", meetings.move, DAY, AFTER) == ["access.not_allowed"]


def test_a_cancelled_meeting_gives_its_agenda_to_the_next_one(body: Room) -> None:
    number = body.convened().convened(AFTER).asked(ready=False)
    body.does("coordinator", meetings.place, DAY, number, {"careful": Words("Let op", "Careful")})
    body.does("coordinator", meetings.place_title, DAY, "Verslag")

    body.does("chair", meetings.cancel, DAY, "Stakingsdag")

    before, after = body.sitting(), body.sitting(AFTER)
    assert (before.cancelled_on, before.cancelled_why) == (TODAY, "Stakingsdag")
    assert [item.follows_id for item in after.items] == [item.id for item in before.items]
    assert [item.careful for item in after.items] == [Words("Let op", "Careful"), None]
    (asked,) = body.dossier("proef").requests
    assert (asked.state, asked.meeting, asked.item) == ("on-agenda", AFTER, 1)
    assert body.refused("coordinator", meetings.convene, DAY) == ["agenda.was_cancelled"]
    assert body.verified().ok


def test_without_a_next_meeting_a_request_stands_accepted_until_one_is_planned(body: Room) -> None:
    number = body.convened().asked(ready=False)
    body.does("coordinator", meetings.place, DAY, number)
    body.does("coordinator", meetings.place_title, DAY, "Verslag")
    body.does("coordinator", meetings.cancel, DAY, "Stakingsdag")
    assert body.dossier("proef").requests[0].state == "accepted"

    body.convened(AFTER)

    assert [item.title.nl for item in body.sitting(AFTER).items] == ["Proef", "Verslag"]
    assert body.dossier("proef").requests[0].state == "on-agenda"


def test_who_chairs_has_a_seat_that_votes_or_the_role(body: Room) -> None:
    body.convened()

    assert body.refused("secretary", meetings.preside, DAY, chair="coordinator") == ["agenda.chair_needs_seat"]
    assert body.refused("secretary", meetings.preside, DAY) == ["agenda.name_somebody"]
    assert body.refused("secretary", meetings.preside, DAY, chair="nobody") == ["query.no_person"]
    assert body.refused("member", meetings.preside, DAY, chair="member") == ["access.not_allowed"]
    body.does("secretary", meetings.preside, DAY, chair="both", secretary="coordinator")
    body.does("secretary", meetings.preside, DAY, chair="other")

    found = body.sitting()
    assert (found.chair_id, found.secretary_id) == ("person-other", "person-coordinator")


def test_every_member_is_told_that_a_meeting_moves_or_is_cancelled_and_who_was_named(body: Room) -> None:
    body.convened().does("chair", meetings.preside, DAY, secretary="other")
    body.does("chair", meetings.move, DAY, AFTER)
    body.does("chair", meetings.cancel, AFTER, "Stakingsdag")

    with body.store.reading() as conn:
        told = {(row.kind, row.to_id) for row in fetch(conn, rows.Letter)}
    table = {f"person-{who}" for who in ("member", "other", "chair", "both", "secretary")}
    assert told == {("meeting_named", "person-other")} | {
        (kind, who) for kind in ("meeting_called", "meeting_moved", "meeting_cancelled") for who in table
    }


def test_only_a_word_about_a_meeting_within_two_days_leaves_at_once(body: Room) -> None:
    body.convened()
    body.today = date(2023, 9, 26)
    body.does("coordinator", meetings.convene, date(2023, 9, 28))
    body.does("coordinator", meetings.cancel, DAY, "Stakingsdag")

    with body.store.reading() as conn:
        told = {(row.on_day, row.kind, bool(row.at_once)) for row in fetch(conn, rows.Letter)}
    assert told == {
        (TODAY, "meeting_called", False), (date(2023, 9, 26), "meeting_called", True),
        (date(2023, 9, 26), "meeting_cancelled", False),
    }  # fmt: skip


def test_a_planned_year_is_a_letter_each_and_a_meeting_counts_how_often_it_moved(body: Room) -> None:
    body.does("coordinator", meetings.plan, "2023-2024", FIVE)
    body.does("coordinator", meetings.move, DAY, AFTER)

    with body.store.reading() as conn:
        told = [row.kind for row in fetch(conn, rows.Letter) if row.to_id == "person-member"]
    assert sorted(told) == ["meeting_called"] * 5 + ["meeting_moved"]
    assert [body.sitting(day).sequence for day in (AFTER, FIVE[1])] == [1, 0]
