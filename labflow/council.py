"""Whether a body may decide, and whether it did: quorum, majority, recusal, and the sentence that explains the verdict.

Whole numbers only. This module never reads a file, a row or a clock, and never gives a casting vote.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Literal, get_args

from labflow.reasons import Invalid, Reason
from labflow.reglement import Reglement, absent, reglement_from, strangers

__all__ = ["Count", "Reglement", "Verdict", "can_decide", "count_from", "reglement_from", "verdict"]

Method = Literal["simple", "two-thirds", "consensus", "written", "tacit"]
METHODS: tuple[str, ...] = get_args(Method)
IN_WRITING = ("written", "tacit")
MOST_SEATS = 9_999


@dataclass(frozen=True, slots=True)
class Count:
    """Seats and votes on one item at the moment of deciding; `present` is ignored in writing, tacit or not.

    All are numbers of voting seats, 0 to 9,999. Raises Invalid with every number that cannot be.
    """

    seats: int
    recused: int
    present: int
    yes: int
    no: int
    abstain: int
    method: Method

    def __post_init__(self) -> None:
        problems = [
            Reason("council.count_not_whole", {"field": name, "most": MOST_SEATS}) for name in self._ill_typed()
        ]
        if self.method not in METHODS:
            problems.append(Reason("council.method_unknown", {"methods": METHODS}))
        if problems := problems or list(self._impossible()):
            raise Invalid(*problems)

    @property
    def electorate(self) -> int:
        """Seats that may decide on this item: recusal takes a seat out of quorum and vote alike (R6)."""
        return self.seats - self.recused

    @property
    def votes(self) -> int:
        """Votes given, abstentions included."""
        return self.yes + self.no + self.abstain

    def _ill_typed(self) -> Iterator[str]:
        for name in ("seats", "recused", "present", "yes", "no", "abstain"):
            number = getattr(self, name)
            if type(number) is not int or not 0 <= number <= MOST_SEATS:
                yield name

    def _impossible(self) -> Iterator[Reason]:
        if self.recused > self.seats:
            yield Reason("council.recused_over_seats", {"recused": self.recused, "seats": self.seats})
        electorate = max(0, self.electorate)
        if self.method in IN_WRITING:
            if self.votes > electorate:
                yield Reason("council.votes_over_electorate", {"votes": self.votes, "electorate": electorate})
            return
        if self.present > electorate:
            yield Reason("council.present_over_electorate", {"present": self.present, "electorate": electorate})
        if self.votes > self.present:
            yield Reason("council.votes_over_present", {"votes": self.votes, "present": self.present})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of a count. `needed` is the total of votes for, at the present number against.

    `reasons` holds every rule that is not met; `sentence` the first of them, or what was adopted; `reglement` by which
    version. `adopted` says whether closing now would adopt.
    """

    quorum: int
    quorate: bool
    adopted: bool
    needed: int
    reasons: tuple[Reason, ...]
    sentence: Reason
    reglement: Reason

    @property
    def past(self) -> Reason:
        """The same in the past tense, for what has been decided: the register and the minutes."""
        if self.adopted:
            return Reason(self.sentence.code.replace(".adopted_", ".was_adopted_"), self.sentence.values)
        if self.sentence.values["method"] in IN_WRITING:
            return Reason("council.was_not_adopted_written", self.sentence.values)
        return Reason("council.was_not_adopted" if self.quorate else "council.was_not_quorate", self.sentence.values)


def verdict(reglement: Reglement, count: Count) -> Verdict:
    """Return whether this count adopts, and the sentence that says why or what is missing (R2-R6, R16)."""
    needed = _needed(reglement, count)
    in_writing = count.method in IN_WRITING
    quorum = needed if in_writing else reglement.quorum.least(count.electorate)
    here = count.votes if in_writing else count.present
    facts = {field.name: getattr(count, field.name) for field in fields(count)}
    facts |= {"electorate": count.electorate, "quorum": quorum, "needed": needed}
    missing = tuple(_missing(reglement, count, quorum, needed, facts))
    sentence = missing[0] if missing else Reason(f"council.adopted_{_manner(count)}", facts)
    return Verdict(quorum, here >= quorum, not missing, needed, missing, sentence, reglement.standing)


def _needed(reglement: Reglement, count: Count) -> int:
    if count.method == "consensus":
        return 0
    floor = reglement.support.least(reglement.quorum.least(count.electorate))
    if count.method == "tacit":
        return floor
    rule = reglement.majorities[count.method]
    if rule.of == "cast":
        return max(floor, rule.least_yes(count.no))
    return max(floor, rule.least(count.present if rule.of == "present" else count.electorate))


def _missing(
    reglement: Reglement, count: Count, quorum: int, needed: int, facts: Mapping[str, object]
) -> Iterator[Reason]:
    least = reglement.recusal.least(count.seats)
    if count.electorate < least:
        yield Reason("council.too_many_recused", {**facts, "least": least})
    if count.method not in IN_WRITING and count.present < quorum:
        yield Reason("council.quorum_missing", {**facts, "n": quorum - count.present})
    if count.method == "consensus" and count.no:
        yield Reason("council.objection", {**facts, "n": count.no})
    if count.method == "tacit" and count.no:
        yield Reason("council.objection_tacit", {**facts, "n": count.no})
    if count.yes < needed:
        yield Reason(f"council.{_shortfall(count)}", {**facts, "n": needed - count.yes})


def _shortfall(count: Count) -> str:
    if count.method in IN_WRITING:
        return "agreement_missing"
    return "tied" if count.yes == count.no > 0 else "yes_missing"


def _manner(count: Count) -> str:
    return count.method if count.method in ("consensus", *IN_WRITING) else "vote"


def can_decide(reglement: Reglement, seats: int, recused: int, expected: int, answered: int,
               is_here: bool = False) -> Reason:  # fmt: skip
    """Return one sentence: can this meeting decide? `expected` seats are or will be present, `answered` said so or not.

    `is_here`: the meeting has begun, so that `expected` are there.

    Raises Invalid as `Count` does, also when more are expected than have answered.
    """
    count = Count(seats, recused, answered, expected, 0, 0, "simple")
    quorum = reglement.quorum.least(count.electorate)
    facts = {"seats": seats, "electorate": count.electorate, "quorum": quorum, "expected": expected, "n": answered}
    least = reglement.recusal.least(seats)
    if count.electorate < least:
        return Reason("council.too_many_recused", {**facts, "least": least})
    if expected >= quorum:
        return Reason("council.enough_here" if is_here else "council.enough_coming", facts)
    if is_here:
        return Reason("council.too_few_here", {**facts, "n": quorum - expected})
    return Reason("council.some_answered" if answered else "council.nobody_answered", facts)


def count_from(given: object) -> Count:
    """Return the count that a plain mapping holds, such as a line of JSON. Raises Invalid with everything wrong."""
    if not isinstance(given, Mapping):
        raise Invalid(Reason("council.count_not_mapping"))
    names = [field.name for field in fields(Count)]
    optional = {"present"} if given.get("method") in IN_WRITING else set()
    problems = [*strangers(given, names), *absent(given, [name for name in names if name not in optional])]
    blank: dict[str, object] = dict.fromkeys(names, 0) | {"method": "written"}
    try:
        count = Count(**(blank | {name: given[name] for name in names if name in given}))  # type: ignore[arg-type]
    except Invalid as refusal:
        raise Invalid(*problems, *refusal.reasons) from None
    if problems:
        raise Invalid(*problems)
    return count
