"""The world of the simulation: chance, a clock that jumps, and acts that sometimes go wrong.

All chance comes from one seed and from `random()` and `getrandbits()` alone, which every Python draws alike. Ids, salts
and moments come from it too, so that a seed has one log, on every database.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from labflow import rows, seats
from labflow.access import Actor
from labflow.queries.people import actor
from labflow.reasons import Refusal
from labflow.store import Change, Store
from tests.labflow.council_room import ROLES, RULES, SYSTEM, network
from tests.stories import council_laws
from tests.stories.chronicle import Chronicle

Thing = TypeVar("Thing")
Act = Callable[[Change], Any]
ORGANISATIONS, SEATS = 79, 20
KEYS = tuple(f"zetel-{n:02}" for n in range(1, SEATS + 1))
FAULTS = {"wrong person": 0.03, "dry run": 0.03, "exception": 0.03, "dropped": 0.02}
HOUR = timedelta(hours=1)


class Fault(Exception):
    """Something that goes wrong inside a change, after everything was written and before it is committed."""


class Chance:
    """Everything that happens by chance, from one seed."""

    def __init__(self, seed: int) -> None:
        self._drawn = random.Random(seed)

    def maybe(self, share: float) -> bool:
        """Yes, in this share of the cases."""
        return self._drawn.random() < share

    def below(self, most: int) -> int:
        """A whole number from 0, below this one."""
        return int(self._drawn.random() * most)

    def one(self, things: Sequence[Thing]) -> Thing:
        """One of these."""
        return things[self.below(len(things))]

    def some(self, things: Sequence[Thing], share: float) -> list[Thing]:
        """Each of these with the same chance, in their order."""
        return [thing for thing in things if self.maybe(share)]

    def id(self) -> str:
        """An opaque id, as a change makes them."""
        return f"{self._drawn.getrandbits(80):020x}"

    def salt(self) -> str:
        """A salt, as a change makes them."""
        return f"{self._drawn.getrandbits(256):064x}"


@dataclass
class World:
    """A store, its time, and what came of every act: counts by act, by reason of a refusal and by fault."""

    store: Store
    chance: Chance
    moment: datetime = datetime(2023, 8, 25, 7, tzinfo=UTC)
    acts: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    told: Chronicle = field(default_factory=council_laws.chronicle)

    @property
    def today(self) -> date:
        """The day it is; acts happen by day, so that the zone does not matter."""
        return self.moment.date()

    def comes(self, day: date) -> None:
        """That day comes, unless it is past."""
        if day > self.today:
            self.moment = datetime(day.year, day.month, day.day, 7, self.chance.below(60), tzinfo=UTC)

    def does(self, who: str, act: Act) -> Any:
        """One change by a person, given time and again if need be; None when it was refused."""
        if fault := self._fault():
            self._fails(fault, who, act)
        return self._tries(who, act, False)

    def verb(self, who: str, verb: Callable[..., Any], *args: object, **named: object) -> Any:
        """One verb in a change of its own."""
        return self.does(who, lambda change: verb(change, network(), *args, **named))

    def head(self) -> tuple[int, str]:
        """The last entry of the log and its hash."""
        with self.store.reading() as conn:
            found = conn.exec_driver_sql("select seq, hash from log order by seq desc limit 1").first()
        return (0, "") if found is None else (found[0], found[1])

    def as_system(self, act: Act) -> None:
        """A change by nobody in particular, without faults."""
        with self._change(SYSTEM, False) as change:
            act(change)

    def _tries(self, who: str, act: Act, dry_run: bool) -> Any:
        before = self.head()
        try:
            with self._change(Actor(who), dry_run) as change:
                found = actor(change.conn, network().network, who, change.today)
                assert found is not None
                change.actor = found
                answer = act(change)
        except Refusal as refusal:
            assert self.head() == before, "a refusal that wrote"
            self.refusals.update(reason.code for reason in refusal.reasons)
            return None
        self.acts["dry run" if dry_run else "done"] += 1
        assert self.head() == before or not dry_run
        return True if answer is None else answer

    def _fails(self, fault: str, who: str, act: Act) -> None:
        """The same act, with something that goes wrong: nothing may have happened."""
        before = self.head()
        self.faults[fault] += 1
        if fault == "dry run":
            self._tries(who, act, True)
        elif fault == "wrong person":
            self._tries("nobody-special", act, True)
        else:
            self._breaks(fault, who, act)
        assert self.head() == before, f"{fault} left a trace"

    def _breaks(self, fault: str, who: str, act: Act) -> None:
        def broken(change: Change) -> None:
            act(change)
            if fault == "dropped":
                change.conn.invalidate()
            raise Fault

        try:
            self._tries(who, broken, False)
        except Fault:
            return

    def _fault(self) -> str:
        drawn = self.chance
        return next((name for name, share in FAULTS.items() if drawn.maybe(share)), "")

    @contextmanager
    def _change(self, who: Actor, dry_run: bool) -> Iterator[Change]:
        self.moment += timedelta(milliseconds=1 + self.chance.below(90_000))
        with self.store.change(
            who, now=self._now, new_id=self.chance.id, new_salt=self.chance.salt, dry_run=dry_run
        ) as change:
            yield change

    def _now(self) -> datetime:
        """The clock of the server, which now and then is set back an hour."""
        return self.moment - HOUR if self.chance.maybe(0.02) else self.moment


def founded(world: World) -> None:
    """The body, its people and the organisations, in one change."""

    def made(change: Change) -> None:
        seats.publish(change, RULES[0])
        for n, key in enumerate([*KEYS, "coordinatie"]):
            change.add(rows.Seat(id=f"seat-{key}", key=key, title=key.title(), votes=key != "coordinatie", n=n))
        members = [f"member-{n}" for n in range(SEATS)]
        for key in (*ROLES, "nobody-special", *members):
            change.add(rows.Person(id=f"person-{key}", key=key))
        for key, role in ROLES.items():
            change.add(rows.RoleHeld(id=f"role-{key}", person_id=f"person-{key}", role=role))
        for n, key in enumerate(KEYS):
            change.add(rows.Holder(id=f"holder-{key}", seat_id=f"seat-{key}", person_id=f"person-member-{n}"))
        for n in range(ORGANISATIONS):
            change.add(rows.Organisation(id=f"organisation-{n}", slug=f"organisatie-{n}", name=f"Organisatie {n}"))
        change.record("people")

    world.as_system(made)
