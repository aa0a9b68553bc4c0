"""The verdict over every outcome for 17, 19, 20 and 22 seats, against the rules written out in fractions."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labflow.council import Count, Method, Verdict, verdict
from labflow.texts import say
from labflow.words import LANGUAGES
from tests.labflow.proposal import RULES

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
