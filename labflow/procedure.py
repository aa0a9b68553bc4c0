"""A written procedure between two meetings as a frozen value, and how it stands on a day (R7).

Only days count, never whether somebody or something recorded the end in time: an answer given by the last day counts,
a later one does not. Nothing here reads a row or a clock.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from labflow import council
from labflow.council import Count, Verdict
from labflow.facts import Request
from labflow.reasons import NotFound, Reason
from labflow.reglement import Reglement
from labflow.schoolyear import Holidays, term_end
from labflow.sitting import Seat
from labflow.typed import shown
from labflow.words import Words

AGREE, DISAGREE, ABSTAIN, DISCUSS = VALUES = ("agree", "disagree", "abstain", "discuss")
RUNNING = ("running", "extended")

State = Literal["running", "extended", "adopted", "agenda", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Given:
    """An answer of a seat, on the day that it was given by the clock, to the text that had this hash."""

    seat: str
    value: str
    on_day: date
    text_sha256: str
    reason: str = ""
    person_id: str | None = None


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure. The electors are the voting seats of the day on which it opened; `recused` are keys of these.

    `kind`: request or mandate; `closes_on`: the last day of the term, the extension left out; `answers`: all of them,
    first to last; `tacit`: silence may be consent; `same_texts`: hashes of every text that says what it says now;
    `next_meeting`: the first one after the term; `withdrawn_on`: when what it asks was withdrawn; `ended`, `ended_on`:
    what somebody recorded of its end.
    """

    number: str
    title: Words
    reglement: Reglement
    opened_on: date
    closes_on: date
    text_sha256: str = ""
    electors: tuple[Seat, ...] = ()
    recused: frozenset[str] = frozenset()
    answers: tuple[Given, ...] = ()
    kind: str = "request"
    slug: str = ""
    request: Request | None = None
    urgent: bool = False
    tacit: bool = False
    same_texts: frozenset[str] = frozenset()
    next_meeting: date | None = None
    withdrawn_on: date | None = None
    ended: State | None = None
    ended_on: date | None = None
    id: str = ""
    initiative_id: str | None = None
    mandate_id: str | None = None
    agenda_item_id: str | None = None

    @property
    def method(self) -> Literal["written", "tacit"]:
        """How its answers are counted."""
        return "tacit" if self.tacit else "written"

    def elector(self, key: str) -> Seat:
        """Return the seat that may answer, by its key. Raises NotFound: who answers was fixed at opening."""
        found = next((seat for seat in self.electors if seat.key == key), None)
        if found is None:
            known = tuple(seat.key for seat in self.electors)
            raise NotFound(Reason("written.no_elector", {"seat": shown(key), "number": self.number, "known": known}))
        return found

    def newest(self, day: date) -> Mapping[str, Given]:
        """Return the newest answer of each seat that takes part, by key, as it was at the end of a day."""
        taking_part = {seat.key for seat in self.electors} - self.recused
        return {one.seat: one for one in self.answers if one.on_day <= day and one.seat in taking_part}

    def standing_answers(self, day: date) -> Mapping[str, Given]:
        """Return the answers that count: the newest of each seat, if it was to the text as it now stands (R12)."""
        return {seat: one for seat, one in self.newest(day).items() if one.text_sha256 in self.same_texts}

    def count(self, day: date) -> Count:
        """Return the numbers at the end of a day. Who wants to discuss is counted nowhere."""
        values = [one.value for one in self.standing_answers(day).values()]
        return Count(
            seats=len(self.electors), recused=len(self.recused), present=0, yes=values.count(AGREE),
            no=values.count(DISAGREE), abstain=values.count(ABSTAIN), method=self.method,
        )  # fmt: skip

    def extended_to(self, holidays: Holidays) -> date:
        """Return the last day of the one extension."""
        return term_end(self.closes_on, self.reglement.days["extension"], holidays)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a procedure stands on a day. `closes`: the last day of the term that runs or ran.

    `sentence`: what is missing, or that it would be adopted; `adopts`: whether closing now would adopt; `discuss`: the
    seats that asked for a meeting; `silent`: those without an answer that counts; `unconfirmed`: those of the silent
    whose answer was to an earlier text; `ended_on`: the day on which it ended by the rules.
    """

    state: State
    closes: date
    answers: Mapping[str, Given]
    verdict: Verdict
    sentence: Reason
    discuss: tuple[Seat, ...] = ()
    silent: tuple[Seat, ...] = ()
    unconfirmed: tuple[Seat, ...] = ()
    ended_on: date | None = None

    @property
    def runs(self) -> bool:
        """Whether answers are still taken."""
        return self.state in RUNNING

    @property
    def adopts(self) -> bool:
        """Whether closing now would adopt."""
        return self.verdict.adopted and not self.discuss


def standing(procedure: Procedure, today: date, holidays: Holidays) -> Standing:
    """Return how a procedure stands on a day, whether or not its end was recorded.

    It stops at once while one seat asks to discuss it in a meeting. A term that ends without enough agreement is
    extended once, unless that would reach the next meeting; then it goes to the agenda. It never ends in nothing (R7).
    """
    state, closes, ended_on = _course(procedure, today, holidays)
    day = min(today, ended_on or today)
    answers, newest = procedure.standing_answers(day), procedure.newest(day)
    verdict = council.verdict(procedure.reglement, procedure.count(day))
    taking_part = [seat for seat in procedure.electors if seat.key not in procedure.recused]
    discuss = tuple(seat for seat in taking_part if seat.key in answers and answers[seat.key].value == DISCUSS)
    silent = tuple(seat for seat in taking_part if seat.key not in answers)
    unconfirmed = tuple(seat for seat in silent if seat.key in newest)
    sentence = Reason("written.to_discuss", {"seats": tuple(s.title for s in discuss)}) if discuss else verdict.sentence
    return Standing(state, closes, answers, verdict, sentence, discuss, silent, unconfirmed, ended_on)


def _course(procedure: Procedure, today: date, holidays: Holidays) -> tuple[State, date, date | None]:
    """What became of it, the last day of the term, and the day on which it ended."""
    if procedure.ended:
        return procedure.ended, procedure.closes_on, procedure.ended_on
    for state, last in _terms(procedure, holidays):
        if procedure.withdrawn_on and procedure.withdrawn_on <= last:
            return "withdrawn", last, procedure.withdrawn_on
        if stopped := _stopped_on(procedure, min(today, last)):
            return "agenda", last, stopped
        if today <= last:
            return state, last, None
        if council.verdict(procedure.reglement, procedure.count(last)).adopted:
            return "adopted", last, last
    return "agenda", last, last


def _terms(procedure: Procedure, holidays: Holidays) -> Iterator[tuple[State, date]]:
    """The term, and its one extension unless a meeting comes first."""
    yield "running", procedure.closes_on
    longer = procedure.extended_to(holidays)
    if procedure.next_meeting is None or longer < procedure.next_meeting:
        yield "extended", longer


def _stopped_on(procedure: Procedure, day: date) -> date | None:
    """The day on which somebody asked for a meeting, if that still stood at the end of this day."""
    asked = (one.on_day for one in procedure.standing_answers(day).values() if one.value == DISCUSS)
    return min(asked, default=None)
