"""Eight voters at every written procedure, while seats step aside or change hands, the chair closes and midnight comes.

What was acknowledged before the end is in the tally, nothing after it; two who settle at once, one of them a job with a
store of its own, write each end once. The threads share one store, as the threads of a server do.
"""

import json
import random
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field

import pytest

from labflow import lifecycle, procedures, requesting, rows, seats, settling
from labflow.procedure import VALUES, standing
from labflow.queries.people import actor
from labflow.queries.procedures import procedure
from labflow.reasons import Refusal
from labflow.store import Store
from tests.labflow.council_room import SYSTEM, Room, network, room
from tests.labflow.written_round import AGENDA, LAST, OVER
from tests.stories import council_laws, council_terms
from tests.stories.chronicle import Chronicle, Entry, Row
from tests.stories.council_count import is_on
from tests.stories.test_council_races import together

VOTERS, FEW, MANY = 8, 12, 200
WEIGHTS = (70, 14, 14, 2)
"""How often each of VALUES is answered; a procedure stops at the first that wants to discuss it."""


@dataclass
class Race:
    """Procedures that run, and what each thread heard; `asked`: which voters answered or tried to."""

    room: Room
    numbers: tuple[str, ...]
    asked: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    tries: int = 0
    news: threading.Condition = field(default_factory=threading.Condition)
    acknowledged: dict[tuple[str, str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    refused: Counter[str] = field(default_factory=Counter)
    ended: list[str] = field(default_factory=list)

    @property
    def early(self) -> tuple[str, ...]:
        """What everybody answers first, so that it can be closed before its last day is over."""
        return self.numbers[::4]

    def hears(self, who: str, verb: Callable[..., object], *args: object, store: Store | None = None) -> object:
        """What a verb answers, None when it is refused; who acts is read under the lock, as `acting_as` does."""
        try:
            with (store or self.room.store).change(SYSTEM, now=self.room.noon) as change:
                found = actor(change.conn, network().network, who, change.today)
                assert found is not None
                change.actor = found
                return verb(change, network(), *args)
        except Refusal as refusal:
            self.refused.update(reason.code for reason in refusal.reasons)
            return None

    def waits(self, until: Callable[[], bool]) -> None:
        """Until something happened that another thread does; a minute without any news is too long."""
        with self.news:
            while not until():
                assert self.news.wait(timeout=60)

    def answers(self, who: str, n: int, number: str, drawn: random.Random) -> None:
        """One answer for a seat."""
        (value,) = drawn.choices(VALUES, WEIGHTS)
        why = "Liever samen" if value == "discuss" else None
        if self.hears(who, procedures.answer, number, self.room.keys[n], value, why):
            self.acknowledged[number, self.room.keys[n], who].append(value)
        with self.news:
            self.asked[number].add(n)
            self.tries += 1
            self.news.notify_all()

    def votes(self, n: int) -> None:
        """One voter at every procedure, in an order of their own; now and then twice, also later."""
        drawn = random.Random(n)
        later = [number for number in self.numbers if number not in self.early]
        again = drawn.sample(self.numbers, len(self.numbers) // 8)
        for some in (self.early, later, again):
            for number in drawn.sample(some, len(some)):
                for _ in range(1 + (drawn.random() < 0.2)):
                    self.answers(f"voter-{n}", n, number, drawn)

    def disturbs(self) -> None:
        """After every so many answers a seat steps aside or changes hands; halfway, midnight comes."""
        drawn = random.Random(VOTERS)
        turns = len(self.numbers)
        for turn in range(1, turns):
            self.waits(lambda turn=turn: self.tries >= turn * VOTERS)  # type: ignore[misc]
            if turn == turns * 5 // 8:
                with self.news:
                    self.room.today = OVER
                    self.news.notify_all()
            n = drawn.randrange(VOTERS)
            if turn % (turns // 4) == 2:
                self._hands_over(n, drawn)
            else:
                self.hears(f"voter-{n}", procedures.recuse, drawn.choice(self.numbers), self.room.keys[n])

    def _hands_over(self, n: int, drawn: random.Random) -> None:
        assert self.hears("coordinator", seats.hold, self.room.keys[n], f"person-next-{n}")
        for number in drawn.sample(self.numbers, len(self.numbers) // 4):
            self.answers(f"next-{n}", n, number, drawn)

    def closes(self, who: str) -> None:
        """Close what everybody answered, before its last day is over."""
        for number in self.early:
            self.waits(lambda number=number: len(self.asked[number]) == VOTERS)  # type: ignore[misc]
            if self.hears(who, procedures.close_early, number):
                self.ended.append(number)

    def settles(self, who: str, store: Store) -> None:
        """Write what the clock owes, as soon as it is past midnight."""
        self.waits(lambda: self.room.today >= OVER)
        told = self.hears(who, settling.settle, store=store)
        assert isinstance(told, settling.Settled)
        self.ended += [number for number, _ in told.ended]


def opened(store: Store, many: int) -> Race:
    """So many procedures that all end on the same day, today; a person on each seat, and one who may follow."""
    made = room(store, VOTERS).convened()
    with store.change(SYSTEM, now=made.noon) as change:
        for row in ("holder-member", "holder-other"):
            change.put(rows.Holder, row, person_id=None, until_day=made.today)
        for n, key in enumerate(made.keys):
            change.add(rows.Person(id=f"person-voter-{n}", key=f"voter-{n}"))
            change.add(rows.Person(id=f"person-next-{n}", key=f"next-{n}"))
            change.add(rows.Holder(id=f"holder-{n}", seat_id=f"seat-{key}", person_id=f"person-voter-{n}"))
        change.record("people")
    with made.acts("coordinator") as change:
        slugs = [lifecycle.open_(change, network(), "labo", f"Proef {n}", lead="lead") for n in range(many)]
        asked = [requesting.request(change, network(), slug, "opstarten") for slug in slugs]
        numbers = tuple(procedures.open_(change, network(), number) for number in asked)
    made.today = LAST
    return Race(made, numbers)


def raced(store: Store, many: int) -> Race:
    """The race to midnight, and then two who settle what was extended."""
    race = opened(store, many)
    with closing(Store(store.url)) as job:
        settlers = (lambda: race.settles("coordinator", store), lambda: race.settles("secretary", job))
        closers = (lambda: race.closes("chair"), lambda: race.closes("both"))
        voters = [lambda n=n: race.votes(n) for n in range(VOTERS)]
        together(*voters, race.disturbs, *closers, *settlers)
        race.room.today = AGENDA
        together(*settlers)
    return race


def nothing_comes_after_the_end(told: Chronicle, entry: Entry) -> Iterator[str]:
    """No answer, nobody who steps aside, and no second end."""
    for table, column in (("answer", "procedure_id"), ("elector", "procedure_id"), ("procedure", "")):
        for id, row in entry.rows(table).items():
            if told.row("procedure", row[column] if column else id).get("ended"):
                yield f"a row of {table} after the end"


def who_answers_holds_the_seat(told: Chronicle, entry: Entry) -> Iterator[str]:
    """At that moment: nobody here answers for somebody else."""
    for row in entry.added("answer").values():
        held = [one["person_id"] for one in told.of("holder", "seat_id", row["seat_id"]) if is_on(one, row["on_day"])]
        if held != [row["person_id"]]:
            yield f"{row['person_id']} answers for {row['seat_id']}, held by {held}"


def _read(store: Store) -> Chronicle:
    """The log, in which no law is broken."""
    mine = (nothing_comes_after_the_end, who_answers_holds_the_seat)
    told = Chronicle((*council_laws.BEFORE, *mine), council_laws.AFTER, council_terms.AT_REST)
    with store.reading() as conn:
        assert told.read(conn) == []
    return told


def _holds_what_was_acknowledged(race: Race) -> None:
    """Rows, acknowledged answers, a recount and the standing are the same; each end is written once."""
    told = _read(race.room.store)
    heard, numbers = defaultdict(list), []
    for id, row in told.rows("procedure").items():
        answers = sorted(told.of("answer", "procedure_id", id), key=lambda one: one["n"])
        for one in answers:
            seat, who = told.row("seat", one["seat_id"])["key"], one["person_id"].removeprefix("person-")
            heard[row["number"], seat, who].append(one["value"])
        assert all(one["on_day"] <= row["ended_on"] for one in answers)
        numbers += _is_counted(race, row, _last_words(told, id, answers), told.of("decision", "procedure_id", id))
    assert heard == race.acknowledged
    assert Counter(race.ended) == Counter(race.numbers)
    assert sorted(numbers) == [f"2023-{n:03}" for n in range(1, len(numbers) + 1)]


def _last_words(told: Chronicle, id: str, answers: list[Row]) -> dict[str, str]:
    """What each seat that takes part said last, by key."""
    aside = {one["seat_id"] for one in told.of("elector", "procedure_id", id) if one["recused"]}
    kept = [one for one in answers if one["seat_id"] not in aside]
    return {told.row("seat", one["seat_id"])["key"]: one["value"] for one in kept}


def _is_counted(race: Race, row: Row, said: dict[str, str], decisions: list[Row]) -> list[str]:
    """The number of its decision, if it was adopted: by the same numbers as a recount."""
    with race.room.store.reading() as conn:
        found = procedure(conn, row["number"], AGENDA)
    assert found is not None
    stands = standing(found, AGENDA, network().network.holidays)
    values = list(said.values())
    recount = {"yes": values.count("agree"), "no": values.count("disagree"), "abstain": values.count("abstain")}
    assert {seat: one.value for seat, one in stands.answers.items()} == said
    for counted in (stands.verdict.sentence.values, *(json.loads(one["verdict"]) for one in decisions)):
        assert {name: counted[name] for name in recount} == recount
    more_than_half = 2 * recount["yes"] > VOTERS - len(found.recused) and "discuss" not in values
    assert (row["ended"], len(decisions)) == (("adopted", 1) if more_than_half else ("agenda", 0))
    return [one["number"] for one in decisions]


def test_what_was_acknowledged_before_the_end_is_what_is_counted(store: Store) -> None:
    race = raced(store, FEW)

    print(race.refused)
    _holds_what_was_acknowledged(race)
    assert {"written.is_over", "meetings.is_recused", "access.not_allowed"} <= race.refused.keys()


@pytest.mark.slow
def test_what_was_acknowledged_before_the_end_of_two_hundred_is_what_is_counted(store: Store) -> None:
    race = raced(store, MANY)

    print(race.refused)
    _holds_what_was_acknowledged(race)
