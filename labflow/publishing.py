"""Published definitions: what a database has once seen of a version never changes, and stays runnable.

A running initiative is pinned to its version; when the file of that version is gone, the stored form takes its place.
Never touches an initiative.
"""

from collections.abc import Mapping

from labflow import rows
from labflow.change import Change
from labflow.definition import Catalogue, Workflow
from labflow.queries.definitions import Reading, Version, canonicals, published
from labflow.reasons import Reason, Unsound
from labflow.shaping import workflow_from


def publish(change: Change, catalogue: Catalogue) -> int:
    """Store every version that the database has not seen; returns how many.

    Raises Unsound when the content of a published version differs from what was published: make a new version.
    """
    known = published(change.conn)
    _refuse_changed(known, catalogue)
    new = [w for version, w in catalogue.versions.items() if version not in known]
    for w in new:
        change.add(rows.Definition(
            id=f"{w.key}-{w.version}", workflow=w.key, version=w.version, sha256=w.sha256, canonical=w.canonical,
        ))  # fmt: skip
    if new:
        change.record("publish")
    return len(new)


def in_use(conn: Reading, shipped: Catalogue) -> Catalogue:
    """Return the catalogue with every published version in it, also those of which no file is left.

    Raises Unsound when a file differs from what was published under its version.
    """
    known = published(conn)
    _refuse_changed(known, shipped)
    gone = {version: workflow_from(row) for version, row in canonicals(conn).items() if version not in shipped.versions}
    return Catalogue(shipped.network, {**gone, **shipped.versions}) if gone else shipped


def _refuse_changed(known: Mapping[Version, str], catalogue: Catalogue) -> None:
    changed: list[Workflow] = [w for key, w in catalogue.versions.items() if known.get(key, w.sha256) != w.sha256]
    if changed:
        raise Unsound(*(Reason("publishing.changed", {"workflow": w.key, "version": w.version}) for w in changed))
