"""A body that decides in writing, for the tests of its verbs: a room, a request, a procedure that runs."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from labflow import procedures, rows
from labflow.procedure import Procedure, Standing, standing
from labflow.queries.people import actor
from labflow.queries.procedures import procedure
from labflow.queries.reading import fetch
from labflow.reasons import Refusal
from labflow.store import Store
from tests.labflow.council_room import Room, network, room

OPENED, LAST, OVER, LONGER = date(2023, 9, 11), date(2023, 9, 21), date(2023, 9, 22), date(2023, 9, 26)
AGENDA = date(2023, 9, 27)


@dataclass
class Round:
    """A room with one request and its procedure."""

    room: Room
    request: str
    number: str

    def answers(self, said: str, start: int = 0) -> "Round":
        """Answers of the seats from `start` on, written agree-disagree-abstain-discuss, entered today."""
        values = ("agree", "disagree", "abstain", "discuss")
        cast = [value for value, number in zip(values, said.split("-"), strict=False) for _ in range(int(number))]
        for key, value in zip(self.room.keys[start:], cast, strict=False):
            reason = "Praten" if value == "discuss" else None
            self.room.does("secretary", procedures.answer, self.number, key, value, reason)
        return self

    def on(self, day: date) -> "Round":
        """The same round on another day."""
        self.room.today = day
        return self

    @property
    def found(self) -> Procedure:
        """The procedure as it is in the rows."""
        with self.room.store.reading() as conn:
            found = procedure(conn, self.number, self.room.today)
        assert found is not None
        return found

    @property
    def told(self) -> Standing:
        """How it stands today."""
        return standing(self.found, self.room.today, network().network.holidays)

    def rows_of(self, table: Any, order: str = "id") -> list[Any]:
        """Every row of a table."""
        with self.room.store.reading() as conn:
            return fetch(conn, table, order=order)

    def letters(self, kind: str) -> list[str]:
        """Who got a letter of a kind, by the key of the person."""
        return [row.to_id.removeprefix("person-") for row in self.rows_of(rows.Letter, "n") if row.kind == kind]

    def at(self, moment: datetime, who: str, seat: str, value: str) -> list[str]:
        """Answer at a moment in UTC; the codes of the refusal, none when it was taken."""
        with self.room.store.reading() as conn:
            person = actor(conn, network().network, who, moment.date())
        assert person is not None
        try:
            with self.room.store.change(person, now=lambda: moment) as change:
                procedures.answer(change, network(), self.number, seat, value)
        except Refusal as refusal:
            return [reason.code for reason in refusal.reasons]
        return []


def a_round(store: Store, seats: int = 17, on: date = OPENED, **named: object) -> Round:
    """A procedure of so many seats that opened today."""
    made = room(store, seats)
    made.today = on
    number = made.asked()
    return Round(made, number, str(made.does("coordinator", procedures.open_, number, **named)))


def utc(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
