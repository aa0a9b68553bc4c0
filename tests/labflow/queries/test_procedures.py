"""Procedures from rows, on both databases: a fixed number of statements, numbers without gaps, the meeting after."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

from labflow import procedures as verbs
from labflow import rows
from labflow.queries.letters import told_about
from labflow.queries.procedures import next_number, procedure, procedures, unrecorded
from labflow.store import Store
from tests.labflow.council_room import TODAY
from tests.labflow.written_round import LAST, a_round


def test_one_and_five_procedures_take_the_same_number_of_statements(
    store: Store, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    at = a_round(store).answers("2-1-1-0").room
    counted = []
    for more in (0, 4):
        for n in range(more):
            at.does("coordinator", verbs.open_, at.asked(f"Proef {n}"))
        with store.reading() as conn, statements() as ran:
            counted.append((len(procedures(conn, TODAY)), len(ran)))

    assert counted == [(1, counted[0][1]), (5, counted[0][1])]


def test_numbers_of_a_year_have_no_gap(store: Store) -> None:
    a_round(store)
    with store.reading() as conn:
        assert [next_number(conn, year) for year in (2023, 2024)] == ["s-2023-002", "s-2024-001"]


def test_what_is_not_there_is_not_found(store: Store) -> None:
    a_round(store)
    with store.reading() as conn:
        assert [procedure(conn, number, TODAY) for number in ("s-2023-002", "", "x" * 900)] == [None, None, None]


def test_a_cancelled_meeting_and_one_called_after_the_term_are_not_the_next(store: Store) -> None:
    at = a_round(store)
    days = [date(2023, 9, day) for day in (24, 25, 26)]
    with at.room.acts("coordinator") as change:
        change.add(rows.Meeting(id="a", day=days[0], reglement=1, cancelled_on=TODAY))
        change.add(rows.Meeting(id="b", day=days[1], reglement=1, called_on=date(2023, 9, 22)))
        change.add(rows.Meeting(id="c", day=days[2], reglement=1, called_on=LAST))
        change.record("convene")

    assert at.found.next_meeting == days[2]


def test_what_was_recorded_is_no_longer_open_and_letters_are_known(store: Store) -> None:
    at = a_round(store)
    with store.reading() as conn:
        assert [one.number for one in unrecorded(conn, TODAY)] == [at.number]
        assert told_about(conn, at.found.id, ("procedure",)) == (("person-member", TODAY), ("person-other", TODAY))
    with at.room.acts("coordinator") as change:
        change.put(rows.Procedure, at.found.id, ended="withdrawn", ended_on=TODAY)
        change.record("settle")
    with store.reading() as conn:
        assert unrecorded(conn, TODAY) == ()
