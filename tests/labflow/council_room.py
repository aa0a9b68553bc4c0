"""A body that can meet, for the tests of its verbs: 17 voting seats, coordination, the people who act, and requests."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from labflow import lifecycle, meetings, presiding, requesting, rows, seats, voting
from labflow.access import Actor
from labflow.catalogue import load_catalogue
from labflow.definition import Catalogue
from labflow.dossier import Dossier
from labflow.queries.council import sitting
from labflow.queries.initiatives import dossier
from labflow.queries.people import actor
from labflow.reasons import Refusal
from labflow.record import Verification, verify
from labflow.rulebook import rules_in
from labflow.sitting import Sitting
from labflow.store import Change, Store
from labflow.texts import say
from labflow.words import LANGUAGES

RULES = rules_in(Path(__file__).parents[2] / "workflows" / "som")
TODAY, DAY, AFTER = date(2023, 9, 11), date(2023, 9, 29), date(2023, 10, 2)
ROLES = {"coordinator": "coordinator", "chair": "voorzitter", "secretary": "verslaggever", "lead": "trekker"}
SYSTEM = Actor("system")


@cache
def network() -> Catalogue:
    """The shipped definitions, read once."""
    return load_catalogue()


@dataclass
class Room:
    """A store with a body in it, and the day on which everybody acts."""

    store: Store
    today: date = TODAY
    keys: list[str] = field(default_factory=list)

    @contextmanager
    def acts(self, who: str) -> Iterator[Change]:
        """A change by the person with this key."""
        with self.store.reading() as conn:
            person = actor(conn, network().network, who, self.today)
        assert person is not None
        with self.store.change(person, now=self.noon) as change:
            yield change

    def does(self, who: str, verb: Callable[..., object], *args: object, **named: object) -> object:
        """One verb in a change of its own; returns its answer."""
        with self.acts(who) as change:
            return verb(change, network(), *args, **named)

    def convened(self, day: date = DAY) -> "Room":
        """The same room with a meeting planned."""
        self.does("coordinator", meetings.convene, day)
        return self

    def asked(self, title: str = "Proef", ready: bool = True, who: str = "coordinator") -> str:
        """Open an initiative, answer its checklist when `ready`, and ask for the next stage; returns the number."""
        slug = str(self.does("coordinator", lifecycle.open_, "labo", title, lead="lead"))
        if ready:
            self._complete(slug)
        return str(self.does(who, requesting.request, slug, "opstarten"))

    def gathered(self, present: int = 17, day: date = DAY) -> "Room":
        """On the day of the meeting: the first so many voting seats are there."""
        self.today = day
        if not present:
            return self
        with self.acts("secretary") as change:
            meeting = presiding.held(change, day)
            for key in self.keys[:present]:
                meeting = voting.seat_present(change, network(), meeting, meeting.seat(key), "present")
            change.record("attend")
        return self

    def voted(self, n: int, votes: str, day: date = DAY) -> "Room":
        """Votes of the first seats, written yes-no-abstain."""
        yes, no, abstain = map(int, votes.split("-"))
        cast = ["yes"] * yes + ["no"] * no + ["abstain"] * abstain
        with self.acts("secretary") as change:
            meeting = presiding.held(change, day)
            for key, value in zip(self.keys, cast, strict=False):
                meeting = voting.cast(change, network(), meeting, n, meeting.seat(key), value)
            change.record("vote")
        return self

    def refused(self, who: str, verb: Callable[..., object], *args: object, **named: object) -> list[str]:
        """The codes of the reasons for which this verb is refused; each is a sentence in both languages."""
        with pytest.raises(Refusal) as refusal:
            self.does(who, verb, *args, **named)
        reasons = refusal.value.reasons
        for lang in LANGUAGES:
            assert all("{" not in say(reason, lang) for reason in reasons)
        return [reason.code for reason in reasons]

    def sitting(self, day: date = DAY) -> Sitting:
        """The meeting as it is now."""
        with self.store.reading() as conn:
            found = sitting(conn, day)
        assert found is not None
        return found

    def dossier(self, slug: str) -> Dossier:
        """An initiative as everybody sees it today."""
        with self.store.reading() as conn:
            return dossier(conn, network(), SYSTEM, slug, self.today)

    def verified(self) -> Verification:
        """What a reading of the whole record finds."""
        with self.store.reading() as conn:
            return verify(conn)

    def with_casus(self) -> None:
        """A labo in experiment with one casus under it, which coordinator-and-chair `both` may see."""
        with self.store.change(SYSTEM, now=self.noon) as change:
            change.add(rows.Initiative(
                id="parent", slug="ouder", title="Ouder", workflow="labo", version=1, stage="experiment",
            ))  # fmt: skip
            change.add(rows.Initiative(
                id="child", slug="praktijk", title="Praktijk", workflow="casus", version=1, stage="intake",
                parent_id="parent",
            ))  # fmt: skip
            change.add(rows.Request(
                id="asked", initiative_id="child", number="a-2023-900", transition="opbouwen", text_sha256="",
                on_day=change.on, n=1,
            ))  # fmt: skip
            change.add(rows.RequestStep(id="sent", request_id="asked", state="sent", on_day=change.on, n=1))
            change.add(rows.RoleHeld(
                id="role-casework", person_id="person-both", role="caseteam", initiative_id="parent",
            ))  # fmt: skip
            change.record("open")

    def _complete(self, slug: str) -> None:
        """Everything that the first gate asks, written at once: a verb for each would be most of a test's time."""
        with self.store.change(SYSTEM, now=self.noon) as change:
            (found,) = change.conn.exec_driver_sql(f"select id from initiative where slug = '{slug}'").scalars()
            for n in range(2):
                organisation = rows.Organisation(id=change.new_id(), slug=f"{slug}-{n}", name=f"School {n}")
                change.add(organisation)
                change.add(rows.Partner(
                    id=change.new_id(), initiative_id=str(found), organisation_id=organisation.id, n=n,
                ))  # fmt: skip
            for n in (1, 2, 3, 4, 5, 6, 9, 10):
                change.add(rows.Tick(
                    id=change.new_id(), initiative_id=str(found), item=f"a{n}", state="done", on_day=change.on, n=n,
                ))  # fmt: skip
            change.record("partner")

    def noon(self) -> datetime:
        """The moment at which everybody acts today."""
        return datetime(self.today.year, self.today.month, self.today.day, 12, tzinfo=UTC)


def room(store: Store, voting_seats: int = 17, with_rules: bool = True) -> Room:
    """A body with so many voting seats and coordination without a vote; nobody has met yet."""
    made = Room(store, keys=[f"zetel-{n:02}" for n in range(1, voting_seats + 1)])
    with store.change(SYSTEM, now=made.noon) as change:
        if with_rules:
            seats.publish(change, RULES[0])
        for n, key in enumerate([*made.keys, "coordinatie"]):
            change.add(rows.Seat(id=f"seat-{key}", key=key, title=key.title(), votes=key != "coordinatie", n=n))
        for key in (*ROLES, "both", "member", "other"):
            change.add(rows.Person(id=f"person-{key}", key=key))
        for key, role in ROLES.items():
            change.add(rows.RoleHeld(id=f"role-{key}", person_id=f"person-{key}", role=role))
        for role in ("coordinator", "voorzitter"):
            change.add(rows.RoleHeld(id=f"role-both-{role}", person_id="person-both", role=role))
        for key, seat in (("member", "zetel-01"), ("other", "zetel-02")):
            change.add(rows.Holder(id=f"holder-{key}", seat_id=f"seat-{seat}", person_id=f"person-{key}"))
        change.record("people")
    return made
