"""Published definitions: what a database has once seen of a version never changes, and stays runnable. Never writes."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from labflow import rows
from labflow.definition import Catalogue
from labflow.queries.reading import fetch, one
from labflow.reasons import Reason, Unsound
from labflow.shaping import workflow_from

Version = tuple[str, int]
RULES, NETWORK = "reglement", "network"


def in_use(conn: Connection, shipped: Catalogue) -> Catalogue:
    """Return the catalogue with every published version in it, also those of which no file is left.

    Raises Unsound when a file differs from what was published under its version, or the database is another network's.
    """
    refuse_another(conn, shipped)
    stored = {(row.workflow, row.version): row for row in _workflows(conn)}
    refuse_changed({version: row.sha256 for version, row in stored.items()}, shipped)
    gone = {version: row.canonical for version, row in stored.items() if version not in shipped.versions}
    versions = {**{version: workflow_from(canonical) for version, canonical in gone.items()}, **shipped.versions}
    return replace(shipped, versions=versions) if gone else shipped


def published(conn: Connection) -> Mapping[Version, str]:
    """Return the sha256 of every published version."""
    return {(row.workflow, row.version): row.sha256 for row in _workflows(conn)}


def network_of(conn: Connection) -> str | None:
    """Return the key of the network that the database was begun for; None for one of before that was kept."""
    kept = one(conn, rows.Definition, rows.Definition.workflow == NETWORK)
    return str(json.loads(kept.canonical)["network"]) if kept else None


def refuse_another(conn: Connection, catalogue: Catalogue) -> None:
    """Raise Unsound when the database belongs to another network than the one in use."""
    kept, used = network_of(conn), catalogue.network.key
    if kept not in (None, used):
        raise Unsound(Reason("network.another", {"kept": kept, "used": used}))


def refuse_changed(known: Mapping[Version, str], catalogue: Catalogue) -> None:
    """Raise Unsound when the content of a published version differs from what was published."""
    changed = [w for version, w in catalogue.versions.items() if known.get(version, w.sha256) != w.sha256]
    if changed:
        raise Unsound(*(Reason("publishing.changed", {"workflow": w.key, "version": w.version}) for w in changed))


def _workflows(conn: Connection) -> list[Any]:
    """The body's own rules and the network's key are published in the same table, and are no workflow."""
    return [row for row in fetch(conn, rows.Definition) if row.workflow not in (RULES, NETWORK)]
