"""A council that does anything at all, in any order: each rule tries one act, and the laws read the log after it.

The model does not foretell what is allowed. It knows that a refusal changes nothing and is said in both languages, and
that whatever was written obeys the laws, which count without labflow. `Acts` is what every part of the model shares.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from labflow import lifecycle, requesting
from labflow.reasons import Refusal
from labflow.store import Store
from labflow.texts import say
from labflow.words import LANGUAGES
from tests.labflow.council_room import TODAY, Room
from tests.stories import council_laws
from tests.stories.chronicle import Row

Thing = TypeVar("Thing")
SEATS = 7
PEOPLE = ("coordinator", "chair", "secretary", "lead", "both", "member", "other")
POINTS = tuple(f"a{n}" for n in (1, 2, 3, 4, 5, 6, 9, 10))
WAYS = ("opstarten", "stoppen-in-verkenning", "experimenteren", "overdragen", "omzetten-naar-studio", "verlengen")
MOST_INITIATIVES = 7

which = st.integers(0, 11)
people = st.sampled_from((*PEOPLE, "both", "both", "coordinator", "chair"))


class Acts(RuleBasedStateMachine):
    """A room of its own for each example, copied from `template`, and the log as the laws read it.

    `done` and `refused` count over all examples, so that a test can see that no rule was idle.
    """

    template: ClassVar[Path]
    done: ClassVar[Counter[str]]
    refusals: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="council-"))
        shutil.copyfile(self.template, self.folder / "labflow.db")
        store = Store(f"sqlite:///{self.folder / 'labflow.db'}")
        self.room = Room(store, TODAY + timedelta(1), [f"zetel-{n:02}" for n in range(1, SEATS + 1)])
        self.told = council_laws.chronicle()
        self.slugs = ["eerste", "tweede", "derde", "vierde"]
        self.head = self._head()

    def tries(self, who: str, verb: Callable[..., Any], *args: object, **named: object) -> Any:
        """One act: what it answered, or None when it was refused and left no trace."""
        name = f"{verb.__module__.removeprefix('labflow.')}.{verb.__name__}"
        try:
            answer = self.room.does(who, verb, *args, **named)
        except Refusal as refusal:
            assert self._head() == self.head, f"{name} was refused and wrote"
            for reason in refusal.reasons:
                assert all("{" not in say(reason, lang) for lang in LANGUAGES), reason.code
                self.refusals[reason.code] += 1
            return None
        self.done[name] += 1
        self.head = self._head()
        return answer if answer is not None else True

    def one(self, things: Sequence[Thing], n: int) -> Thing | None:
        """One of these things, by a number; None when there are none."""
        return things[n % len(things)] if things else None

    def seat(self, n: int) -> str:
        """The key of a seat; one of them has no vote."""
        return [*self.room.keys, "coordinatie"][n % (SEATS + 1)]

    def _head(self) -> tuple[int, str]:
        with self.room.store.reading() as conn:
            seq, digest = conn.exec_driver_sql("select seq, hash from log order by seq desc limit 1").one()
        return seq, digest

    @invariant()
    def every_law_holds(self) -> None:
        with self.room.store.reading() as conn:
            assert self.told.read(conn) == []

    def teardown(self) -> None:
        problems = self.room.verified().problems
        self.room.store.close()
        shutil.rmtree(self.folder)
        assert problems == ()


class Initiatives(Acts):
    """What people do with an initiative and its requests."""

    @rule(who=people, title=st.sampled_from(["Vijfde", "Zesde", "Zevende"]))
    def opens(self, who: str, title: str) -> None:
        if len(self.slugs) < MOST_INITIATIVES and (
            slug := self.tries(who, lifecycle.open_, "labo", title, lead="lead")
        ):
            self.slugs.append(slug)

    @rule(who=people, n=which, point=st.sampled_from(POINTS), state=st.sampled_from(["done", "todo", "busy"]))
    def ticks(self, who: str, n: int, point: str, state: str) -> None:
        self.tries(who, lifecycle.tick, self.one(self.slugs, n), point, state)

    @rule(n=which)
    def gets_ready(self, n: int) -> None:
        slug = self.one(self.slugs, n)
        for point in POINTS if n < 2 else POINTS[:1]:
            self.tries("lead", lifecycle.tick, slug, point)

    @rule(who=people, n=which, way=st.sampled_from(WAYS), amount=st.sampled_from([None, "500", "90000", "150000"]))
    def asks(self, who: str, n: int, way: str, amount: str | None) -> None:
        self.tries(who, requesting.request, self.one(self.slugs, n), way, {}, amount)

    @rule(n=which)
    def asks_to_start(self, n: int) -> None:
        self.tries("coordinator", requesting.request, self.one(self.slugs, n), "opstarten")

    @rule(who=people, n=which)
    def returns(self, who: str, n: int) -> None:
        self.tries(who, requesting.return_, self.request(n), "Wie doet mee?")

    @rule(who=people, n=which)
    def accepts(self, who: str, n: int) -> None:
        self.tries(who, requesting.accept, self.request(n))

    @rule(who=people, n=which)
    def withdraws(self, who: str, n: int) -> None:
        self.tries(who, requesting.withdraw, self.request(n))

    @rule(who=people, n=which, way=st.sampled_from(WAYS))
    def advances(self, who: str, n: int, way: str) -> None:
        self.tries(who, lifecycle.advance, self.one(self.slugs, n), way)

    @rule(who=people, n=which)
    def pauses(self, who: str, n: int) -> None:
        until = self.room.today + timedelta(days=30)
        self.tries(who, lifecycle.pause, self.one(self.slugs, n), "Ziek.", until.isoformat())

    @rule(who=people, n=which)
    def resumes(self, who: str, n: int) -> None:
        self.tries(who, lifecycle.resume, self.one(self.slugs, n))

    @rule(days=st.sampled_from([1, 1, 3, 12, 40]))
    def a_day_comes(self, days: int) -> None:
        """Never past the last meeting that is planned, or the model would only wait."""
        self.room.today += timedelta(days=days)

    def request(self, n: int) -> str:
        """The number of a request, or one that nobody made."""
        numbers = [row["number"] for row in self.told.rows("request").values()]
        return self.one(numbers, n) or "a-2023-999"

    def meeting_days(self, closed: bool = True) -> list[date]:
        """The days on which there is a meeting; with `closed` false only of those that are to come."""
        met = [row for row in self.told.rows("meeting").values() if closed or not _is_over(row)]
        return sorted(date.fromisoformat(row["day"]) for row in met)


def _is_over(meeting: Row) -> bool:
    return bool(meeting.get("closed_on") or meeting.get("cancelled_on"))
