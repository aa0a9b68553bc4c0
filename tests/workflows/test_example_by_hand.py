"""The made-up network from a terminal: a gate from its points to the next phase, and what it does otherwise."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.labflow.cli.terminal import Terminal

NETWORK = ("--network", "example")


@pytest.fixture
def example(example_url: str, tmp_path: Path) -> Callable[..., Any]:
    """A terminal on the example, which it names each time."""
    terminal = Terminal(tmp_path, example_url)
    return lambda *words, **how: terminal(*words, *NETWORK, **how)


def test_a_gate_from_its_points_to_the_next_phase(example: Callable[..., Any]) -> None:
    lead, day = ("--as", "keeper-midstream"), ("--now", "2025-09-25")
    example("initiatives", "tick", "reed-island", "t2", "--evidence", "Sheet 6 of the river map", *lead)
    example("initiatives", "tick", "reed-island", "t3", "--evidence", "600 euro, by the nursery", *lead)
    early = example("initiatives", "advance", "reed-island", "try", *lead, "--json", code=1)
    assert early.codes == ["requirement.decision_missing"]

    example("initiatives", "request", "reed-island", "try", "--motivation", "The reed is there.", *lead)
    example("initiatives", "accept", "a-2025-008", "--as", "coordinator")
    example("council", "agenda", "2025-09-25", "add", "a-2025-008", "--as", "coordinator")
    example("council", "attend", "2025-09-25", "--all", "present", "--at", "19:00", "--as", "clerk", *day)
    example("council", "admit", "2025-09-25", "4", "--as", "chair", *day)
    for item in "1234":
        example("council", "note", "2025-09-25", item, "approved", "--as", "clerk", *day)
    closed = example("council", "close", "2025-09-25", "--as", "chair", *day)

    assert "reed-island moves on" in closed.out
    assert example("initiatives", "show", "reed-island", "--json").json["stage"] == "trial"


def test_a_year_is_a_calendar_year(example: Callable[..., Any]) -> None:
    plan = ("--as", "coordinator", "--json")

    assert example("council", "plan", "2025-2026", "2026-01-22", *plan, code=1).codes == ["meetings.not_a_year"]
    assert example("council", "plan", "2026", "2027-01-22", *plan, code=1).codes == ["meetings.outside_year"]
    assert "22 January 2026" in example("council", "plan", "2026", "2026-01-22", *plan[:2]).out


def test_the_network_speaks_its_first_language_unless_one_asks(example: Callable[..., Any]) -> None:
    assert "The anglers" in example("council", "seats").out
    assert "De hengelaars" in example("council", "seats", "--lang", "nl").out


def test_a_database_is_its_networks(example_url: str, tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, example_url)

    assert terminal("stalled", "--json", "--as", "coordinator", code=1).codes == ["network.another"]
    assert terminal("init", "--json", code=1).codes == ["network.another"]
    assert terminal("stalled", LABFLOW_NETWORK="example").code == 0


def test_a_network_that_is_not_there_is_a_sentence(nowhere_at: Terminal) -> None:
    told = nowhere_at("init", "--network", "exampel", code=1)

    assert (
        told.err.strip() == "Netwerk ‘exampel’ is er niet. Kies uit som, example, of geef de map van je eigen netwerk."
    )


@pytest.fixture
def nowhere_at(tmp_path: Path) -> Terminal:
    """A terminal without a database."""
    return Terminal(tmp_path, f"sqlite:///{tmp_path / 'absent.db'}")
