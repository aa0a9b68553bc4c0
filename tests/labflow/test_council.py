"""The verdict on the examples of the proposed rules, the sentence that explains it, and counts that cannot be."""

import pytest

from labflow.council import METHODS, Count, Method, Reglement, Verdict, can_decide, count_from, verdict
from labflow.reasons import Invalid
from labflow.reglement import Threshold
from labflow.texts import say
from labflow.words import LANGUAGES
from tests.labflow.proposal import RULES


def decide(seats: int, present: int, votes: str, method: Method = "simple", recused: int = 0) -> Verdict:
    """The verdict on votes written as yes-no-abstain."""
    yes, no, abstain = map(int, votes.split("-"))
    return verdict(RULES, Count(seats, recused, present, yes, no, abstain, method))


@pytest.mark.parametrize(("seats", "quorum", "support"), [(22, 12, 7), (20, 11, 6), (19, 10, 6), (17, 9, 5)])
def test_quorum_and_support_of_the_bodies_that_the_sources_count(seats: int, quorum: int, support: int) -> None:
    told = decide(seats, 0, "0-0-0")

    assert (told.quorum, told.needed, told.quorate) == (quorum, support, False)


@pytest.mark.parametrize(
    ("votes", "method", "present", "adopted", "sentence"),
    [
        ("0-0-12", "simple", 12, False, "Nog 7 stemmen voor nodig: 0 voor en 0 tegen, minstens 7 voor nodig."),
        ("0-0-12", "two-thirds", 12, False, "Nog 7 stemmen voor nodig: 0 voor en 0 tegen, minstens 7 voor nodig."),
        ("1-0-11", "simple", 12, False, "Nog 6 stemmen voor nodig: 1 voor en 0 tegen, minstens 7 voor nodig."),
        ("6-2-6", "simple", 14, False, "Nog 1 stem voor nodig: 6 voor en 2 tegen, minstens 7 voor nodig."),
        (
            "7-2-5",
            "simple",
            14,
            True,
            "Voldoet: 7 voor en 2 tegen, minstens 7 voor nodig; "
            "14 van de 22 stemgerechtigden zijn er, minstens 12 moeten er zijn.",
        ),
        (
            "8-4-0",
            "two-thirds",
            12,
            True,
            "Voldoet: 8 voor en 4 tegen, minstens 8 voor nodig; "
            "12 van de 22 stemgerechtigden zijn er, minstens 12 moeten er zijn.",
        ),
        ("7-4-1", "two-thirds", 12, False, "Nog 1 stem voor nodig: 7 voor en 4 tegen, minstens 8 voor nodig."),
        (
            "8-3-0",
            "simple",
            11,
            False,
            "Nog 1 lid nodig om te kunnen beslissen: "
            "11 van de 22 stemgerechtigden zijn er, minstens 12 moeten er zijn.",
        ),
        (
            "8-8-0",
            "simple",
            16,
            False,
            "Staking van stemmen: 8 voor en 8 tegen. Nog 1 stem voor nodig; niemand heeft een doorslaggevende stem.",
        ),
        ("0-1-0", "consensus", 12, False, "1 lid heeft bezwaar, dus er is geen consensus. Praat verder of stem."),
        (
            "0-0-0",
            "consensus",
            12,
            True,
            "Voldoet: niemand heeft bezwaar; 12 van de 22 stemgerechtigden zijn er, minstens 12 moeten er zijn.",
        ),
        (
            "11-0-0",
            "written",
            0,
            False,
            "Nog 1 akkoord nodig: 11 van de 22 stemgerechtigden zijn akkoord, minstens 12 nodig.",
        ),
        ("12-10-0", "written", 0, True, "Voldoet: 12 van de 22 stemgerechtigden zijn akkoord, minstens 12 nodig."),
    ],
)
def test_the_examples_of_the_rules_at_22_seats(
    votes: str, method: Method, present: int, adopted: bool, sentence: str
) -> None:
    told = decide(22, present, votes, method)

    assert (told.adopted, say(told.sentence, "nl")) == (adopted, sentence)


