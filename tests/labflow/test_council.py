"""The verdict: every outcome for 17, 19, 20 and 22 seats, and the examples of the proposed rules."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labflow.council import Count, Method, Reglement, Verdict, can_decide, count_from, verdict
from labflow.reasons import Invalid
from labflow.reglement import Threshold
from labflow.texts import say
from labflow.words import LANGUAGES, Words

RULES = Reglement(
    version=1,
    title=Words("Voorstel", "Proposal"),
    quorum=Threshold(1, 2, False, "electorate"),
    support=Threshold(1, 2, False, "quorum"),
    recusal=Threshold(1, 3, True, "seats"),
    majorities={
        "simple": Threshold(1, 2, False, "cast"),
        "two-thirds": Threshold(2, 3, True, "cast"),
        "written": Threshold(1, 2, False, "electorate"),
    },
)
BODIES = (17, 19, 20, 22)
VOTES: tuple[Method, ...] = ("simple", "two-thirds")


class Outcome(NamedTuple):
    """Where each seat is: a vote not cast by a member who is there counts as an abstention."""

    yes: int
    no: int
    abstain: int
    absent: int
    recused: int

    def counted(self, method: Method) -> Count:
        return Count(
            sum(self), self.recused, self.yes + self.no + self.abstain, self.yes, self.no, self.abstain, method
        )

    def moved(self, source: str, target: str) -> "Outcome":
        """The same with one seat less in `source` and one more in `target`."""
        return self._replace(**{source: getattr(self, source) - 1, target: getattr(self, target) + 1})


def every_outcome(seats: int) -> Iterator[Outcome]:
    """Every way in which the seats can be spread."""
    for yes in range(seats + 1):
        for no in range(seats + 1 - yes):
            for abstain in range(seats + 1 - yes - no):
                for absent in range(seats + 1 - yes - no - abstain):
                    yield Outcome(yes, no, abstain, absent, seats - yes - no - abstain - absent)


@cache
def verdicts(seats: int, method: Method) -> dict[Outcome, Verdict]:
    """The verdict on each outcome of a body."""
    return {outcome: verdict(RULES, outcome.counted(method)) for outcome in every_outcome(seats)}


def turned(seats: int, method: Method, source: str, target: str) -> tuple[list[Outcome], list[Outcome]]:
    """Outcomes that one seat's move from source to target turns from fail to pass, and from pass to fail."""
    told = verdicts(seats, method)
    moves = [(before, before.moved(source, target)) for before in told if getattr(before, source)]
    gained = [before for before, after in moves if told[after].adopted > told[before].adopted]
    lost = [before for before, after in moves if told[after].adopted < told[before].adopted]
    return gained, lost


def decide(seats: int, present: int, votes: str, method: Method = "simple", recused: int = 0) -> Verdict:
    """The verdict on votes written as yes-no-abstain."""
    yes, no, abstain = map(int, votes.split("-"))
    return verdict(RULES, Count(seats, recused, present, yes, no, abstain, method))


@cache
def first_above_half(total: int) -> int:
    """The first whole number above half of the total, by looking for it."""
    return next(n for n in range(1, total + 2) if Fraction(n) > Fraction(total, 2))


def by_the_book(outcome: Outcome, method: Method) -> bool:
    """R2, R3 and R6 once more, in fractions and without a shortcut."""
    seats = sum(outcome)
    electorate = seats - outcome.recused
    here = outcome.yes + outcome.no + outcome.abstain
    quorum = first_above_half(electorate)
    cast = outcome.yes + outcome.no
    if Fraction(electorate) < Fraction(seats, 3) or here < quorum or outcome.yes < first_above_half(quorum) or not cast:
        return False
    return outcome.yes > outcome.no if method == "simple" else Fraction(outcome.yes, cast) >= Fraction(2, 3)


@pytest.mark.parametrize("method", VOTES)
@pytest.mark.parametrize("seats", BODIES)
def test_every_outcome_is_decided_by_the_book(seats: int, method: Method) -> None:
    told = verdicts(seats, method)

    assert [o for o, v in told.items() if v.adopted != by_the_book(o, method)] == []
    assert len(told) == {17: 5_985, 19: 8_855, 20: 10_626, 22: 14_950}[seats]


@pytest.mark.parametrize("method", VOTES)
@pytest.mark.parametrize("seats", BODIES)
def test_an_extra_yes_never_turns_a_pass_into_a_fail(seats: int, method: Method) -> None:
    for source in ("no", "abstain", "absent", "recused"):
        assert turned(seats, method, source, "yes")[1] == []


