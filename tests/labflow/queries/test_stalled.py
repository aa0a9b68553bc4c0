"""What to look at today, over two partial indexes: a million that sleep cost nothing."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, text

from labflow import rows
from labflow.change_derived import look_later
from labflow.queries import stalled
from labflow.queries.stalled import Due, due, quiet, to_look_at, watched
from labflow.store import Store
from tests.labflow.council_room import TODAY, network
from tests.labflow.writing import SYSTEM

LATER = TODAY + timedelta(1)


@pytest.fixture
def conn(store: Store) -> Iterator[Connection]:
    """Six: three whose day came, one that sleeps, one that nobody looked at, one case."""
    days = {"c": TODAY, "a": TODAY - timedelta(9), "b": TODAY - timedelta(9), "d": LATER, "e": None, "x": None}
    with store.change(SYSTEM) as change:
        for id in days:
            change.add(rows.Initiative(
                id=id, slug=id, title=id.upper(), workflow="casus" if id == "x" else "labo", version=1,
                stage="instroom" if id == "x" else "verkenning",
            ))  # fmt: skip
        change.record("open")
    with store.change(SYSTEM) as change:
        look_later(change.conn, [(id, day) for id, day in days.items() if day])
        change.nothing_to_do()
    with store.reading() as reader:
        yield reader


def test_what_waits_longest_comes_first_and_what_nobody_looked_at_last(conn: Connection) -> None:
    assert due(conn, network(), TODAY) == Due(("a", "b", "c", "e"))
    assert due(conn, network(), LATER).ids == ("a", "b", "c", "d", "e")


def test_no_more_than_asked_and_how_many_are_left(conn: Connection) -> None:
    assert due(conn, network(), TODAY, most=2) == Due(("a", "b"), 2)
    found, beyond = watched(conn, network(), TODAY, 3)

    assert ([one.title for one in found], beyond) == (["A", "B", "C"], 1)


def test_what_is_confidential_is_quiet(conn: Connection) -> None:
    assert quiet(network()) >= network().confidential
    assert "labo" not in quiet(network())
    assert "x" not in due(conn, network(), LATER).ids


def test_a_job_looks_at_what_came_since_and_at_what_nobody_looked_at(conn: Connection) -> None:
    assert set(to_look_at(conn, network(), TODAY - timedelta(1), TODAY)) == {"c", "e"}
    assert set(to_look_at(conn, network(), TODAY, TODAY)) == {"e"}
    assert set(to_look_at(conn, network(), date.min, LATER)) == {"a", "b", "c", "d", "e"}


def test_thousands_are_read_in_parts_and_stay_in_order(conn: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stalled, "MOST_IDS", 2)

    assert [one.title for one in watched(conn, network(), LATER)[0]] == ["A", "B", "C", "D", "E"]


@pytest.mark.parametrize("which", ["_due", "_since"])
def test_both_ranges_use_their_index(conn: Connection, which: str) -> None:
    plan = explained(conn, getattr(stalled, which)())

    assert "ix_initiative_look_at" in plan
    assert "ix_initiative_look_now" in plan


def explained(conn: Connection, statement: object) -> str:
    """What the database would do. PostgreSQL prefers to read small tables whole, so that is forbidden here."""
    told = {"today": TODAY, "after": TODAY, "quiet": ["casus"]}
    if conn.dialect.name == "postgresql":
        conn.execute(text("SET LOCAL enable_seqscan = off"))
        conn.execute(text("SET LOCAL enable_sort = off"))
    head = "EXPLAIN QUERY PLAN " if conn.dialect.name == "sqlite" else "EXPLAIN "
    asked = statement.params(told, **({"most": 10} if "most" in str(statement) else {}))  # type: ignore[attr-defined]
    literal = asked.compile(conn, compile_kwargs={"literal_binds": True})
    return "\n".join(str(row) for row in conn.exec_driver_sql(head + str(literal).replace("%", "%%")))
