"""A wrong file of rules is a finding with its place, like any wrong definition."""

from pathlib import Path

import pytest

from labflow.catalogue import SHIPPED, check
from tests.labflow.definitions import lay

FILE = "reglement/1.yaml"


def lines(folder: Path) -> list[str]:
    return [finding.line("en").removeprefix(f"{folder}/") for finding in check([folder])[1]]


def test_the_shipped_rules_are_sound_alone_and_with_their_network() -> None:
    assert check([SHIPPED / "som" / "reglement"]) == check([SHIPPED / "som" / "reglement" / "1.yaml"]) == (True, ())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{at_least: 2/3, of: cast}", "{at_least: 1/2, of: cast}", "reglement/1.yaml:9:1 E401"),
        ("papers: 14", "papers: 0", "reglement/1.yaml:12:16 E005"),
        ("urgent: 5", "urgent: 50", "reglement/1.yaml:12:33 E401"),
        ("casting_vote: false", "casting_vote: true", "reglement/1.yaml:11:1 E401"),
        ("heavy: [rules]", "heavy: [ruls]", "reglement/1.yaml:14:1 E401"),
        ("version: 1", "version: 2", "reglement/1.yaml:2:10 E006"),
        (
            "reglement: board",
            "reglement: circle",
            "reglement/1.yaml:1:12 E401 In the rules: These rules are of ‘circle’",
        ),
        ("version: 1", "version: one", "reglement/1.yaml:2:10 E005"),
        ("tacit: []", "tacit: [", "reglement/1.yaml:16:1 E003"),
        ("tacit: []", "tacit: []\nsilent: []", "reglement/1.yaml:16:1 E004"),
        ("tacit: []", "tacit: []\ntacit: []", "reglement/1.yaml:16:1 E002"),
    ],
)
def test_what_is_wrong_stands_where_it_is(tmp_path: Path, old: str, new: str, said: str) -> None:
    lay(tmp_path, FILE, old, new)

    assert [line[: len(said)] for line in lines(tmp_path)] == [said]


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    lay(
        tmp_path,
        FILE,
        "casting_vote: false\ndays: {papers: 14, written: 10",
        "casting_vote: true\ndays: {papers: 14, written: 2",
    )

    assert [line.split(" ")[1] for line in lines(tmp_path)] == ["E401", "E401"]
