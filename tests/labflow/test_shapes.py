"""Shapes: the value when the form is right; what is wrong is said at its place and left out, the rest is kept."""

import pytest

from labflow.definition import Duration, Need
from labflow.loading import parse
from labflow.shapes import (
    ANeed,
    Choice,
    Field,
    Flag,
    InWords,
    Key,
    Length,
    ListOf,
    MapOf,
    Record,
    Shape,
    Taking,
    Text,
    Whole,
    named,
)
from labflow.words import Words

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


PERSON = Record({"name": Field(Text(), "the name", required=True), "age": Field(Whole(), "in years")})


def _take(shape: Shape, written: str) -> tuple[object, list[str]]:
    taking = Taking()
    value = shape.take(parse(f"a: {written}", "x")[0].at("a"), ("a",), taking)
    return value, [finding.reason.code.removeprefix("soundness.") for finding in taking.findings]


def test_a_list_keeps_what_is_right() -> None:
    assert _take(ListOf(Whole()), "[1, x, 3]") == ((1, 3), ["E005_whole"])
    assert _take(ListOf(Whole()), "x") == (None, ["E005_list"])


def test_a_mapping_keeps_the_order_of_the_file() -> None:
    value, codes = _take(MapOf(Flag()), "{z: true, a: false}")

    assert (list(value) if isinstance(value, dict) else None, codes) == (["z", "a"], [])
    assert _take(MapOf(Flag()), "{Bad Key: true}") == ({"Bad Key": True}, ["E005_key"])
    assert _take(MapOf(Flag()), "[true]") == (None, ["E005_map"])


def test_a_record_knows_its_keys() -> None:
    assert _take(PERSON, "{name: Mo, age: 7}") == ({"name": "Mo", "age": 7}, [])
    assert _take(PERSON, "{age: 7}") == ({"age": 7}, ["E005_missing"])
    assert _take(PERSON, "{name: Mo, hobby: x}") == ({"name": "Mo"}, ["E004"])


def test_a_misspelt_key_is_not_reported_as_missing_too() -> None:
    assert _take(PERSON, "{nmae: Mo}") == ({"name": "Mo"}, ["E004"])


def test_words_borrow_the_other_language_with_a_warning() -> None:
    assert _take(InWords(), "{nl: Tuin, en: Garden}") == (Words("Tuin", "Garden"), [])
    assert _take(InWords(), "{nl: Tuin}") == (Words("Tuin", "Tuin"), ["W301"])
    assert _take(InWords(), "{}") == (None, ["E005_words"])
    assert _take(InWords(), "Tuin") == (None, ["E005_map"])


def test_a_need_is_a_kind_with_plain_parameters() -> None:
    inner = Need("maximum", {"count": 2})

    assert _take(ANeed(), "{kind: any_of, needs: [{kind: maximum, count: 2}], source: R1}") == (
        Need("any_of", {"needs": (inner,)}, "R1"),
        [],
    )
    assert _take(ANeed(), "maximum") == (None, ["E005_need"])


def test_a_record_says_its_keys_as_json_schema() -> None:
    schema = PERSON.schema()

    assert schema["required"] == ["name"]
    assert schema["additionalProperties"] is False
    assert schema["properties"]["age"]["description"] == "in years"
