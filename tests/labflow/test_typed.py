"""What somebody typed: kept as it was meant, or refused with a sentence; never a crash."""

import ast
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from labflow import typed
from labflow.clock import Interval
from labflow.reasons import Invalid
from labflow.texts import LANGUAGES, say
from labflow.texts.saying import keys
from labflow.words import Words
from tests.house.source import modules

HOSTILE: tuple[object, ...] = (
    "\0", "a\0b", "\ud800", "a\udfffb", "\x1b[31m", "a\u2028b", 2**63, -(2**63), 10**5000, -(10**5000), True, False,
    float("nan"), float("inf"), 1e400, 1.5, b"bytes", [], {}, object(), "9" * 5000, "x" * 1_000_000, "-1", "1e3",
    "NaN", "٣", "²", "0x10", "1_000", "+5", "1.234,50", "--5", "2023-02-30", "0000-01-01", "99999-01-01",
    "2023-9-1", "٢٠٢٣-٠٩-٢٩", "today",
)  # fmt: skip
READERS: dict[str, Callable[[object], object]] = {
    "text": lambda value: typed.text(value, "title"),
    "optional": lambda value: typed.optional_text(value, "note"),
    "evidence": typed.evidence,
    "day": lambda value: typed.day(value, "until"),
    "euro": typed.euro,
    "choice": lambda value: typed.choice(value, "state", ("done", "todo")),
    "whole": lambda value: typed.whole(value, "item_number", 1, 99),
    "since": typed.since,
}
TAKES_ANY_WORDS = {"text", "optional", "evidence", "since"}


@pytest.mark.parametrize("reader", READERS)
def test_whatever_is_typed_is_kept_or_refused_in_a_sentence(reader: str) -> None:
    kept: list[object] = []
    said: list[str] = []
    for value in HOSTILE:
        try:
            READERS[reader](value)
            kept.append(value)
        except Invalid as refused:
            said += [say(reason, lang) for reason in refused.reasons for lang in LANGUAGES]

    harmless = [value for value in HOSTILE if isinstance(value, str) and value.isprintable() and len(value) < 80]
    if reader == "since":
        harmless.remove("2023-02-30")
        harmless.remove("0000-01-01")
    assert [sentence for sentence in said if not 0 < len(sentence) < 400] == []
    assert kept == (harmless if reader in TAKES_ANY_WORDS else [])


def test_a_text_is_kept_in_one_form_without_loose_space() -> None:
    assert typed.text("  cafe\u0301\r\nlater\r ", "note") == "café\nlater"
    assert typed.optional_text(None, "note") == ""


