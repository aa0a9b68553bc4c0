"""Shapes that hold others: what is wrong is left out and said, the rest is kept."""

from labflow.definition import Need
from labflow.loading import parse
from labflow.shapes import Flag, Shape, Taking, Text, Whole
from labflow.shapes_nested import ANeed, Field, InWords, ListOf, MapOf, Record
from labflow.words import Words

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
