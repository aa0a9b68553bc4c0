"""What is remembered holds for exactly one state of the record, one day and one reader."""

from datetime import date
from threading import Thread

from labflow import founding, lifecycle
from labflow.access import NOBODY, Actor
from labflow.acting import acting_as
from labflow.queries.people import actor
from labflow.remembering import Memory, board, stalled
from labflow.store import Store
from tests.labflow.council_room import TODAY, network, room


def test_it_is_made_once_as_long_as_nothing_is_written(store: Store) -> None:
    memory, made = Memory(), []
    room(store)

    for _ in range(3):
        with store.reading() as conn:
            memory.recall(conn, TODAY, "one", lambda: made.append(1))

    assert made == [1]


def test_what_another_process_writes_is_seen_by_the_next_reading(demo_store: Store) -> None:
    memory = Memory()
    before = _titles(memory, demo_store)
    elsewhere = Store(demo_store.url)

    with acting_as(elsewhere, network(), "coordinator") as change:
        lifecycle.open_(change, network(), "labo", "Van elders")
    elsewhere.close()

    assert _titles(memory, demo_store) - before == {"Van elders"}


def test_what_was_read_before_a_write_never_passes_for_what_holds_after_it(demo_store: Store) -> None:
    memory = Memory()

    def write() -> None:
        with acting_as(demo_store, network(), "coordinator") as change:
            lifecycle.open_(change, network(), "labo", "Intussen")

    def slowly() -> str:
        writer = Thread(target=write)
        writer.start()
        writer.join()
        return "before"

    with demo_store.reading() as conn:
        assert memory.recall(conn, TODAY, "one", slowly) == "before"
    with demo_store.reading() as conn:
        assert memory.recall(conn, TODAY, "one", lambda: "after") == "after"


def test_another_day_is_another_value_on_a_calendar_and_in_a_demo(demo_store: Store) -> None:
    memory = Memory()
    with demo_store.reading() as conn:
        days = [
            {one.dossier.today for one in stalled(memory, conn, network(), day)} for day in (TODAY, date(2024, 1, 8))
        ]
        assert days == [{TODAY}, {date(2024, 1, 8)}]
        memory.recall(conn, TODAY, "one", lambda: "autumn")
    with demo_store.change(Actor("system"), "web") as change:
        founding.set_day(change, date(2024, 1, 8))

    with demo_store.reading() as conn:
        assert memory.recall(conn, TODAY, "one", lambda: "winter") == "winter"


def test_what_everybody_may_see_holds_nothing_confidential_whoever_asked_first(store: Store) -> None:
    body, memory = room(store), Memory()
    body.with_casus()
    with store.reading() as conn:
        known = actor(conn, network().network, "case", TODAY)

        seen = {one.workflow.confidential for one in board(memory, conn, network(), TODAY).dossiers}
        mine = memory.recall(conn, TODAY, ("page", known), lambda: "with cases")
        theirs = memory.recall(conn, TODAY, ("page", NOBODY), lambda: "without")

    assert seen == {False}
    assert (mine, theirs) == ("with cases", "without")


def test_it_keeps_no_more_than_it_may_and_what_is_used_stays(store: Store) -> None:
    room(store)
    memory = Memory(most=2)
    with store.reading() as conn:
        for what in ("one", "two", "one", "three"):
            memory.recall(conn, TODAY, what, lambda what=what: what)

        assert memory.recall(conn, TODAY, "one", lambda: "again") == "one"
        assert memory.recall(conn, TODAY, "two", lambda: "again") == "again"


def _titles(memory: Memory, store: Store) -> set[str]:
    with store.reading() as conn:
        return {one.title for one in board(memory, conn, network(), TODAY).dossiers}
