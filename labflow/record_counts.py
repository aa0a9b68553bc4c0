"""Are the counters what they count? How many initiatives stand in a stage, from the initiatives themselves."""

from collections.abc import Iterator

from sqlalchemy import Connection, delete, func, insert, literal, select

from labflow.change import table_of
from labflow.reasons import Reason
from labflow.rows import Initiative, StageCount

INITIATIVE, COUNT = table_of(Initiative), table_of(StageCount)
_HERE = (INITIATIVE.c.workflow, INITIATIVE.c.stage)
_COUNTED = select(
    (INITIATIVE.c.workflow + literal("/") + INITIATIVE.c.stage).label("id"), *_HERE, func.count().label("count")
).group_by(*_HERE)


def miscounted(conn: Connection) -> Iterator[Reason]:
    """Give a problem for each stage in which another number of initiatives stands than its counter says."""
    kept = {row.id: row.count for row in conn.execute(select(COUNT.c.id, COUNT.c.count.label("count")))}
    there = {row.id: row.count for row in conn.execute(_COUNTED)}
    for place in sorted(kept.keys() | there.keys()):
        if kept.get(place, 0) != there.get(place, 0):
            values = {"row": f"stage_count/{place}", "found": kept.get(place, 0), "n": there.get(place, 0)}
            yield Reason("record.count_differs", values)


def recount(conn: Connection) -> None:
    """Count everything again, in a database that was put back from a backup."""
    conn.execute(delete(COUNT))
    conn.execute(insert(COUNT).from_select(["id", "workflow", "stage", "count"], _COUNTED))
