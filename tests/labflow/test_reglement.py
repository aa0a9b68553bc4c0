"""The body's own rules: what a file may say, and what is refused."""

from pathlib import Path

import pytest

from labflow.reasons import Invalid
from labflow.reglement import Threshold, reglement_from
from labflow.rulebook import rules_from
from labflow.texts import say
from labflow.words import LANGUAGES, Words

FILE = Path(__file__).parents[2] / "workflows" / "som" / "reglement" / "1.yaml"


def as_read() -> dict[str, object]:
    """The file as plain values."""
    return dict(rules_from(FILE))


def refused(**changes: object) -> list[str]:
    """The codes with which the file is refused after these changes; a change to `...` removes the key."""
    given = {name: value for name, value in {**as_read(), **changes}.items() if value is not ...}
    with pytest.raises(Invalid) as refusal:
        reglement_from(given)
    for lang in LANGUAGES:
        assert all(say(reason, lang) for reason in refusal.value.reasons)
    return [reason.code for reason in refusal.value.reasons]


def test_version_1_is_a_proposal_that_nobody_adopted() -> None:
    reglement = reglement_from(as_read())

    assert reglement.version == 1
    assert reglement.title == Words("Reglement van de SOM-raad, voorstel", "Rules of the SOM-raad, a proposal")
    assert reglement.adopted_by is None
    assert say(reglement.standing, "nl", the_body="de raad") == (
        "Reglement versie 1, een voorstel: de raad heeft het nog niet aangenomen."
    )


def test_version_1_asks_more_than_half_there_and_a_third_left() -> None:
    reglement = reglement_from(as_read())

    assert reglement.quorum == Threshold(1, 2, False, "electorate")
    assert reglement.support == Threshold(1, 2, False, "quorum")
    assert reglement.recusal == Threshold(1, 3, True, "seats")
    assert reglement.majorities == {
        "simple": Threshold(1, 2, False, "cast"),
        "two-thirds": Threshold(2, 3, True, "cast"),
        "written": Threshold(1, 2, False, "electorate"),
    }


def test_an_adopted_reglement_names_the_decision() -> None:
    reglement = reglement_from({**as_read(), "adopted_by": "2023-004"})

    assert say(reglement.standing, "en") == "Rules version 1, adopted by decision 2023-004."


@pytest.mark.parametrize(
    ("total", "more_than_half", "at_least_a_third"), [(0, 1, 1), (1, 1, 1), (17, 9, 6), (22, 12, 8)]
)
def test_a_threshold_is_exact_and_never_nobody(total: int, more_than_half: int, at_least_a_third: int) -> None:
    assert Threshold(1, 2, False, "electorate").least(total) == more_than_half
    assert Threshold(1, 3, True, "seats").least(total) == at_least_a_third


@pytest.mark.parametrize("no", range(8))
def test_two_thirds_of_the_votes_cast_is_twice_the_votes_against(no: int) -> None:
    assert Threshold(2, 3, True, "cast").least_yes(no) == 2 * no
    assert Threshold(1, 2, False, "cast").least_yes(no) == no + 1


@pytest.mark.parametrize(
    "value",
    [
        "2/3",
        None,
        {"at_least": "66.67", "of": "cast"},
        {"at_least": "67 %", "of": "cast"},
        {"at_least": 2, "of": "cast"},
        {"at_least": "3/3", "of": "cast"},
        {"at_least": "0/3", "of": "cast"},
        {"at_least": "2/3"},
        {"of": "cast"},
        {"at_least": "2/3", "of": "seats"},
        {"at_least": "2/3", "of": ["cast"]},
        {"at_least": "2/3", "more_than": "1/2", "of": "cast"},
        {"at_least": "2/3", "of": "cast", "when": "always"},
    ],
)
def test_a_threshold_is_a_fraction_of_a_base_and_nothing_else(value: object) -> None:
    assert refused(**{"two-thirds": value}) == ["council.not_a_threshold"]


@pytest.mark.parametrize("share", [{"at_least": "1/2"}, {"more_than": "1/3"}])
def test_a_majority_that_lets_a_tie_pass_is_refused(share: dict[str, str]) -> None:
    assert refused(simple={**share, "of": "cast"}) == ["council.tie_would_pass"]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("quorum", ..., "council.key_missing"),
        ("surprise", 1, "council.key_unknown"),
        ("\ud800", 1, "council.key_unknown"),
        ("version", 0, "council.version_not_whole"),
        ("version", True, "council.version_not_whole"),
        ("version", "1", "council.version_not_whole"),
        ("title", "Reglement", "council.title_not_words"),
        ("title", {"nl": "Reglement"}, "council.title_not_words"),
        ("title", {"nl": "Reglement", "en": " "}, "council.title_not_words"),
        ("adopted_by", 7, "council.adopted_by_not_number"),
        ("casting_vote", True, "council.no_casting_vote"),
        ("casting_vote", "no", "council.no_casting_vote"),
    ],
)
def test_a_wrong_value_is_named(key: str, value: object, code: str) -> None:
    assert refused(**{key: value}) == [code]


def test_everything_wrong_is_told_at_once() -> None:
    wrong = refused(version=0, title=3, quorum="half", simple=..., casting_vote=1, more=2)

    assert sorted(wrong) == [
        "council.key_missing",
        "council.key_unknown",
        "council.no_casting_vote",
        "council.not_a_threshold",
        "council.title_not_words",
        "council.version_not_whole",
    ]


def test_version_1_says_how_long_and_how_much() -> None:
    reglement = reglement_from(as_read())

    assert reglement.days == {"papers": 14, "written": 10, "urgent": 5, "extension": 5, "again": 365}
    assert reglement.cents == {"written": 2_500_000, "mandate": 250_000, "mandates_per_year": 1_000_000}
    assert reglement.heavy == ("rules", "over_means", "against_lead")
    assert reglement.tacit == ("deadline-verleggen",)


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"days": [14]}, ["council.not_numbers"]),
        ({"days": {"papers": 14}}, ["council.key_missing"] * 4),
        ({"euro": {"written": 0, "mandate": True, "mandates_per_year": 1}}, ["council.number_from_one"] * 2),
        ({"days": {"papers": 14, "written": 5, "urgent": 6, "extension": 5, "again": 1}}, ["council.urgent_is_longer"]),
        ({"heavy": ["rules", "rules"]}, ["council.not_a_list"]),
        ({"heavy": ["everything"]}, ["council.heavy_unknown"]),
        ({"tacit": "all"}, ["council.not_a_list"]),
    ],
)
def test_terms_limits_and_lists_that_cannot_be(changes: dict[str, object], codes: list[str]) -> None:
    assert refused(**changes) == codes
