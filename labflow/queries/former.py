"""How a row stood before it was last written, from the record. Never writes."""

import json
from collections.abc import Mapping

from sqlalchemy import Connection, select

from labflow import rows

LOG = rows.Log.__table__  # type: ignore[attr-defined]
PAYLOAD = rows.LogPayload.__table__  # type: ignore[attr-defined]


def touched_last(conn: Connection, initiative_id: str) -> tuple[tuple[str, str], ...]:
    """Return the rows (table, id) that the newest entry on an initiative wrote, without what stays hidden."""
    asked = select(LOG.c.body).where(LOG.c.body.contains(initiative_id, autoescape=True)).order_by(LOG.c.seq.desc())
    for body in conn.execute(asked).scalars():
        written = json.loads(body)["rows"]
        if initiative_id in written.get("initiative", ()):
            return tuple((table, id) for table, images in written.items() for id in images)
    return ()


def former(conn: Connection, table: str, id: str) -> Mapping[str, object] | None:
    """Return the columns of a row as they were before its newest entry, None when that one made it.

    What was erased since is not among them.
    """
    asked = select(LOG.c.seq, LOG.c.body).where(LOG.c.body.contains(id, autoescape=True)).order_by(LOG.c.seq.desc())
    found = [(row.seq, json.loads(row.body)["rows"].get(table, {})) for row in conn.execute(asked)]
    written = [(seq, images[id]) for seq, images in found if id in images]
    if len(written) < 2:
        return None
    seq, opened = written[1]
    known = select(PAYLOAD.c.data).where(PAYLOAD.c.seq == seq, PAYLOAD.c.tbl == table, PAYLOAD.c.row == id)
    private = conn.execute(known).scalar()
    return {**opened, **(json.loads(private) if private else {})}
