"""The body's own rules as values: thresholds as fractions of whole numbers, read from one file a version.

This module never counts a vote (`council` does) and never reads a file itself.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from labflow.reasons import Invalid, Reason
from labflow.words import Words

Base = Literal["seats", "electorate", "quorum", "present", "cast"]

BASES: Mapping[str, tuple[Base, ...]] = {
    "quorum": ("electorate",),
    "support": ("quorum",),
    "recusal": ("seats",),
    "simple": ("cast", "present", "electorate"),
    "two-thirds": ("cast", "present", "electorate"),
    "written": ("electorate",),
}
MOST = {"days": 3_650, "euro": 10_000_000}
MAJORITIES = ("simple", "two-thirds", "written")
DAYS = ("papers", "written", "urgent", "extension", "again")
EURO = ("written", "mandate", "mandates_per_year")
HEAVY = ("rules", "over_means", "against_lead")
KEYS = ("reglement", "version", "title", "source", *BASES, "casting_vote", "days", "euro", "heavy", "tacit")
FRACTION = re.compile(r"([1-9][0-9]?)/([1-9][0-9]?)")
UNTITLED = {"nl": "-", "en": "-"}


@dataclass(frozen=True, slots=True)
class Threshold:
    """More than, or at least, `part`/`whole` of a base. A fraction of whole numbers: 2/3 is never 66.67 %.

    Bases: `seats` that are filled; `electorate`, the seats without the recused; `quorum`; `present` seats;
    `cast`, the votes for and against.
    """

    part: int
    whole: int
    at_least: bool
    of: Base

    def least(self, total: int) -> int:
        """Return the smallest number that reaches this threshold of `total`; never 0, for nobody is no council."""
        return max(1, self._smallest(self.part * total, self.whole))

    def least_yes(self, no: int) -> int:
        """Return the smallest number of votes for that reaches this threshold of the votes cast, with `no` against."""
        return self._smallest(self.part * no, self.whole - self.part)

    @property
    def lets_ties_pass(self) -> bool:
        """Whether as many votes against as for would be enough."""
        return 2 * self.part < self.whole or (2 * self.part == self.whole and self.at_least)

    def _smallest(self, amount: int, share: int) -> int:
        return -(-amount // share) if self.at_least else amount // share + 1


@dataclass(frozen=True, slots=True)
class Reglement:
    """The body's own rules, one version. `adopted_by` is the number of the decision, None while it is a proposal.

    `majorities` has a threshold for each method that counts votes; consensus needs none. `days`: how long, by name of
    DAYS (papers before a meeting; a written procedure, an urgent one, its one extension; before a refused matter may
    be mandated again). `cents`: the limits, by name of EURO. `heavy`: matters of HEAVY that ask two thirds and are
    never decided in writing. `tacit`: transitions for which silence in writing may be consent.
    Source: R0, own proposal.
    """

    version: int
    title: Words
    quorum: Threshold
    support: Threshold
    recusal: Threshold
    majorities: Mapping[str, Threshold]
    days: Mapping[str, int] = field(default_factory=dict)
    cents: Mapping[str, int] = field(default_factory=dict)
    heavy: tuple[str, ...] = HEAVY
    tacit: tuple[str, ...] = ()
    adopted_by: str | None = None

    @property
    def standing(self) -> Reason:
        """Which version this is and whether the body has adopted it; each verdict says so (R0)."""
        if self.adopted_by is None:
            return Reason("council.reglement_proposed", {"version": self.version})
        return Reason("council.reglement_adopted", {"version": self.version, "decision": self.adopted_by})


def reglement_from(given: Mapping[str, object]) -> Reglement:
    """Return the reglement that a mapping holds, as read from its file. Raises Invalid with everything wrong in it."""
    thresholds = {name: _threshold(name, given[name]) for name in BASES if name in given}
    problems = [
        *strangers(given, (*KEYS, "adopted_by")),
        *absent(given, KEYS),
        *(found for found in thresholds.values() if isinstance(found, Reason)),
        *_wrong_values(given),
    ]
    if problems:
        raise Invalid(*problems)
    return _reglement(given, {name: rule for name, rule in thresholds.items() if isinstance(rule, Threshold)})


def strangers(given: Mapping[str, object], known: Collection[str]) -> list[Reason]:
    """Return a reason for each key that is not known; `ascii` because a stranger's name may be unprintable."""
    return [
        Reason("council.key_unknown", {"field": ascii(name)[:40], "known": tuple(known)})
        for name in given
        if name not in known
    ]