def test_recusal_of_an_absent_seat_can_make_a_quorum() -> None:
    assert decide(22, 11, "11-0-0").quorate is False
    assert decide(22, 11, "11-0-0", recused=1).quorate is True


def test_when_everybody_is_recused_nothing_passes_and_the_sentence_says_why() -> None:
    told = decide(22, 0, "0-0-0", "consensus", recused=22)

    assert not told.adopted
    assert say(told.sentence, "en") == (
        "Too few members may take part: 0 of the 22, at least 8 needed. "
        "Ask the other members of the network for advice."
    )


def test_a_body_without_seats_decides_nothing() -> None:
    assert not any(decide(0, 0, "0-0-0", method).adopted for method in METHODS)


def test_all_that_is_missing_is_told_the_first_thing_first() -> None:
    told = decide(22, 10, "5-5-0")

    assert [(reason.code, reason.values["n"]) for reason in told.reasons] == [
        ("council.quorum_missing", 2),
        ("council.tied", 2),
    ]


def test_the_base_of_the_majority_is_the_councils_to_choose() -> None:
    def passes(threshold: Threshold) -> bool:
        rules = Reglement(1, RULES.title, RULES.quorum, RULES.support, RULES.recusal, {"simple": threshold})
        return verdict(rules, Count(22, 0, 14, 7, 5, 2, "simple")).adopted

    assert passes(Threshold(1, 2, False, "cast"))
    assert not passes(Threshold(1, 2, False, "present"))
    assert not passes(Threshold(1, 2, False, "electorate"))


@pytest.mark.parametrize(
    ("verdict", "past"),
    [
        (decide(17, 9, "9-0-0"), "Aangenomen met 9 voor en 0 tegen, minstens 5 voor nodig; 9 van de 17"),
        (decide(17, 9, "0-0-0", "consensus"), "Aangenomen zonder bezwaar; 9 van de 17"),
        (decide(17, 0, "9-0-0", "written"), "Schriftelijk aangenomen: 9 van de 17"),
        (decide(17, 0, "5-0-0", "tacit"), "Schriftelijk aangenomen: 5 van de 17"),
        (decide(17, 9, "4-5-0"), "Niet aangenomen: 4 voor en 5 tegen; 9 van de 17"),
        (decide(17, 8, "8-0-0"), "Er waren niet genoeg leden om te beslissen: 8 van de 17"),
        (decide(17, 0, "8-0-0", "written"), "Niet aangenomen: 8 van de 17 stemgerechtigden waren akkoord"),
    ],
)
def test_what_was_decided_is_told_in_the_past(verdict: Verdict, past: str) -> None:
    assert say(verdict.past, "nl").startswith(past)
    assert say(verdict.past, "en")


def test_each_verdict_says_by_which_reglement() -> None:
    assert decide(17, 9, "9-0-0").reglement == RULES.standing


@pytest.mark.parametrize(
    ("expected", "answered", "recused", "sentence"),
    [
        (0, 0, 0, "9 van de 17 stemgerechtigden moeten er zijn. 0 hebben al geantwoord."),
        (1, 1, 0, "9 van de 17 stemgerechtigden moeten er zijn. 1 heeft al geantwoord, 1 komt."),
        (4, 6, 0, "9 van de 17 stemgerechtigden moeten er zijn. 6 hebben al geantwoord, van wie er 4 komen."),
        (10, 12, 0, "Ja: 9 van de 17 stemgerechtigden moeten er zijn, en 10 komen."),
        (8, 8, 2, "Ja: 8 van de 15 stemgerechtigden moeten er zijn, en 8 komen."),
        (
            5,
            5,
            12,
            "Te weinig leden mogen meebeslissen: 5 van de 17, minstens 6 nodig. "
            "Vraag advies aan de andere leden van het netwerk.",
        ),
    ],
)
def test_whether_this_council_can_decide_is_one_sentence(
    expected: int, answered: int, recused: int, sentence: str
) -> None:
    assert say(can_decide(RULES, 17, recused, expected, answered), "nl") == sentence


