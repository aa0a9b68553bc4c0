"""A meeting of the deciding body as a frozen value: who sits there, what is on the table, what the rules say of it.

It never looks anything up: `queries.council` makes it from rows, the verbs and the pages read it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import cast

from labflow import council
from labflow.council import Count, Method, Verdict
from labflow.facts import Condition, Request
from labflow.reasons import NotFound, Reason
from labflow.reglement import Reglement
from labflow.typed import shown
from labflow.words import Words

HERE, RECUSED, EXCUSED, ABSENT, VACANT = "present", "recused", "excused", "absent", "vacant"
VOTES = ("yes", "no", "abstain")
NOT_VOTED = "not_voted"
ON_THE_DAY = (HERE, ABSENT)
TAKES_PART = "takes_part"
COMING = ("coming", "present")
METHODS: Mapping[str, Method] = {"consensus": "consensus", "vote": "simple", "two-thirds": "two-thirds"}


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat, from its first day until the day on which it is gone. Seats vote, not persons or organisations (R1).

    `holder`, `substitute`: ids of the persons on the day that is looked at, None when not known; `vacant`: known to
    have no holder; `expertise`: what it was added for.
    """

    key: str
    title: Words
    votes: bool = True
    from_day: date | None = None
    until_day: date | None = None
    source: str = ""
    id: str = ""
    holder: str | None = None
    substitute: str | None = None
    vacant: bool = False
    expertise: str = ""

    def sits_on(self, day: date) -> bool:
        """Whether the seat exists on this day."""
        return (self.from_day is None or self.from_day <= day) and (self.until_day is None or day < self.until_day)


@dataclass(frozen=True, slots=True)
class Position:
    """What a seat thinks before the meeting: agree, discuss or disagree."""

    value: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote that was opened: by which majority and which rules; of a secret one only the numbers exist."""

    method: str
    reglement: Reglement
    secret: bool = False
    text_sha256: str = ""
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """A noted result: nothing moves until the meeting closes. `conditions` by the id of their row.

    `roll`: what each seat was at that moment, by seat key.
    """

    value: str
    by: str
    verdict: str
    cents: int | None = None
    target_day: date | None = None
    conditions: Mapping[str, Condition] = field(default_factory=dict)
    id: str = ""
    review_day: date | None = None
    why: str = ""
    roll: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda. Positions, presence and votes are by seat key; the standing ones only.

    `votes`: on the text as it now stands; `unconfirmed`: seats whose vote was on a text that changed in substance;
    `kind` and the other marks as in `rows.AgendaItem`; `text_sha256`: of what is decided; `voters`: ids of who cast
    each vote; `stand_ins`: whether the substitute sits there, of seats that were noted at this item.
    """

    n: int
    title: Words
    request: Request | None = None
    initiative_id: str | None = None
    slug: str = ""
    question: Words | None = None
    available: Words | None = None
    careful: Words | None = None
    advice: Words | None = None
    positions: Mapping[str, Position] = field(default_factory=dict)
    presence: Mapping[str, str] = field(default_factory=dict)
    votes: Mapping[str, str] = field(default_factory=dict)
    vote_ids: tuple[str, ...] = ()
    noted: Noted | None = None
    source: str = ""
    id: str = ""
    kind: str = "talk"
    about_id: str | None = None
    follows_id: str | None = None
    amends_id: str | None = None
    asks: Mapping[str, object] = field(default_factory=dict)
    cents: int | None = None
    asked_by: str = ""
    late: bool = False
    admitted: bool = False
    minutes: int | None = None
    ballot: Ballot | None = None
    unconfirmed: tuple[str, ...] = ()
    advice_count: tuple[int, int, int] | None = None
    text_sha256: str = ""
    on_day: date | None = None
    voters: Mapping[str, str | None] = field(default_factory=dict)
    stand_ins: Mapping[str, bool] = field(default_factory=dict)

    @property
    def is_voted(self) -> bool:
        """Whether a vote stands that presence may no longer change: single votes, or the numbers of a secret one."""
        return bool(self.votes) or (self.ballot is not None and self.ballot.yes is not None)


