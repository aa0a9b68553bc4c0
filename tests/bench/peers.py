"""What an advance is compared with: the bare statements on the driver, and a plain ORM as it is usually written.

Both reach the database by labflow's own settings (journal, synchronous, foreign keys), in a database of their own with
as many rows. Neither knows roles beyond a set, evidence, reasons or a chain: they do less.
"""

from itertools import pairwise
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import registry
from sqlmodel import Field, Session, SQLModel, select
from transitions import Machine

from labflow.database import reach

STAGES = ["verkenning", "opstart", "experiment", "verduurzaming", "verankerd"]
LINE = "x" * 400
"""As long as an entry of the log for the same act."""


class Own(SQLModel, registry=registry()):
    """Tables that labflow's own metadata does not see."""


class Thing(Own, table=True):
    """An initiative, as small as it can be."""

    id: str = Field(primary_key=True)
    stage: str
    rev: int = 0


class Trail(Own, table=True):
    """An audit row."""

    id: int | None = Field(default=None, primary_key=True)
    thing_id: str = Field(foreign_key="thing.id")
    line: str


class Life:
    """A machine of its own for each loaded row: how `transitions` is mostly met beside an ORM."""

    def __init__(self, thing: Thing) -> None:
        self.thing = thing
        self.machine = Machine(model=self, states=STAGES, initial=thing.stage, auto_transitions=False)
        for before, after in pairwise(STAGES):
            self.machine.add_transition(f"to_{after}", before, after, conditions=["is_allowed"])

    def is_allowed(self) -> bool:
        """Whether somebody with a role asks."""
        return "coordinator" in {"coordinator", "lead"}


class Peers:
    """A database that both contestants write to. `url`: of an empty database; `count`: things in it."""

    def __init__(self, url: str, count: int) -> None:
        self.engine: Engine = reach(url, "write")
        Own.metadata.create_all(self.engine)
        with Session(self.engine) as session:
            session.add_all([Thing(id=f"i{n}", stage="opstart") for n in range(count)])
            session.commit()
        self._is_sqlite = self.engine.dialect.name == "sqlite"
        self._bare_engine = reach(url, "write")
        self._driver: Any = self._bare_engine.raw_connection()

    def close(self) -> None:
        """Close every connection."""
        self._driver.close()
        self._bare_engine.dispose()
        self.engine.dispose()

    def bare(self, n: int) -> None:
        """One UPDATE where it still is as read, one INSERT, one durable commit, on the driver's own connection."""
        mark = "?" if self._is_sqlite else "%s"
        cursor = self._driver.cursor()
        if self._is_sqlite:
            cursor.execute("BEGIN IMMEDIATE")
        changed = f"UPDATE thing SET stage = {mark}, rev = rev + 1 WHERE id = {mark} AND rev = {mark}"
        cursor.execute(changed, ("experiment", f"i{n}", 0))
        assert cursor.rowcount == 1
        cursor.execute(f"INSERT INTO trail (thing_id, line) VALUES ({mark}, {mark})", (f"i{n}", LINE))
        cursor.execute("COMMIT") if self._is_sqlite else self._driver.commit()

    def plain_orm(self, n: int) -> None:
        """Load, one Machine for it, guard, trigger, an audit row, commit."""
        with Session(self.engine) as session:
            thing = session.exec(select(Thing).where(Thing.id == f"i{n}")).one()
            life = Life(thing)
            assert life.to_experiment()  # type: ignore[attr-defined]
            thing.stage, thing.rev = life.state, thing.rev + 1  # type: ignore[attr-defined]
            session.add(Trail(thing_id=thing.id, line=LINE))
            session.commit()
