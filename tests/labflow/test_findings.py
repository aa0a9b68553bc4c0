"""A finding is one line in the reader's language, and never carries what a terminal would run."""

from labflow.findings import Spot, did_you_mean, found, in_order, nearest
from labflow.reasons import Reason


def test_a_finding_reads_as_file_line_column_code_message() -> None:
    finding = found(Spot("plot/1.yaml", 4, 10), "E101", stage="sketsh", hint=did_you_mean("sketsh", ["sketch"]))

    assert finding.line("nl") == "plot/1.yaml:4:10 E101 De beginfase 'sketsh' bestaat niet. Bedoel je 'sketch'?"
    assert (
        finding.line("en") == "plot/1.yaml:4:10 E101 The initial stage 'sketsh' does not exist. Did you mean 'sketch'?"
    )


def test_as_json_it_has_the_keys_of_the_contract() -> None:
    finding = found(Spot("a.yaml", 2, 3), "W203")

    assert finding.as_json("en") == {
        "file": "a.yaml",
        "line": 2,
        "column": 3,
        "code": "W203",
        "severity": "warning",
        "message": "A pause has no maximum.",
    }


def test_what_an_author_wrote_stays_on_one_line() -> None:
    finding = found(Spot("a.yaml"), "E109", kind="x\n\x1b[31mred" + "y" * 100)

    assert "\n" not in finding.line("en")
    assert "\x1b" not in finding.line("en")
    assert len(finding.line("en")) < 120


def test_nothing_near_gives_no_hint() -> None:
    assert did_you_mean("zebra", ["sketch", "garden"]) == ""
    assert did_you_mean("gardn", ["sketch", "garden"]) == Reason("soundness.did_you_mean", {"word": "garden"})
    assert nearest("x" * 100_000, ["sketch"]) is None


def test_findings_come_once_and_by_place() -> None:
    late, early = found(Spot("b.yaml", 1, 1), "E116"), found(Spot("a.yaml", 9, 1), "E116")

    assert in_order([late, early, late]) == (early, late)
