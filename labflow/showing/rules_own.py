"""The body's own rules in sentences, each figure from the version in force; and its seats. It counts no vote."""

from collections.abc import Iterator, Mapping, Sequence

from labflow.definition import Catalogue
from labflow.reglement import Reglement, Threshold
from labflow.sitting import Seat
from labflow.texts.speech import Speech, raised
from labflow.views.rules import OwnRules, SeatLine
from labflow.words import Euro

FRACTIONS = ("1/2", "1/3", "2/3", "3/4")
Rule = tuple[str, str]


def own_rules(rules: Reglement, seats: Sequence[Seat], catalogue: Catalogue, say: Speech) -> OwnRules:
    """Return the rules in force, with what they come to for the seats of today."""
    electors = sum(seat.votes and not seat.vacant for seat in seats)
    told = (*_table(rules, electors, say), *_between(rules, catalogue, say))
    return OwnRules(say(rules.title), say(rules.standing), rules.adopted_by is not None, told)


def seat_lines(seats: Sequence[Seat], people: Mapping[str, str], say: Speech) -> tuple[SeatLine, ...]:
    """Return the seats; `people`: the function of each person by id, empty for a reader who may not know."""
    return tuple(_seat(seat, people, say) for seat in seats)


def share(rule: Threshold, say: Speech) -> str:
    """Return a threshold in words: "meer dan de helft", "minstens twee derde"."""
    fraction = f"{rule.part}/{rule.whole}"
    words = say(f"rules.fraction.{fraction.replace('/', '-')}") if fraction in FRACTIONS else fraction
    return say("rules.at_least" if rule.at_least else "rules.more_than", fraction=words)


def _table(rules: Reglement, electors: int, say: Speech) -> Iterator[Rule]:
    quorum = rules.quorum.least(electors)
    now = {"n": electors, "seats": electors}
    yield _rule("consensus", say)
    yield _rule("quorum", say, share=share(rules.quorum, say), now=say("rules.now", least=quorum, **now))
    support = rules.support.least(quorum)
    yield _rule("support", say, share=share(rules.support, say), now=say("rules.now_yes", least=support, **now))
    yield _rule("simple", say, **_majority(rules.majorities["simple"], say))
    yield _rule("two-thirds", say, **_majority(rules.majorities["two-thirds"], say))
    if rules.heavy:
        heavy = tuple(say(f"rules.heavy.{name}") for name in rules.heavy)
        yield _rule("heavy", say, matters=heavy)
    yield _rule("tie", say)
    yield _rule("recusal", say, share=share(rules.recusal, say))


def _between(rules: Reglement, catalogue: Catalogue, say: Speech) -> Iterator[Rule]:
    days = {name: say("rules.length.days", n=count, count=count) for name, count in rules.days.items()}
    yield _rule("papers", say, days=days["papers"])
    written = _majority(rules.majorities["written"], say)
    pause = f"{say('rules.holidays')} " if catalogue.network.holidays else ""
    yield _rule("written", say, amount=Euro(rules.cents["written"]), pause=pause, **written, **_written(days))
    if titles := _titles(rules.tacit, catalogue, say):
        yield _rule("tacit", say, titles=titles)
    amounts = {"amount": Euro(rules.cents["mandate"]), "all": Euro(rules.cents["mandates_per_year"])}
    yield _rule("mandate", say, **amounts, again=days["again"])


def _written(days: Mapping[str, str]) -> dict[str, object]:
    return {"days": days["written"], "urgent": days["urgent"], "extension": days["extension"]}


def _majority(rule: Threshold, say: Speech) -> dict[str, object]:
    return {"share": raised(share(rule, say)), "base": say(f"rules.base.{rule.of}")}


def _titles(keys: Sequence[str], catalogue: Catalogue, say: Speech) -> tuple[str, ...]:
    """The steps with these keys, in every kind that has them; each title once."""
    found = (one.transitions[key] for key in keys for one in catalogue.versions.values() if key in one.transitions)
    return tuple(dict.fromkeys(say(way.title).lower() for way in found))


def _rule(name: str, say: Speech, **values: object) -> Rule:
    return say(f"rules.label.{name}"), say(f"rules.rule.{name}", **values)


def _seat(seat: Seat, people: Mapping[str, str], say: Speech) -> SeatLine:
    days = [say("rules.seat.from", day=seat.from_day)] if seat.from_day else []
    days += [say("rules.seat.until", day=seat.until_day)] if seat.until_day else []
    stand_in = _function(people.get(seat.substitute or "", ""))
    return SeatLine(say(seat.title), seat.votes, _holder(seat, people, say), stand_in, raised(", ".join(days)))


def _holder(seat: Seat, people: Mapping[str, str], say: Speech) -> str:
    if seat.holder:
        return _function(people.get(seat.holder, "")) or say("rules.seat.held")
    return say("rules.seat.vacant" if seat.vacant else "rules.seat.not_known")


def _function(key: str) -> str:
    return key.replace("-", " ")