def test_no_more_can_come_than_have_answered() -> None:
    with pytest.raises(Invalid):
        can_decide(RULES, 17, 0, 3, 2)


LINE = {"seats": 22, "recused": 0, "present": 12, "yes": 8, "no": 4, "abstain": 0, "method": "two-thirds"}


def test_a_line_of_json_is_a_count() -> None:
    assert count_from(LINE) == Count(22, 0, 12, 8, 4, 0, "two-thirds")


def test_in_writing_nobody_has_to_be_present() -> None:
    line = {**LINE, "method": "written"}
    del line["present"]

    assert count_from(line) == Count(22, 0, 0, 8, 4, 0, "written")


@pytest.mark.parametrize("value", [-1, 1.0, "1", True, None, 2**63, 10_000, [1]])
@pytest.mark.parametrize("field", ["seats", "recused", "present", "yes", "no", "abstain"])
def test_a_count_holds_whole_numbers_only(field: str, value: object) -> None:
    with pytest.raises(Invalid) as refusal:
        count_from({**LINE, field: value})

    assert [(r.code, r.values["field"]) for r in refusal.value.reasons] == [("council.count_not_whole", field)]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"method": "lot"}, ["council.method_unknown"]),
        ({"method": ["simple"]}, ["council.method_unknown"]),
        ({"recused": 23}, ["council.recused_over_seats", "council.present_over_electorate"]),
        ({"present": 23}, ["council.present_over_electorate"]),
        ({"yes": 9}, ["council.votes_over_present"]),
        ({"present": 23, "yes": 20}, ["council.present_over_electorate", "council.votes_over_present"]),
        ({"method": "written", "yes": 19}, ["council.votes_over_electorate"]),
        ({"yes": -1, "no": "4", "method": ""}, ["council.count_not_whole"] * 2 + ["council.method_unknown"]),
        ({"chair": 1, "yes": -1}, ["council.key_unknown", "council.count_not_whole"]),
        ({"chair": 1}, ["council.key_unknown"]),
    ],
)
def test_a_count_that_cannot_be_is_refused_with_every_reason(changes: dict[str, object], codes: list[str]) -> None:
    with pytest.raises(Invalid) as refusal:
        count_from({**LINE, **changes})

    assert [reason.code for reason in refusal.value.reasons] == codes
    for lang in LANGUAGES:
        assert all(say(reason, lang) for reason in refusal.value.reasons)


@pytest.mark.parametrize("given", [None, [], "seats", 3])
def test_what_is_no_count_at_all_is_refused(given: object) -> None:
    with pytest.raises(Invalid) as refusal:
        count_from(given)

    assert say(refusal.value.reasons[0], "en").startswith("Give a count as one object a line")


def test_an_empty_line_lacks_every_name() -> None:
    with pytest.raises(Invalid) as refusal:
        count_from({})

    assert [reason.values["field"] for reason in refusal.value.reasons] == list(LINE)


@pytest.mark.parametrize(
    ("votes", "recused", "adopted", "sentence"),
    [
        ("7-0-0", 0, True, "Voldoet: 7 van de 22 stemgerechtigden zijn akkoord en niemand is tegen, minstens 7 nodig."),
        ("6-0-9", 0, False, "Nog 1 akkoord nodig: 6 van de 22 stemgerechtigden zijn akkoord, minstens 7 nodig."),
        ("15-1-0", 0, False, "1 lid is niet akkoord: dan is zwijgen geen toestemming."),
        ("6-0-0", 3, True, "Voldoet: 6 van de 19 stemgerechtigden zijn akkoord en niemand is tegen, minstens 6 nodig."),
    ],
)
def test_silence_is_consent_only_with_enough_for_and_nobody_against(
    votes: str, recused: int, adopted: bool, sentence: str
) -> None:
    told = decide(22, 0, votes, "tacit", recused)

    assert (told.adopted, say(told.sentence, "nl")) == (adopted, sentence)
