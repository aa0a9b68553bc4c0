"""Publish definitions. Never touches an initiative: a running one stays pinned to its version."""

import hashlib
import json

from labflow import rows
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.queries.definitions import NETWORK, network_of, published, refuse_another, refuse_changed


def publish(change: Change, catalogue: Catalogue) -> int:
    """Store every version that the database has not seen; returns how many.

    Raises Unsound when the content of a published version differs from what was published (make a new version), and
    for a database of another network.
    """
    refuse_another(change.conn, catalogue)
    known = published(change.conn)
    refuse_changed(known, catalogue)
    new = [w for version, w in catalogue.versions.items() if version not in known]
    for w in new:
        change.add(rows.Definition(
            id=f"{w.key}-{w.version}", workflow=w.key, version=w.version, sha256=w.sha256, canonical=w.canonical,
        ))  # fmt: skip
    if network_of(change.conn) is None:
        _keep_network(change, catalogue.network.key)
    elif not new:
        return 0
    change.record("publish")
    return len(new)


def _keep_network(change: Change, key: str) -> None:
    """The database remembers for whom it was begun, as it remembers what was published."""
    canonical = json.dumps({"network": key})
    digest = hashlib.sha256(canonical.encode()).hexdigest()
    change.add(rows.Definition(id=f"{NETWORK}-1", workflow=NETWORK, version=1, sha256=digest, canonical=canonical))
