"""Letters with what they tell about, for one person. Never writes.

What is confidential, was erased or is not there any more has no values: then the letter says only that there is one.
One that was taken back is not read any more.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from labflow import rows
from labflow.access import NOBODY
from labflow.clock import UNKNOWN, on_day
from labflow.definition import Catalogue
from labflow.dossier import Dossier
from labflow.queries.initiatives import TABLE, dossiers
from labflow.queries.reading import belonging, fetch, interval, told
from labflow.queries.register import Registered, decisions
from labflow.reasons import Reason
from labflow.words import Euro, Words

TABLES: Mapping[str, Any] = {
    "decision": rows.Decision, "condition": rows.Condition, "correction": rows.Correction, "mandate": rows.Mandate,
    "procedure": rows.Procedure, "vote": rows.Vote, "meeting": rows.Meeting, "turn": rows.Turn, "lead": rows.Lead,
    "update": rows.Initiative, "silence": rows.Initiative, "question": rows.Question, "deadline": rows.Deadline,
    "rest": rows.Rest, "commitment": rows.Commitment, "point": rows.Tick,
}  # fmt: skip
"""What a kind of letter is about, by the first word of the kind. `_Parcel` has a method of that name with its values.

A value that is None is not to be had, and then the letter has none at all; what may be left out is "". `slug` is that
of the initiative, `decision` the number of one: they are for the address (`letters.href_of`), not for a sentence.
"""
DECIDED = ("decision", "condition", "correction")

Values = Mapping[str, object]
NOTHING: Values = {}


@dataclass(frozen=True, slots=True)
class Told:
    """One letter. `kind`: its key; `values`: what its sentences name, empty when that is not to be had.

    `decision`: the whole decision, when the letter is about one; `row`: the row it is about, None when that is not
    there any more; `initiative_id`: the initiative it is about; `is_hidden`: that one is confidential; `dossier`: what
    is handed over, for a lead.
    """

    kind: str
    on_day: date
    values: Values = field(default_factory=dict)
    decision: Registered | None = None
    letter: Any = None
    row: Any = None
    initiative_id: str | None = None
    is_hidden: bool = False
    dossier: Dossier | None = None


def letters_to(conn: Connection, catalogue: Catalogue, person_id: str) -> tuple[Told, ...]:
    """Return the letters to one person, newest first. A fixed number of statements for each sort of thing."""
    letter: Any = rows.Letter
    found = fetch(conn, letter, letter.to_id == person_id, letter.withdrawn_on.is_(None), order="n")
    return told_of(conn, catalogue, sorted(found, key=lambda x: (x.on_day, x.n), reverse=True))


def told_of(conn: Connection, catalogue: Catalogue, letters: Sequence[Any]) -> tuple[Told, ...]:
    """Return what these rows of letters tell, in their order."""
    parcel = _Parcel(conn, catalogue, letters)
    told = tuple(parcel.told(row) for row in letters)
    led = {one.row.initiative_id for one in told if one.kind == "lead" and one.values}
    if not led:
        return told
    today = max(one.on_day for one in told)
    files = {x.id: x for x in dossiers(conn, catalogue, NOBODY, today, TABLE.c.id.in_(led), confidential=False)}
    return tuple(replace(x, dossier=files[x.row.initiative_id]) if x.kind == "lead" and x.values else x for x in told)


def told_about(conn: Connection, about_id: str, kinds: tuple[str, ...]) -> tuple[tuple[str, date], ...]:
    """Return who got a letter of these kinds about a row, and on which day; one that was taken back does not count."""
    letter: Any = rows.Letter
    is_one = (letter.about_id == about_id, letter.kind.in_(kinds), letter.withdrawn_on.is_(None))
    return tuple((row.to_id, row.on_day) for row in fetch(conn, rows.Letter, *is_one, order="n"))


class _Parcel:
    """Everything that the letters are about, each table read once, and no more of it than that."""

    def __init__(self, conn: Connection, catalogue: Catalogue, letters: Sequence[Any]) -> None:
        self.catalogue = catalogue
        about: dict[str, set[str]] = {}
        for x in letters:
            about.setdefault(x.kind.partition("_")[0], set()).add(x.about_id)
        self.rows = {name: _by_id(conn, TABLES[name], ids) for name, ids in about.items() if name in TABLES}
        self.decided = {one.id: one for one in decisions(conn)} if about.keys() & {*DECIDED} else {}
        votes = self.rows.get("vote", {}).values()
        self.items = _by_id(conn, rows.AgendaItem, {x.agenda_item_id for x in votes})
        self.meetings = _by_id(conn, rows.Meeting, {x.meeting_id for x in self.items.values()})
        self.seats = _by_id(conn, rows.Seat, {x.seat_id for x in votes})
        self._read_homes(conn, catalogue.confidential)

    def _read_homes(self, conn: Connection, hidden: Collection[str]) -> None:
        known = [row for found in self.rows.values() for row in found.values()]
        decided = {getattr(row, "decision_id", None) or row.id for row in known} & self.decided.keys()
        self.taken = _by_id(conn, rows.Decision, decided)
        about = {getattr(row, "initiative_id", None) for row in (*known, *self.taken.values())}
        own = (found for name, found in self.rows.items() if TABLES[name] is rows.Initiative)
        self.own = {id for found in own for id in found}
        homes = _by_id(conn, rows.Initiative, {one for one in about | self.own if one}).values()
        self.homes = {x.id: x for x in homes if x.workflow not in hidden}
        self.hidden = {x.id for x in homes} - self.homes.keys()

    def told(self, letter: Any) -> Told:
        """Return one letter with what it is about."""
        name = letter.kind.partition("_")[0]
        row = self.rows.get(name, {}).get(letter.about_id)
        if row is None:
            return Told(letter.kind, letter.on_day, letter=letter)
        values: Values = getattr(self, f"_{name}")(row)
        whole = all(value is not None for value in values.values())
        decision = self.decided.get(row.id) if name == "decision" and whole else None
        about = self._initiative_of(row)
        return Told(letter.kind, letter.on_day, values if whole else NOTHING, decision, letter, row, about,
                    about in self.hidden)  # fmt: skip

    def _initiative_of(self, row: Any) -> str | None:
        """The initiative that a row is about, itself or by its decision; None for anything else."""
        taken = self.taken.get(getattr(row, "decision_id", None) or row.id, row)
        found: str | None = getattr(taken, "initiative_id", None) or (row.id if row.id in self.own else None)
        return found

    def _decision(self, row: Any) -> Values:
        one = self._decided(row.id)
        return {"number": row.number, "title": one.title if one else None}

    def _condition(self, row: Any) -> Values:
        one = self._decided(row.decision_id)
        return {"number": one.number if one else None, "text": row.text, "owner": row.owner, "day": row.due_day}

    def _correction(self, row: Any) -> Values:
        one = self._decided(row.decision_id)
        values = {"number": row.number, "before": row.before, "after": row.after, "why": row.why}
        return {**values, "decision": one.number if one else None}

    def _mandate(self, row: Any) -> Values:
        values = {"number": row.number, "scope": row.scope, "amount": Euro(row.cents), "day": row.until_day}
        return {**values, **self._about(row.initiative_id)}

    def _procedure(self, row: Any) -> Values:
        title = Words(row.title, row.title_en or row.title) if row.title else None
        is_open = row.initiative_id is None or row.initiative_id in self.homes
        return {"number": row.number, "title": title if is_open else None, "day": row.closes_on}

    def _vote(self, row: Any) -> Values:
        item, seat = self.items.get(row.agenda_item_id), self.seats.get(row.seat_id)
        meeting = self.meetings.get(item.meeting_id) if item else None
        return {
            "title": _words(item), "seat": _words(seat), "day": meeting.day if meeting else None, "value": row.value,
        }  # fmt: skip

    def _decided(self, decision_id: str) -> Registered | None:
        """The decision, unless it is about something that has no name here."""
        row = self.taken.get(decision_id)
        is_open = row is not None and (row.initiative_id is None or row.initiative_id in self.homes)
        return self.decided[decision_id] if is_open else None

    def _meeting(self, row: Any) -> Values:
        where = Reason("letter.where", {"place": row.place}) if row.place else ""
        return {"day": row.day, "when": _hour(row), "where": where, "why": row.cancelled_why or ""}

    def _turn(self, row: Any) -> Values:
        return {**self._about(row.initiative_id), "what": row.what or ""}

    def _lead(self, row: Any) -> Values:
        return self._about(row.initiative_id)

    def _update(self, row: Any) -> Values:
        return self._about(row.id)

    def _silence(self, row: Any) -> Values:
        return self._about(row.id)

    def _question(self, row: Any) -> Values:
        about = self._about(row.initiative_id) if row.initiative_id else {"title": "", "slug": ""}
        return {**about, "number": row.number, "text": row.text}

    def _deadline(self, row: Any) -> Values:
        return {**self._about(row.initiative_id), "text": told(row), "day": interval(row)}

    def _commitment(self, row: Any) -> Values:
        return {**self._about(row.initiative_id), "text": told(row), "day": interval(row)}

    def _point(self, row: Any) -> Values:
        home = self.homes.get(row.initiative_id)
        point = self.catalogue.exact(home.workflow, home.version).item(row.item) if home else None
        return {**self._about(row.initiative_id), "point": point.ask if point else None, "day": row.by_day}

    def _rest(self, row: Any) -> Values:
        day = on_day(row.until_day) if row.until_day else UNKNOWN
        return {**self._about(row.initiative_id), "text": told(row), "day": day}

    def _about(self, initiative_id: str) -> Values:
        """The initiative, without a name or an address when nobody may read those in a letter."""
        home = self.homes.get(initiative_id)
        return {"title": home.title if home else None, "slug": home.slug if home else None}


def _hour(meeting: Any) -> Reason:
    told = {"day": meeting.day, "starts": meeting.starts}
    return Reason("letter.at_hour" if meeting.starts else "letter.on_day", told)


def _words(row: Any) -> Words | None:
    return Words(row.title, row.title_en or row.title) if row is not None and row.title else None


def _by_id(conn: Connection, table: Any, ids: set[str]) -> dict[str, Any]:
    return {x.id: x for x in belonging(conn, table, "id", ids)} if ids else {}
