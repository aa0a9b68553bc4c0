"""The world that is measured: initiatives that stand before a gate with everything that it asks, in a real database.

Written through a Change, one entry of the log for each initiative. The facts are invented numbers without a story.
"""

from datetime import date
from typing import Any

from labflow import rows
from labflow.access import Actor
from labflow.definition import Catalogue
from labflow.publishing import publish
from labflow.store import Change, Store

TODAY = date(2023, 10, 2)
MEETING = date(2023, 9, 28)
WORKFLOW, STAGE, GATE, CHECKLIST = "labo", "opstart", "experimenteren", "poort-b"
COORDINATOR = "whoever-coordinates"


def slug(n: int) -> str:
    """Return the slug of the n-th initiative: in the order of their numbers."""
    return f"initiative-{n:06}"


def found(store: Store, catalogue: Catalogue) -> None:
    """Write what every initiative shares: definitions, the day, who acts, partners, one meeting."""
    with store.change(Actor("system")) as change:
        publish(change, catalogue)
        change.add(rows.DemoDay(id="day", today=TODAY))
        change.add(rows.Person(id="whoever", key=COORDINATOR))
        change.add(rows.RoleHeld(id="a-role", person_id="whoever", role="coordinator"))
        for n in range(75):
            change.add(rows.Organisation(id=f"company-{n}", slug=f"company-{n}", name=f"Company {n}"))
        change.add(rows.Meeting(id="a-meeting", day=MEETING, reglement=1))
        change.record("import")


def fill(store: Store, catalogue: Catalogue, first: int, last: int) -> None:
    """Write the initiatives `first` up to and not including `last`, one entry each."""
    workflow = catalogue.newest(WORKFLOW)
    assert workflow is not None
    points = [item.id for item in workflow.checklists[CHECKLIST] if item.met_by is None]
    with store.change(Actor("system")) as change:
        for n in range(first, last):
            _initiative(change, n, workflow.version)
            _facts(change, n, points)
            _decision(change, n)
            change.record("import")


def _initiative(change: Change, n: int, version: int) -> None:
    change.add(rows.Initiative(
        id=f"i{n}", slug=slug(n), title=f"Initiative {n:06}", workflow=WORKFLOW, version=version, stage=STAGE, rev=1,
    ))  # fmt: skip
    for step, (stage, day) in enumerate((("verkenning", date(2022, 9, 1)), (STAGE, date(2023, 3, 1))), 1):
        _add(change, rows.Passage, n, step, to_stage=stage, n=step, imported=True, **_day(day))


def _facts(change: Change, n: int, points: list[str]) -> None:
    for step, item in enumerate(points, 1):
        _add(change, rows.Tick, n, step, item=item, state="done", evidence="Staat in de map.", on_day=MEETING, n=step)
    for step in range(3):
        _add(change, rows.Note, n, step, kind="nota", text="We waren samen.", on_day=MEETING, n=step, **_day(MEETING))
    for step in range(2):
        _add(change, rows.Partner, n, step, organisation_id=f"company-{(n + step) % 75}", n=step)
    _add(change, rows.Lead, n, 0, organisation_id=f"company-{n % 75}")
    if n % 3 == 0:
        day = date(2023, 11, 15)
        _add(change, rows.Deadline, n, 0, kind="deadline", text="Een datum.", n=1, **_day(day))
    if n % 5 == 0:
        _add(change, rows.Blocker, n, 0, kind="funding", n=1, text="Het geld is open.", **_day(MEETING))


def _decision(change: Change, n: int) -> None:
    _add(change, rows.Request, n, 0, number=f"a-2023-{n:06}", transition=GATE, text_sha256="", on_day=TODAY, n=1)
    for step, state in enumerate(("sent", "accepted", "on-agenda", "decided"), 1):
        change.add(
            rows.RequestStep(id=f"step-{n}-{step}", request_id=f"request-{n}-0", state=state, on_day=MEETING, n=step)
        )
    change.add(rows.AgendaItem(
        id=f"item-{n}", meeting_id="a-meeting", n=n + 1, request_id=f"request-{n}-0", initiative_id=f"i{n}",
        title=f"Initiative {n:06}",
    ))  # fmt: skip
    _add(
        change, rows.Decision, n, 0, number=f"2023-{n:06}", meeting_id="a-meeting", agenda_item_id=f"item-{n}",
        request_id=f"request-{n}-0", transition=GATE, outcome="approved", by="consensus", verdict="", reglement=1,
        on_day=MEETING,
    )  # fmt: skip


def _add(change: Change, table: Any, initiative: int, step: int, **columns: Any) -> None:
    id = f"{table.__tablename__}-{initiative}-{step}"
    change.add(table(id=id, initiative_id=f"i{initiative}", **columns))


def _day(day: date) -> dict[str, Any]:
    return {"when_start": day, "when_end": day, "when_precision": "day"}
