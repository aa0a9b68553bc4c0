"""The log as one reads it: who did what, for which day; of casework nothing but that it was done."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime

from labflow import lifecycle, rows
from labflow.queries.entries import Entry, entries, wrote_last
from labflow.store import Store
from tests.labflow.desk import SYSTEM, Desk, desk
from tests.prepared import prepared


@prepared
def at(store: Store) -> Desk:
    """A desk where two initiatives were opened, and one of them has a note."""
    made = desk(store)
    made.opened("Een")
    made.opened("Twee")
    made.does("trekker-een", lifecycle.note, "een", "Iets moois")
    return made


def read(at: Desk, slug: str = "") -> list[tuple[str, str]]:
    """Who did what."""
    found = at.dossier(slug, "caseteam-1").id if slug else None
    with at.store.reading() as conn:
        return [(entry.who, entry.act) for entry in entries(conn, found)]


def test_the_whole_log_stands_in_the_order_of_its_numbers(at: Desk) -> None:
    assert read(at)[-3:] == [("coordinator", "open"), ("coordinator", "open"), ("trekker-een", "note")]
    with at.store.reading() as conn:
        found = entries(conn)
    assert [entry.seq for entry in found] == list(range(1, len(found) + 1))
    assert read(at)[0] == ("system", "day")


def test_of_one_initiative_only_its_own_entries_are_read(at: Desk) -> None:
    assert read(at, "een") == [("coordinator", "open"), ("trekker-een", "note")]
    assert read(at, "twee") == [("coordinator", "open")]


def test_of_a_casus_the_log_says_only_that_there_was_casework(at: Desk) -> None:
    at.stands("steun", "experiment")
    at.casework("steun")
    case = str(at.does("caseteam-1", lifecycle.open_, "casus", "Oefening", parent="steun"))

    assert read(at, case) == [("caseteam-1", "casework")]
    assert ("caseteam-1", "casework") not in read(at, "steun")


def test_an_entry_says_for_which_day_it_counts_and_when_it_was_written(store: Store) -> None:
    day = date(2023, 9, 8)
    with store.change(SYSTEM, via="job", on=day, now=lambda: datetime(2023, 9, 11, 7, 30, tzinfo=UTC)) as change:
        change.add(rows.Person(id="p", key="iemand"))
        change.record("people")

    with store.reading() as conn:
        (found,) = entries(conn)
    expected = Entry(1, "2023-09-11T07:30:00.000Z", "2023-09-08", "system", "job", "people", found.hash)
    assert found == expected
    assert found.is_late
    assert not Entry(1, "2023-09-11T07:30:00.000Z", "2023-09-11", "system", "job", "people", "").is_late


def test_the_log_is_read_in_two_statements(
    at: Desk, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    with at.store.reading() as conn, statements() as ran:
        entries(conn)

    assert len(ran) == 2


def test_the_newest_entry_tells_whether_its_maker_added_something(at: Desk) -> None:
    with at.store.reading() as conn:
        maker = entries(conn)[-1].who
        body = conn.exec_driver_sql("SELECT id FROM person WHERE key = 'trekker-een'").scalar()
        assert maker == "trekker-een"
        assert wrote_last(conn, str(body), "note")
        assert not wrote_last(conn, str(body), "letter")
        assert not wrote_last(conn, "somebody", "note")
