"""One command's surroundings: the network, the database, who acts and which day it is. Opens each only when asked."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from labflow import clock
from labflow.cli.parsing import Given, WrongUsage, printable
from labflow.definition import Catalogue
from labflow.reasons import Reason
from labflow.texts import Language, say

if TYPE_CHECKING:
    from labflow.access import Actor
    from labflow.change import Change
    from labflow.store import Store


@dataclass(frozen=True)
class Session:
    """What a command works with. `given`: what was typed; `lang`: the reader's language."""

    given: Given
    lang: Language
    as_json: bool = False

    @cached_property
    def shipped(self) -> Catalogue:
        """The definitions in the files, and the network. Raises Unsound."""
        return _shipped(self.given.network)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The definitions that this database uses, old versions too. Raises Unsound, StoreUnusable."""
        from labflow.queries.definitions import in_use

        with self.store.reading() as conn:
            return in_use(conn, self.shipped)

    @cached_property
    def store(self) -> "Store":
        """The database. Raises StoreUnusable."""
        from labflow.store import Store

        return Store(self.given.database)

    @cached_property
    def now(self) -> date | None:
        """The day that was asked for, None for today. Raises WrongUsage."""
        typed = self.given.now
        if not typed:
            return None
        try:
            return _day(typed, self.shipped.network.zone)
        except ValueError:
            raise WrongUsage(Reason("cli.not_a_moment", {"given": printable(typed)})) from None

    @contextmanager
    def reading(self) -> "Iterator[tuple[Any, Actor, date]]":
        """Give a connection that cannot write, who reads, and the day. Raises NotAllowed for an unknown person."""
        from labflow.queries.people import actor
        from labflow.reasons import NotAllowed

        with self.looking() as (conn, today):
            found = actor(conn, self.catalogue.network, self.given.person, today)
            if found is None:
                raise NotAllowed(Reason("access.unknown_person", {"key": printable(self.given.person)}))
            yield conn, found, today

    @contextmanager
    def looking(self) -> Iterator[tuple[Any, date]]:
        """Give a connection that cannot write, and the day."""
        from labflow.queries.founding import stored_day

        zone = self.shipped.network.zone
        with self.store.reading() as conn:
            yield conn, self.now or stored_day(conn) or clock.day_of(clock.now(), zone)

    @contextmanager
    def acting(self, dry_run: bool = False, key: str | None = None) -> "Iterator[Change]":
        """Give a change for who acts, on the day that was asked for. Raises WrongUsage when nobody acts."""
        from labflow.acting import acting_as

        if not self.given.person:
            raise WrongUsage(Reason("cli.who_acts"))
        self.move_day()
        with acting_as(self.store, self.catalogue, self.given.person, on=self.now, dry_run=dry_run, key=key) as change:
            yield change

    def move_day(self) -> None:
        """Bring a database that keeps a day of its own to the day that was asked for. It never goes back."""
        from labflow import founding
        from labflow.acting import acting_as
        from labflow.queries.founding import stored_day

        if self.now is None:
            return
        with self.store.reading() as conn:
            stored = stored_day(conn)
        if stored is not None and stored < self.now:
            with acting_as(self.store, self.catalogue, self.given.person) as change:
                founding.move_day(change, self.catalogue, self.now)

    def say(self, what: "str | Reason | clock.Interval", /, **values: object) -> str:
        """Return a sentence in the reader's language."""
        return say(what, self.lang, **values)

    def reasons(self, reasons: Sequence[Reason]) -> list[dict[str, object]]:
        """Return reasons as the contract has them."""
        from labflow.presenting import reasons_object

        return reasons_object(reasons, self.shipped.network, self.lang)

    def close(self) -> None:
        """Close the database if it was opened."""
        if "store" in self.__dict__:
            self.store.close()


@cache
def _shipped(network: str) -> Catalogue:
    from labflow.catalogue import load_catalogue, network_named

    return load_catalogue(network_named(network))


def _day(typed: str, zone: str) -> date:
    if not re.match(r"(19|20|21)\d{2}-", typed):
        raise ValueError("a year that nobody here lives in")
    moment = datetime.fromisoformat(typed)
    return clock.day_of(moment, zone) if moment.tzinfo else moment.date()
