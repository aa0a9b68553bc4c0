"""Definitions as values: small questions that others ask them."""

from pathlib import Path

import pytest

from labflow.catalogue import load_catalogue
from labflow.definition import Catalogue, Duration
from tests.labflow.definitions import lay


@pytest.fixture
def gardens(tmp_path: Path) -> Catalogue:
    return load_catalogue(lay(tmp_path))


def test_a_duration_in_days_is_for_sorting() -> None:
    assert [Duration(2, unit).days for unit in ("days", "months", "school weeks")] == [2, 60, 14]


def test_a_transition_knows_its_checklist_and_its_decider(gardens: Catalogue) -> None:
    plot = gardens.exact("plot", 1)
    dig, stop = plot.transitions["dig"], plot.transitions["stop"]

    assert [item.id for item in plot.checklist_of(dig)] == ["soil"]
    assert (dig.decided_by, stop.decided_by, stop.needs) == ("board", None, ())
    assert [each.key for each in plot.transitions_from("sketch")] == ["dig", "stop"]
    item = plot.item("soil")
    assert item is not None
    assert item.source == "own proposal"
    assert plot.item("rain") is None


def test_a_catalogue_keeps_every_version_and_knows_the_newest(tmp_path: Path) -> None:
    folder = lay(tmp_path)
    second = (folder / "plot/1.yaml").read_text(encoding="utf-8").replace("version: 1", "version: 2")
    (folder / "plot/2.yaml").write_text(second, encoding="utf-8")
    gardens = load_catalogue(folder)
    newest = gardens.newest("plot")

    assert newest is not None
    assert newest.version == 2
    assert gardens.exact("plot", 1).version == 1
    assert gardens.newest("nothing") is None
    with pytest.raises(KeyError):
        gardens.exact("plot", 3)
