"""Published definitions: what a database has once seen of a version never changes, and stays runnable. Never writes."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from labflow import rows
from labflow.definition import Catalogue
from labflow.queries.reading import fetch
from labflow.reasons import Reason, Unsound
from labflow.shaping import workflow_from

Version = tuple[str, int]
RULES = "reglement"


def in_use(conn: Connection, shipped: Catalogue) -> Catalogue:
    """Return the catalogue with every published version in it, also those of which no file is left.

    Raises Unsound when a file differs from what was published under its version.
    """
    stored = {(row.workflow, row.version): row for row in _workflows(conn)}
    refuse_changed({version: row.sha256 for version, row in stored.items()}, shipped)
    gone = {version: row.canonical for version, row in stored.items() if version not in shipped.versions}
    versions = {**{version: workflow_from(canonical) for version, canonical in gone.items()}, **shipped.versions}
    return Catalogue(shipped.network, versions) if gone else shipped


def published(conn: Connection) -> Mapping[Version, str]:
    """Return the sha256 of every published version."""
    return {(row.workflow, row.version): row.sha256 for row in _workflows(conn)}


def refuse_changed(known: Mapping[Version, str], catalogue: Catalogue) -> None:
    """Raise Unsound when the content of a published version differs from what was published."""
    changed = [w for version, w in catalogue.versions.items() if known.get(version, w.sha256) != w.sha256]
    if changed:
        raise Unsound(*(Reason("publishing.changed", {"workflow": w.key, "version": w.version}) for w in changed))


def _workflows(conn: Connection) -> list[Any]:
    """The body's own rules are published in the same table, and are no workflow."""
    return fetch(conn, rows.Definition, rows.Definition.workflow != RULES)
