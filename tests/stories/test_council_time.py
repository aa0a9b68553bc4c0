"""The last millisecond counts and the next one does not: on plain days, on both nights of the clock change, and asleep.

A day begins in the zone of the network, wherever the server stands.
"""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from labflow import procedures, settling
from labflow.access import Actor
from labflow.queries.people import actor
from labflow.reasons import Refusal
from labflow.store import Store
from tests.labflow.council_room import Room, network, room
from tests.stories.council_laws import chronicle

LOCAL = ZoneInfo("Europe/Brussels")
NIGHTS = {
    "a plain night": date(2023, 9, 21),
    "before the hour that comes twice": date(2023, 10, 28),
    "after the hour that comes twice": date(2023, 10, 29),
    "before the hour that is not there": date(2024, 3, 30),
    "after the hour that is not there": date(2024, 3, 31),
}
MILLISECOND = timedelta(milliseconds=1)
HALF, MORE = 8, 9


@pytest.fixture(params=["UTC", "Pacific/Kiritimati"])
def zone_of_the_server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where the server thinks that it is."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(params=NIGHTS)
def last_day(request: pytest.FixtureRequest) -> date:
    """The last day of the term."""
    return NIGHTS[request.param]


def midnight_after(day: date) -> datetime:
    """The first moment of the next day, in the zone of the network."""
    return datetime.combine(day + timedelta(1), datetime.min.time(), LOCAL).astimezone(UTC)


def at(made: Room, moment: datetime, seat: str, value: str = "agree", on: date | None = None) -> str:
    """Answer at this moment (for the day `on`, if somebody says so); what came of it."""
    try:
        with made.store.change(Actor("secretary"), on=on, now=lambda: moment) as change:
            found = actor(change.conn, network().network, "secretary", change.today)
            assert found is not None
            change.actor = found
            procedures.answer(change, network(), "s-2023-001" if moment.year == 2023 else "s-2024-001", seat, value)
    except Refusal as refusal:
        return " ".join(reason.code for reason in refusal.reasons)
    return "done"


def in_writing(store: Store, last: date, agreed: int) -> Room:
    """A procedure of which the term ends on this day, with so many of 17 who agree already."""
    made = room(store)
    made.today = last - timedelta(10)
    number = str(made.does("coordinator", procedures.open_, made.asked()))
    with made.acts("secretary") as change:
        for key in made.keys[:agreed]:
            procedures.answer(change, network(), number, key, "agree")
    with store.reading() as conn:
        assert conn.exec_driver_sql("select closes_on from procedure").scalar_one() in (last, last.isoformat())
    return made


def ended(store: Store) -> tuple[object, str]:
    with store.reading() as conn:
        found = conn.exec_driver_sql("select ended, ended_on from procedure").one()
    return found[0], str(found[1])


def lawful(store: Store) -> None:
    told = chronicle()
    with store.reading() as conn:
        assert told.read(conn) == []


@pytest.mark.usefixtures("zone_of_the_server")
def test_the_last_millisecond_of_the_term_counts_and_the_next_does_not(store: Store, last_day: date) -> None:
    made, midnight = in_writing(store, last_day, HALF), midnight_after(last_day)

    assert at(made, midnight - MILLISECOND, made.keys[8]) == "done"
    assert at(made, midnight, made.keys[9]) == "written.is_over"
    lawful(store)


def test_a_term_without_enough_goes_on_at_midnight_and_ends_at_a_later_one(store: Store) -> None:
    last = NIGHTS["a plain night"]
    made, longer = in_writing(store, last, HALF), last + timedelta(5)

    assert at(made, midnight_after(last), made.keys[0]) == "done"
    assert at(made, midnight_after(longer) - MILLISECOND, made.keys[0], "disagree") == "done"
    assert at(made, midnight_after(longer), made.keys[8]) == "written.is_over"
    lawful(store)


def test_a_job_that_sleeps_over_the_end_lets_nothing_in_and_shows_since_when(store: Store) -> None:
    last = NIGHTS["a plain night"]
    made = in_writing(store, last, MORE)
    awake = last + timedelta(4)

    assert at(made, midnight_after(awake) - MILLISECOND, made.keys[9], "disagree") == "written.is_over"
    with store.reading() as conn:
        assert settling.standing_still(conn, network(), last) is None
        assert settling.standing_still(conn, network(), awake) == last + timedelta(1)
    assert ended(store) == (None, "None")

    made.today = awake
    made.does("secretary", settling.settle)

    assert ended(store) == ("adopted", last.isoformat())
    with store.reading() as conn:
        assert settling.standing_still(conn, network(), awake) is None
        decided = conn.exec_driver_sql("select number, outcome, on_day from decision").one()
    assert [str(value) for value in decided] == ["2023-001", "approved", last.isoformat()]
    lawful(store)


def test_who_settles_twice_or_early_writes_nothing_more(store: Store) -> None:
    made = in_writing(store, NIGHTS["a plain night"], MORE)
    made.today = NIGHTS["a plain night"] + timedelta(1)
    made.does("secretary", settling.settle)
    entries = made.verified().entries

    made.does("coordinator", settling.settle)

    assert made.verified().entries == entries


def test_nobody_answers_for_an_earlier_day(store: Store) -> None:
    made = in_writing(store, NIGHTS["a plain night"], HALF)
    late = midnight_after(NIGHTS["a plain night"] + timedelta(9))

    told = at(made, late, made.keys[8], on=NIGHTS["a plain night"])

    assert told.split() == ["written.by_the_clock", "written.is_over"]
