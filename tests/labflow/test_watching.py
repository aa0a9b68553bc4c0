"""The server keeps the clock: once after six in the morning of the network, again an hour after a failure."""

import asyncio
import threading
from datetime import UTC, date, datetime

import pytest

from labflow import founding, heartbeat
from labflow.daily import Work
from labflow.heartbeat import pulse
from labflow.store import Store
from labflow.watching import beside, is_due, last_morning, look, watching
from tests.labflow.council_room import network
from tests.labflow.writing import SYSTEM

ZONE = "Europe/Brussels"


def utc(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def at(store: Store, moment: str) -> Work:
    """The work at a moment."""
    return Work(store, network(), now=lambda: utc(moment))


def due(store: Store, moment: str) -> bool:
    """Whether the day's work is due at a moment."""
    with store.reading() as conn:
        return is_due(conn, utc(moment), ZONE)


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2024-01-08T05:00", "2024-01-08T05:00"), ("2024-01-08T04:59", "2024-01-07T05:00"),
        ("2024-07-08T04:00", "2024-07-08T04:00"), ("2024-03-31T03:59", "2024-03-30T05:00"),
        ("2024-03-31T04:00", "2024-03-31T04:00"), ("2024-10-27T04:59", "2024-10-26T04:00"),
        ("2024-10-27T05:00", "2024-10-27T05:00"),
    ],
)  # fmt: skip
def test_the_morning_is_six_on_the_clock_of_the_network_in_both_nights_that_it_changes(now: str, morning: str) -> None:
    assert last_morning(utc(now), ZONE) == utc(morning)


def test_it_runs_at_once_and_then_once_a_morning(store: Store) -> None:
    assert look(at(store, "2024-01-08T12:00"))
    assert not look(at(store, "2024-01-08T12:01"))
    assert not due(store, "2024-01-09T04:59")
    assert due(store, "2024-01-09T05:00")


def test_what_failed_is_tried_again_after_an_hour(store: Store) -> None:
    with store.change(SYSTEM, now=lambda: utc("2024-01-08T06:00")) as change:
        heartbeat.beat(change, ["post"])

    assert (due(store, "2024-01-08T06:59"), due(store, "2024-01-08T07:00")) == (False, True)


def test_a_demo_is_left_alone(store: Store) -> None:
    with store.change(SYSTEM) as change:
        founding.set_day(change, date(2023, 9, 11))
        change.nothing_to_do()
        change.record("day")

    assert not look(at(store, "2024-01-08T12:00"))
    with store.reading() as conn:
        assert pulse(conn) is None


def test_a_thread_does_it_until_the_server_stops(store: Store) -> None:
    async def served() -> list[str]:
        async with beside(at(store, "2024-01-08T12:00"))(None):
            while not _has_run(store):
                await asyncio.sleep(0.02)
            return [thread.name for thread in threading.enumerate()]

    assert "labflow-daily" in asyncio.run(served())
    assert "labflow-daily" not in [thread.name for thread in threading.enumerate()]


def test_what_breaks_is_tried_again_the_next_time(tmp_path: object) -> None:
    nothing = Store(f"sqlite:///{tmp_path}/none.db")
    with watching(at(nothing, "2024-01-08T12:00"), every=0.01) as thread:
        thread.join(0.1)
        assert thread.is_alive()
    nothing.close()


def _has_run(store: Store) -> bool:
    with store.reading() as conn:
        return pulse(conn) is not None
