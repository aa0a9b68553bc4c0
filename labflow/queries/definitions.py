"""Published versions as a database holds them. Never writes."""

from collections.abc import Mapping

from sqlalchemy import Connection as Reading

from labflow import rows
from labflow.queries.reading import fetch

Version = tuple[str, int]


def published(conn: Reading) -> Mapping[Version, str]:
    """Return the sha256 of every published version."""
    return {(row.workflow, row.version): row.sha256 for row in fetch(conn, rows.Definition)}


def canonicals(conn: Reading) -> Mapping[Version, str]:
    """Return the canonical form of every published version."""
    return {(row.workflow, row.version): row.canonical for row in fetch(conn, rows.Definition)}