@pytest.mark.parametrize(
    ("value", "code"),
    [("", "typed.empty"), (None, "typed.empty"), ("   ", "typed.empty"), ("x" * 501, "typed.too_long"),
     ("a\x07", "typed.control_character"), ("a\u202eb", "typed.control_character"), (7, "typed.not_text")],
)  # fmt: skip
def test_a_text_that_is_none_says_why(value: object, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        typed.text(value, "title")

    assert [reason.code for reason in refused.value.reasons] == [code]


def test_a_text_of_exactly_its_maximum_is_kept() -> None:
    assert typed.text("x" * 500, "title") == "x" * 500
    assert typed.text("é" * 120, "title", 120) == "é" * 120


def test_evidence_is_a_sentence_with_at_most_one_link() -> None:
    assert typed.evidence("Zie https://example.org/nota voor meer.") == (
        "Zie https://example.org/nota voor meer.", "https://example.org/nota",
    )  # fmt: skip
    assert typed.evidence("javascript:alert(1)") == ("javascript:alert(1)", "")
    with pytest.raises(Invalid):
        typed.evidence("http://a.be HTTPS://b.be")


def test_a_day_is_a_day_however_it_comes() -> None:
    found = [
        typed.day(given, "until")
        for given in ("2023-09-29", " 2023-09-29 ", date(2023, 9, 29), datetime(2023, 9, 29, tzinfo=UTC))
    ]

    assert found == [date(2023, 9, 29)] * 4
    assert {type(each) for each in found} == {date}


def test_a_day_is_of_these_two_centuries() -> None:
    for strange in ("0001-01-01", "1899-12-31", "2100-01-01", "9999-12-31"):
        with pytest.raises(Invalid, match="not_a_day"):
            typed.day(strange, "until")
    assert typed.day("1900-01-01", "until") == date(1900, 1, 1)


def test_an_amount_is_whole_cents() -> None:
    given = ("1250", "1250,5", "0.07", " 3 ", 12, "21474836,47")

    assert [typed.euro(each) for each in given] == [125000, 125050, 7, 300, 1200, 2**31 - 1]
    for too_much in ("21474836,48", "999999999", -1, "", "1,234"):
        with pytest.raises(Invalid):
            typed.euro(too_much)


def test_a_whole_number_lies_between_its_bounds() -> None:
    assert [typed.whole(each, "item_number", -5, 5) for each in ("-5", 5, " 0 ")] == [-5, 5, 0]
    for outside in ("6", -6, "1.0", "", None):
        with pytest.raises(Invalid):
            typed.whole(outside, "item_number", -5, 5)


def test_a_choice_is_one_of_the_keys() -> None:
    assert typed.choice("done", "state", ("done",)) == "done"
    with pytest.raises(Invalid):
        typed.choice("Done", "state", ("done",))


def test_since_when_is_as_precise_as_it_was_typed() -> None:
    told = [typed.since(given) for given in ("2023-05-16", "2023-12", "2022-2023", "2023", "", None, "half mei")]

    assert told == [
        Interval(date(2023, 5, 16), date(2023, 5, 16), "day"),
        Interval(date(2023, 12, 1), date(2023, 12, 31), "month"),
        Interval(date(2022, 9, 1), date(2023, 8, 31), "schoolyear"),
        Interval(date(2023, 1, 1), date(2023, 12, 31), "year"),
        Interval(), Interval(),
        Interval(None, None, "none", Words("half mei", "half mei")),
    ]  # fmt: skip


def test_years_at_the_edge_of_the_calendar_do_not_break_it() -> None:
    for words in ("0000-0001", "9999-12", "0000-05", "9998-9999", "2023-2025", "9999"):
        assert typed.since(words) == Interval(None, None, "none", Words(words, words))
    assert typed.since("2099-12").end == date(2099, 12, 31)
    for wrong in ("2023-13", "2023-00", "2023-02-30"):
        with pytest.raises(Invalid):
            typed.since(wrong)


def test_an_address_is_made_of_the_letters_of_a_title() -> None:
    assert [typed.slug(each) for each in ("Speak Up!", "Cœur & Été", "a" * 200)] == ["speak-up", "cur-ete", "a" * 80]
    for empty in ("!!!", "", "汉字"):
        with pytest.raises(Invalid):
            typed.slug(empty)


def test_what_is_shown_of_a_value_is_short_and_printable() -> None:
    assert typed.shown("a\0\ud800\u202eb") == "a���b"
    assert typed.shown("x" * 61) == "x" * 60 + "…"
    assert typed.shown(10**5000) == "…"
    assert typed.shown(None) == "None"


def test_a_row_can_have_a_name_of_plain_text_only() -> None:
    told = [typed.is_findable(each) for each in ("speak-up", "x" * 500, "", "\0", "\ud800", "x" * 501, None, 7)]

    assert told == [True, True, False, False, False, False, False, False]


def test_every_name_in_a_refusal_has_its_words() -> None:
    readers = {f"typed.{name}" for name in ("text", "optional_text", "day", "choice", "whole", "since", "euro")}
    named = {
        call.args[1].value
        for module in modules("labflow")
        for call, name in module.calls()
        if name in readers and len(call.args) > 1 and isinstance(call.args[1], ast.Constant)
    }

    for lang in LANGUAGES:
        assert sorted(f"typed.name.{name}" for name in named if f"typed.name.{name}" not in keys(lang)) == []
    assert len(named) > 20
