"""A hundred times as many initiatives cost the list, the board and the day's work no more steps of the database."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from labflow import record
from labflow.access import NOBODY
from labflow.catalogue import load_catalogue
from labflow.migrations import upgrade
from labflow.queries.initiatives import dossiers
from labflow.stall import everything
from labflow.store import Store
from tests.bench import scale
from tests.bench.__main__ import main
from tests.bench.world import TODAY

FEW, MANY = 800, 16_000
EACH = 50


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    """A small and a large network on SQLite, in which the same number is due."""
    made = []
    for many in (FEW, MANY):
        url = f"sqlite:///{tmp_path_factory.mktemp('scale') / 'labflow.db'}"
        upgrade(url)
        made.append(Store(url))
        scale.fill(made[-1], load_catalogue(), many)
    with closing(made[0]) as small, closing(made[1]) as large:
        yield small, large


@pytest.mark.parametrize("name", scale.ACTS)
def test_what_the_database_does_does_not_grow(
    worlds: tuple[Store, Store], name: str, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    steps, asked = [], []
    for store in worlds:
        scale.ACTS[name](store, load_catalogue())
        with Counting() as count, statements() as ran:
            assert scale.ACTS[name](store, load_catalogue()) > 0
        steps.append(sum(count))
        asked.append(len(ran))

    assert asked[0] == asked[1]
    assert steps[1] <= 1.5 * steps[0], steps


def test_what_is_put_there_by_sql_is_due_and_sleeps_as_its_facts_say(worlds: tuple[Store, Store]) -> None:
    small = worlds[0]
    with small.reading() as conn:
        found = everything(dossiers(conn, load_catalogue(), NOBODY, TODAY, confidential=False))
        assert [one for one in record.verify(conn).problems if one.code == "record.count_differs"] == []

    assert len(found) == scale.stalled_list(small, load_catalogue()) == scale.DUE


def test_every_figure_of_the_scale_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--quick", "--only", "scale"]) == 0

    printed = capsys.readouterr().out
    assert printed.count("board, of") >= 2
    assert printed.count("look ahead") >= 2


class Counting(list[int]):
    """How many steps the machine inside SQLite takes, in portions of `EACH`; how fast it is does not matter."""

    def __enter__(self) -> "Counting":
        event.listen(Engine, "checkout", self._watch)
        return self

    def _watch(self, connection: object, *_: object) -> None:
        connection.set_progress_handler(lambda: self.append(EACH), EACH)  # type: ignore[attr-defined]

    def __exit__(self, *_: object) -> None:
        event.remove(Engine, "checkout", self._watch)
