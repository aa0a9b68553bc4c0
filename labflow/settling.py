"""What the clock decided and nobody wrote down yet: ended procedures, what lapsed, and a word to who is still silent.

Settling changes no outcome, only when it stands in the record; doing it twice writes nothing twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from labflow import conditions, letters, mandates, rows
from labflow.access import demand
from labflow.change import OPAQUE, Change
from labflow.clock import days_after
from labflow.definition import Catalogue
from labflow.procedure import Procedure, standing
from labflow.procedures_ending import end
from labflow.queries.conditions import overdue_conditions
from labflow.queries.letters import told_about
from labflow.queries.mandates import overdue_mandates
from labflow.queries.procedures import unrecorded
from labflow.queries.reading import belonging
from labflow.schoolyear import out_of_holidays
from labflow.sitting import Seat, people_of

REMINDED = (3, 1)
"""How many days before the last day the silent are reminded (R7)."""

TOLD = ("procedure", "procedure_seat")


@dataclass(frozen=True, slots=True)
class Settled:
    """What was written: each procedure that ended with how, what lapsed, and the procedures that got letters.

    `lapsed`: ids of mandates and conditions with what became of them.
    """

    ended: tuple[tuple[str, str], ...] = ()
    lapsed: tuple[tuple[str, str], ...] = ()
    reminded: tuple[str, ...] = ()


def settle(change: Change, catalogue: Catalogue) -> Settled:
    """Write everything that the clock owes, each ended procedure in an entry of its own."""
    if change.actor.key not in OPAQUE:
        demand(change.actor, "settle", catalogue.network)
    ended, lapsed = tuple(_ended(change, catalogue)), tuple(_lapsed(change, catalogue))
    reminded = tuple(
        found.number for found in unrecorded(change.conn, change.today) if _wrote(change, catalogue, found)
    )
    if reminded:
        change.record("settle")
    if not ended and not lapsed and not reminded:
        change.nothing_to_do()
    return Settled(ended, lapsed, reminded)


def standing_still(conn: Any, catalogue: Catalogue, today: date) -> date | None:
    """Return the first day from which something was owed to the record and is not there, None when all is written."""
    holidays = catalogue.network.holidays
    ends = [standing(found, today, holidays).ended_on for found in unrecorded(conn, today)]
    late = belonging(conn, rows.Mandate, "id", overdue_mandates(conn, today))
    unmet = belonging(conn, rows.Condition, "id", overdue_conditions(conn, today, holidays))
    ends += [row.until_day for row in late] + [out_of_holidays(row.due_day, holidays) for row in unmet]
    return min((days_after(day, 1) for day in ends if day and day < today), default=None)


def _ended(change: Change, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for found in unrecorded(change.conn, change.today):
        told = standing(found, change.today, catalogue.network.holidays)
        if told.ended_on is not None:
            end(change, catalogue, found, told, told.state, told.ended_on)
            yield found.number, told.state


def _lapsed(change: Change, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """After the procedures: a decision in writing may be what a mandate waited for."""
    for mandate_id in overdue_mandates(change.conn, change.today):
        yield mandate_id, mandates.lapse(change, catalogue, mandate_id)
    for condition_id in overdue_conditions(change.conn, change.today, catalogue.network.holidays):
        yield condition_id, conditions.lapse(change, catalogue, condition_id)


def _wrote(change: Change, catalogue: Catalogue, found: Procedure) -> bool:
    """Write to who holds a seat since it opened, and to the silent when the end is near; tell whether anybody was."""
    told = standing(found, change.today, catalogue.network.holidays)
    heard = {person for person, _ in told_about(change.conn, found.id, TOLD)}
    new = [person for person in people_of(found.electors) if person and person not in heard]
    letters.write(change, "procedure_seat", found.id, new)
    near = [days_after(told.closes, -days) for days in REMINDED]
    since = max((day for day in near if day <= change.today), default=None)
    late = [] if since is None else _not_reminded(change, found, told.silent, since)
    letters.write(change, "procedure_reminder", found.id, [person for person in late if person not in new])
    return bool(new or late)


def _not_reminded(change: Change, found: Procedure, silent: tuple[Seat, ...], since: date) -> list[str]:
    told = {person for person, day in told_about(change.conn, found.id, ("procedure_reminder",)) if day >= since}
    return [person for person in people_of(silent) if person and person not in told]
