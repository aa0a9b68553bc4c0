"""What goes with a step: each name as its kind wants it, every fault at once."""

from datetime import date

import pytest

from labflow.asking import complete, day_of, in_words, missing, missing_reasons, stated
from labflow.definition import Transition
from labflow.reasons import Invalid, Reason
from labflow.texts import LANGUAGES, say
from tests.labflow.dossiers import both

WAY = Transition(
    "go-on", both("go on"), ("try",), "keep", ("puller",), "",
    asks={"end": "date", "money": "euro", "who": "organisation", "why": "text"},
)  # fmt: skip


def test_each_answer_is_kept_as_its_kind_wants_it() -> None:
    given = {"end": date(2024, 6, 30), "money": "12,50", "who": " De stad ", "why": None}

    assert stated(WAY, given) == {"end": "2024-06-30", "money": 1250, "who": "De stad"}


def test_every_fault_comes_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        stated(WAY, {"end": "morgen", "money": float("nan"), "who": "a\0", "colour\ud800": "red", "why": "ok"})

    assert [reason.code for reason in refused.value.reasons] == [
        "typed.not_a_day", "typed.not_an_amount", "typed.control_character", "asking.not_asked",
    ]  # fmt: skip
    assert all(say(reason, lang) for reason in refused.value.reasons for lang in LANGUAGES)


def test_each_thing_that_is_missing_is_named() -> None:
    with pytest.raises(Invalid) as refused:
        complete(WAY, {"end": "2024-06-30", "money": 0, "who": ""})

    assert refused.value.reasons == tuple(
        Reason("asking.missing", {"name": name, "transition": WAY.title}) for name in ("who", "why")
    )


def test_what_is_missing_can_be_asked_without_refusing() -> None:
    assert missing(WAY, {"end": "2024-06-30", "money": 0}) == ("who", "why")
    assert [reason.values["name"] for reason in missing_reasons(WAY, {"who": "De stad", "why": "Daarom."})] == [
        "end", "money",
    ]  # fmt: skip


def test_nothing_is_missing_when_all_is_given() -> None:
    complete(WAY, {"end": "2024-06-30", "money": 0, "who": "De stad", "why": "Daarom."})


def test_a_kept_answer_is_read_back() -> None:
    assert [day_of(each) for each in ("2024-06-30", "", None, 7)] == [date(2024, 6, 30), None, None, None]
    assert [in_words(each) for each in ("De stad", None, 7)] == ["De stad", "", ""]
