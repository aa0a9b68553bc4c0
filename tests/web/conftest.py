"""A demo in memory of the test, and visitors to it: who they are is a cookie, as in the browser."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.web.visitor import Visitor, visiting


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One demo, made once; each test gets a copy."""
    from labflow import founding
    from labflow.catalogue import load_catalogue
    from labflow.store import Store

    file = tmp_path_factory.mktemp("web") / "demo.db"
    with closing(Store(f"sqlite:///{file}")) as store:
        founding.found(store, load_catalogue())
        founding.found_demo(store, load_catalogue())
    return file


@pytest.fixture
def visit(demo_file: Path, tmp_path: Path) -> Iterator[Callable[..., Visitor]]:
    """`visit("coordinator")` gives somebody who looks at the demo; all of one test look at the same one."""
    file = tmp_path / "demo.db"
    shutil.copyfile(demo_file, file)
    with visiting(f"sqlite:///{file}") as as_whom:
        yield as_whom
