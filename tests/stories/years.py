"""Years of a council, by chance: `python -m tests.stories.years --years 20 --seed 1 [--database URL]`.

Five meetings a year, 79 organisations, 20 seats; people who refuse, fall ill, come late and make mistakes; clocks that
jump and connections that drop. At the end every law held, and the record proves itself.
"""

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from labflow import closing as ending
from labflow import (
    conditions,
    correcting,
    lifecycle,
    mandates,
    meetings,
    procedures,
    requesting,
    rows,
    seats,
    settling,
    voting,
)
from labflow.closing import Term
from labflow.migrations import upgrade
from labflow.record import verify
from labflow.store import Change, Store
from tests.labflow.council_room import network
from tests.stories.council_count import standing
from tests.stories.years_world import KEYS, ORGANISATIONS, SEATS, Chance, World, founded

DAYS = ((9, 28), (11, 30), (2, 8), (4, 25), (6, 13))
POINTS = tuple(f"a{n}" for n in (1, 2, 3, 4, 5, 6, 9, 10))


@dataclass
class Years:
    """A council that lives: its world, what runs, and what it waits for."""

    world: World
    labos: int = 0
    running: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)

    def lives(self, years: int) -> None:
        """So many school years, from 2023 on."""
        founded(self.world)
        for first in range(2023, 2023 + years):
            self._year(first)

    def _year(self, first: int) -> None:
        world = self.world
        days = [date(first + (month < 9), month, day) + timedelta(world.chance.below(7)) for month, day in DAYS]
        world.comes(date(first, 9, 1))
        world.verb("coordinator", meetings.plan, f"{first}-{first + 1}", days[:4])
        world.verb("chair", meetings.convene, days[4], is_open=True)
        for day in days:
            self._before(day)
            self._meets(day)
            self._after(day)

    def _before(self, day: date) -> None:
        world = self.world
        world.comes(day - timedelta(26 - world.chance.below(14)))
        self._opens()
        self._between(day)
        if world.chance.maybe(0.4) and self.running:
            self._asks(world.chance.one(self.running), "stoppen")
        if world.chance.maybe(0.3):
            self._changes_seats()
        for number in self.waiting:
            if world.chance.maybe(0.1):
                world.verb("coordinator", requesting.return_, number, "Wie doet mee?")
            else:
                world.verb("coordinator", meetings.place, day, number)
        self.waiting.clear()
        world.verb("chair", meetings.place_title, day, f"Punt van {day}", asked_by="De trekker")
        if world.chance.maybe(0.5):
            seat, value = world.chance.one(KEYS), world.chance.one(voting.POSITIONS)
            world.verb("chair", voting.position, day, 1, seat, value)

    def _opens(self) -> None:
        world = self.world
        self.labos += 1
        slug = world.verb("coordinator", lifecycle.open_, "labo", f"Labo {self.labos}", lead="lead")
        assert slug is not None
        if world.chance.maybe(0.8):
            world.does("coordinator", lambda change: self._ready(change, slug))
        self._asks(slug, "opstarten")
        self.running.append(slug)

    def _ready(self, change: Change, slug: str) -> None:
        """What a start asks, in one change: its checklist, and two partners."""
        id = change.conn.exec_driver_sql(f"select id from initiative where slug = '{slug}'").scalar_one()
        for n, point in enumerate(POINTS):
            change.add(rows.Tick(id=change.new_id(), initiative_id=id, item=point, state="done", on_day=change.on, n=n))
        for n in range(2):
            organisation = f"organisation-{self.world.chance.below(ORGANISATIONS)}"
            change.add(rows.Partner(id=change.new_id(), initiative_id=id, organisation_id=organisation, n=n))
        change.record("partner")

    def _asks(self, slug: str, way: str) -> None:
        amount = self.world.chance.one((None, None, "800", "12000.50", "45000"))
        number = self.world.verb("coordinator", requesting.request, slug, way, {}, amount)
        if number is not None:
            self.waiting.append(number)

    def _changes_seats(self) -> None:
        world = self.world
        person = f"person-member-{world.chance.below(SEATS)}"
        world.verb("chair", seats.hold, world.chance.one(KEYS), person, world.today)

    def _meets(self, day: date) -> None:
        world = self.world
        if world.chance.maybe(0.3):
            world.verb("secretary", voting.attend, day, "all", "present")
        world.comes(day)
        world.verb("secretary", voting.attend, day, "all", "present")
        away = world.chance.some(KEYS, 0.6 if world.chance.maybe(0.08) else 0.07)
        if away:
            world.does("secretary", lambda change: self._go(change, day, away))
        for n in self._open_items(day):
            self._decides(day, n, [key for key in KEYS if key not in away])
        for n in self._open_items(day):
            world.verb("secretary", ending.note, day, n, "deferred")
        if world.verb("chair", ending.close, day) is None:
            raise AssertionError(f"the meeting of {day} cannot be closed")

    def _go(self, change: Change, day: date, away: Sequence[str]) -> None:
        sitting = meetings.sitting_on(change, day)
        for key in away:
            sitting = voting.seat_present(change, network(), sitting, sitting.seat(key), "excused")
        change.record("attend")

    def _decides(self, day: date, n: int, there: Sequence[str]) -> None:
        world, by = self.world, None
        if world.chance.maybe(0.2):
            self._recuses(day, n, there)
        if world.chance.maybe(0.12):
            by = self._votes(day, n, there)
        outcome = world.chance.one(
            ("approved", "approved", "approved-with-conditions", "rejected", "deferred", "noted")
        )
        terms = []
        if outcome == "approved-with-conditions":
            due = (day + timedelta(30 + world.chance.below(60))).isoformat()
            terms = [Term("Akkoord van de scholen", "lead", due, world.chance.one(ending.KINDS))]
        world.verb("secretary", ending.note, day, n, outcome, by, terms)
        if world.chance.maybe(0.1):
            world.verb("chair", ending.redo, day, n, "Verkeerd geteld.")
            world.verb("secretary", ending.note, day, n, "approved")

    def _recuses(self, day: date, n: int, there: Sequence[str]) -> None:
        if there:
            self.world.verb("secretary", voting.attend, day, self.world.chance.one(there), "recused", n)

    def _votes(self, day: date, n: int, there: Sequence[str]) -> str:
        drawn = self.world.chance
        cast = [(key, drawn.one(("yes", "yes", "no", "abstain"))) for key in there]

        def enters(change: Change) -> None:
            sitting = meetings.sitting_on(change, day)
            for key, value in cast:
                seat = sitting.seat(key)
                if sitting.presence_at(sitting.item(n), seat) == "present":
                    sitting = voting.cast(change, network(), sitting, n, seat, value)
            change.record("vote")

        self.world.does("secretary", enters)
        return drawn.one(("vote", "vote", "two-thirds"))

    def _between(self, day: date) -> None:
        """What does not wait for the meeting of that day: a mandate, or a procedure in writing and its answers."""
        world, slug = self.world, self.running[-1]
        if world.chance.maybe(0.25):
            amount = world.chance.one(("300", "1200.50", "2600"))
            number = world.verb("lead", mandates.ask, slug, "Een lokaal huren", amount, "Het kan nu.")
            if number and world.verb("chair", mandates.grant, number):
                world.verb("lead", mandates.spend, number, world.chance.one(("100", "1300")), "Huur")
        if self.waiting and world.chance.maybe(0.4):
            number = world.verb("coordinator", procedures.open_, self.waiting[-1], world.chance.maybe(0.8))
            if number:
                self.waiting.pop()
                self._answers(number)

    def _answers(self, number: str) -> None:
        drawn = self.world.chance
        value = drawn.one(("agree", "agree", "disagree", "discuss"))
        said = [(key, "agree") for key in drawn.some(KEYS, 0.7)] + [(drawn.one(KEYS), value)]
        for key, told in said[-1:]:
            self.world.verb("secretary", procedures.answer, number, key, told, "Omdat.")

        def enters(change: Change) -> None:
            for key, told in said[:-1]:
                procedures.answer(change, network(), number, key, told)

        self.world.does("secretary", enters)

    def _after(self, day: date) -> None:
        """Days later the clock has its say; what was approved may move by hand, or turns out to have a slip."""
        world = self.world
        world.comes(day + timedelta(1 + world.chance.below(10)))
        world.verb("secretary", settling.settle)
        if world.chance.maybe(0.3) and self.running:
            world.verb("coordinator", lifecycle.advance, world.chance.one(self.running), "opstarten")
        decisions = list(world.told.rows("decision").values())
        for row in decisions[-4:]:
            if row["outcome"] == "approved-with-conditions":
                world.verb("coordinator", conditions.meet, row["number"], 1, "Een brief.")
        if decisions and world.chance.maybe(0.2):
            world.verb("secretary", correcting.correct, decisions[-1]["number"], "title", "Juister", "Een tikfout.")
        with world.store.reading() as conn:
            broken = world.told.read(conn)
        assert broken == [], broken

    def _open_items(self, day: date) -> list[int]:
        told = self.world.told
        with self.world.store.reading() as conn:
            told.read(conn)
        return sorted(
            item["n"]
            for id, row in told.rows("meeting").items() if row["day"] == day.isoformat()
            for item in told.of("agenda_item", "meeting_id", id) if not standing(told, "outcome", item["id"])
        )  # fmt: skip


