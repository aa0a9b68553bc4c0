"""What is worked out from rows and kept beside them, in the same commit: how many stand in a stage, and when to look.

Neither is a fact. Both stand outside of the log, since every row that they come from is in it: counting again, or
looking at everything again, gives the same. Source: own proposal (docs/decisions/0034).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select, text, union, update
from sqlmodel import SQLModel

from labflow import rows

OVER = ("decided", "withdrawn")
"""The last states of a request: no meeting matters to it any more."""


def _table(row_class: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(row_class.__tablename__)]


INITIATIVE, REQUEST, STEP = _table(rows.Initiative), _table(rows.Request), _table(rows.RequestStep)
DECISION, CONDITION, MANDATE = _table(rows.Decision), _table(rows.Condition), _table(rows.Mandate)
QUESTION, LEAD = _table(rows.Question), _table(rows.Lead)

BELONGS: dict[str, str] = {
    "request_step": "request", "agenda_item": "request", "condition": "decision", "condition_step": "condition",
    "mandate_step": "mandate", "spending": "mandate", "question_step": "question",
}  # fmt: skip
"""A row of which table belongs to which other one, by the column `<other>_id`."""
ABOUT = {"letter": "about_id"}
"""A column that may hold the id of an initiative without saying so."""
EVERYBODY = "demo_day"
"""The table that concerns every initiative: a demo goes back in time, and what was worked out ahead may not hold."""
WHOLE = ("meeting", EVERYBODY)
"""Of these it does not matter which row: a meeting concerns whatever has a request that is open."""


class Derived:
    """What one change must set right beside its rows, at its end: at most two statements."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._homes: dict[tuple[str, str], str] = {}
        self._written: set[tuple[str, str]] = set()
        self._awake: set[str] = set()

    def stands(self, place: tuple[str, str], more: int) -> None:
        """Say that so many more (or fewer) initiatives stand in this workflow and stage."""
        self._counts[place] += more

    def wrote(self, table: str, values: Mapping[str, Any]) -> None:
        """Say that a row was written: what belongs to an initiative makes that one be looked at again."""
        if table == "initiative":
            self._awake.add(values["id"])
            return
        if home := values.get("initiative_id") or values.get(ABOUT.get(table, "")):
            self._homes[table, values["id"]] = home
        elif table in BELONGS and (owner := values.get(f"{BELONGS[table]}_id")):
            self._written.add((BELONGS[table], owner))
        elif table in (*WHOLE, "person"):
            self._written.add((table, values["id"]))

    def keep(self, conn: Connection) -> None:
        """Write it: the counts that changed, and whose day on which to look is no longer known."""
        if moved := {place: more for place, more in self._counts.items() if more}:
            conn.execute(_COUNT, [
                {"id": "/".join(place), "workflow": place[0], "stage": place[1], "more": more}
                for place, more in sorted(moved.items())
            ])  # fmt: skip
        by_table: dict[str, set[str]] = {}
        for table, id in self._written - self._homes.keys():
            by_table.setdefault(table, set()).add(id)
        known = {home for key, home in self._homes.items()} - self._awake
        if known:
            by_table["initiative"] = known
        if by_table:
            ids = {name: sorted(found) for name, found in by_table.items() if name not in WHOLE}
            conn.execute(_look_again(tuple(sorted(by_table))), {} if EVERYBODY in by_table else ids)


_COUNT = text(
    "INSERT INTO stage_count (id, workflow, stage, count) VALUES (:id, :workflow, :stage, :more)"
    " ON CONFLICT (id) DO UPDATE SET count = stage_count.count + excluded.count"
)


def place_of(conn: Connection, id: str) -> tuple[str, str] | None:
    """Return the workflow and the stage in which an initiative stands, None when it is not there."""
    row = conn.execute(_PLACE, {"one": id}).one_or_none()
    return (str(row.workflow), str(row.stage)) if row else None


_PLACE = select(INITIATIVE.c.workflow, INITIATIVE.c.stage).where(INITIATIVE.c.id == bindparam("one"))


def look_again_at_all(conn: Connection) -> None:
    """Forget every day on which to look: the rules are others, or a demo went back in time."""
    conn.execute(_FORGET)


def look_later(conn: Connection, days: Iterable[tuple[str, date]]) -> None:
    """Keep for each initiative (by id) the first day on which to look. The facts must not have changed since."""
    if kept := [{"one": id, "day": day} for id, day in days]:
        conn.execute(_LATER, kept)


def never_look(conn: Connection, workflows: Iterable[str], day: date) -> None:
    """Put what stands in these workflows, and was not looked at, off until a day: it is on no list."""
    conn.execute(_NEVER, {"quiet": sorted(workflows), "day": day})


_UNKNOWN = INITIATIVE.c.look_at.is_(None)
_FORGET = update(INITIATIVE).where(INITIATIVE.c.look_at.is_not(None)).values(look_at=None)
_LATER = update(INITIATIVE).where(INITIATIVE.c.id == bindparam("one")).values(look_at=bindparam("day"))
_NEVER = (
    update(INITIATIVE)
    .where(_UNKNOWN, INITIATIVE.c.workflow.in_(bindparam("quiet", expanding=True)))
    .values(look_at=bindparam("day"))
)


@cache
def _look_again(tables: tuple[str, ...]) -> Any:
    """Make the one statement that finds the initiatives of rows in these tables; `union`, so that indexes are used."""
    if EVERYBODY in tables:
        return _FORGET
    found = union(*(_home(table) for table in tables))
    return update(INITIATIVE).where(INITIATIVE.c.look_at.is_not(None), INITIATIVE.c.id.in_(found)).values(look_at=None)


def _home(table: str) -> Any:
    ids: Any = bindparam(table, expanding=True)
    if table == "initiative":
        return select(INITIATIVE.c.id).where(INITIATIVE.c.id.in_(ids))
    if table == "condition":
        return (
            select(DECISION.c.initiative_id).join(CONDITION, CONDITION.c.decision_id == DECISION.c.id)
            .where(CONDITION.c.id.in_(ids))
        )  # fmt: skip
    if table == "person":
        return select(LEAD.c.initiative_id).where(LEAD.c.person_id.in_(ids))
    if table == "meeting":
        over = select(STEP.c.request_id).where(STEP.c.state.in_(OVER))
        return select(REQUEST.c.initiative_id).where(REQUEST.c.id.not_in(over))
    owner = {"request": REQUEST, "decision": DECISION, "mandate": MANDATE, "question": QUESTION}[table]
    return select(owner.c.initiative_id).where(owner.c.id.in_(ids))