@dataclass(frozen=True, slots=True)
class Sitting:
    """One meeting with the seats of its day. `presence` holds what a seat answered or was for the whole meeting.

    `chair_id`, `secretary_id`: who chairs and writes when it is not who has that role; `papers_on`: the last day for
    papers; `stand_ins`: as in `Item`.
    """

    day: date
    reglement: Reglement
    seats: tuple[Seat, ...] = ()
    items: tuple[Item, ...] = ()
    presence: Mapping[str, str] = field(default_factory=dict)
    starts: str | None = None
    place: str = ""
    is_open: bool = False
    chair_id: str | None = None
    closed_on: date | None = None
    checkpoint: str | None = None
    source: str = ""
    id: str = ""
    secretary_id: str | None = None
    papers_on: date | None = None
    called_on: date | None = None
    cancelled_on: date | None = None
    stand_ins: Mapping[str, bool] = field(default_factory=dict)
    cancelled_why: str = ""
    sequence: int = 0

    @property
    def electors(self) -> tuple[Seat, ...]:
        """The seats that vote and are not vacant; coordination sits there without a vote (C312-313)."""
        return tuple(seat for seat in self.seats if seat.votes and not seat.vacant)

    def rules(self, item: Item) -> Reglement:
        """Return the rules that decide this item: those in force when its vote opened (R0)."""
        return item.ballot.reglement if item.ballot else self.reglement

    def item(self, n: int) -> Item:
        """Return an item by its number on the agenda. Raises NotFound."""
        found = next((item for item in self.items if item.n == n), None)
        if found is None:
            raise NotFound(Reason("meetings.no_item", {"number": n, "day": self.day}))
        return found

    def seat(self, key: str) -> Seat:
        """Return a seat of this day by its key. Raises NotFound."""
        found = next((seat for seat in self.seats if seat.key == key), None)
        if found is None:
            known = tuple(seat.key for seat in self.seats)
            raise NotFound(Reason("meetings.no_seat", {"seat": shown(key), "known": known, "day": self.day}))
        return found

    def presence_at(self, item: Item, seat: Seat) -> str:
        """Return what this seat is at this item, or was when its result was noted; who said nothing is not there."""
        if item.noted and seat.key in item.noted.roll:
            told = item.noted.roll[seat.key]
            return told if told in (RECUSED, EXCUSED, ABSENT, VACANT) else HERE
        return item.presence.get(seat.key) or self.presence.get(seat.key) or ABSENT

    def roll(self, item: Item) -> dict[str, str]:
        """Return what every seat is at this item, by key (R5): no two of these are ever merged.

        present, absent, excused, recused or vacant; once a named vote is open, who may vote and is there has voted
        yes, no or abstain, or has not_voted. Of a secret vote it tells who was there and nothing else.
        """
        return {seat.key: self._told(item, seat) for seat in self.seats}

    def sitter(self, seat: Seat, item: Item | None = None) -> str | None:
        """Return the id of the person who sits on a seat: its substitute when that was noted, else its holder."""
        return seat.substitute if self.is_stood_in(seat, item) else seat.holder

    def is_stood_in(self, seat: Seat, item: Item | None = None) -> bool:
        """Whether the substitute sits there, for this item or (None) for the meeting."""
        here = self.stand_ins.get(seat.key, False)
        return item.stand_ins.get(seat.key, here) if item else here

    def amendments(self, item: Item) -> tuple[Item, ...]:
        """Return the amendments of an item that nobody decided yet: they go first (R12)."""
        return tuple(one for one in self.items if one.amends_id == item.id and one.noted is None and item.id)

    def count(self, item: Item, by: str) -> Count:
        """Return the numbers on which this item would be decided now. `by`: consensus, vote or two-thirds."""
        there = [self.presence_at(item, seat) for seat in self.electors]
        yes, no, abstain = self.votes_on(item)
        return Count(
            seats=len(there), recused=there.count(RECUSED), present=there.count(HERE), yes=yes, no=no, abstain=abstain,
            method=METHODS[by],
        )  # fmt: skip

    def votes_on(self, item: Item) -> tuple[int, int, int]:
        """Return the votes for, against and abstained; of a secret vote the numbers that were counted."""
        if item.ballot and item.ballot.secret:
            return item.ballot.yes or 0, item.ballot.no or 0, item.ballot.abstain or 0
        votes = [item.votes.get(seat.key) for seat in self.electors]
        return votes.count("yes"), votes.count("no"), votes.count("abstain")

    def verdict(self, item: Item, by: str | None = None) -> Verdict:
        """Return what the rules say now; without `by`, by the votes when there are any, else by consensus."""
        return council.verdict(self.rules(item), self.count(item, by or default_method(item)))

    def noted_verdict(self, item: Item) -> Verdict:
        """Return the verdict on the numbers as they were when the result was noted: the same for ever."""
        assert item.noted is not None
        return council.verdict(self.rules(item), count_inscribed(item.noted.verdict))

    def can_decide(self) -> Reason:
        """Return one sentence: will there be enough members to decide?"""
        answers = [self.presence[seat.key] for seat in self.electors if seat.key in self.presence]
        coming = sum(answer in COMING for answer in answers)
        is_here = any(answer in ON_THE_DAY for answer in answers)
        return council.can_decide(self.reglement, len(self.electors), 0, coming, len(answers), is_here)

    def _told(self, item: Item, seat: Seat) -> str:
        if item.noted and item.noted.roll:
            return item.noted.roll.get(seat.key, ABSENT)
        there = VACANT if seat.vacant else self.presence_at(item, seat)
        is_named = item.ballot is not None and not item.ballot.secret
        if there == HERE and seat.votes and is_named:
            return item.votes.get(seat.key, NOT_VOTED)
        return there if there in (HERE, RECUSED, EXCUSED, VACANT) else ABSENT


def people_of(seats: Iterable[Seat]) -> tuple[str | None, ...]:
    """Return who holds these seats or stands in, as ids; None for nobody."""
    return tuple(person for seat in seats for person in (seat.holder, seat.substitute))


def default_method(item: Item) -> str:
    """Return how an item is decided when nobody says: the sources know no voting, so consensus until somebody votes."""
    if item.ballot:
        return item.ballot.method
    return "vote" if item.votes else "consensus"


def inscribe(count: Count, verdict: Verdict) -> str:
    """Return the numbers of a verdict as text for the record: keys and whole numbers, nothing else."""
    told = {"quorum": verdict.quorum, "needed": verdict.needed, "adopted": int(verdict.adopted)}
    return json.dumps({**asdict(count), **told}, sort_keys=True, separators=(",", ":"))


def count_inscribed(text: str) -> Count:
    """Return the count that a verdict of the record was based on, so that it can be judged again years later."""
    told = cast(dict[str, object], json.loads(text))
    return council.count_from({name: told[name] for name in told if name not in ("quorum", "needed", "adopted")})
