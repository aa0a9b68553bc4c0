"""What has a day on which somebody is reminded, as far as that day came by now. Never writes.

Each kind is one range of days over one table, however much the tables hold; what lies further back than that was told
before or is old news.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from labflow import rows
from labflow.clock import days_after
from labflow.queries.mandates import RUNNING
from labflow.queries.reading import belonging, fetch, grouped

BACK = 30
"""So many days back one still looks: the job may have stood still. As long as a letter is news (own proposal)."""
FALLEN = "fallen_back"


@dataclass(frozen=True, slots=True)
class Dated:
    """Something with a day. `kind`: of the letter; `id`: its row; `since`: the day on which it was agreed, if known.

    `owner`: the key of who has to do it, "" for who leads; `item`: the point of the checklist, if it is about one.
    """

    kind: str
    id: str
    day: date
    initiative_id: str | None
    since: date | None = None
    owner: str = ""
    item: str = ""


def dated(conn: Connection, today: date, ahead: dict[str, int]) -> Iterator[Dated]:
    """Yield everything whose day lies in the range. `ahead`: so many days before it a kind of letter begins."""
    yield from _conditions(conn, today, ahead["condition_due"])
    for kind, table in (("deadline_near", rows.Deadline), ("commitment_ends", rows.Commitment)):
        for row in _between(conn, table, "when_end", today, ahead[kind]):
            if getattr(row, "ended_on", None) is None:
                yield Dated(kind, row.id, row.when_end, row.initiative_id)
    for row in _between(conn, rows.Rest, "until_day", today, ahead["rest_over"]):
        if row.ended_on is None:
            yield Dated("rest_over", row.id, row.until_day, row.initiative_id)
    ticks = sorted(_between(conn, rows.Tick, "by_day", today, ahead["point_over"]), key=lambda x: int(x.n))
    for row in {(x.initiative_id, x.item): x for x in ticks if x.state == "explained"}.values():
        yield Dated("point_over", row.id, row.by_day, row.initiative_id, item=row.item)
    yield from _mandates(conn, today, ahead["mandate_ends"])


def _between(conn: Connection, table: Any, column: str, today: date, ahead: int) -> list[Any]:
    day = getattr(table, column)
    return fetch(conn, table, day >= days_after(today, -BACK), day <= days_after(today, ahead))


def _conditions(conn: Connection, today: date, ahead: int) -> Iterator[Dated]:
    found = [x for x in _between(conn, rows.Condition, "due_day", today, ahead) if x.met_on is None and x.decision_id]
    decided = {x.id: x for x in belonging(conn, rows.Decision, "id", {x.decision_id for x in found})}
    replaced = {x.replaces_id for x in belonging(conn, rows.Decision, "replaces_id", decided)}
    steps = grouped(belonging(conn, rows.ConditionStep, "condition_id", {x.id for x in found}, "n"), "condition_id")
    for row in found:
        newest = [step.state for step in steps.get(row.id, ())][-1:]
        if row.decision_id not in replaced and newest != [FALLEN]:
            decision = decided[row.decision_id]
            yield Dated("condition_due", row.id, row.due_day, decision.initiative_id, decision.on_day, row.owner)


def _mandates(conn: Connection, today: date, ahead: int) -> Iterator[Dated]:
    found = _between(conn, rows.Mandate, "until_day", today, ahead)
    steps = grouped(belonging(conn, rows.MandateStep, "mandate_id", {x.id for x in found}, "n"), "mandate_id")
    for row in found:
        if steps.get(row.id) and steps[row.id][-1].state in RUNNING:
            yield Dated("mandate_ends", row.id, row.until_day, row.initiative_id)
