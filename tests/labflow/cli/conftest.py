"""A terminal on a demo, on an empty database, and on nothing at all. On SQLite only."""

import shutil
from pathlib import Path

import pytest

from tests.labflow.cli.terminal import Terminal


@pytest.fixture
def demo(demo_sqlite: Path, tmp_path: Path) -> Terminal:
    """A terminal on the demo."""
    return _terminal(demo_sqlite, tmp_path)


@pytest.fixture
def bare(tmp_path: Path) -> Terminal:
    """A terminal on a database that was just begun: definitions, and nobody."""
    terminal = Terminal(tmp_path, f"sqlite:///{tmp_path / 'labflow.db'}")
    terminal("init")
    return terminal


@pytest.fixture
def nowhere(tmp_path: Path) -> Terminal:
    """A terminal without a database."""
    return Terminal(tmp_path, f"sqlite:///{tmp_path / 'absent.db'}")


def _terminal(template: Path, folder: Path) -> Terminal:
    shutil.copyfile(template, folder / "labflow.db")
    (folder / "labflow.db").chmod(0o600)
    return Terminal(folder, f"sqlite:///{folder / 'labflow.db'}")
