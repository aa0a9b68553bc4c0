"""Eight voters at every poll, while somebody notes, leaves, steps aside, hands over a seat or closes.

What was acknowledged is in the log and in the count; what came after the result was refused. The threads share one
store, as the threads of a server do.
"""

import random
import threading
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from labflow import closing, meetings, rows, seats, voting
from labflow.reasons import Refusal
from labflow.store import Store
from tests.labflow.council_room import SYSTEM, TODAY, Room, network, room
from tests.stories import council_laws
from tests.stories.chronicle import Chronicle
from tests.stories.council_count import standing

VOTERS, POLLS = 8, 8
SOME, ALL = 3, 25
"""Meetings with eight polls each: in the default run, and with --slow (200 polls)."""


@dataclass
class Poll:
    """One meeting with its polls, and what each thread heard."""

    room: Room
    day: date
    seed: int
    acknowledged: dict[tuple[int, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    refused: Counter[str] = field(default_factory=Counter)
    handed_over: set[int] = field(default_factory=set)
    cast: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def votes(self, n: int) -> None:
        """One voter at every poll, in an order of their own; now and then twice."""
        drawn = random.Random(self.seed * 100 + n)
        for item in drawn.sample(range(1, POLLS + 1), POLLS):
            for value in drawn.choices(voting.VOTES, k=1 + (drawn.random() < 0.2)):
                key = self.room.keys[n]
                if self.hears(f"voter-{n}", voting.vote, self.day, item, key, value):
                    self.acknowledged[item, key].append(value)
            self.cast.release()

    def hears(self, who: str, verb: Callable[..., object], *args: object) -> bool:
        """Whether an act was done; else why not is counted."""
        try:
            self.room.does(who, verb, *args)
        except Refusal as refusal:
            self.refused.update(reason.code for reason in refusal.reasons)
            return False
        return True

    def disturbs(self) -> None:
        """What goes on at the table meanwhile, by what kind of meeting it is."""
        drawn = random.Random(self.seed)
        acts = (self._notes, self._leaves, self._steps_aside, self._hands_over)
        for turn in range(POLLS):
            for _ in range(drawn.randrange(4, VOTERS)):
                self.cast.acquire()
            acts[(self.seed + turn) % len(acts)](turn + 1, drawn.randrange(VOTERS))

    def _notes(self, item: int, _: int) -> None:
        self.hears("secretary", closing.note, self.day, item, "noted")

    def _leaves(self, item: int, n: int) -> None:
        self.hears("secretary", voting.attend, self.day, self.room.keys[n], "absent", item)

    def _steps_aside(self, item: int, n: int) -> None:
        self.hears("secretary", voting.attend, self.day, self.room.keys[n], "recused", item)

    def _hands_over(self, _: int, n: int) -> None:
        if self.hears("coordinator", seats.hold, self.room.keys[n], "person-lead", self.day):
            self.handed_over.add(n)


def together(*calls: Callable[[], object]) -> None:
    """Every call in a thread of its own; what one raises fails the test."""
    wrong: list[BaseException] = []

    def run(call: Callable[[], object]) -> None:
        try:
            call()
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def seated(store: Store, many: int) -> list[Poll]:
    """So many meetings with eight polls each, one a day from tomorrow on, and a person on each seat."""
    made = room(store, VOTERS)
    with store.change(SYSTEM, now=made.noon) as change:
        for row in ("holder-member", "holder-other"):
            change.put(rows.Holder, row, person_id=None, until_day=TODAY)
        for n, key in enumerate(made.keys):
            change.add(rows.Person(id=f"person-voter-{n}", key=f"voter-{n}"))
            change.add(rows.Holder(id=f"holder-{n}", seat_id=f"seat-{key}", person_id=f"person-voter-{n}"))
        change.record("people")
    days = [TODAY + timedelta(n) for n in range(1, many + 1)]
    for day in days:
        with made.acts("coordinator") as change:
            meetings.convene(change, network(), day)
            for n in range(POLLS):
                meetings.place_title(change, network(), day, f"Punt {n + 1}")
    made.today = days[-1]
    return [Poll(made, day, seed) for seed, day in enumerate(days)]


def raced(store: Store, many: int) -> Counter[str]:
    """Every meeting with its race, closed by two at once; why anybody was refused."""
    refused: Counter[str] = Counter()
    told = council_laws.chronicle()
    for poll in seated(store, many):
        poll.room.does("secretary", voting.attend, poll.day, "all", "present")
        together(*[lambda n=n, poll=poll: poll.votes(n) for n in range(VOTERS)], poll.disturbs)  # type: ignore[misc]
        for item in poll.room.sitting(poll.day).items:
            if item.noted is None:
                poll.room.does("secretary", closing.note, poll.day, item.n, "noted")
        _is_closed_once(poll)
        _holds_what_was_acknowledged(told, poll)
        refused += poll.refused
        for n in poll.handed_over:
            poll.room.does("coordinator", seats.hold, poll.room.keys[n], f"person-voter-{n}", poll.day)
    return refused


def _is_closed_once(poll: Poll) -> None:
    won: list[str] = []

    def close(who: str) -> None:
        if poll.hears(who, closing.close, poll.day):
            won.append(who)

    before = poll.refused["meetings.closed"]
    together(lambda: close("chair"), lambda: close("both"))
    assert len(won) == 1
    assert poll.refused["meetings.closed"] == before + 1


def _holds_what_was_acknowledged(told: Chronicle, poll: Poll) -> None:
    """Tally, acknowledged votes and a recount from the log are the same numbers."""
    with poll.room.store.reading() as conn:
        assert told.read(conn) == []
    keys = {id: seat["key"] for id, seat in told.rows("seat").items()}
    sitting = poll.room.sitting(poll.day)
    for item in sitting.items:
        written = defaultdict(list)
        for vote in standing(told, "vote", item.id):
            written[keys[vote["seat_id"]]].append(vote["value"])
        heard = {key: values for (n, key), values in poll.acknowledged.items() if n == item.n}
        assert dict(written) == heard
        last = Counter(values[-1] for values in heard.values())
        assert item.noted is not None
        assert sitting.votes_on(item) == (last["yes"], last["no"], last["abstain"])
        count = sitting.noted_verdict(item).sentence.values
        assert {name: count[name] for name in voting.VOTES} == {name: last[name] for name in voting.VOTES}


def _numbers(store: Store) -> list[str]:
    with store.reading() as conn:
        return sorted(conn.exec_driver_sql("select number from decision").scalars())


def test_what_was_acknowledged_is_what_is_counted_in_a_few_polls(store: Store) -> None:
    refused = raced(store, SOME)

    print(refused)
    assert {"meetings.already_noted", "meetings.closed"} <= refused.keys()
    assert _numbers(store) == [f"2023-{n:03}" for n in range(1, SOME * POLLS + 1)]


@pytest.mark.slow
def test_what_was_acknowledged_is_what_is_counted_in_two_hundred_polls(store: Store) -> None:
    print(raced(store, ALL))

    assert _numbers(store) == [f"2023-{n:03}" for n in range(1, ALL * POLLS + 1)]