@pytest.mark.parametrize("method", VOTES)
@pytest.mark.parametrize("seats", BODIES)
def test_an_extra_abstention_never_turns_a_pass_into_a_fail(seats: int, method: Method) -> None:
    assert turned(seats, method, "absent", "abstain")[1] == []
    assert turned(seats, method, "no", "abstain")[1] == []


@pytest.mark.parametrize("method", VOTES)
@pytest.mark.parametrize("seats", BODIES)
def test_who_comes_in_and_does_not_vote_for_helps_only_by_completing_the_quorum(seats: int, method: Method) -> None:
    for arrival in ("abstain", "no"):
        gained, _ = turned(seats, method, "absent", arrival)

        assert gained
        assert all(
            [reason.code for reason in verdicts(seats, method)[outcome].reasons] == ["council.quorum_missing"]
            for outcome in gained
        )


@pytest.mark.parametrize("method", VOTES)
@pytest.mark.parametrize("seats", BODIES)
def test_a_tie_never_passes(seats: int, method: Method) -> None:
    assert [o for o, v in verdicts(seats, method).items() if v.adopted and o.yes <= o.no] == []


@pytest.mark.parametrize("method", VOTES)
@pytest.mark.parametrize("seats", BODIES)
def test_needed_is_the_total_that_passes_and_no_vote_less(seats: int, method: Method) -> None:
    for outcome, told in verdicts(seats, method).items():
        if [reason.code for reason in told.reasons] in ([], ["council.yes_missing"], ["council.tied"]):
            assert told.adopted == (outcome.yes >= told.needed)


@pytest.mark.parametrize("method", VOTES)
@pytest.mark.parametrize("seats", BODIES)
def test_the_sentence_says_adopted_exactly_when_adopted(seats: int, method: Method) -> None:
    for told in verdicts(seats, method).values():
        assert told.sentence.code.startswith("council.adopted") == told.adopted
        assert told.adopted == (told.reasons == ())
        assert told.adopted or told.sentence == told.reasons[0]


@pytest.mark.parametrize("seats", BODIES)
def test_with_less_than_a_third_left_nothing_passes(seats: int) -> None:
    for method in VOTES:
        few = [v for o, v in verdicts(seats, method).items() if 3 * (seats - o.recused) < seats]

        assert few
        assert {v.sentence.code for v in few} == {"council.too_many_recused"}


@pytest.mark.parametrize("seats", BODIES)
def test_in_writing_only_a_yes_can_carry_a_proposal(seats: int) -> None:
    for source, target in (("absent", "no"), ("absent", "abstain"), ("abstain", "no")):
        assert turned(seats, "written", source, target) == ([], [])


@st.composite
def outcomes(draw: st.DrawFn) -> Outcome:
    """A body of 1 to 24 seats, spread in any way."""
    seats = draw(st.integers(1, 24))
    a, b, c, d = sorted(draw(st.tuples(*[st.integers(0, seats)] * 4)))
    return Outcome(a, b - a, c - b, d - c, seats - d)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(outcomes(), st.sampled_from(VOTES))
def test_any_body_decides_by_the_book(outcome: Outcome, method: Method) -> None:
    told = verdict(RULES, outcome.counted(method))

    assert told.adopted == by_the_book(outcome, method)
    assert told.sentence.code.startswith("council.adopted") == told.adopted


@settings(max_examples=300, deadline=None, derandomize=True)
@given(outcomes())
def test_consensus_needs_a_quorum_and_no_objection_but_no_support_floor(outcome: Outcome) -> None:
    told = verdict(RULES, outcome.counted("consensus"))
    electorate = sum(outcome) - outcome.recused

    assert told.needed == 0
    assert told.adopted == (told.quorate and 3 * electorate >= sum(outcome) and outcome.no == 0)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(outcomes())
def test_in_writing_more_than_half_of_all_seats_must_agree(outcome: Outcome) -> None:
    told = verdict(RULES, outcome.counted("written"))
    electorate = sum(outcome) - outcome.recused

    assert told.needed == told.quorum == electorate // 2 + 1
    assert told.adopted == (2 * outcome.yes > electorate and 3 * electorate >= sum(outcome))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(outcomes(), st.sampled_from(["simple", "two-thirds", "consensus", "written"]))
def test_every_verdict_is_a_sentence_in_both_languages(outcome: Outcome, method: Method) -> None:
    told = verdict(RULES, outcome.counted(method))

    for lang in LANGUAGES:
        assert all("{" not in say(reason, lang) for reason in (told.sentence, *told.reasons))


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
    assert not any(decide(0, 0, "0-0-0", method).adopted for method in ("simple", "two-thirds", "consensus", "written"))


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
