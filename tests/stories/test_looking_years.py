"""Through years of acts: the list read by the day on which to look is, on every day, the list of everything read.

Whoever adds a verb that somehow goes unseen, or a rule that speaks, stops and speaks again, breaks this.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from labflow import lifecycle, stall, telling
from labflow.access import NOBODY
from labflow.ahead_looking import watch
from labflow.queries.initiatives import TABLE, dossiers
from labflow.queries.stalled import due
from labflow.store import Store
from tests.labflow.council_room import network
from tests.stories.years import Years
from tests.stories.years_world import Chance, World

STEP = 3
Rows = list[tuple[str, str, tuple[str, ...]]]


@dataclass
class Watched(World):
    """The same world, in which the list is read in two ways on most days, and a job now and then looks ahead."""

    read: int = 0
    looked: list[int] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def comes(self, day: date) -> None:
        """Every third day until that day, and that day."""
        while self.today + timedelta(STEP) < day:
            super().comes(self.today + timedelta(STEP))
            self.compares()
        super().comes(day)
        self.compares()

    def compares(self) -> None:
        """The list in both ways, after the job ran or did not."""
        if self.chance.maybe(0.4):
            self.looked.append(watch(self.store, network(), now=lambda: self.moment))
        with self.store.reading() as conn:
            found = due(conn, network(), self.today)
            whole = rows_of(conn, self.today)
            assert rows_of(conn, self.today, TABLE.c.id.in_(found.ids)) == whole, self.today
        self.read += len(found.ids)
        self.seen |= {code for _, _, codes in whole for code in codes}


def rows_of(conn: object, today: date, *where: object) -> Rows:
    """Slug, group and the codes of what was found, in the order of the list."""
    found = stall.everything(dossiers(conn, network(), NOBODY, today, *where, confidential=False))  # type: ignore[arg-type]
    return [(one.dossier.slug, one.group, tuple(each.reason.code for each in one.findings)) for one in found]


class Lively(Years):
    """Beside the council also what people tell, let rest, block and pause."""

    def _between(self, day: date) -> None:
        super()._between(day)
        world, drawn = self.world, self.world.chance
        for slug in self.running[-6:]:
            later = (world.today + timedelta(20 + drawn.below(200))).isoformat()
            verb, *told = drawn.one((
                (telling.rest, "Even niet", later), (telling.rest, "Tot het geld er is", ""),
                (telling.turn, "De scholen", "Antwoorden"), (telling.turn, "niemand"),
                (telling.commit, "Een jaar subsidie", later), (telling.block, "funding", "Geen geld"),
                (telling.lift, "funding"), (telling.land, "sought"), (telling.assign, None), (telling.assign, "lead"),
                (lifecycle.pause, "Rust", later), (lifecycle.resume,),
                (lifecycle.note, "We waren samen.", "realisatie"), (lifecycle.note, "Vast.", "nota", "loopt-vast"),
            ))  # fmt: skip
            world.verb("coordinator", verb, slug, *told)


@pytest.mark.parametrize(("seed", "years"), [(4, 1), pytest.param(5, 4, marks=pytest.mark.slow)])
def test_the_list_by_the_day_is_the_list_of_everything_on_every_day(store: Store, seed: int, years: int) -> None:
    world = Watched(store, Chance(seed))
    Lively(world).lives(years)

    print(world.acts, world.refusals, sorted(world.seen), world.looked)
    assert len(world.looked) > 15
    assert world.looked.count(0) > len(world.looked) / 10, "it looks only at what changed or is due"
    assert {"stall.silent", "stall.on_agenda"} <= world.seen
