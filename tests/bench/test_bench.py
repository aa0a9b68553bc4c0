"""The bench runs whole at a small size and prints every figure; how fast a machine is, is no test."""

import re
from time import monotonic

import pytest

from tests.bench.__main__ import main
from tests.bench.figures import Figure, in_turn, share, times

ON_A_DATABASE = (
    "bare UPDATE + INSERT",
    "plain ORM",
    "advance: whole path",
    "options with all reasons",
    "the same, dossiers read first",
    "board, 10 initiatives",
    "board, 20 initiatives",
    "stalled, dossiers read, 20 initiatives",
    "stalled, whole, 20 initiatives",
    "log verify, 17 entries",
    "log verify, 27 entries",
)


def test_every_figure_of_a_database_is_printed(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--quick", "--only", database]) == 0

    printed = capsys.readouterr().out
    assert [what for what in ON_A_DATABASE if not re.search(rf"  {re.escape(what)}.* [\d.]+ (us|ms|s)", printed)] == []


def test_start_up_is_set_beside_a_python_that_does_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--quick", "--only", "start"]) == 0

    printed = capsys.readouterr().out
    assert re.search(r"labflow help .* x a bare Python", printed)
    assert re.search(r"labflow workflows check .* x a bare Python", printed)


def test_each_page_is_set_beside_an_empty_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--quick", "--only", "pages"]) == 0

    printed = capsys.readouterr().out
    assert len(re.findall(r"page /.* x an empty page", printed)) == 6


def test_contestants_take_turns() -> None:
    order: list[str] = []

    in_turn({"one": lambda: order.append("one"), "two": lambda: order.append("two")}, rounds=2)

    assert order == ["one", "two", "one", "two"]


def test_a_figure_is_the_median_on_its_clock() -> None:
    moments = iter([0, 1, 1, 10, 10, 12])

    assert in_turn({"act": lambda: None}, rounds=3, clock=lambda: float(next(moments))) == {"act": 2.0}


@pytest.mark.parametrize(
    ("seconds", "spoken"), [(2.5, "2.50 s"), (0.0125, "12.5 ms"), (0.0012, "1200 us"), (0.00005, "50 us")]
)
def test_a_figure_is_shown_in_a_unit_that_can_be_read(seconds: float, spoken: str) -> None:
    assert spoken in str(Figure("an act", seconds))


def test_a_ratio_says_which_way_it_goes() -> None:
    assert (share(2.0, 1.0), times(2.0, 1.0)) == ("0.500 of the speed", "2.0 x")


def test_something_that_does_not_exist_is_refused() -> None:
    before = monotonic()

    with pytest.raises(SystemExit):
        main(["--only", "oracle"])
    assert monotonic() - before < 5
