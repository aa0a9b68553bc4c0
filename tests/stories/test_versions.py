"""A workflow gets a new version while an initiative runs on the old one, whose file then goes away.

Told with the real command in a house of its own: the same code beside a copy of the definitions, so that files can
come and go.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from labflow.catalogue import load_catalogue
from labflow.reasons import Unsound
from labflow.settings import Settings
from tests.conftest import ROOT
from tests.web.visitor import OURS
from web.app import create_app

Labflow = Callable[..., list[Any]]
PROGRAM = """
import contextlib, io, json, sys
from labflow.cli.running import run
for words in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as said:
        run(words)
    print(json.dumps(json.loads(said.getvalue())))
"""
OLD_WAY, NEW_WAY = "stoppen-in-verkenning", "afblazen"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The code, and a copy of the definitions that may be edited."""
    for package in ("labflow", "web"):
        (tmp_path / package).symlink_to(ROOT / package)
    shutil.copytree(ROOT / "workflows", tmp_path / "workflows")
    return tmp_path


@pytest.fixture
def labflow(house: Path) -> Labflow:
    """Commands in that house, which has a coordinator and one labo on version 1; gives their answers."""

    def run(*commands: str) -> list[Any]:
        common = ["--json", "--as", "coordinator", "--lang", "nl", "--database", _url(house)]
        given = json.dumps([[*one.split(), *common] for one in commands])
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", PROGRAM],
            input=given, cwd=house, env={**os.environ, "PYTHONPATH": str(house)}, capture_output=True, text=True,
            timeout=300, check=True,
        )  # fmt: skip
        return [json.loads(line) for line in done.stdout.splitlines()]

    run("init", "people add coordinator --role coordinator", "initiatives open labo --title Oud")
    return run


def test_what_runs_keeps_its_version_and_outlives_its_file(house: Path, labflow: Labflow) -> None:
    publish_second(house)
    labflow("init", "initiatives open labo --title Vers")
    first(house).unlink()

    listed, old, new = labflow("workflows list", "initiatives show oud", "initiatives show vers")
    assert on_labo(listed) == {1: 1, 2: 1}
    assert (stop_of(old), stop_of(new)) == ((1, OLD_WAY), (2, NEW_WAY))
    assert "Verkenning" in page(house, "/initiatieven/oud")

    moved, refused, listed, verified = labflow(
        f"initiatives advance oud {OLD_WAY}", f"initiatives advance vers {OLD_WAY}", "workflows list", "log verify"
    )
    assert (moved["stage"], moved["version"], refused["refused"]) == ("stopgezet", 1, "blocked")
    assert on_labo(listed) == {1: 0, 2: 1}
    assert verified["ok"]


def test_a_version_that_is_published_is_never_edited(house: Path, labflow: Labflow) -> None:
    written = first(house).read_text(encoding="utf-8")
    first(house).write_text(written.replace("expected: 6 months", "expected: 7 months"), encoding="utf-8")

    answers = labflow("init", "serve", "workflows list", "initiatives show oud")

    told = {
        "code": "publishing.changed", "who": None,
        "text": "Versie 1 van ‘labo’ is al gepubliceerd en mag niet meer wijzigen. Maak een nieuwe versie.",
    }  # fmt: skip
    assert answers == [{"refused": "unsound", "reasons": [told]}] * 4
    with pytest.raises(Unsound):
        page(house, "/portfolio")


def publish_second(house: Path) -> None:
    """A second version, in which one stops in another way."""
    written = first(house).read_text(encoding="utf-8")
    second = written.replace("version: 1", "version: 2").replace(f"{OLD_WAY}:", f"{NEW_WAY}:")
    first(house).with_name("2.yaml").write_text(second, encoding="utf-8")


def first(house: Path) -> Path:
    """The file of the first version."""
    return house / "workflows/som/labo/1.yaml"


def on_labo(listed: list[dict[str, Any]]) -> dict[int, int]:
    """How many run on each version of the labo."""
    return {one["version"]: one["running"] for one in listed if one["workflow"] == "labo"}


def stop_of(shown: dict[str, Any]) -> tuple[int, str]:
    """Its version, and the way by which it may stop now."""
    (way,) = [option["transition"] for option in shown["options"] if option["target"] == "stopgezet"]
    return shown["version"], way


def page(house: Path, address: str) -> str:
    """A page of the site that knows the definitions of this house."""
    app = create_app(Settings(_url(house)), catalogue=load_catalogue(house / "workflows"))
    with TestClient(app, OURS) as client:
        answer = client.get(address)
    app.state.house.store.close()
    assert answer.status_code == 200, answer.text[:2000]
    return answer.text


def _url(house: Path) -> str:
    return f"sqlite:///{house / 'labflow.db'}"
