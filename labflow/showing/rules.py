"""The page of the rules: what the definitions, the body's own rules, the seats and the log say, in words.

Nothing is decided or checked here: `labflow.record` reads the log, `labflow.access` grants.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from labflow.definition import Catalogue
from labflow.record import Verification
from labflow.reglement import Reglement
from labflow.showing import rules_kinds, rules_own, rules_rights
from labflow.sitting import Seat
from labflow.texts.speech import Speech, raised
from labflow.views.rules import LogCheck, RulesPage
from labflow.views.taking_part import TakingPart

MOST_READ = 5_000
"""Up to how many entries a page may read the whole log; more is for the terminal (own proposal)."""
MOST_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class LogFacts:
    """Where the log stands, the last checkpoint in minutes and whether it joins, and a reading when one was asked."""

    entries: int
    head: str
    meeting: date | None = None
    joins: bool = True
    found: Verification | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the page tells. `people`: functions by id, empty when this reader may not know them."""

    catalogue: Catalogue
    today: date
    log: LogFacts
    taking_part: TakingPart
    own: Reglement | None = None
    seats: Sequence[Seat] = ()
    people: Mapping[str, str] = field(default_factory=dict)
    running: rules_kinds.Standing = field(default_factory=dict)
    since: rules_kinds.Since = field(default_factory=dict)
    is_signed_in: bool = False


def page(facts: Facts, say: Speech) -> RulesPage:
    """Return the whole page."""
    catalogue, network = facts.catalogue, facts.catalogue.network
    seats = [seat for seat in facts.seats if seat.until_day is None or facts.today < seat.until_day]
    votes = sum(seat.votes for seat in seats)
    kinds = rules_kinds.Known(catalogue, facts.running, facts.since, facts.today, say)
    return RulesPage(
        lede=say("rules.lede"),
        kinds=rules_kinds.kinds(kinds),
        own=rules_own.own_rules(facts.own, seats, catalogue, say) if facts.own else None,
        seats_lede=say.counted("rules.seats", votes, others=len(seats) - votes) if seats else say("rules.no_seats"),
        seats=rules_own.seat_lines(seats, facts.people, say),
        roles=tuple(raised(say(role.title)) for role in rules_rights.columns(network)),
        rights=rules_rights.table(network, say),
        check=check(facts.log, say),
        people=facts.taking_part,
        has_casework=bool(catalogue.confidential),
        is_signed_in=facts.is_signed_in,
    )


def check(log: LogFacts, say: Speech) -> LogCheck:
    """Return where the log stands, and what a reading of it found."""
    found = log.found
    told = say("rules.log.sound" if found.ok else "rules.log.unsound", n=found.entries) if found else ""
    problems = tuple(say(problem) for problem in found.problems[:MOST_PROBLEMS]) if found else ()
    joins = say("rules.log.joins" if log.joins else "rules.log.broken", day=log.meeting) if log.meeting else ""
    return LogCheck(
        stands=say("rules.log.stands", n=log.entries), head=in_fours(log.head), joins=joins, is_joined=log.joins,
        told=told, is_sound=found is None or found.ok, problems=problems, can_read=log.entries < MOST_READ,
    )  # fmt: skip


def in_fours(text: str) -> str:
    """Return a long number in groups of four, as one reads it aloud."""
    return " ".join(text[n : n + 4] for n in range(0, len(text), 4))
