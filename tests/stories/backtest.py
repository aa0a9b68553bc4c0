"""Would the stalled list have found it? `python -m tests.stories.backtest --years 6 --initiatives 200 --seed 1`.

Simulated years with planted stalls (see `backtest_world`), looked at every Monday: what share is found, after how many
school weeks, and how often it cries wolf; beside "no edit for 30 days" on the same lives.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median, quantiles

from labflow.catalogue import load_catalogue
from labflow.definition import Catalogue, Workflow
from labflow.schoolyear import school_weeks
from labflow.stall import row_of
from labflow.stall.finding import NEAR
from tests.stories.backtest_world import KINDS, Fate, Habits, Life, Planted, days_later, known_on, meetings_of
from tests.stories.years_world import Chance

EDIT_LIMIT = 30
CODES = {
    "silent": ("stall.silent",),
    "forgotten": ("stall.request_unscheduled", "stall.request_ready", "stall.request_waits"),
    "dragging": ("stall.over_maximum", "stall.over_expected"),
    "leaderless": ("stall.lead_left", "stall.no_lead"),
    "nobody": ("stall.nobodys_move",),
    "funding": ("stall.blocked_funding",),
    "overdue": ("stall.deadline_over",),
    "stuck": ("stall.told_stuck",),
}
"""The reasons that name a planted stall for what it is."""

Look = Callable[[Life, date], frozenset[str]]
"""What a way of looking says about a life on a day: the codes of its reasons, empty when all is well."""


@dataclass
class Score:
    """What one way of looking came to. `waits`: school weeks from the first day of a stall until it was found."""

    planted: int = 0
    waits: list[int] = field(default_factory=list)
    named: int = 0
    false: Counter[str] = field(default_factory=Counter)
    years: float = 0.0

    @property
    def found(self) -> float:
        """The share of planted stalls that were found while they lasted."""
        return len(self.waits) / self.planted if self.planted else 1.0

    @property
    def false_a_year(self) -> float:
        """False alarms for each initiative-year: each row of Mondays on which it stood there without a stall."""
        return self.false.total() / self.years if self.years else 0.0

    def line(self, name: str) -> str:
        """Return the row of a table: found, named for what it is, school weeks (median, 9 in 10), false alarms."""
        tenths = quantiles(self.waits, n=10) if len(self.waits) > 1 else [0] * 9
        half = median(self.waits) if self.waits else 0
        return (f"| {name} | {self.planted} | {self.found:.0%} | {self.named / max(self.planted, 1):.0%} | {half:.0f} "
                f"| {tenths[8]:.0f} | {self.false_a_year:.2f} |")  # fmt: skip


@dataclass(frozen=True)
class World:
    """The lives of one seed, with the rules they are judged by."""

    catalogue: Catalogue
    workflow: Workflow
    meetings: tuple[date, ...]
    lives: tuple[Life, ...]
    last: date

    def stalled(self, life: Life, day: date) -> frozenset[str]:
        """What labflow's list says; a deadline that is only near is no alarm."""
        row = row_of(known_on(life, day, self.catalogue, self.workflow, self.meetings))
        if row is None or row.group != "stalled":
            return frozenset()
        return frozenset(one.reason.code for one in row.findings if one.weight != NEAR)

    def unedited(self, life: Life, day: date) -> frozenset[str]:
        """What "no edit for 30 days" says."""
        return frozenset({"unedited"} if (day - life.touched(day)).days > EDIT_LIMIT else ())


def lived(years: int, initiatives: int, seed: int, habits: Habits | None = None) -> World:
    """Return so many lives over so many school years, from 2021-2022 on; they begin in the first two thirds."""
    catalogue, first, last = load_catalogue(), date(2021, 9, 6), date(2021 + years, 8, 31)
    workflow, meetings = catalogue.versions["labo", 1], meetings_of(2021, years + 1)
    chance = Chance(seed)
    fate = Fate(catalogue, workflow, chance, meetings, habits or Habits())
    begins = (days_later(first, chance.below((last - first).days * 2 // 3)) for _ in range(initiatives))
    return World(catalogue, workflow, meetings, tuple(fate.life(n, day, last) for n, day in enumerate(begins)), last)


def scored(world: World, look: Look) -> dict[str, Score]:
    """Return the score of each kind of stall, and under "all" of everything together."""
    scores: dict[str, Score] = defaultdict(Score)
    for life in world.lives:
        seen = {day: codes for day in _mondays(life, world.last) if (codes := look(life, day))}
        whole = scores["all"]
        whole.years += (min(life.ends, world.last) - _start(life)).days / 365.25
        whole.false.update(_alarms({day: codes for day, codes in seen.items() if not _is_stalled(life, day)}))
        for stall in life.planted:
            if stall.until_day < world.last:
                for score in (whole, scores[stall.kind]):
                    _count(score, stall, seen, world)
    return scores


def _count(score: Score, stall: Planted, seen: dict[date, frozenset[str]], world: World) -> None:
    days = [day for day in seen if stall.from_day <= day <= stall.until_day]
    score.planted += 1
    score.named += any(seen[day] & frozenset(CODES[stall.kind]) for day in days)
    if days:
        score.waits.append(school_weeks(stall.from_day, days[0], world.catalogue.network.holidays).least)


def _mondays(life: Life, last: date) -> Iterable[date]:
    start = _start(life)
    day = days_later(start, -start.weekday() + 7)
    while day < min(life.ends, last):
        yield day
        day += timedelta(7)


def _start(life: Life) -> date:
    return life.passages[0].when.start or date.max


def _is_stalled(life: Life, day: date) -> bool:
    return any(one.from_day <= day <= days_later(one.until_day, 7) for one in life.planted)


def _alarms(seen: dict[date, frozenset[str]]) -> Iterator[str]:
    """The reasons with which each row of Mondays without a gap begins."""
    for day, codes in seen.items():
        if days_later(day, -7) not in seen:
            yield " + ".join(sorted(code.removeprefix("stall.") for code in codes))


def table(world: World) -> list[str]:
    """Return the comparison as the lines of a table."""
    head = "| stall | planted | found | named | school weeks, half | 9 in 10 | false alarms a year |"
    ours, theirs = scored(world, world.stalled), scored(world, world.unedited)
    return [
        head, "|---|---|---|---|---|---|---|", ours["all"].line("**labflow, all**"),
        *(_bare(ours[kind].line(kind)) for kind in KINDS), theirs["all"].line("**no edit for 30 days, all**"),
        *(_bare(theirs[kind].line(kind)) for kind in KINDS), "",
        "| labflow's false alarms, by reason | |", "|---|---|",
        *(f"| {codes} | {count} |" for codes, count in ours["all"].false.most_common()),
    ]  # fmt: skip


def _bare(line: str) -> str:
    """Without false alarms: those belong to no kind."""
    return line.rsplit("|", 2)[0] + "| |"


def main(given: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("years", 6), ("initiatives", 200), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    args = parser.parse_args(given)
    print(*table(lived(args.years, args.initiatives, args.seed)), sep="\n")


if __name__ == "__main__":
    main()
