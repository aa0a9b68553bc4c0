"""Publish definitions: what a database has once seen of a version never changes. Never touches an initiative."""

from labflow import rows
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.queries.reading import fetch
from labflow.reasons import Reason, Unsound


def publish(change: Change, catalogue: Catalogue) -> int:
    """Store every version that the database has not seen; returns how many.

    Raises Unsound when the content of a published version differs from what was published: make a new version.
    """
    known = {(row.workflow, row.version): row.sha256 for row in fetch(change.conn, rows.Definition)}
    changed = [w for w in catalogue.versions.values() if known.get((w.key, w.version), w.sha256) != w.sha256]
    if changed:
        raise Unsound(*(Reason("publishing.changed", {"workflow": w.key, "version": w.version}) for w in changed))
    new = [w for w in catalogue.versions.values() if (w.key, w.version) not in known]
    for w in new:
        change.add(rows.Definition(
            id=f"{w.key}-{w.version}", workflow=w.key, version=w.version, sha256=w.sha256, canonical=w.canonical,
        ))  # fmt: skip
    if new:
        change.record("publish")
    return len(new)
