"""The demo of the made-up network, made once a run by the command itself; each test gets a copy to look at."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.web.visitor import Visitor, visiting


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory, command: Callable[..., object]) -> Path:
    """The example as `labflow init --demo --network example` makes it."""
    file = tmp_path_factory.mktemp("example") / "made.db"
    command("init", "--demo", "--network", "example", database=f"sqlite:///{file}")
    return file


@pytest.fixture
def example_url(example_file: Path, tmp_path: Path) -> str:
    """Address of a copy of the example."""
    return f"sqlite:///{shutil.copyfile(example_file, tmp_path / 'example.db')}"


@pytest.fixture
def visit_example(example_url: str) -> Iterator[Callable[..., Visitor]]:
    """`visit_example("coordinator", "en")` gives somebody who looks at the example."""
    with visiting(example_url, network="example") as as_whom:
        yield as_whom


@pytest.fixture
def visit(demo_sqlite: Path, tmp_path: Path) -> Iterator[Callable[..., Visitor]]:
    """Somebody who looks at the demo of the default network."""
    with visiting(f"sqlite:///{shutil.copyfile(demo_sqlite, tmp_path / 'default.db')}") as as_whom:
        yield as_whom
