"""Publish definitions. Never touches an initiative: a running one stays pinned to its version."""

from labflow import rows
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.queries.definitions import published, refuse_changed


def publish(change: Change, catalogue: Catalogue) -> int:
    """Store every version that the database has not seen; returns how many.

    Raises Unsound when the content of a published version differs from what was published: make a new version.
    """
    known = published(change.conn)
    refuse_changed(known, catalogue)
    new = [w for version, w in catalogue.versions.items() if version not in known]
    for w in new:
        change.add(rows.Definition(
            id=f"{w.key}-{w.version}", workflow=w.key, version=w.version, sha256=w.sha256, canonical=w.canonical,
        ))  # fmt: skip
    if new:
        change.record("publish")
    return len(new)
