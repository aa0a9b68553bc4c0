"""How a database begins: tables, published definitions, the body's rules; for a demo also its facts and its own day.

Never touches an initiative that is there.
"""

from datetime import date
from pathlib import Path

from labflow import access, migrations, portfolio, rows, seats
from labflow.access import Actor
from labflow.catalogue import SHIPPED, network_folder
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.publishing import publish
from labflow.queries.founding import initiatives, stored_day
from labflow.queries.reading import fetch
from labflow.reasons import Blocked, Reason
from labflow.rulebook import rules_in
from labflow.store import Store

SYSTEM = Actor("system")
DEMO_DAY = date(2023, 9, 11)
"""The day on which a demo begins: within the weeks in which its report was written."""


def found(store: Store, catalogue: Catalogue) -> None:
    """Create or upgrade the tables and publish what the database has not seen. Raises StoreUnusable, Unsound."""
    migrations.upgrade(store.url)
    with store.change(SYSTEM, via="init", zone=catalogue.network.zone) as change:
        change.nothing_to_do()
        publish(change, catalogue)
        for rules in rules_in(network_folder(SHIPPED)):
            seats.publish(change, rules)


def found_demo(store: Store, catalogue: Catalogue) -> int:
    """Load the shipped portfolio into an empty database, on the demo's own day; returns how many initiatives.

    Raises Blocked when the database holds initiatives.
    """
    parts = portfolio.read_portfolio(_portfolio_folder())
    with store.change(SYSTEM, via="init", zone=catalogue.network.zone) as change:
        if initiatives(change.conn):
            raise Blocked(Reason("founding.not_empty", {"n": initiatives(change.conn)}))
        set_day(change, DEMO_DAY)
    with store.change(SYSTEM, via="init", zone=catalogue.network.zone) as change:
        return portfolio.load(change, catalogue, parts)


def move_day(change: Change, catalogue: Catalogue, day: date) -> None:
    """Move a demo to another day, for everybody. Raises Blocked for a real database, whose day is today."""
    access.demand(change.actor, "day", catalogue.network)
    if stored_day(change.conn) is None:
        raise Blocked(Reason("founding.real_day"))
    set_day(change, day)


def set_day(change: Change, day: date) -> None:
    """Give the demo its day."""
    days = fetch(change.conn, rows.DemoDay)
    if days:
        change.put(rows.DemoDay, days[0].id, today=day)
    else:
        change.add(rows.DemoDay(id=change.new_id(), today=day))
    change.record("day")


def _portfolio_folder() -> Path:
    return min(network_folder(SHIPPED).glob("portfolio-*"))
