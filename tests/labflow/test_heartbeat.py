"""The clock is watched: when the day's work ran last, and why it cannot be counted on, on both databases."""

from datetime import UTC, datetime, timedelta

from labflow import clock, upkeep
from labflow.heartbeat import LATE, Pulse, beat, pulse, stands_still
from labflow.reasons import Reason
from labflow.store import Store
from labflow.texts import LANGUAGES, say
from tests.labflow.writing import SYSTEM, opened

NOW = datetime(2024, 1, 8, 5, 10, tzinfo=UTC)


def ran(store: Store, at: datetime, *trouble: str) -> None:
    """The day's work ran at a moment, with these steps that failed."""
    with store.change(SYSTEM, now=lambda: at) as change:
        beat(change, trouble)


def wrong(store: Store, now: datetime) -> Reason | None:
    """What the coordinator reads at a moment."""
    with store.reading() as conn:
        found = stands_still(conn, now, "Europe/Brussels")
    for lang in LANGUAGES:
        assert found is None or "{" not in say(found, lang)
    return found


def test_what_ran_is_remembered_without_an_entry_in_the_log(store: Store) -> None:
    ran(store, NOW)

    with store.reading() as conn:
        assert pulse(conn) == Pulse(NOW)
        assert conn.exec_driver_sql("select count(*) from log").scalar() == 0


def test_a_day_and_two_hours_is_still_in_time(store: Store) -> None:
    ran(store, NOW)

    assert wrong(store, NOW + LATE) is None
    assert wrong(store, NOW + LATE + timedelta(seconds=1)) == Reason("clock.still", {"at": NOW})


def test_the_moment_is_told_in_the_hour_of_the_network(store: Store) -> None:
    ran(store, NOW)
    found = wrong(store, NOW + timedelta(days=2))

    assert found
    assert "sinds 8 januari 2024, 06:10" in say(found, "nl")


def test_what_fails_is_told_since_the_first_time_until_it_works_again(store: Store) -> None:
    ran(store, NOW, "post")
    ran(store, NOW + timedelta(hours=1), "settle", "post")
    found = wrong(store, NOW + timedelta(hours=2))

    assert found
    told = "De klok hapert sinds 8 januari 2024, 06:10. Dit lukt niet: "
    assert say(found, "nl") == f"{told}opschrijven wat de kalender besliste, mail versturen."
    ran(store, NOW + timedelta(hours=3))
    assert wrong(store, NOW + timedelta(hours=4)) is None


def test_a_young_network_has_a_day_to_begin(store: Store) -> None:
    assert wrong(store, clock.now()) is None
    opened(store)

    assert wrong(store, clock.now()) is None
    assert wrong(store, clock.now() + timedelta(hours=27)) == Reason("clock.never")


def test_a_demo_is_never_judged(demo_store: Store) -> None:
    assert wrong(demo_store, clock.now() + timedelta(days=900)) is None


def test_a_doctor_says_it_too(store: Store) -> None:
    opened(store)
    told = {check.found.code: check.ok for check in upkeep.doctor(store.url)}
    later = [check.found.code for check in upkeep.doctor(store.url, clock.now() + timedelta(days=3)) if not check.ok]

    assert told["doctor.clock"]
    assert later == ["clock.never"]