def simulated(store: Store, years: int, seed: int) -> dict[str, object]:
    """So many years in an empty store, and what came of them. Raises AssertionError when a law was broken."""
    started = time.perf_counter()
    life = Years(World(store, Chance(seed)))
    life.lives(years)
    with store.reading() as conn:
        proof = verify(conn)
    assert proof.ok, proof.problems
    told = life.world.told
    outcomes = Counter(row["outcome"] for row in told.rows("decision").values())
    return {
        "years": years,
        "seed": seed,
        "meetings": len(told.rows("meeting")),
        "decisions": dict(sorted(outcomes.items())),
        "passages": len(told.rows("passage")),
        "refusals": dict(sorted(life.world.refusals.items())),
        "faults": dict(sorted(life.world.faults.items())),
        "entries": proof.entries,
        "head": proof.head,
        "seconds": round(time.perf_counter() - started),
    }


@contextmanager
def _opened(url: str | None) -> Iterator[Store]:
    with tempfile.TemporaryDirectory(prefix="years-") as folder:
        address = url or f"sqlite:///{Path(folder, 'years.db')}"
        upgrade(address)
        with closing(Store(address)) as store:
            yield store


def main(arguments: Sequence[str] | None = None) -> None:
    """Live so many years and print what came of them."""
    wanted = argparse.ArgumentParser(prog="tests.stories.years", description="Years of a council, by chance.")
    wanted.add_argument("--years", type=int, default=20)
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--database", help="the address of an empty database; without it a file that is thrown away")
    given = wanted.parse_args(arguments)
    with _opened(given.database) as store:
        print(json.dumps(simulated(store, given.years, given.seed), indent=1))


if __name__ == "__main__":
    main()
