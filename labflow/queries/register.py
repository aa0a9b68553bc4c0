"""The register of decisions: what the body decided, newest last. Never writes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from labflow import facts, record, rows
from labflow.access import Actor
from labflow.council import Count
from labflow.definition import Network
from labflow.queries import parts
from labflow.queries.people import people
from labflow.queries.reading import belonging, fetch, grouped
from labflow.sitting import count_inscribed
from labflow.words import Words

COUNTS = ("yes", "no", "abstain", "present")
AT_THE_TABLE = frozenset({"member", "chair", "secretary", "coordinator"})


@dataclass(frozen=True, slots=True)
class Corrected:
    """A slip put right: what stood there, what it should be, why, and who said so (R13)."""

    number: str
    field: str
    before: str
    after: str
    why: str
    who: str
    on_day: date


@dataclass(frozen=True, slots=True)
class Registered:
    """One decision as it stands in the register, with what was put right since. `slug` "": about no initiative.

    `on_day` and `title` are as corrected, the verdict as it was inscribed; `procedure`: the number of the written
    procedure, "" in a meeting; `meeting`: the day of the meeting; `checkpoint` of that meeting, and whether it still
    `connects` to the log (None: there is none); `roll` and `votes` by seat key (see `named_votes`).
    """

    number: str
    on_day: date
    title: Words
    outcome: str
    by: str
    slug: str
    transition: str | None
    request: str | None
    cents: int | None
    reglement: int
    verdict: str
    conditions: tuple[facts.Condition, ...] = ()
    kind: str = "decision"
    procedure: str = ""
    meeting: date | None = None
    asks: Mapping[str, object] = field(default_factory=dict)
    why: str = ""
    review_day: date | None = None
    replaces: str = ""
    replaced_by: str = ""
    corrections: tuple[Corrected, ...] = ()
    checkpoint: str | None = None
    connects: bool | None = None
    roll: Mapping[str, str] = field(default_factory=dict)
    votes: Mapping[str, str] = field(default_factory=dict)
    is_secret: bool = False
    text_sha256: str | None = None
    id: str = ""

    @property
    def count(self) -> Count:
        """The numbers on which it rests, as corrected; judged by the rules of its version they give its verdict."""
        found = count_inscribed(self.verdict)
        given = {one.field: int(one.after) for one in self.corrections if one.field in COUNTS}
        return replace(found, **given)  # type: ignore[arg-type]


def decisions(
    conn: Connection, *, year: int | None = None, outcome: str | None = None, slug: str | None = None
) -> tuple[Registered, ...]:
    """Return every decision, by number, or those of a calendar year, an outcome, an initiative.

    A fixed number of statements.
    """
    whole = _Whole(conn)
    found = (whole.registered(row) for row in whole.decided)
    return tuple(
        one
        for one in found
        if year in (None, int(one.number[:4])) and outcome in (None, one.outcome) and slug in (None, one.slug)
    )


def decision(conn: Connection, number: str) -> Registered | None:
    """Return one decision by its number, or by the number of one of its corrections; or None."""
    found = (one for one in decisions(conn) if number in (one.number, *(c.number for c in one.corrections)))
    return next(found, None)


def replaced_by(conn: Connection, decision_id: str) -> str:
    """Return the number of the newest decision in the line of those that replaced this one; "" when it stands."""
    newer = {row.replaces_id: row for row in fetch(conn, rows.Decision) if row.replaces_id}
    number = ""
    while decision_id in newer:
        number, decision_id = newer[decision_id].number, newer[decision_id].id
    return number


def named_votes(network: Network, actor: Actor, one: Registered) -> Mapping[str, str] | None:
    """Return who voted what, by seat key, or None for who has no right to it; a secret vote left nothing but numbers.

    Members, chair, secretary and coordination see it; everybody sees the numbers.
    """
    if one.is_secret or not actor.meanings_on(network, None) & AT_THE_TABLE:
        return None
    return one.votes


class _Whole:
    """The whole register, each table read once."""

    def __init__(self, conn: Connection) -> None:
        self.decided = fetch(conn, rows.Decision, order="number")
        items = [row.agenda_item_id for row in self.decided if row.agenda_item_id]
        self.people = people(conn)
        self.items = {row.id: row for row in belonging(conn, rows.AgendaItem, "id", items)}
        self.slugs = {row.id: row.slug for row in fetch(conn, rows.Initiative)}
        self.requests = {row.id: row.number for row in fetch(conn, rows.Request)}
        self.procedures = {row.id: row.number for row in fetch(conn, rows.Procedure)}
        self.meetings = {row.id: row for row in fetch(conn, rows.Meeting)}
        self.conditions = grouped(fetch(conn, rows.Condition, order="n"), "decision_id")
        self.steps = grouped(fetch(conn, rows.ConditionStep, order="n"), "condition_id")
        self.corrections = grouped(fetch(conn, rows.Correction, order="n"), "decision_id")
        self.outcomes = _standing(belonging(conn, rows.Outcome, "agenda_item_id", items, "n"))
        self.ballots = _standing(belonging(conn, rows.Ballot, "agenda_item_id", items, "n"))
        self.votes = grouped(belonging(conn, rows.Vote, "agenda_item_id", items, "n"), "agenda_item_id")
        self.seats = {row.id: row.key for row in fetch(conn, rows.Seat)}
        self.connects = record.connects(conn, {x.checkpoint for x in self.meetings.values() if x.checkpoint})
        self.numbers = {row.id: row.number for row in self.decided}
        self.newer = {row.replaces_id: row.number for row in self.decided if row.replaces_id}

    def registered(self, row: Any) -> Registered:
        item, meeting = self.items.get(row.agenda_item_id), self.meetings.get(row.meeting_id)
        outcome, ballot = self.outcomes.get(row.agenda_item_id), self.ballots.get(row.agenda_item_id)
        corrections = tuple(self._corrected(one) for one in self.corrections.get(row.id, ()))
        after = {one.field: one.after for one in corrections}
        in_meeting = row.procedure_id is None
        return Registered(
            row.number, date.fromisoformat(after["day"]) if "day" in after else row.on_day, _title(row, item, after),
            row.outcome, row.by, self.slugs.get(row.initiative_id or "", ""), row.transition,
            self.requests.get(row.request_id or ""), row.cents, row.reglement, row.verdict,
            tuple(parts.condition(term, self.steps.get(term.id, ())) for term in self.conditions.get(row.id, ())),
            row.kind, self.procedures.get(row.procedure_id or "", ""), meeting.day if meeting else None,
            json.loads(row.asks or "{}"), (outcome.why or "") if outcome and in_meeting else "", row.review_day,
            self.numbers.get(row.replaces_id or "", ""), self.newer.get(row.id, ""), corrections,
            meeting.checkpoint if meeting else None,
            self.connects.get(meeting.checkpoint) if meeting and meeting.checkpoint else None,
            json.loads(outcome.roll or "{}") if outcome and in_meeting else {},
            self._votes(row.agenda_item_id) if in_meeting else {}, bool(ballot and ballot.secret), row.text_sha256,
            row.id,
        )  # fmt: skip

    def _corrected(self, row: Any) -> Corrected:
        who = self.people.get(row.person_id or "", "")
        return Corrected(row.number, row.field, row.before, row.after, row.why, who, row.on_day)

    def _votes(self, item_id: str) -> dict[str, str]:
        return {self.seats[vote.seat_id]: vote.value for vote in self.votes.get(item_id, ()) if not vote.struck}


def _standing(found: list[Any]) -> dict[str, Any]:
    return {row.agenda_item_id: row for row in found if not row.struck}


def _title(row: Any, item: Any, after: Mapping[str, str]) -> Words:
    if "title" in after:
        return Words(after["title"], after["title"])
    titled = row if row.title else item
    return Words(titled.title, titled.title_en or titled.title) if titled else Words(row.number, row.number)
