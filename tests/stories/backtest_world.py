"""Simulated lives of initiatives with planted stalls: what truly happened, and what a record of it knows on any day.

All chance comes from one seed. The numbers in `Habits` are our own guesses, not measured in any network; nothing here
reads a limit of a stall rule, so that the rules are judged by lives that do not know them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from labflow.clock import on_day
from labflow.definition import Catalogue, Workflow
from labflow.dossier import Dossier
from labflow.facts import Blocker, Deadline, Lead, Note, Passage, Pause, Request, Rest, Turn
from labflow.schoolyear import school_weeks
from labflow.words import Words
from tests.stories.years_world import Chance

STAGES = ("verkenning", "opstart", "experiment", "verduurzaming")
WAYS = ("opstarten", "experimenteren", "verduurzamen")
MEETINGS = ((9, 29), (12, 1), (2, 9), (4, 26), (6, 14))
KINDS = ("silent", "forgotten", "dragging", "leaderless", "nobody", "funding", "overdue", "stuck")
"""What is planted: nothing happens, a request lies about, a stage drags on while people are busy, the lead left, it is
nobody's move, money is missing, a deadline passed, somebody says that it is stuck."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How often things happen: days between two signs of life and between two remarks; shares a stage or a year."""

    sign_every: int = 14
    remark_every: int = 10
    planted: float = 0.3
    remarks_go_on: float = 0.6
    slow: float = 0.08
    paused: float = 0.06
    rested: float = 0.06


@dataclass(frozen=True, slots=True)
class Planted:
    """A stall that is really there, from its first to its last day, both inclusive."""

    kind: str
    from_day: date
    until_day: date


@dataclass
class Life:
    """All that happens to one initiative. `asked`: number, transition, sent on, meeting it is placed on."""

    slug: str
    passages: list[Passage] = field(default_factory=list)
    signs: list[date] = field(default_factory=list)
    remarks: list[date] = field(default_factory=list)
    moods: list[tuple[date, str]] = field(default_factory=list)
    asked: list[tuple[str, str, date, date]] = field(default_factory=list)
    leads: list[tuple[date, date | None]] = field(default_factory=list)
    nobody: list[tuple[date, date]] = field(default_factory=list)
    blocked: list[tuple[date, date]] = field(default_factory=list)
    deadlines: list[tuple[date, date]] = field(default_factory=list)
    pauses: list[tuple[date, date]] = field(default_factory=list)
    rests: list[tuple[date, date]] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)
    ends: date = date.max

    def touched(self, day: date) -> date:
        """Return the last day, up to `day`, on which anybody wrote anything at all: what "no edit" counts from."""
        starts = [p.when.start for p in self.passages if p.when.start]
        spans = (*self.leads, *self.nobody, *self.blocked, *self.pauses, *self.rests)
        written = [
            *self.signs,
            *self.remarks,
            *(day for day, _ in self.moods),
            *starts,
            *(sent for _, _, sent, _ in self.asked),
        ]
        written += [edge for span in spans for edge in span if edge] + [told for told, _ in self.deadlines]
        return max(one for one in written if one <= day)


def known_on(life: Life, day: date, catalogue: Catalogue, workflow: Workflow, meetings: tuple[date, ...]) -> Dossier:
    """Return what the record of a life holds on a day."""
    taken = tuple(p for p in life.passages if p.when.start and p.when.start <= day)
    noted = [Note("gebeurtenis", _said("Er gebeurde iets"), on_day(one), on_day=one) for one in life.signs]
    noted += [Note("nota", _said("Terzijde"), on_day(one), on_day=one) for one in life.remarks]
    noted += [Note("nota", _said("Zo staat het"), on_day(one), mood=mood, on_day=one) for one, mood in life.moods]
    leads = [Lead("een-trekker", "p1", from_day=start, until_day=end) for start, end in life.leads if start <= day]
    now = [one for one in leads if one.until_day is None or one.until_day > day]
    bare = Dossier(day, workflow, catalogue.network, taken[-1].to_stage, life.slug, life.slug, life.slug)
    whole = replace(
        bare, passages=taken, lead=now[-1] if now else None, turn=_turn(life, day), rest=_rest(life, day),
        notes=tuple(sorted((n for n in noted if n.on_day and n.on_day <= day), key=lambda n: n.on_day or day)),
        blockers=tuple(Blocker("funding", _said("Geld"), on_day(a)) for a, b in life.blocked if a <= day <= b),
        deadlines=tuple(Deadline("deadline", _said("Klaar"), on_day(b)) for a, b in life.deadlines if a <= day),
        pauses=tuple(_pause(a, b, day) for a, b in life.pauses if a <= day),
        requests=tuple(_request(one, day) for one in life.asked if one[2] <= day),
        meetings=meetings, closed_meetings=frozenset(one for one in meetings if one < day),
        papers={one: days_later(one, -14) for one in meetings},
    )  # fmt: skip
    return replace(whole, lead_left=leads[-1] if leads and not now else None)


