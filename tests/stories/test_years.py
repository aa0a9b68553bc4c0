"""Years of a council: the same seed has the same log, on both databases and every Python, and no law is broken."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from labflow.migrations import upgrade
from labflow.store import Store
from tests.stories.years import simulated

YEARS = 20
HEAD = "42617c10d69e4dc3e07e5f6df3c93802877d9d85e5cc1bf414aca638e279d29c"
"""The last hash of the first year of seed 1. It changes when a verb writes something else: then look at what, first."""


def test_one_year_has_the_same_log_everywhere(store: Store) -> None:
    assert simulated(store, 1, 1)["head"] == HEAD


def test_a_year_does_not_depend_on_how_this_process_hashes(tmp_path: Path) -> None:
    heads = set()
    for seed in ("1", "2"):
        file = tmp_path / f"{seed}.db"
        told = subprocess.run(
            [sys.executable, "-m", "tests.stories.years", "--years", "1", "--database", f"sqlite:///{file}"],
            cwd=Path(__file__).parents[2], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True,
            check=True,
        )  # fmt: skip
        heads.add(told.stdout.partition('"head": "')[2][:64])

    assert heads == {HEAD}


def test_twenty_years_break_no_law(tmp_path: Path) -> None:
    told = lived(tmp_path, YEARS, 2)

    print(told)
    assert told["meetings"] == 5 * YEARS
    decisions, faults = told["decisions"], told["faults"]
    assert isinstance(decisions, dict)
    assert isinstance(faults, dict)
    assert {"approved", "approved-with-conditions", "deferred", "noted"} <= decisions.keys()
    assert len(faults) == 4


@pytest.mark.slow
def test_twenty_years_have_the_same_log_on_both_databases(store: Store, tmp_path: Path) -> None:
    assert simulated(store, YEARS, 2)["head"] == lived(tmp_path, YEARS, 2)["head"]


@pytest.mark.slow
def test_a_hundred_years_break_no_law(tmp_path: Path) -> None:
    print(lived(tmp_path, 100, 3))


def lived(folder: Path, years: int, seed: int) -> dict[str, object]:
    """So many years on SQLite."""
    url = f"sqlite:///{folder / 'years.db'}"
    upgrade(url)
    with closing(Store(url)) as store:
        return simulated(store, years, seed)
