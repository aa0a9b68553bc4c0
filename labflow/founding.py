"""How a database begins: tables, published definitions, the body's rules; for a demo also its facts and its own day.

Never touches an initiative that is there.
"""

from datetime import date

from labflow import access, migrations, portfolio, rows, seats
from labflow.access import Actor
from labflow.catalogue import network_named
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.publishing import publish
from labflow.queries.founding import initiatives, stored_day
from labflow.queries.reading import fetch
from labflow.reasons import Blocked, Reason, Unsound
from labflow.rulebook import rules_in
from labflow.store import Store

SYSTEM = Actor("system")


def found(store: Store, catalogue: Catalogue) -> None:
    """Create or upgrade the tables and publish what the database has not seen. Raises StoreUnusable, Unsound."""
    place = catalogue.place or network_named()
    migrations.upgrade(store.url)
    with store.change(SYSTEM, via="init", zone=catalogue.network.zone) as change:
        change.nothing_to_do()
        publish(change, catalogue)
        for rules in rules_in(place):
            seats.publish(change, rules)


def found_demo(store: Store, catalogue: Catalogue) -> int:
    """Load the portfolio of the network's demo into an empty database, on the day on which the demo begins.

    Returns how many initiatives. Raises Blocked when the database holds initiatives, Unsound for a network without one.
    """
    place, demo = catalogue.place or network_named(), catalogue.network.demo
    if demo is None:
        raise Unsound(Reason("network.no_demo", {"network": catalogue.network.key}))
    parts = portfolio.read_portfolio(place / demo.portfolio)
    with store.change(SYSTEM, via="init", zone=catalogue.network.zone) as change:
        if initiatives(change.conn):
            raise Blocked(Reason("founding.not_empty", {"n": initiatives(change.conn)}))
        set_day(change, demo.begins)
    with store.change(SYSTEM, via="init", zone=catalogue.network.zone) as change:
        return portfolio.load(change, catalogue, parts)


def open_demo(store: Store, catalogue: Catalogue) -> None:
    """Turn the calendar of a demo to the first day that one can go to, once everything before it has happened."""
    demo = catalogue.network.demo
    if demo is None or demo.days[0] == demo.begins:
        return
    with store.change(SYSTEM, via="init", zone=catalogue.network.zone) as change:
        set_day(change, demo.days[0])


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
