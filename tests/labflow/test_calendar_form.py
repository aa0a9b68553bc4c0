"""What a calendar program reads: the hour in the zone of the network, whole days, and no line that somebody typed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from labflow.calendar_form import Between, Happening, local, one_line, written

ZONE = "Europe/Brussels"
SAID = datetime(2024, 1, 8, tzinfo=UTC)
EVIL = (
    "Zaal 1\r\nEND:VEVENT", "Zaal\rATTENDEE:mailto:x@y.z", "Zaal\nBEGIN:VALARM", "Zaal\x00\x0b\x0c\x1b\x7f\x85",
    "Zaal\u2028\u2029\u202e", "a;b,c:d\\n\"e\"^n", "é" * 300,
)  # fmt: skip


def event(start: date, **other: object) -> Happening:
    """An event with nothing special."""
    return Happening("m-1@x", "Vergadering", start, SAID, **other)  # type: ignore[arg-type]


def read(data: bytes) -> list[object]:
    """The events as another program finds them."""
    return list(Calendar.from_ical(data).walk("VEVENT"))


def told(data: bytes) -> list[str]:
    """The lines, each as it was before it was folded."""
    assert data.endswith(b"\r\n")
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    return data.decode().replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize(
    ("day", "starts", "in_utc"),
    [
        (date(2024, 1, 8), "14:00", "2024-01-08T13:00"), (date(2024, 7, 8), "14:00", "2024-07-08T12:00"),
        (date(2024, 3, 30), "23:30", "2024-03-30T22:30"), (date(2024, 3, 31), "02:30", "2024-03-31T01:30"),
        (date(2024, 3, 31), "04:00", "2024-03-31T02:00"), (date(2024, 10, 27), "02:30", "2024-10-27T00:30"),
        (date(2024, 10, 27), "09:00", "2024-10-27T08:00"), (date(2024, 2, 29), "10:00", "2024-02-29T09:00"),
    ],
)  # fmt: skip
def test_an_hour_is_that_of_the_network_in_both_nights_that_the_clock_changes(
    day: date, starts: str, in_utc: str
) -> None:
    start = local(day, starts, ZONE)
    data = written([event(start, lasts=timedelta(hours=2))], "PUBLISH")
    (found,) = read(data)

    assert isinstance(start, datetime)
    assert start.astimezone(UTC) == datetime.fromisoformat(in_utc).replace(tzinfo=UTC)
    assert found["DTSTART"].dt.astimezone(UTC) == start.astimezone(UTC)  # type: ignore[index]
    assert found["DTEND"].dt.astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=2)  # type: ignore[index]
    assert any(line.startswith("DTSTART;TZID=Europe/Brussels:") for line in told(data))
    assert "BEGIN:VTIMEZONE" in told(data)


def test_without_an_hour_it_is_the_whole_day_and_takes_no_time() -> None:
    lines = told(written([event(local(date(2024, 2, 29), None, ZONE), is_busy=True)], "PUBLISH"))

    assert {"DTSTART;VALUE=DATE:20240229", "DTEND;VALUE=DATE:20240301", "TRANSP:TRANSPARENT"} <= set(lines)
    assert "BEGIN:VTIMEZONE" not in lines


@pytest.mark.parametrize("text", EVIL)
def test_what_somebody_typed_never_makes_a_line(text: str) -> None:
    between = Between("labflow@example.org", text, "lid@example.org")
    here = event(date(2024, 1, 8), text=f"Eerst\n{text}", place=text)
    plain = event(date(2024, 1, 8), text="Eerst\nniets", place="niets")
    lines = told(written([here], "REQUEST", between, text))
    names = [line.split(":")[0].split(";")[0] for line in lines]
    wanted = told(written([plain], "REQUEST", Between("labflow@example.org", "x", "lid@example.org"), "x"))

    assert names == [line.split(":")[0].split(";")[0] for line in wanted]
    (found,) = read(written([here], "REQUEST", between))
    assert str(found["LOCATION"]) == one_line(text)  # type: ignore[index]


def test_the_same_is_written_the_same() -> None:
    made = [event(local(date(2024, 1, 8), "14:00", ZONE)), event(date(2024, 1, 9))]

    assert written(made, "PUBLISH", name="Agenda") == written(made, "PUBLISH", name="Agenda")


def test_an_empty_calendar_is_one_too() -> None:
    lines = told(written([], "PUBLISH", name="Agenda", refresh=timedelta(hours=12)))

    assert {"REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H", "X-WR-CALNAME:Agenda"} <= set(lines)
