"""A desk to work at, for the tests of the verbs: the shipped definitions published, people by function, and a day.

Time is the demo's own day, a row; nobody patches a clock.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlmodel import SQLModel

from labflow import lifecycle, rows
from labflow.access import Actor
from labflow.acting import acting_as
from labflow.catalogue import load_catalogue
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.dossier import Dossier
from labflow.publishing import publish
from labflow.queries.initiatives import dossier as dossier_of
from labflow.queries.people import actor as actor_of
from labflow.reasons import Refusal
from labflow.store import Store
from labflow.texts import LANGUAGES, say

TODAY = date(2023, 9, 11)
SYSTEM = Actor("system")
PEOPLE = {
    "coordinator": "coordinator", "voorzitter": "voorzitter", "verslaggever": "verslaggever", "team": "team",
    "lid": "lid", "beheerder": "beheerder", "trekker-een": None, "trekker-twee": None, "caseteam-1": None,
    "raadslid-een": None,
}  # fmt: skip
GATE_A = tuple(f"a{n}" for n in (1, 2, 3, 4, 5, 6, 9))


@cache
def catalogue() -> Catalogue:
    """The shipped definitions, read once."""
    return load_catalogue()


@dataclass(frozen=True)
class Desk:
    """A store with people in it, and whoever acts."""

    store: Store

    @contextmanager
    def acts(self, who: str | None, **options: Any) -> Iterator[Change]:
        """A change by the person with this key."""
        with acting_as(self.store, catalogue(), who, **options) as change:
            yield change

    def does(self, who: str | None, verb: Callable[..., Any], *args: object, **named: Any) -> Any:
        """One verb in a change of its own; returns its answer. `on` is the day that it counts for."""
        with self.acts(who, on=named.pop("on", None), dry_run=named.pop("dry_run", False)) as change:
            return verb(change, catalogue(), *args, **named)

    def refused(self, who: str | None, verb: Callable[..., Any], *args: object, **named: Any) -> str:
        """The kind and the codes of a refusal, each of which can be said in both languages."""
        try:
            self.does(who, verb, *args, **named)
        except Refusal as refused:
            unsaid = [reason.code for reason in refused.reasons for lang in LANGUAGES if not say(reason, lang)]
            return " ".join((refused.kind, *(reason.code for reason in refused.reasons), *unsaid))
        return "done"

    def opened(self, title: str = "Proef", kind: str = "labo", lead: str | None = "trekker-een", **named: Any) -> str:
        """Open an initiative; returns its slug."""
        return str(self.does("coordinator", lifecycle.open_, kind, title, lead=lead, **named))

    def dossier(self, slug: str, who: str = "coordinator") -> Dossier:
        """The initiative as this person sees it today."""
        with self.store.reading() as conn:
            person = actor_of(conn, catalogue().network, who, TODAY)
            assert person is not None
            return dossier_of(conn, catalogue(), person, slug, TODAY)

    def stands(self, slug: str, stage: str, workflow: str = "labo") -> str:
        """Put an initiative in a stage, as an import would: no gate was passed here. Returns its slug."""
        return self.adds(
            lambda change: rows.Initiative(
                id=f"i-{slug}", slug=slug, title=slug.title(), workflow=workflow, version=1, stage=stage, rev=1,
                last_act="import",
            ),
            lambda change: rows.Passage(
                id=f"p-{slug}", initiative_id=f"i-{slug}", to_stage=stage, n=1, imported=True,
            ),
            lambda change: rows.Lead(id=f"l-{slug}", initiative_id=f"i-{slug}", person_id="person-trekker-een"),
            answer=slug,
        )  # fmt: skip

    def decided(self, slug: str, transition: str, number: str = "2023-001", outcome: str = "approved",
                cents: int | None = None, **asks: str) -> str:  # fmt: skip
        """A decision of the body on a transition; returns its number."""
        here = self.dossier(slug)
        return self.adds(
            lambda change: rows.AgendaItem(
                id=f"item-{number}", meeting_id="meeting", n=int(number[-3:]), title="Punt", initiative_id=here.id,
            ),
            lambda change: rows.Request(
                id=f"request-{number}", initiative_id=here.id, number=f"b-{number}", transition=transition, n=99,
                asks=json.dumps(asks), text_sha256="", on_day=TODAY,
            ),
            lambda change: rows.RequestStep(
                id=f"step-{number}", request_id=f"request-{number}", state="decided", on_day=TODAY, n=1,
            ),
            lambda change: rows.Decision(
                id=f"decision-{number}", number=number, meeting_id="meeting", agenda_item_id=f"item-{number}",
                initiative_id=here.id, transition=transition, outcome=outcome, by="consensus", verdict="{}",
                reglement=1, on_day=TODAY, request_id=f"request-{number}", cents=cents,
            ),
            answer=number,
        )  # fmt: skip

    def adds(self, *made: Callable[[Change], SQLModel], answer: str = "") -> str:
        """Add rows in a change of the system."""
        with self.store.change(SYSTEM) as change:
            for make in made:
                change.add(make(change))
            change.record("import")
        return answer

    def casework(self, labo: str, who: str = "caseteam-1") -> None:
        """Give a person the casework of an initiative."""
        here = self.dossier(labo)
        self.adds(
            lambda change: rows.RoleHeld(
                id=f"casework-{who}-{labo}", person_id=f"person-{who}", role="caseteam", initiative_id=here.id
            )
        )

    def ready(self, slug: str, items: tuple[str, ...] = GATE_A) -> None:
        """Tick points of a checklist."""
        for item in items:
            self.does("coordinator", lifecycle.tick, slug, item)

    def log(self) -> list[dict[str, Any]]:
        """Every entry of the log, first to last."""
        with self.store.reading() as conn:
            return [json.loads(body) for (body,) in conn.exec_driver_sql("select body from log order by seq")]


def desk(store: Store) -> Desk:
    """The shipped definitions, a person for each function, one planned meeting, on 11 September 2023."""
    with store.change(SYSTEM) as change:
        change.add(rows.DemoDay(id="day", today=TODAY))
        change.record("day")
    with store.change(SYSTEM) as change:
        publish(change, catalogue())
        for key, role in PEOPLE.items():
            change.add(rows.Person(id=f"person-{key}", key=key))
            if role:
                change.add(rows.RoleHeld(id=f"role-{key}", person_id=f"person-{key}", role=role))
        change.add(rows.Seat(id="seat-een", key="een", title="Een", votes=True, n=1))
        change.add(rows.Holder(id="holder-een", seat_id="seat-een", person_id="person-raadslid-een"))
        change.add(rows.Meeting(id="meeting", day=date(2023, 9, 29), reglement=1))
        change.record("people")
    return Desk(store)


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, to see that nothing changed."""
    with store.reading() as conn:
        return {
            table.name: sorted((tuple(row) for row in conn.execute(table.select())), key=repr)
            for table in SQLModel.metadata.sorted_tables
        }
