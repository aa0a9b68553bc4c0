"""The file of commands that a demo is made of: each on its day, and one that is refused says where it stands."""

import shutil
from pathlib import Path

import pytest

from labflow.cli.rehearsing import acts_in
from tests.labflow.cli.terminal import Terminal

EXAMPLE = Path(__file__).resolve().parents[3] / "workflows" / "example"


@pytest.fixture
def network(tmp_path: Path) -> Path:
    """A copy of the made-up network of which no act is left."""
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "copy"))
    (folder / "demo.txt").write_text("", encoding="utf-8")
    return folder


def test_each_command_of_the_file_has_its_line_and_its_day(tmp_path: Path) -> None:
    file = tmp_path / "demo.txt"
    file.write_text('# why\n\nday 2025-01-06\nstalled # now\nday 2025-02-01\ncouncil plan "2 5"\n', encoding="utf-8")

    assert list(acts_in(file)) == [
        (4, ["stalled", "--now", "2025-01-06"]),
        (6, ["council", "plan", "2 5", "--now", "2025-02-01"]),
    ]


def test_a_demo_opens_on_its_first_day_after_all_that_happened(nowhere: Terminal, network: Path) -> None:
    (network / "demo.txt").write_text(
        'day 2025-02-03\ninitiatives note old-lock "It holds." --kind realisatie --as keeper-downstream\n',
        encoding="utf-8",
    )
    nowhere("init", "--demo", "--network", str(network))

    assert "No news in the log for 32 weeks" in nowhere("stalled", "--network", str(network)).out


@pytest.mark.parametrize("act", ["council close 2025-01-01 --as chair", "cuoncil close", "stalled --as 'nobody here'"])
def test_a_command_that_is_refused_says_where_it_stands(nowhere: Terminal, network: Path, act: str) -> None:
    (network / "demo.txt").write_text(f"day 2025-02-03\n{act}\n", encoding="utf-8")

    told = nowhere("init", "--demo", "--network", str(network), code=1)

    assert told.err.strip().startswith("demo.txt:2: ")


def test_a_network_without_a_demo_says_so(nowhere: Terminal, network: Path) -> None:
    file = network / "network.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("demo:")] + text[text.index("colours:") :], encoding="utf-8")

    assert nowhere("init", "--demo", "--json", "--network", str(network), code=1).codes == ["network.no_demo"]
