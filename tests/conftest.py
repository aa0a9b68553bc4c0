"""What every test may ask for: a database of its own on SQLite and on PostgreSQL, and a count of the SQL that ran.

`url` is an empty database, `store` a migrated one, `demo_url` one that holds the demo. Each test has its own, copied
from a template made once a run by the real migrations and the real command. Labflow is imported inside the fixtures, so
that a test of pure thinking needs no database. Never patches, never mocks.
"""

import gc
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from labflow.store import Store
    from tests.postgresql import Server

ROOT = Path(__file__).resolve().parent.parent
CODE = "import sys; from labflow.cli import main; sys.exit(main())"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--sqlite-only", action="store_true", help="leave PostgreSQL out: quick, not enough to merge")
    parser.addoption("--slow", action="store_true", help="also run what takes minutes or a network")


def pytest_configure() -> None:
    # Modules and compiled statements stay for the whole run: looking through them for garbage so often is a waste.
    gc.set_threshold(100_000, 20, 50)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left_out = [item for item in items if _is_left_out(config, item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def _is_left_out(config: pytest.Config, item: pytest.Item) -> bool:
    in_ci = os.environ.get("CI") == "true"
    if not config.getoption("--slow") and (
        item.get_closest_marker("slow") or (item.get_closest_marker("ci") and not in_ci)
    ):
        return True
    called = getattr(item, "callspec", None)
    on_postgresql = called is not None and called.params.get("database") == "postgresql"
    return on_postgresql and config.getoption("--sqlite-only")


@pytest.fixture(autouse=True)
def words_of_the_network() -> Iterator[None]:
    """Leave the network's words as they were: a test that loads another network must not change others' sentences."""
    from labflow.texts.saying import network_words, use_network_words

    before = dict(network_words())
    yield
    if before:
        use_network_words(before)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """The kind of database this test runs on: ask for it and the test runs on both."""
    return str(request.param)


@pytest.fixture
def url(database: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """Address of an empty database: no tables yet."""
    yield from copied(None, database, request)


@pytest.fixture
def migrated_url(database: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """Address of a database with today's tables and nothing in them."""
    yield from copied(request.getfixturevalue(f"migrated_{database}"), database, request)


@pytest.fixture
def demo_url(database: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """Address of a database that holds the demo, as `labflow init --demo` makes it."""
    yield from copied(request.getfixturevalue(f"demo_{database}"), database, request)


@pytest.fixture
def store(migrated_url: str) -> Iterator["Store"]:
    """A store with today's tables and nothing in them."""
    yield from _opened(migrated_url)


@pytest.fixture
def demo_store(demo_url: str) -> Iterator["Store"]:
    """A store that holds the demo."""
    yield from _opened(demo_url)


@pytest.fixture
def statements() -> Callable[[], AbstractContextManager[list[str]]]:
    """Counts SQL: `with statements() as ran: ...` then `assert len(ran) == 7`. Opening a transaction does not count."""
    return _listening


@pytest.fixture(scope="session")
def command() -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command in a process of its own: `command("stalled", "--json", database=url)`. `code` (0) is asserted."""
    return _run


@pytest.fixture(scope="session")
def postgresql() -> Iterator["Server"]:
    """The PostgreSQL server of this run."""
    from tests.postgresql import serving

    with serving() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _sqlite_template(tmp_path_factory.mktemp("migrated"), _upgrade)


@pytest.fixture(scope="session")
def demo_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _sqlite_template(tmp_path_factory.mktemp("demo"), _fill)


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql: "Server") -> str:
    return _postgresql_template(postgresql, _upgrade)


@pytest.fixture(scope="session")
def demo_postgresql(postgresql: "Server") -> str:
    return _postgresql_template(postgresql, _fill)


@pytest.fixture(scope="session")
def templates() -> dict[Any, Any]:
    """What was made once in this run, for `tests.prepared`."""
    return {}


def template_of(database: str, request: pytest.FixtureRequest, filled: Callable[[str], None]) -> Any:
    """Make a template of a migrated database and what `filled` adds to it."""
    migrated = request.getfixturevalue(f"migrated_{database}")
    if database == "postgresql":
        return _postgresql_template(request.getfixturevalue("postgresql"), filled, migrated)
    folder = request.getfixturevalue("tmp_path_factory").mktemp("prepared")
    shutil.copyfile(migrated, folder / "made.db")
    return _sqlite_template(folder, filled)


def copied(template: Any, database: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """Give the address of a copy of a template (None: an empty database) that is gone after the test."""
    if database == "sqlite":
        yield _sqlite_copy(template, request.getfixturevalue("tmp_path"))
        return
    server: Server = request.getfixturevalue("postgresql")
    name = server.fresh(template or "template0")
    yield server.url(name)
    server.drop(name)


def _sqlite_copy(template: Path | None, folder: Path) -> str:
    file = folder / "labflow.db"
    if template is not None:
        shutil.copyfile(template, file)
        file.chmod(0o600)
    return f"sqlite:///{file}"


def _sqlite_template(folder: Path, filled: Callable[[str], None]) -> Path:
    filled(f"sqlite:///{folder / 'made.db'}")
    with closing(sqlite3.connect(folder / "made.db")) as made:
        made.execute("vacuum into ?", [str(folder / "template.db")])
    return folder / "template.db"


def _postgresql_template(server: "Server", filled: Callable[[str], None], template: str = "template0") -> str:
    name = server.fresh(template)
    filled(server.url(name))
    return name


def _upgrade(url: str) -> None:
    from labflow.migrations import upgrade

    upgrade(url)


def _fill(url: str) -> None:
    _run("init", "--demo", database=url)


def _opened(url: str) -> Iterator["Store"]:
    from labflow.store import Store

    with closing(Store(url)) as store:
        yield store


def _run(
    *arguments: str, database: str | None = None, code: int | None = 0, stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    named = {name: value for name, value in os.environ.items() if not name.startswith("LABFLOW_")}
    if database is not None:
        named["LABFLOW_DATABASE"] = database
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", CODE, *arguments],
        cwd=ROOT,
        env={**named, "PYTHONPATH": str(ROOT), **environment},
        input=stdin,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert code is None or done.returncode == code, f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


@contextmanager
def _listening() -> Iterator[list[str]]:
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    ran: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.upper().startswith(("BEGIN", "PRAGMA")):
            ran.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield ran
    finally:
        event.remove(Engine, "before_cursor_execute", note)
