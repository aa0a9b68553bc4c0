"""Sentences: the same keys in both languages, values as a reader of that language writes them."""

import ast
import re
from datetime import UTC, date, datetime
from string import Formatter

import pytest

from labflow.clock import UNKNOWN, Interval, on_day
from labflow.questions import OF_INITIATIVE
from labflow.reasons import Reason
from labflow.texts import LANGUAGES, Euro, Words, in_both, say
from labflow.texts.saying import _catalogue, keys, network_word, network_words, shown, translated, use_network_words
from tests.house.source import dotted, modules
from tests.labflow.dossiers import both

KEY = re.compile(r"[a-z_-]+(\.[A-Za-z0-9_-]+)+")
SEPTEMBER = date(2023, 9, 29)


def test_both_languages_have_the_very_same_keys() -> None:
    own = {lang: {key for key in keys(lang) if KEY.fullmatch(key)} for lang in LANGUAGES}

    assert own["nl"] ^ own["en"] == set()
    assert len(own["nl"]) > 200


def test_a_sentence_names_the_same_values_in_both_languages() -> None:
    differing = [key for key in keys("nl") & keys("en") if _named(key, "nl") != _named(key, "en")]

    assert differing == []


def test_every_act_that_can_be_the_last_one_has_words() -> None:
    acts = {
        str(call.args[2].value)
        for module in modules("labflow")
        for call, name in module.calls()
        if name == "finish" and module.path != "labflow/posting_claim.py"
        if len(call.args) > 2 and isinstance(call.args[2], ast.Constant)
    }
    named = {"open", "import", "advance", OF_INITIATIVE}

    assert {act for act in acts | named if f"act.{act}" not in keys("nl")} == set()
    assert len(acts) > 15


def test_every_reason_in_the_code_has_a_sentence() -> None:
    codes = {
        call.args[0].value
        for module in modules("labflow")
        for call, name in module.calls()
        if dotted(call.func) == "Reason" and call.args and isinstance(call.args[0], ast.Constant)
    }

    assert sorted(code for code in codes - keys("nl") if isinstance(code, str)) == []
    assert len(codes) > 100


def test_a_day_a_number_and_an_amount_are_written_as_the_reader_does() -> None:
    told = [
        [shown(value, lang).replace("\xa0", " ") for lang in LANGUAGES]
        for value in (
            SEPTEMBER,
            datetime(2023, 9, 29, 17, 5, tzinfo=UTC),
            12345,
            Euro(1250000),
            Euro(105),
            both("x"),
            True,
        )
    ]

    assert told == [
        ["29 september 2023", "29 September 2023"], ["29 september 2023, 17:05", "29 September 2023, 17:05"],
        ["12.345", "12,345"], ["€ 12.500", "€ 12,500"], ["€ 1,05", "€1.05"], ["x", "x"], ["True", "True"],
    ]  # fmt: skip


def test_an_interval_is_said_as_precisely_as_it_is_known() -> None:
    told = [
        say(interval, "nl")
        for interval in (
            on_day(SEPTEMBER), UNKNOWN, Interval(SEPTEMBER, None, "part"),
            Interval(date(2023, 5, 1), date(2023, 5, 31), "month"),
            Interval(date(2023, 1, 1), date(2023, 12, 31), "year"),
            Interval(date(2022, 9, 1), date(2023, 8, 31), "schoolyear"),
            Interval(date(2023, 12, 31), date(2023, 12, 31), "day", Words("eind 2023", "end of 2023")),
        )
    ]  # fmt: skip

    assert told == [
        "29 september 2023",
        "niet bekend",
        "29 september 2023",
        "mei 2023",
        "2023",
        "2022-2023",
        "eind 2023",
    ]
    between = say(Interval(date(2023, 5, 11), date(2023, 5, 20), "part"), "en")
    assert "11 May 2023" in between
    assert "20 May 2023" in between


def test_a_tuple_is_a_list_and_a_reason_within_is_a_sentence() -> None:
    assert shown((both("a"), "b", 3), "nl") == "a, b, 3"
    assert shown(Reason("act.tick"), "en") == say("act.tick", "en")


def test_names_that_hold_commas_are_parted_by_semicolons() -> None:
    assert shown(("UCLL", "Stroom"), "nl") == "UCLL, Stroom"
    assert shown(("Schepen, stad", "Directeur, CLB"), "nl") == "Schepen, stad; Directeur, CLB"


def test_the_number_chooses_between_one_and_many() -> None:
    plural = next(m for m in _catalogue("nl") if m.pluralizable and m.id)
    values: dict[str, object] = dict.fromkeys(_named(str(plural.id[0]), "nl"), "x")

    one, many = (say(str(plural.id[0]), "nl", **{**values, "n": n}) for n in (1, 2))

    assert one != many


def test_what_is_written_down_is_said_in_both_languages() -> None:
    assert in_both("agenda.title.minutes", day=SEPTEMBER) == Words(
        say("agenda.title.minutes", "nl", day=SEPTEMBER),
        say("agenda.title.minutes", "en", day=SEPTEMBER),
    )


def test_values_may_have_any_name_even_those_of_the_function() -> None:
    reason = Reason("soundness.at", {"file": "f", "line": "1", "column": "2", "code": "E001", "what": "x", "lang": "y"})

    assert say(reason, "nl", sentence="iets") != ""


def test_a_missing_sentence_or_value_is_a_defect() -> None:
    for missing in (Reason("no.such_key"), Reason("lifecycle.overtaken")):
        with pytest.raises(KeyError):
            say(missing, "nl")
    with pytest.raises(KeyError):
        translated("Een zin die er niet is.", "en")
    assert translated("Een zin die er niet is.", "nl") == "Een zin die er niet is."


def test_a_sentence_reaches_no_further_than_its_values() -> None:
    hostile = "{who.__class__} {0} {who!r:>99}"

    assert hostile in say("engine.unknown_transition", "nl", transition=hostile, known=())


def test_the_words_of_the_network_are_there_in_every_sentence() -> None:
    before = dict(network_words())
    use_network_words({**before, "the_body": Words("de kring", "the circle")})
    try:
        told = [say("requirement.decision_missing_unplanned", lang) for lang in LANGUAGES]
    finally:
        use_network_words(before)

    assert ["kring" in told[0], "circle" in told[1]] == [True, True]


def _named(key: str, lang: str) -> set[str]:
    message = _catalogue(lang)[key]  # type: ignore[arg-type]
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    named = {name for text in texts for _, name, _, _ in Formatter().parse(str(text)) if name}
    return named - set(network_words()) - {"n"}


def test_a_word_that_the_network_does_not_name_is_a_plain_one() -> None:
    use_network_words({"body": both("raad")})

    assert [network_word(name, "nl") for name in ("body", "Body", "the_source", "The_source")] == [
        "raad", "Raad", "de bron", "De bron",
    ]  # fmt: skip
    with pytest.raises(KeyError):
        network_word("weather", "nl")
