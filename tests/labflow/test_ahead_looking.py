"""The day's look ahead touches what changed and what came due, and nothing else; twice is once."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from labflow import founding, lifecycle, rows, stall
from labflow.access import NOBODY
from labflow.acting import acting_as
from labflow.ahead_looking import AT_ONCE, look_ahead, rules_of, watch
from labflow.change import LOG, Change
from labflow.queries.initiatives import TABLE, dossiers
from labflow.queries.stalled import due
from labflow.stall.looking import NEVER
from labflow.store import Store
from tests.labflow.council_room import SYSTEM, TODAY, network

JANUARY = date(2024, 1, 8)


def looked(store: Store, today: date | None = None) -> int:
    """One look ahead, and that the list by the day is the list of everything."""
    with store.change(SYSTEM) as change:
        count = look_ahead(change, network())
    same(store, today or TODAY)
    return count


def same(store: Store, today: date) -> None:
    with store.reading() as conn:
        everything = dossiers(conn, network(), NOBODY, today, confidential=False)
        ids = set(due(conn, network(), today).ids)
    assert stall.everything(one for one in everything if one.id in ids) == stall.everything(everything)


def stored(store: Store) -> dict[str, date | None]:
    with store.reading() as conn:
        return {row.slug: row.look_at for row in conn.execute(select(TABLE.c.slug, TABLE.c.look_at))}


def test_the_first_time_all_are_looked_at_and_the_second_none(demo_store: Store) -> None:
    first = looked(demo_store)

    assert None not in stored(demo_store).values()
    assert first == sum(day != NEVER for day in stored(demo_store).values()) > 5, "activities are put off at once"
    assert looked(demo_store) == 0
    with demo_store.reading() as conn:
        assert len(due(conn, network(), TODAY).ids) < first


def test_an_act_makes_one_be_looked_at(demo_store: Store) -> None:
    looked(demo_store)
    with acting_as(demo_store, network(), "coordinator") as change:
        lifecycle.note(change, network(), "speak-up", "We waren samen.", "realisatie")

    assert stored(demo_store)["speak-up"] is None
    same(demo_store, TODAY)
    assert looked(demo_store) == 1


def test_it_writes_nothing_in_the_log(demo_store: Store) -> None:
    with demo_store.reading() as conn:
        before = conn.execute(select(LOG.c.seq)).all()
    looked(demo_store)
    with demo_store.reading() as conn:
        assert conn.execute(select(LOG.c.seq)).all() == before


def test_a_demo_that_goes_on_and_back_shows_the_same_list_on_each_day(demo_store: Store) -> None:
    looked(demo_store)
    for day in (JANUARY, TODAY, JANUARY):
        with demo_store.change(SYSTEM) as change:
            founding.set_day(change, day)
        same(demo_store, day)
        assert looked(demo_store, day) > 0
        assert looked(demo_store, day) == 0


def test_other_rules_look_at_everything_anew(demo_store: Store) -> None:
    count, known = looked(demo_store), network()
    longer = replace(known, network=replace(known.network, holidays=known.network.holidays[1:]))

    assert rules_of(longer) != rules_of(known)
    with demo_store.change(SYSTEM) as change:
        assert look_ahead(change, longer) == count
    assert looked(demo_store) == count


def test_what_is_due_costs_the_same_number_of_statements_whatever_sleeps(
    store: Store, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    """And reads only those: a hundred times as many that sleep change nothing."""
    ran = []
    for many in (3, 60):
        with store.change(SYSTEM) as change:
            for n in range(many):
                lifecycle_row(change, f"{many}-{n}")
            change.record("open")
        watch(store, network(), now=lambda: datetime(2023, 9, 11, 12, tzinfo=UTC))
        with store.change(SYSTEM, now=lambda: datetime(2023, 9, 11, 13, tzinfo=UTC)) as change:
            lifecycle_row(change, f"new-{many}")
            change.record("open")
        with statements() as asked:
            assert watch(store, network(), now=lambda: datetime(2023, 9, 11, 14, tzinfo=UTC)) == 1
        ran.append(len(asked))

    assert ran[0] == ran[1]
    assert AT_ONCE > 60


def lifecycle_row(change: Change, id: str) -> None:
    """An initiative of which nothing is known."""
    newest = network().newest("labo")
    assert newest
    change.add(rows.Initiative(
        id=id, slug=id, title=id, workflow="labo", version=newest.version, stage="verkenning",
    ))  # fmt: skip


def test_days_pass_and_only_what_came_due_is_looked_at(store: Store) -> None:
    with store.change(SYSTEM, now=lambda: datetime(2023, 9, 11, 12, tzinfo=UTC)) as change:
        for n in range(4):
            lifecycle_row(change, str(n))
        change.record("open")
    counts = [
        watch(store, network(), now=lambda day=day: datetime(2023, 9, 11, 12, tzinfo=UTC) + timedelta(day))
        for day in (0, 1, 2, 400, 401)
    ]  # type: ignore[misc]

    assert counts == [4, 0, 0, 4, 0]
