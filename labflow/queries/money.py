"""The means of a year: what the body granted and what is left, in whole cents, staff included. Never writes."""

from dataclasses import dataclass

from sqlalchemy import Connection

from labflow import rows
from labflow.definition import Network
from labflow.facts import APPROVALS
from labflow.queries.reading import fetch


@dataclass(frozen=True, slots=True)
class Means:
    """The means of one calendar year in cents; `left_cents` is below 0 when more was granted than there was."""

    year_cents: int
    granted_cents: int

    @property
    def left_cents(self) -> int:
        """What the body may still grant."""
        return self.year_cents - self.granted_cents


def of_year(conn: Connection, network: Network, year: int, but_not: str | None = None) -> Means | None:
    """Return the means of a calendar year, or None when the network names none.

    Approvals count until they are replaced; `but_not`: the id of one that does not, for another is about to replace it.
    """
    if network.means_cents_per_year is None:
        return None
    table = rows.Decision.__table__  # type: ignore[attr-defined]
    approving = fetch(conn, rows.Decision, table.c.outcome.in_(APPROVALS))
    replaced = {row.replaces_id for row in approving} | {but_not}
    granted = sum(row.cents or 0 for row in approving if row.on_day.year == year and row.id not in replaced)
    return Means(network.means_cents_per_year, granted)
