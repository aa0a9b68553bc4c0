"""What may be decided in writing, until when, and the rows with which a procedure begins. It records nothing."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from labflow import letters, rows
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.dossier import Dossier
from labflow.facts import Request
from labflow.looking import Looking
from labflow.procedure import Procedure, Standing, standing
from labflow.queries.council import next_meeting, rules_in_force, seats
from labflow.queries.money import of_year
from labflow.queries.procedures import next_number
from labflow.reasons import Reason
from labflow.reglement import Reglement
from labflow.requesting import step
from labflow.schoolyear import term_end
from labflow.sitting import Seat, people_of
from labflow.weight import against_lead, over_means
from labflow.words import Euro


def by_the_clock(change: Change) -> tuple[Reason, ...]:
    """Return a reason when somebody would act on another day than today: no term can be cheated."""
    return () if change.on == change.today else (Reason("written.by_the_clock", {"today": change.today}),)


def now(change: Change, catalogue: Catalogue, found: Procedure) -> Standing:
    """Return how a procedure stands today, by the clock."""
    return standing(found, change.today, catalogue.network.holidays)


def closes_on(change: Change | Looking, catalogue: Catalogue, rules: Reglement, urgent: bool) -> date:
    """Return the last day of a term that starts today."""
    return term_end(change.today, rules.days["urgent" if urgent else "written"], catalogue.network.holidays)


def after_meeting(change: Change | Looking, last: date) -> tuple[Reason, ...]:
    """Return a reason when a term would not be over before the next meeting: that one can decide."""
    meeting = next_meeting(change.conn, change.today)
    if meeting is None or last < meeting.day:
        return ()
    return (Reason("written.after_meeting", {"last": last, "meeting": meeting.day}, who="coordinator"),)


def cannot_be_written(change: Change | Looking, catalogue: Catalogue, urgent: bool, dossier: Dossier | None = None,
                      request: Request | None = None) -> Iterator[Reason]:  # fmt: skip
    """Give every reason why this is not decided in writing; without a request only those of the calendar (R7)."""
    rules = rules_in_force(change.conn, change.today)
    if rules is None:
        yield Reason("meetings.no_rules", who="coordinator")
        return
    if not electors(change):
        yield Reason("written.nobody_votes", who="coordinator")
    yield from after_meeting(change, closes_on(change, catalogue, rules, urgent))
    if dossier and request:
        yield from _too_much(rules, request)
        yield from _too_heavy(change, catalogue, rules, dossier, request)


def begin_writing(change: Change, catalogue: Catalogue, dossier: Dossier, urgent: bool, request: Request | None = None,
                  **about: Any) -> str:  # fmt: skip
    """Add a procedure with its electors and a letter to each of their holders; returns its number.

    `about`: further columns of `rows.Procedure`.
    """
    rules = rules_in_force(change.conn, change.today)
    assert rules is not None
    columns: dict[str, Any] = {"kind": "request", "text_sha256": request.text_sha256 if request else "", **about}
    row = change.add(rows.Procedure(
        id=change.new_id(), number=next_number(change.conn, change.today.year), title=dossier.title,
        title_en=dossier.title, initiative_id=dossier.id, request_id=request.id if request else None,
        reglement=rules.version, urgent=urgent, opened_on=change.today,
        closes_on=closes_on(change, catalogue, rules, urgent), person_id=change.actor.person_id, **columns,
    ))  # fmt: skip
    asked = electors(change)
    for n, seat in enumerate(asked, 1):
        change.add(rows.Elector(id=change.new_id(), procedure_id=row.id, seat_id=seat.id, n=n))
    if request:
        step(change, request.id, "in-writing")
    letters.write(change, "procedure", row.id, people_of(asked))
    return row.number


def electors(change: Change | Looking) -> tuple[Seat, ...]:
    """Return the voting seats of today that are not vacant."""
    today = change.today
    return tuple(seat for seat in seats(change.conn, today) if seat.votes and seat.sits_on(today) and not seat.vacant)


def _too_much(rules: Reglement, request: Request) -> Iterator[Reason]:
    if request.cents and request.cents > rules.cents["written"]:
        values = {"asked": Euro(request.cents), "most": Euro(rules.cents["written"])}
        yield Reason("written.too_much", values, who="coordinator")


def _too_heavy(change: Change | Looking, catalogue: Catalogue, rules: Reglement, dossier: Dossier,
               request: Request) -> Iterator[Reason]:  # fmt: skip
    """What asks two thirds in a meeting is for a meeting (R7)."""
    yield from against_lead(rules, dossier, request)
    means = of_year(change.conn, catalogue.network, change.today.year) if "over_means" in rules.heavy else None
    if means is not None:
        yield from over_means(means, request.cents, change.today.year)
