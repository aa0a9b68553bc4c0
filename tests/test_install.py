"""The base install alone, from a built wheel, away from the checkout: nothing of the extras is needed for the walk."""

import json
import os
import re
import subprocess
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.ci

INITIATIVE = "diverse-leraarskamer"
Walk = Callable[..., Any]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh environment that holds the base lock and labflow, and nothing else."""
    folder = tmp_path_factory.mktemp("base") / "with a space"
    venv.create(folder, with_pip=True)
    pip = [folder / "bin" / "python", "-m", "pip", "install", "-q", "-q", "--disable-pip-version-check"]
    _done([*pip, "--require-hashes", "-r", ROOT / "requirements.lock"], folder)
    _done([*pip, "--no-deps", "--no-build-isolation", ROOT], folder)
    return folder / "bin"


@pytest.fixture(scope="module")
def walk(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """`labflow ... --json` of the base install on one demo database; returns what it printed."""
    folder = tmp_path_factory.mktemp("walk")

    def run(*arguments: str) -> Any:
        return json.loads(_done([base / "labflow", *arguments, "--json"], folder))

    run("init", "--demo")
    return run


def test_nothing_but_the_base_lock_is_installed(base: Path) -> None:
    listed = json.loads(_done([base / "python", "-m", "pip", "list", "--format=json"], base))
    locked = set(re.findall(r"^([a-z0-9][^\s=;]*)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE))

    installed = {re.sub(r"[-_.]+", "-", package["name"].lower()) for package in listed}
    assert installed - {"pip", "setuptools", "wheel", "labflow"} - {name.replace(".", "-") for name in locked} == set()


def test_the_base_shows_an_initiative_and_why_it_may_not_move(walk: Walk) -> None:
    shown = walk("initiatives", "show", INITIATIVE)

    assert shown["slug"] == INITIATIVE
    assert any(not option["open"] and option["reasons"] for option in shown["options"])


def test_the_base_writes_and_proves_what_it_wrote(walk: Walk) -> None:
    walk("initiatives", "note", INITIATIVE, "Gesprek gevoerd", "--as", "coordinator")

    walk("log", "verify")
    assert walk("initiatives", "show", INITIATIVE)["rev"] > 0


def test_the_base_draws_a_page(base: Path, tmp_path: Path) -> None:
    code = "import web.app; print(web.app.app.title)"

    assert _done([base / "python", "-W", "error", "-c", code], tmp_path) != ""


def _done(command: list[Any], folder: Path) -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LABFLOW_", "PYTHON"))}
    done = subprocess.run(
        command,
        cwd=folder,
        env={**clean, "LABFLOW_DATABASE": "sqlite:///walk.db"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"exit {done.returncode}: {command}\n{done.stdout}\n{done.stderr}"
    return done.stdout
