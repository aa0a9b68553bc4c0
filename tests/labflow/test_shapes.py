"""Shapes of single values: the value when the form is right, one finding at its place when it is not."""

import pytest

from labflow.definition import Duration
from labflow.loading import parse
from labflow.shapes import Choice, Day, Flag, Key, Length, Shape, Taking, Text, Whole, Zone, named

RIGHT: list[tuple[Shape, str, object]] = [
    (Text(), "' hello '", "hello"),
    (Key(), "a-1", "a-1"),
    (Choice(("block", "close")), "close", "close"),
    (Flag(), "false", False),
    (Whole(), "3", 3),
    (Whole(0), "0", 0),
    (Length(), "6 months", Duration(6, "months")),
    (Length(), "1 day", Duration(1, "days")),
    (Length(), "8 school weeks", Duration(8, "school weeks")),
    (Day(), "2023-09-29", "2023-09-29"),
    (Zone(), "Europe/Brussels", "Europe/Brussels"),
]
WRONG: list[tuple[Shape, str, str]] = [
    (Text(), "''", "text"),
    (Text(5), "too long", "text"),
    (Text(), "7", "text"),
    (Key(), "Upper", "key"),
    (Key(), "../etc", "key"),
    (Choice(("block", "close")), "blok", "choice"),
    (Choice(("block", "close")), "[block]", "choice"),
    (Flag(), "yes", "flag"),
    (Flag(), "1", "flag"),
    (Whole(), "0", "whole"),
    (Whole(), "true", "whole"),
    (Length(), "0 months", "duration"),
    (Length(), "6 weeks", "duration"),
    (Day(), "2023-02-30", "day"),
    (Zone(), "Europe/Leven", "zone"),
    (Zone(), "../../etc/passwd", "zone"),
]


@pytest.mark.parametrize(("shape", "written", "value"), RIGHT, ids=lambda part: str(part)[:30])
def test_the_right_form_gives_its_value(shape: Shape, written: str, value: object) -> None:
    taking = Taking()

    assert shape.take(parse(f"a: {written}", "x")[0].at("a"), ("a",), taking) == value
    assert taking.findings == []


@pytest.mark.parametrize(("shape", "written", "variant"), WRONG, ids=lambda part: str(part)[:30])
def test_the_wrong_form_gives_one_finding_in_its_place(shape: Shape, written: str, variant: str) -> None:
    taking = Taking()

    assert shape.take(parse(f"a: {written}", "x")[0].at("a"), ("a",), taking) is None
    assert [finding.reason.code for finding in taking.findings] == [f"soundness.E005_{variant}"]
    assert all(finding.line("nl") and finding.line("en") for finding in taking.findings)
    assert taking.is_spoiled("a")
    assert not taking.is_spoiled("b")


def test_every_shape_says_itself_as_json_schema() -> None:
    for shape in {type(shape): shape for shape, *_ in RIGHT}.values():
        assert {"type", "enum"} & shape.schema().keys()


def test_a_place_is_called_by_its_path() -> None:
    assert named(("stages", "sketch", 0)) == "stages.sketch.0"