def absent(given: Mapping[str, object], required: Collection[str]) -> list[Reason]:
    """Return a reason for each required key that is not there."""
    return [Reason("council.key_missing", {"field": name}) for name in required if name not in given]


def _threshold(name: str, given: object) -> Threshold | Reason:
    wrong = Reason("council.not_a_threshold", {"field": name, "bases": BASES[name]})
    if not isinstance(given, Mapping):
        return wrong
    fraction = FRACTION.fullmatch(str(given.get("more_than", given.get("at_least"))))
    of = next((base for base in BASES[name] if base == given.get("of")), None)
    if fraction is None or of is None or len(given) != 2:
        return wrong
    rule = Threshold(int(fraction[1]), int(fraction[2]), "at_least" in given, of)
    if rule.part >= rule.whole:
        return wrong
    if name in MAJORITIES and rule.lets_ties_pass:
        return Reason("council.tie_would_pass", {"field": name})
    return rule


def _wrong_values(given: Mapping[str, object]) -> Iterator[Reason]:
    version, title, decision = given.get("version", 1), given.get("title", UNTITLED), given.get("adopted_by", "-")
    if type(version) is not int or version < 1:
        yield Reason("council.version_not_whole")
    if not (isinstance(title, Mapping) and set(title) == {"nl", "en"} and all(map(_is_text, title.values()))):
        yield Reason("council.title_not_words")
    if not _is_text(decision):
        yield Reason("council.adopted_by_not_number")
    if given.get("casting_vote", False) is not False:
        yield Reason("council.no_casting_vote")
    for name, known in (("days", DAYS), ("euro", EURO)):
        if name in given:
            yield from _wrong_numbers(name, given[name], known)
    for name in ("heavy", "tacit"):
        listed = given.get(name, ())
        if not (isinstance(listed, (list, tuple)) and all(map(_is_text, listed)) and len({*listed}) == len(listed)):
            yield Reason("council.not_a_list", {"field": name})
        elif name == "heavy" and set(listed) - set(HEAVY):
            yield Reason("council.heavy_unknown", {"field": name, "known": HEAVY})


def _wrong_numbers(name: str, given: object, known: tuple[str, ...]) -> Iterator[Reason]:
    """A number for each name that is known, from 1; nothing else. A procedure in a hurry is shorter, never longer."""
    if not isinstance(given, Mapping):
        yield Reason("council.not_numbers", {"field": name, "known": known})
        return
    yield from strangers(given, known)
    yield from absent(given, known)
    for key in known:
        number = given.get(key, 1)
        if type(number) is not int or not 1 <= number <= MOST[name]:
            yield Reason("council.number_from_one", {"field": f"{name}.{key}", "most": MOST[name]})
    urgent, plain = given.get("urgent"), given.get("written")
    if name == "days" and type(urgent) is int and type(plain) is int and urgent > plain:
        yield Reason("council.urgent_is_longer")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _reglement(given: Mapping[str, Any], thresholds: Mapping[str, Threshold]) -> Reglement:
    return Reglement(
        version=given["version"],
        title=Words(given["title"]["nl"], given["title"]["en"]),
        quorum=thresholds["quorum"],
        support=thresholds["support"],
        recusal=thresholds["recusal"],
        majorities={name: thresholds[name] for name in MAJORITIES},
        days=dict(given["days"]),
        cents={name: euro * 100 for name, euro in given["euro"].items()},
        heavy=tuple(given["heavy"]),
        tacit=tuple(given["tacit"]),
        adopted_by=given.get("adopted_by"),
    )
