"""One command's surroundings: the network, the database, who acts and which day it is. Opens each only when asked."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from labflow import clock
from labflow.cli.parsing import Given, WrongUsage, printable
from labflow.definition import Catalogue
from labflow.reasons import Reason
from labflow.texts import Language, say

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from labflow.access import Actor
    from labflow.change import Change
    from labflow.store import Store


@dataclass(frozen=True)
class Session:
    """What a command works with. `given`: what was typed; `lang`: the reader's language."""

    given: Given
    lang: Language
    as_json: bool = False
    progress: bool = field(default=False)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The network and its workflows. Raises Unsound."""
        from labflow.catalogue import load_catalogue
        from labflow.texts.saying import use_network_words

        found = load_catalogue()
        use_network_words(found.network.words)
        return found

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
            return _day(typed, self.catalogue.network.zone)
        except ValueError:
            raise WrongUsage(Reason("cli.not_a_moment", {"given": printable(typed)})) from None

    @contextmanager
    def reading(self) -> "Iterator[tuple[Connection, Actor, date]]":
        """Give a connection that cannot write, who reads, and the day. Raises NotAllowed for an unknown person."""
        from labflow.queries.people import actor
        from labflow.reasons import NotAllowed

        with self.store.reading() as conn:
            today = self.now or self.stored_day(conn) or clock.day_of(clock.now(), self.catalogue.network.zone)
            found = actor(conn, self.catalogue.network, self.given.person, today)
            if found is None:
                raise NotAllowed(Reason("access.unknown_person", {"key": printable(self.given.person)}))
            yield conn, found, today

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
        with self.store.reading() as conn:
            stored = self.stored_day(conn)
        if self.now is None or stored is None or stored >= self.now:
            return
        from labflow import rows
        from labflow.acting import acting_as
        from labflow.queries.reading import fetch

        with acting_as(self.store, self.catalogue, self.given.person) as change:
            for row in fetch(change.conn, rows.DemoDay):
                change.put(rows.DemoDay, row.id, today=self.now)
            change.record("day")

    def stored_day(self, conn: "Connection") -> date | None:
        """Return the day that a demo keeps; None for a real database."""
        from labflow import rows
        from labflow.queries.reading import fetch

        found = fetch(conn, rows.DemoDay)
        return found[0].today if found else None

    def say(self, what: "str | Reason", **values: object) -> str:
        """Return a sentence in the reader's language."""
        return say(what, self.lang, **values)

    def reasons(self, reasons: Sequence[Reason]) -> list[dict[str, object]]:
        """Return reasons as the contract has them."""
        from labflow.presenting import reasons_object

        return reasons_object(reasons, self.catalogue.network, self.lang)

    def close(self) -> None:
        """Close the database if it was opened."""
        if "store" in self.__dict__:
            self.store.close()


def _day(typed: str, zone: str) -> date:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", typed):
        return date.fromisoformat(typed)
    moment = datetime.fromisoformat(typed)
    return clock.day_of(moment, zone) if moment.tzinfo else moment.date()
