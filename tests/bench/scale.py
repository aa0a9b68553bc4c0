"""A thousand initiatives beside a million: the stalled list, the board, and the day's look ahead with a hundred due.

The world is made by SQL alone, in the database: a million in a minute or two. What sleeps really does sleep: its facts
say nothing on that day.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from time import perf_counter

from sqlalchemy import Connection, text

from labflow import stall
from labflow.ahead_looking import JOB, rules_of, watch
from labflow.database import reach
from labflow.definition import Catalogue
from labflow.migrations import upgrade
from labflow.queries.board import board
from labflow.queries.stalled import watched
from labflow.record_counts import recount
from labflow.store import Store
from tests.bench.figures import Figure, in_turn, times
from tests.bench.world import TODAY, WORKFLOW, found

DUE = 100
NUMBERS = "WITH RECURSIVE one(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM one WHERE i < {many})"
FACTS = (
    "INSERT INTO passage (id, initiative_id, to_stage, n, imported, when_start, when_end, when_precision)"
    " SELECT 'p' || id, id, stage, 1, true, '2023-05-01', '2023-05-01', 'day' FROM initiative WHERE rev % 2 = 0",
    "INSERT INTO note (id, initiative_id, kind, text, on_day, n, when_start, when_end, when_precision)"
    " SELECT 'n' || id, id, 'realisatie', 'We waren samen.', '2023-09-25', 1, '2023-09-25', '2023-09-25', 'day'"
    " FROM initiative",
    "INSERT INTO lead (id, initiative_id, organisation_id) SELECT 'l' || id, id, 'company-' || (rev % 75)"
    " FROM initiative",
    "INSERT INTO partner (id, initiative_id, organisation_id, kind, n)"
    " SELECT 'c' || id, id, 'company-' || (rev % 75), 'partner', 1 FROM initiative",
    "INSERT INTO blocker (id, initiative_id, kind, text, n, when_precision)"
    " SELECT 'b' || id, id, 'funding', 'Het geld is open.', 1, 'none' FROM initiative WHERE rev % {apart} = 0",
)


def figures(make_url: Callable[[str], str], catalogue: Catalogue, few: int, many: int, rounds: int) -> Iterator[Figure]:
    """Make both worlds and take every figure in turn, first of the small one."""
    with closing(_made(make_url("few"), catalogue, few)) as small, closing(_opened(make_url("many"))) as large:
        began = perf_counter()
        fill(large, catalogue, many)
        yield Figure(f"making {many} initiatives", perf_counter() - began)
        for name, act in ACTS.items():
            yield from _grown(name, act, small, large, catalogue, rounds, (few, many))
        _wake_a_third(small)
        _wake_a_third(large)
        yield from _grown("list, a third due", stalled_list, small, large, catalogue, rounds, (few, many))


def stalled_list(store: Store, catalogue: Catalogue) -> int:
    """Read and work out the list as a page does."""
    with store.reading() as conn:
        known, _ = watched(conn, catalogue, TODAY)
        return len(stall.everything(known))


def the_board(store: Store, catalogue: Catalogue) -> int:
    """Read the board as a page does."""
    with store.reading() as conn:
        return len(board(conn, catalogue, TODAY).dossiers)


def the_day(store: Store, catalogue: Catalogue) -> int:
    """Look ahead on the first day after yesterday."""
    _yesterday(store, catalogue)
    return watch(store, catalogue, now=lambda: datetime.combine(TODAY, datetime.min.time(), UTC))


ACTS: dict[str, Callable[[Store, Catalogue], int]] = {
    f"stalled list, {DUE} due": stalled_list, "board": the_board, f"the day's look ahead, {DUE} due": the_day,
}  # fmt: skip


def fill(store: Store, catalogue: Catalogue, many: int) -> None:
    """Put so many initiatives into an empty store, `DUE` of which are stuck and due today."""
    found(store, catalogue)
    workflow = catalogue.newest(WORKFLOW)
    assert workflow is not None
    stages = tuple(workflow.stages)
    cases = " ".join(f"WHEN {n} THEN '{stage}'" for n, stage in enumerate(stages))
    apart = max(1, many // DUE)
    with _owning(store) as conn:
        day = f"CASE WHEN i % {apart} = 0 THEN CAST('{TODAY}' AS {_day(conn)}) ELSE {_later(conn)} END"
        conn.execute(text(
            "INSERT INTO initiative (id, slug, title, workflow, version, stage, rev, exercise, when_precision,"
            f" look_at) {NUMBERS.format(many=many)} SELECT 'i' || i, 'initiative-' || i,"
            f" 'Initiative ' || (10000000 + i), '{workflow.key}', {workflow.version},"
            f" CASE WHEN i % {apart} = 0 THEN '{workflow.initial}' ELSE CASE i % {len(stages)} {cases} END END,"
            f" i, false, 'none', {day} FROM one"
        ))  # fmt: skip
        for statement in FACTS:
            conn.execute(text(_typed(statement.format(apart=apart), conn)))
        recount(conn)
    with _owning(store, "AUTOCOMMIT") as conn:
        conn.execute(text("ANALYZE" if conn.dialect.name == "sqlite" else "VACUUM ANALYZE"))


def _later(conn: Connection) -> str:
    """Another day of the next year for each."""
    if conn.dialect.name == "sqlite":
        return f"date('{TODAY}', '+' || (1 + i % 399) || ' days')"
    return f"CAST('{TODAY}' AS date) + 1 + i % 399"


def _day(conn: Connection) -> str:
    return "text" if conn.dialect.name == "sqlite" else "date"


def _typed(statement: str, conn: Connection) -> str:
    """PostgreSQL wants to be told that a quoted day is one."""
    if conn.dialect.name == "sqlite":
        return statement
    for day in ("'2023-05-01'", "'2023-09-25'"):
        statement = statement.replace(day, f"date {day}")
    return statement


@contextmanager
def _owning(store: Store, level: str | None = None) -> Iterator[Connection]:
    """A connection of the owner, outside of the log: these rows are made to be read."""
    engine = reach(store.url, "migrate")
    try:
        with (engine.execution_options(isolation_level=level) if level else engine).begin() as conn:
            yield conn
    finally:
        engine.dispose()


def _yesterday(store: Store, catalogue: Catalogue) -> None:
    at = f"{TODAY - timedelta(1)} {rules_of(catalogue)}"
    with _owning(store) as conn:
        conn.execute(text("DELETE FROM heartbeat"))
        conn.execute(text("INSERT INTO heartbeat (job, at) VALUES (:job, :at)"), {"job": JOB, "at": at})


def _wake_a_third(store: Store) -> None:
    day: date | str = TODAY if store.dialect == "postgresql" else TODAY.isoformat()
    with _owning(store) as conn:
        conn.execute(text("UPDATE initiative SET look_at = :today WHERE rev % 3 = 0"), {"today": day})


def _opened(url: str) -> Store:
    upgrade(url)
    return Store(url)


def _made(url: str, catalogue: Catalogue, many: int) -> Store:
    store = _opened(url)
    fill(store, catalogue, many)
    return store


def _grown(name: str, act: Callable[[Store, Catalogue], int], small: Store, large: Store, catalogue: Catalogue,
           rounds: int, sizes: tuple[int, int]) -> Iterator[Figure]:  # fmt: skip
    few, many = act(small, catalogue), act(large, catalogue)
    taken = in_turn({"few": lambda: act(small, catalogue), "many": lambda: act(large, catalogue)}, rounds)
    yield Figure(f"{name}, of {sizes[0]}: {few} there", taken["few"])
    yield Figure(f"{name}, of {sizes[1]}: {many} there", taken["many"], times(taken["many"], taken["few"]))
