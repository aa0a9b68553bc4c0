"""The day's work, on both databases: step by step, nothing twice however often it runs, and it leaves a mark."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

from labflow import daily, rows
from labflow.daily import Ran
from labflow.heartbeat import pulse
from labflow.mailing import MailServer
from labflow.store import Store
from labflow.texts import LANGUAGES, say
from tests.labflow.council_room import SYSTEM, network
from tests.labflow.written_round import LAST, OVER, Round, a_round
from tests.mail import mail_server
from tests.prepared import prepared


@prepared
def owed(store: Store) -> Round:
    """A written round that was adopted yesterday, which nobody wrote down."""
    return a_round(store).answers("9-0-0-0").on(OVER)


def noon(day: date) -> Callable[[], datetime]:
    """The clock at noon of a day."""
    return lambda: datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def ran(store: Store, day: date = OVER) -> Ran:
    """One run; everything it told is a sentence."""
    found = daily.run(store, network(), now=noon(day))
    for lang in LANGUAGES:
        assert not any("{" in say(step.told, lang) for step in found.steps)
    return found


def codes(found: Ran) -> dict[str, str]:
    """What each step told."""
    return {step.name: step.told.code for step in found.steps}


def test_what_the_calendar_decided_is_written_by_a_machine_and_the_mark_is_left(owed: Round) -> None:
    found = ran(owed.room.store)

    assert found.ok
    assert codes(found)["settle"] == "daily.settled"
    assert (owed.found.ended, owed.found.ended_on) == ("adopted", LAST)
    with owed.room.store.reading() as conn:
        told = pulse(conn)
        last = conn.exec_driver_sql("select body from log order by seq desc limit 1").scalar()
    assert told
    assert (told.at, told.trouble) == (noon(OVER)(), ())
    assert '"actor":"job"' in str(last)
    assert '"via":"daily"' in str(last)


def test_a_second_run_writes_nothing(owed: Round) -> None:
    ran(owed.room.store)
    before = owed.room.verified()

    assert ran(owed.room.store).ok
    assert owed.room.verified() == before


def test_four_at_once_write_what_one_would(owed: Round) -> None:
    def one(_: int) -> Ran:
        with closing(Store(owed.room.store.url)) as own:
            return ran(own)

    with ThreadPoolExecutor(4) as crowd:
        assert all(found.ok for found in crowd.map(one, range(4)))

    assert len(owed.rows_of(rows.Decision)) == 1
    assert owed.letters("procedure_adopted") == ["lead", "coordinator"]
    assert owed.room.verified().ok


def test_a_step_that_fails_stops_no_other_and_is_told(owed: Round) -> None:
    _without_rules(owed)
    found = ran(owed.room.store)

    assert not found.ok
    assert [step.name for step in found.steps if not step.ok] == ["settle"]
    assert codes(found)["settle"] == "daily.broke"
    assert found.steps[-1].told.code == "daily.beaten"
    with owed.room.store.reading() as conn:
        told = pulse(conn)
    assert told
    assert (told.failing_since, told.trouble) == (noon(OVER)(), ("settle",))
    ran(owed.room.store, OVER + timedelta(1))
    with owed.room.store.reading() as conn:
        again = pulse(conn)
    assert again
    assert again.failing_since == noon(OVER)()


def test_mail_that_cannot_leave_is_a_failure_and_no_mail_server_is_none(owed: Round) -> None:
    gone = MailServer("127.0.0.1", "labflow@voorbeeld.be", 1, security="none")
    with owed.room.store.change(SYSTEM, now=owed.room.noon) as change:
        change.add(rows.PersonAddress(id="at", person_id="person-lead", address="lead@voorbeeld.be"))
        change.record("people")

    assert codes(ran(owed.room.store))["post"] == "daily.no_server"
    found = daily.run(owed.room.store, network(), server=gone, site="https://labflow.example", now=noon(OVER))
    assert [step.name for step in found.steps if not step.ok] == ["post"]
    assert codes(found)["post"] == "daily.no_mail"
    with mail_server() as box:
        late = lambda: noon(OVER)() + timedelta(hours=3)  # noqa: E731
        again = daily.run(owed.room.store, network(), server=box.server, site="https://labflow.example", now=late)
        assert again.ok
        assert [one["to"] for one in box.messages] == ["lead@voorbeeld.be"]


def test_without_a_database_every_step_says_so(tmp_path: object) -> None:
    with closing(Store(f"sqlite:///{tmp_path}/none.db")) as nothing:
        assert {step.told.code for step in ran(nothing).steps} == {"store.unreachable"}


def _without_rules(at: Round) -> None:
    """A procedure under rules that were never published: nobody can say how it stands."""
    with at.room.store.change(SYSTEM, now=at.room.noon) as change:
        change.put(rows.Procedure, at.found.id, reglement=99)
        change.record("settle")
