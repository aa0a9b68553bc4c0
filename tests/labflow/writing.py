"""Whoever acts in the tests of the store, and one ordinary act."""

from labflow.access import Actor
from labflow.rows import Initiative, Note
from labflow.store import Change, Store

SYSTEM = Actor("system")


def opened(store: Store, slug: str = "first", stage: str = "begin") -> str:
    """Open one initiative with a note, in one change; return its id."""
    with store.change(SYSTEM) as change:
        id = add_initiative(change, slug, stage)
        change.add(
            Note(id=change.new_id(), initiative_id=id, text=f"A note on {slug}", kind="nota", on_day=change.on, n=1)
        )
        change.record("open")
    return id


def add_initiative(change: Change, slug: str, stage: str = "begin") -> str:
    """Add a row for an initiative to a change; return its id."""
    id = change.new_id()
    change.add(Initiative(id=id, slug=slug, title=slug.title(), workflow="lab", version=1, stage=stage))
    return id
