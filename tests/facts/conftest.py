"""The untouched demo, loaded once for all facts."""

import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from labflow.access import Actor
from labflow.catalogue import load_catalogue
from labflow.portfolio import load, read_portfolio
from labflow.store import Store
from tests.facts.book import Book

NETWORK = Path(__file__).resolve().parent.parent.parent / "workflows" / "som"
COORDINATOR = Actor("coordinator", "p1", frozenset({"coordinator"}))


@pytest.fixture(scope="session")
def book(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Every row of a database that holds SOM 2022-2023 and nothing else."""
    file = tmp_path_factory.mktemp("facts") / "som.db"
    shutil.copyfile(migrated_sqlite, file)
    with closing(Store(f"sqlite:///{file}")) as store, store.change(COORDINATOR, on=date(2023, 9, 11)) as change:
        load(change, load_catalogue(NETWORK), read_portfolio(NETWORK / "portfolio-2022-2023"))
    return Book(file)