def days_later(day: date, count: int) -> date:
    """Return the day so many days later."""
    return day + timedelta(count)


def _said(text: str) -> Words:
    return Words(text, text)


def _turn(life: Life, day: date) -> Turn | None:
    nobody = any(first <= day <= last for first, last in life.nobody)
    since = next((first for first, last in life.nobody if first <= day <= last), None)
    return Turn(_said("-"), nobody=True, on_day=since) if nobody else None


def _rest(life: Life, day: date) -> Rest | None:
    runs = [one for one in life.rests if one[0] <= day <= one[1]]
    return Rest(_said("tot later"), days_later(runs[-1][1], 1), runs[-1][0]) if runs else None


def _pause(first: date, last: date, day: date) -> Pause:
    back = days_later(last, 1)
    return Pause("even niet", first, back, back if back <= day else None)


def _request(asked: tuple[str, str, date, date], day: date) -> Request:
    number, way, sent, meeting = asked
    state = "decided" if day > meeting else "on-agenda" if day >= days_later(meeting, -21) else "accepted"
    placed = meeting if state != "accepted" else None
    return Request(number, way, state, on_day=sent, meeting=placed, id=number)


@dataclass
class Fate:
    """Makes lives, one after the other, from chance alone."""

    catalogue: Catalogue
    workflow: Workflow
    chance: Chance
    meetings: tuple[date, ...]
    habits: Habits = field(default_factory=Habits)

    def life(self, n: int, starts: date, ends: date) -> Life:
        """Return the life of initiative `n`, from its start up to the last day that is simulated."""
        made = Life(f"plan-{n}", leads=[(starts, None)], ends=ends)
        day = starts
        for at, stage in enumerate(STAGES):
            made.passages.append(Passage(None, STAGES[at - 1] if at else None, stage, on_day(day)))
            day = self._stage(made, stage, day, at)
            if day >= ends:
                break
        made.ends = min(day, ends)
        return made

    def _stage(self, life: Life, stage: str, since: date, at: int) -> date:
        """Live through one stage and return the day on which the next one begins."""
        expected = self.workflow.stages[stage].expected
        assert expected is not None
        share = 1.05 + 0.15 * self.part() if self.chance.maybe(self.habits.slow) else 0.5 + 0.45 * self.part()
        until = days_later(since, int(expected.count * 30.4 * share))
        stall = self._plants(life, since, until) if self.chance.maybe(self.habits.planted) else None
        if stall:
            until = max(until, days_later(stall.until_day, 30))
        self._quiet_on_purpose(life, since, until, stall)
        self._happens(life, since, until, stall)
        return self._gate(life, until, at, stall)

    def _plants(self, life: Life, since: date, until: date) -> Planted:
        kind = self.chance.one(KINDS)
        first = days_later(since, 20 + int((until - since).days * 0.4 * self.part()))
        last = days_later(first, 70 + self.chance.below(120))
        if kind == "dragging":
            # Longer than may be, by any measure: twice the time that was meant for it.
            first, last = until, days_later(since, 2 * (until - since).days + 240)
        if kind == "forgotten":
            first, last = until, days_later(until, 1)
        stall = Planted(kind, first, last)
        {"leaderless": self._leaves, "nobody": self._nobodys, "funding": self._blocked, "overdue": self._deadline,
         "stuck": self._stuck}.get(kind, lambda life, stall: None)(life, stall)  # fmt: skip
        if kind != "forgotten":
            life.planted.append(stall)
        return stall

    def _leaves(self, life: Life, stall: Planted) -> None:
        life.leads[-1] = (life.leads[-1][0], stall.from_day)
        life.leads.append((stall.until_day, None))

    def _nobodys(self, life: Life, stall: Planted) -> None:
        life.nobody.append((days_later(stall.from_day, self.chance.below(10)), stall.until_day))

    def _blocked(self, life: Life, stall: Planted) -> None:
        life.blocked.append((days_later(stall.from_day, self.chance.below(15)), stall.until_day))

    def _deadline(self, life: Life, stall: Planted) -> None:
        life.deadlines.append((days_later(stall.from_day, -60), days_later(stall.from_day, -1)))
        life.deadlines.append((stall.until_day, days_later(stall.until_day, 4000)))

    def _stuck(self, life: Life, stall: Planted) -> None:
        life.moods.append((days_later(stall.from_day, self.chance.below(20)), "loopt-vast"))
        life.moods.append((days_later(stall.until_day, 1), "op-koers"))

    def _quiet_on_purpose(self, life: Life, since: date, until: date, stall: Planted | None) -> None:
        if stall or (until - since).days < 90:
            return
        first = days_later(since, 30 + self.chance.below(20))
        last = days_later(first, 30 + self.chance.below(60))
        if self.chance.maybe(self.habits.paused):
            life.pauses.append((first, min(last, until)))
        elif self.chance.maybe(self.habits.rested):
            life.rests.append((first, min(last, until)))

    def _happens(self, life: Life, since: date, until: date, stall: Planted | None) -> None:
        still = [(stall.from_day, stall.until_day)] if stall and stall.kind in ("silent", "nobody", "stuck") else []
        quiet = [*still, *life.pauses, *life.rests]
        life.signs += [day for day in self._days(since, until, self.habits.sign_every) if not _within(day, quiet)]
        goes_on = self.chance.maybe(self.habits.remarks_go_on)
        hushed = [*life.pauses, *life.rests, *([] if goes_on else still)]
        life.remarks += [d for d in self._days(since, until, self.habits.remark_every) if not _within(d, hushed)]
        if still:
            # It moves again: otherwise it would not be over.
            life.signs = sorted([*life.signs, days_later(still[0][1], 1)])

    def _gate(self, life: Life, until: date, at: int, stall: Planted | None) -> date:
        """Ask the body for the next stage and work on; a forgotten request goes on an agenda only meetings later."""
        if at >= len(WAYS):
            return until
        ahead = [one for one in self.meetings if one > days_later(until, 14)]
        lost = 2 + self.chance.below(2) if stall and stall.kind == "forgotten" else 0
        if len(ahead) <= lost:
            return date.max
        if lost:
            passed = next(one for one in self.meetings if one > until)
            life.planted.append(Planted("forgotten", passed, days_later(ahead[lost], -22)))
        life.signs += self._days(until, ahead[lost], self.habits.sign_every)
        life.asked.append((f"a-{life.slug}-{at}", WAYS[at], until, ahead[lost]))
        return ahead[lost]

    def _days(self, since: date, until: date, every: int) -> list[date]:
        return list(self._drawn(since, until, every))

    def _drawn(self, since: date, until: date, every: int) -> Iterator[date]:
        """Days on which something happens: on average each so many school days, never in holidays, seldom regular."""
        day = since
        while True:
            day = days_later(day, 1 + int(every * (self.part() + self.part())))
            if day >= until:
                return
            if school_weeks(days_later(day, -7), day, self.catalogue.network.holidays).most:
                yield day

    def part(self) -> float:
        """Return a share between 0 and 1."""
        return self.chance.below(1000) / 1000


def _within(day: date, spans: list[tuple[date, date]]) -> bool:
    return any(first < day <= last for first, last in spans)


def meetings_of(first: int, years: int) -> tuple[date, ...]:
    """Return the days of the body's meetings in so many school years, the first of which begins in `first`."""
    return tuple(sorted(date(y + (m < 9), m, d) for y in range(first, first + years) for m, d in MEETINGS))
