"""Letters with what they tell about, for one person. Never writes.

What is confidential, was erased or is not there any more has no values: then the letter says only that there is one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection

from labflow import rows
from labflow.definition import Catalogue
from labflow.queries.reading import belonging, fetch
from labflow.queries.register import Registered, decisions
from labflow.words import Euro, Words

TABLES: Mapping[str, Any] = {
    "decision": rows.Decision, "condition": rows.Condition, "correction": rows.Correction, "mandate": rows.Mandate,
    "procedure": rows.Procedure, "vote": rows.Vote, "update": rows.Initiative,
}  # fmt: skip
"""What a kind of letter is about, by the first word of the kind."""

Values = Mapping[str, object]
NOTHING: Values = {}


@dataclass(frozen=True, slots=True)
class Told:
    """One letter. `kind`: its key; `values`: what its sentences name, empty when that is not to be had.

    `decision`: the whole decision, when the letter is about one.
    """

    kind: str
    on_day: date
    values: Values = field(default_factory=dict)
    decision: Registered | None = None


def letters_to(conn: Connection, catalogue: Catalogue, person_id: str) -> tuple[Told, ...]:
    """Return the letters to one person, newest first. A fixed number of statements."""
    found = fetch(conn, rows.Letter, rows.Letter.to_id == person_id, order="n")
    parcel = _Parcel(conn, catalogue, found)
    return tuple(parcel.told(row) for row in sorted(found, key=lambda x: (x.on_day, x.n), reverse=True))


class _Parcel:
    """Everything that the letters are about, each table read once."""

    def __init__(self, conn: Connection, catalogue: Catalogue, letters: list[Any]) -> None:
        about = {x.about_id for x in letters}
        self.rows = {name: _by_id(conn, table, about) for name, table in TABLES.items()}
        homes, hidden = fetch(conn, rows.Initiative), catalogue.confidential
        self.titles = {x.id: x.title for x in homes if x.workflow not in hidden}
        self.closed = {x.slug for x in homes if x.workflow in hidden}
        self.decided = {one.id: one for one in decisions(conn)} if letters else {}
        votes = self.rows["vote"].values()
        self.items = _by_id(conn, rows.AgendaItem, {x.agenda_item_id for x in votes})
        self.meetings = _by_id(conn, rows.Meeting, {x.meeting_id for x in self.items.values()})
        self.seats = _by_id(conn, rows.Seat, {x.seat_id for x in votes})

    def told(self, letter: Any) -> Told:
        """Return one letter with what it is about."""
        name = letter.kind.partition("_")[0]
        row = self.rows.get(name, {}).get(letter.about_id)
        if row is None:
            return Told(letter.kind, letter.on_day)
        values = {"decision": self._decision, "condition": self._condition, "correction": self._correction,
                  "mandate": self._mandate, "procedure": self._procedure, "vote": self._vote,
                  "update": self._update}[name](row)  # fmt: skip
        whole = all(value is not None for value in values.values())
        decision = self.decided.get(row.id) if name == "decision" and whole else None
        return Told(letter.kind, letter.on_day, values if whole else NOTHING, decision)

    def _decision(self, row: Any) -> Values:
        one = self._decided(row.id)
        return {"number": row.number, "title": one.title if one else None}

    def _condition(self, row: Any) -> Values:
        one = self._decided(row.decision_id)
        return {"number": one.number if one else None, "text": row.text, "owner": row.owner, "day": row.due_day}

    def _correction(self, row: Any) -> Values:
        if self._decided(row.decision_id) is None:
            return NOTHING
        return {"number": row.number, "before": row.before, "after": row.after, "why": row.why}

    def _mandate(self, row: Any) -> Values:
        title = self.titles.get(row.initiative_id)
        return {
            "number": row.number,
            "title": title,
            "scope": row.scope,
            "amount": Euro(row.cents),
            "day": row.until_day,
        }

    def _procedure(self, row: Any) -> Values:
        title = Words(row.title, row.title_en or row.title) if row.title else None
        return {
            "number": row.number, "title": title if self._is_open(row.initiative_id) else None, "day": row.closes_on,
        }  # fmt: skip

    def _vote(self, row: Any) -> Values:
        item, seat = self.items.get(row.agenda_item_id), self.seats.get(row.seat_id)
        meeting = self.meetings.get(item.meeting_id) if item else None
        return {
            "title": _words(item), "seat": _words(seat), "day": meeting.day if meeting else None, "value": row.value,
        }  # fmt: skip

    def _update(self, row: Any) -> Values:
        return {"title": self.titles.get(row.id)}

    def _decided(self, decision_id: str) -> Registered | None:
        """The decision, unless it is about something that has no name here."""
        one = self.decided.get(decision_id)
        return None if one is None or one.slug in self.closed else one

    def _is_open(self, initiative_id: str | None) -> bool:
        return initiative_id is None or initiative_id in self.titles


def _words(row: Any) -> Words | None:
    return Words(row.title, row.title_en or row.title) if row is not None and row.title else None


def _by_id(conn: Connection, table: Any, ids: set[str]) -> dict[str, Any]:
    return {x.id: x for x in belonging(conn, table, "id", ids)}
