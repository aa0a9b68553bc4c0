"""The invitation to a meeting: one event through its whole life, to one address, on both databases."""

from datetime import UTC, date, datetime
from typing import Any

from icalendar import Calendar

from labflow import meetings, rows
from labflow.inviting import invitation
from labflow.mailing_form import Attachment
from labflow.queries.reading import fetch
from labflow.store import Store
from tests.labflow.council_room import DAY, Room, network, room
from tests.labflow.post_room import PostRoom, address
from tests.mail import mail_server
from tests.prepared import prepared

AT, LATER = datetime(2023, 9, 29, 14, 0), date(2023, 10, 12)  # noqa: DTZ001
BETWEEN = ("labflow@example.org", "lid@example.org")


@prepared
def body(store: Store) -> Room:
    """A body that meets once, in a room."""
    made = room(store)
    made.does("coordinator", meetings.convene, AT, place="Zaal 1")
    return made


def invited(at: Room, lang: str = "nl", site: str = "https://labflow.example") -> tuple[Attachment, Any]:
    """What a member gets now, and the event in it."""
    with at.store.reading() as conn:
        (meeting,) = fetch(conn, rows.Meeting)
    made = invitation(meeting, network().network, BETWEEN, site, lang, at.today)  # type: ignore[arg-type]
    (event,) = Calendar.from_ical(made.data).walk("VEVENT")
    return made, event


def test_a_member_is_invited_with_hour_place_and_where_to_answer(body: Room) -> None:
    made, event = invited(body)

    assert (made.name, made.content_type) == ("2023-09-29.ics", "text/calendar; method=REQUEST")
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == ("Vergadering van de SOM-raad", "Zaal 1")
    assert event["DTSTART"].dt.astimezone(UTC) == datetime(2023, 9, 29, 12, tzinfo=UTC)
    assert "https://labflow.example/raad/2023-09-29" in str(event["DESCRIPTION"])
    assert (str(event["ORGANIZER"]), str(event["ATTENDEE"])) == tuple(f"mailto:{one}" for one in BETWEEN)
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"
    assert (event["SEQUENCE"], str(event["STATUS"])) == (0, "CONFIRMED")
    assert str(invited(body, "en")[1]["SUMMARY"]) == "Meeting of the SOM-raad"


def test_moved_and_cancelled_speak_of_the_same_event_with_a_higher_number(body: Room) -> None:
    first = invited(body)[1]
    body.does("coordinator", meetings.move, DAY, LATER)
    moved = invited(body)
    body.does("coordinator", meetings.cancel, LATER, "Te weinig mensen\r\nATTENDEE:mailto:x@y.z")
    off = invited(body)

    assert str(first["UID"]) == str(moved[1]["UID"]) == str(off[1]["UID"])
    assert [one["SEQUENCE"] for one in (first, moved[1], off[1])] == [0, 1, 2]
    assert moved[1]["DTSTART"].dt.astimezone(UTC).date() == LATER
    assert moved[0].content_type.endswith("REQUEST")
    assert off[0].content_type.endswith("CANCEL")
    assert str(off[1]["STATUS"]) == "CANCELLED"
    assert "De reden: Te weinig mensen" in str(off[1]["DESCRIPTION"])
    assert off[0].data.count(b"\r\nATTENDEE") == 1


def test_it_travels_with_the_mail_once_for_each_meeting(store: Store) -> None:
    at = PostRoom(store)
    at.room.does("coordinator", meetings.convene, AT)
    at.room.does("coordinator", meetings.convene, LATER)
    at.room.does("coordinator", meetings.move, DAY, date(2023, 10, 1))
    with mail_server() as box:
        assert at.later(hours=3).post(box.server).sent == 2

        (mail,) = (one for one in box.messages if one["to"] == address("member"))
    carried = [part for part in mail.iter_attachments() if part.get_content_type() == "text/calendar"]
    assert sorted(str(part.get_filename()) for part in carried) == ["2023-10-01.ics", "2023-10-12.ics"]
    events: list[Any] = [Calendar.from_ical(str(part.get_content())).walk("VEVENT")[0] for part in carried]
    assert sorted(int(event["SEQUENCE"]) for event in events) == [0, 1]
    assert {str(event["ATTENDEE"]) for event in events} == {f"mailto:{address('member')}"}


def test_without_an_hour_or_an_address_of_labflow_it_says_no_more_than_is_known(store: Store) -> None:
    _, event = invited(room(store).convened(), site="")

    assert event["DTSTART"].dt == DAY
    assert "DESCRIPTION" not in event
    assert "LOCATION" not in event


def test_the_same_letter_carries_the_same_bytes(body: Room) -> None:
    assert invited(body)[0].data == invited(body)[0].data
