"""The verdict over every outcome for 1 to 24 seats, against the rules written out in fractions.

Exhaustive: each body of 1 to 24 seats, each way to spread its seats over yes, no, abstained, absent and recused
(118,754 outcomes), by simple majority, two thirds, consensus and in writing. Not exhaustive: a member who is there and
casts no vote at all, which the rules count as an abstention; that one is drawn by chance below.
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labflow.council import Count, Method, verdict
from labflow.texts import say
from labflow.words import LANGUAGES
from tests.labflow.proposal import RULES

BODIES = range(1, 25)
VOTES: tuple[Method, ...] = ("simple", "two-thirds")
SHORT = {"council.yes_missing", "council.tied"}


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


class Told(NamedTuple):
    """What the verdict said, as little of it as the tests need: there are half a million."""

    adopted: bool
    quorate: bool
    needed: int
    sentence: str
    codes: tuple[str, ...]


class Body(NamedTuple):
    """A body of so many seats that decides in one way, with the verdict on each of its outcomes."""

    seats: int
    method: Method
    told: dict[Outcome, Told]

    def turned(self, source: str, target: str) -> tuple[list[Outcome], list[Outcome]]:
        """Outcomes that one seat's move from source to target turns from fail to pass, and from pass to fail.

        Only what passes is walked: before the move for what is lost, after it for what is gained.
        """
        passes = [outcome for outcome, told in self.told.items() if told.adopted]
        lost = [o for o in passes if getattr(o, source) and not self.told[o.moved(source, target)].adopted]
        came_from = [o.moved(target, source) for o in passes if getattr(o, target)]
        return [o for o in came_from if not self.told[o].adopted], lost


def every_outcome(seats: int) -> Iterator[Outcome]:
    """Every way in which the seats can be spread."""
    for yes in range(seats + 1):
        for no in range(seats + 1 - yes):
            for abstain in range(seats + 1 - yes - no):
                for absent in range(seats + 1 - yes - no - abstain):
                    yield Outcome(yes, no, abstain, absent, seats - yes - no - abstain - absent)


def told_of(outcome: Outcome, method: Method) -> Told:
    """The verdict on one outcome."""
    told = verdict(RULES, outcome.counted(method))
    codes = tuple(reason.code for reason in told.reasons)
    return Told(told.adopted, told.quorate, told.needed, told.sentence.code, codes)


def body_of(seats: int, method: Method) -> Body:
    """A body with the verdict on each of its outcomes."""
    return Body(seats, method, {outcome: told_of(outcome, method) for outcome in every_outcome(seats)})


@pytest.fixture(params=VOTES, scope="module")
def method(request: pytest.FixtureRequest) -> Method:
    """A way of deciding that counts votes at a meeting."""
    found: Method = request.param
    return found


@pytest.fixture(params=BODIES, scope="module")
def voting(request: pytest.FixtureRequest, method: Method) -> Body:
    """Each body, voting at a meeting."""
    return body_of(request.param, method)


@pytest.fixture(params=BODIES, scope="module")
def writing(request: pytest.FixtureRequest) -> Body:
    """Each body, deciding in writing."""
    return body_of(request.param, "written")


@pytest.fixture(params=BODIES, scope="module")
def agreeing(request: pytest.FixtureRequest) -> Body:
    """Each body, deciding by consensus."""
    return body_of(request.param, "consensus")


@cache
def first_above_half(total: int) -> int:
    """The first whole number above half of the total, by looking for it."""
    return next(n for n in range(1, total + 2) if Fraction(n) > Fraction(total, 2))


def by_the_book(outcome: Outcome, method: Method) -> bool:
    """R2, R3, R6 and R7 once more, in fractions and without a shortcut."""
    seats = sum(outcome)
    electorate = seats - outcome.recused
    if not enough_left(outcome):
        return False
    if method == "written":
        return Fraction(outcome.yes) > Fraction(electorate, 2)
    quorum = first_above_half(electorate)
    if outcome.yes + outcome.no + outcome.abstain < quorum:
        return False
    return outcome.no == 0 if method == "consensus" else carried(outcome, method, first_above_half(quorum))


@cache
def _is_a_third(electorate: int, seats: int) -> bool:
    return Fraction(electorate) >= Fraction(seats, 3)


def enough_left(outcome: Outcome) -> bool:
    """R6: not below a third of the seats, and somebody."""
    seats = sum(outcome)
    return _is_a_third(seats - outcome.recused, seats)


def carried(outcome: Outcome, method: Method, floor: int) -> bool:
    """R3: the votes for, against the floor and against the votes against."""
    cast = outcome.yes + outcome.no
    if outcome.yes < floor or not cast:
        return False
    return outcome.yes > outcome.no if method == "simple" else Fraction(outcome.yes, cast) >= Fraction(2, 3)


def outcomes_of(seats: int) -> int:
    """In how many ways so many seats can be spread over five places."""
    return (seats + 4) * (seats + 3) * (seats + 2) * (seats + 1) // 24


def test_every_outcome_of_a_vote_is_decided_by_the_book(voting: Body) -> None:
    assert [o for o, t in voting.told.items() if t.adopted != by_the_book(o, voting.method)] == []
    assert len(voting.told) == outcomes_of(voting.seats)


def test_every_outcome_in_writing_is_decided_by_the_book(writing: Body) -> None:
    assert [o for o, t in writing.told.items() if t.adopted != by_the_book(o, "written")] == []


def test_every_outcome_of_consensus_is_decided_by_the_book(agreeing: Body) -> None:
    assert [o for o, t in agreeing.told.items() if t.adopted != by_the_book(o, "consensus")] == []


def test_an_extra_yes_never_turns_a_pass_into_a_fail(voting: Body) -> None:
    for source in ("no", "abstain", "absent", "recused"):
        assert voting.turned(source, "yes")[1] == []


def test_an_extra_yes_in_writing_never_turns_a_pass_into_a_fail(writing: Body) -> None:
    for source in ("no", "abstain", "absent", "recused"):
        assert writing.turned(source, "yes")[1] == []


def test_an_extra_abstention_never_turns_a_pass_into_a_fail(voting: Body) -> None:
    assert voting.turned("absent", "abstain")[1] == []
    assert voting.turned("no", "abstain")[1] == []


def test_who_comes_in_and_does_not_vote_for_helps_only_by_completing_the_quorum(voting: Body) -> None:
    for arrival in ("abstain", "no"):
        gained, _ = voting.turned("absent", arrival)

        assert gained or voting.seats < 4
        assert all(voting.told[outcome].codes == ("council.quorum_missing",) for outcome in gained)


def test_a_tie_never_passes(voting: Body) -> None:
    assert [o for o, t in voting.told.items() if t.adopted and o.yes <= o.no] == []


def test_in_writing_a_tie_never_passes(writing: Body) -> None:
    assert [o for o, t in writing.told.items() if t.adopted and o.yes <= o.no] == []


def test_needed_is_the_total_that_passes_and_no_vote_less(voting: Body) -> None:
    for outcome, told in voting.told.items():
        if set(told.codes) <= SHORT:
            assert told.adopted == (outcome.yes >= told.needed)


def lying(body: Body) -> list[Outcome]:
    """Outcomes whose sentence is not the first thing that is missing, or says adopted when closing would not adopt."""
    return [
        outcome
        for outcome, told in body.told.items()
        if told.sentence.startswith("council.adopted") != told.adopted
        or told.adopted != (told.codes == ())
        or (not told.adopted and told.sentence != told.codes[0])
    ]


def test_the_sentence_of_a_vote_says_adopted_exactly_when_adopted(voting: Body) -> None:
    assert lying(voting) == []


def test_the_sentence_in_writing_says_adopted_exactly_when_adopted(writing: Body) -> None:
    assert lying(writing) == []


def test_the_sentence_of_consensus_says_adopted_exactly_when_adopted(agreeing: Body) -> None:
    assert lying(agreeing) == []


def test_with_less_than_a_third_left_nothing_passes(voting: Body) -> None:
    few = [t for o, t in voting.told.items() if 3 * (voting.seats - o.recused) < voting.seats]

    assert {told.sentence for told in few} == {"council.too_many_recused"}


def test_in_writing_only_a_yes_can_carry_a_proposal(writing: Body) -> None:
    for source, target in (("absent", "no"), ("absent", "abstain"), ("abstain", "no")):
        assert writing.turned(source, target) == ([], [])


@st.composite
def outcomes(draw: st.DrawFn) -> Outcome:
    """A body of 1 to 24 seats, spread in any way."""
    seats = draw(st.integers(1, 24))
    a, b, c, d = sorted(draw(st.tuples(*[st.integers(0, seats)] * 4)))
    return Outcome(a, b - a, c - b, d - c, seats - d)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(outcomes(), st.sampled_from(VOTES), st.integers(0, 24))
def test_who_is_there_and_casts_no_vote_counts_as_an_abstention(outcome: Outcome, method: Method, silent: int) -> None:
    said = outcome.counted(method)
    quiet = min(silent, outcome.abstain)

    unsaid = Count(said.seats, said.recused, said.present, said.yes, said.no, said.abstain - quiet, method)

    told = verdict(RULES, unsaid)
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
