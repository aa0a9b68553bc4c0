"""What the next meeting has to talk about, without anybody asking for it, and in which order. Never writes.

Each thing is due once: what stands on an open agenda, or was concluded at a meeting, is not due.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from labflow.clock import days_after
from labflow.definition import Catalogue
from labflow.queries.book import RETURNING, Book, Key, key_of
from labflow.queries.council import next_meeting
from labflow.texts import in_both
from labflow.words import Words

STOPPED, RATIFY, LAPSED, ENDING, REVIEW, MINUTES, BACK, ACCEPTED, IN_WRITING = range(1, 10)
WHILE_IT_LASTS = ("ratification", "condition", "commitment", "minutes")
HORIZON = 183
PAPERS = 14


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that belongs on the next agenda.

    `group`: why, in the order of the agenda; `kind`, `about_id`, `initiative_id`, `request_id`, `follows_id`: as in
    `rows.AgendaItem`; `request`, `request_state`: the number of the request and where it stands; `first`: before all.
    """

    group: int
    kind: str
    title: Words
    about_id: str | None = None
    initiative_id: str | None = None
    request_id: str | None = None
    follows_id: str | None = None
    first: bool = False
    request: str | None = None
    request_state: str | None = None

    @property
    def key(self) -> Key | None:
        """What makes it the same thing on two agendas; None for a plain title."""
        return key_of(self)


def due(conn: Connection, catalogue: Catalogue, today: date, meeting_day: date) -> tuple[Due, ...]:
    """Return what is due at the meeting of a day, in the order of its agenda. A fixed number of statements.

    Stopped written procedures first; then mandates to ratify, conditions that lapsed, promises that end before the
    meeting after this one, decisions to look at again, minutes and corrections, what comes back, accepted requests,
    and what was decided in writing. What is confidential never stands on an agenda. Source: R7-R10, R15.
    """
    book = Book.of(conn, catalogue)
    later = next_meeting(conn, meeting_day)
    horizon = later.day if later else days_after(meeting_day, HORIZON)
    candidates = (
        *_stopped(book), *_ratifications(book, today), *_lapsed(book, meeting_day), *_ending(book, horizon),
        *_reviews(book, meeting_day), *_minutes(book, meeting_day), *_returning(book), *_accepted(book),
        *_in_writing(book),
    )  # fmt: skip
    return tuple(_once(book, candidates, meeting_day))


def earliest(conn: Connection, today: date) -> date | None:
    """Return the first planned meeting for which a request sent today is in time, or None (R15)."""
    meeting = next_meeting(conn, today)
    while meeting is not None and is_late(meeting.day, meeting.papers_on, today):
        meeting = next_meeting(conn, meeting.day)
    return meeting.day if meeting else None


def is_late(day: date, papers_on: date | None, on: date) -> bool:
    """Whether something placed on this day is late: after the last day for papers, and always on the spot (R15)."""
    return on >= day or on > (papers_on or days_after(day, -PAPERS))


def _once(book: Book, candidates: Iterable[Due], day: date) -> Iterator[Due]:
    """Leave out what is there already, was concluded, or was deferred until later; tie on what comes back."""
    waiting = book.waiting()
    later = [x for x in waiting if (target := _target(book, x)) is not None and target > day]
    seen: set[Key | None] = {key_of(x) for x in book.items.values() if book.is_open(x)}
    seen |= {key_of(x) for x in later} | set(_concluded(book))
    back = {key_of(x): x for x in waiting if x not in later}
    postponed = {x.id for x in later}
    for one_due in candidates:
        hidden = one_due.initiative_id is not None and one_due.initiative_id not in book.initiatives
        if hidden or one_due.follows_id in postponed or (one_due.key is not None and one_due.key in seen):
            continue
        seen.add(one_due.key)
        before = back.get(one_due.key) if one_due.key else None
        yield (
            replace(one_due, follows_id=before.id, first=one_due.first or book.times_deferred(before) > 1)
            if before is not None
            else one_due
        )


def _target(book: Book, item: Any) -> date | None:
    found: date | None = book.results[item.id].target_day if item.id in book.results else None
    return found


def _concluded(book: Book) -> Iterator[Key | None]:
    """What a meeting dealt with: a thing comes by itself once. Minutes that were refused come again."""
    for item in book.items.values():
        result = "" if book.is_open(item) else book.result(item)
        again = (*RETURNING, "rejected") if item.kind == "minutes" else RETURNING
        if result and result not in again and item.kind != "request":
            yield key_of(item)


def _stopped(book: Book) -> Iterator[Due]:
    """Somebody wanted to talk about it, and it was on no agenda since."""
    for x in book.procedures:
        since = x.ended_on or x.closes_on
        placed = (i for i in book.items.values() if i.on_day is not None and i.on_day >= since)
        if x.ended != "agenda" or any(i.request_id == x.request_id and i.about_id in (None, x.id, x.mandate_id)
                                      for i in placed):  # fmt: skip
            continue
        title = Words(x.title, x.title_en or x.title)
        if x.mandate_id:
            yield Due(STOPPED, "ratification", title, x.mandate_id, x.initiative_id, first=True)
        elif book.states.get(x.request_id) in ("sent", "accepted", "on-agenda"):
            asked = _of_request(book, STOPPED, book.requests[x.request_id], first=True)
            yield replace(asked, follows_id=x.agenda_item_id)


def _ratifications(book: Book, today: date) -> Iterator[Due]:
    for x in book.mandates:
        if book.mandate_steps[x.id][-1].state in ("granted", "extended") and today <= x.until_day:
            title = in_both("agenda.title.ratification", number=x.number, about=book.about(x.initiative_id))
            yield Due(RATIFY, "ratification", title, x.id, x.initiative_id)


def _lapsed(book: Book, day: date) -> Iterator[Due]:
    replaced = book.replaced
    for x in book.conditions:
        steps, decision = book.condition_steps.get(x.id, []), book.decisions[x.decision_id]
        state = steps[-1].state if steps else ""
        if x.decision_id not in replaced and (state in ("warned", "lapsed") or (not state and x.due_day < day)):
            title = in_both("agenda.title.condition", text=x.text, number=decision.number)
            yield Due(LAPSED, "condition", title, x.id, decision.initiative_id)


def _ending(book: Book, before: date) -> Iterator[Due]:
    """Promises that end before the body meets again, unless their initiative already asks what comes next."""
    asking = {x.initiative_id for x in book.requests.values() if book.states[x.id] in ("sent", "accepted", "on-agenda")}
    for x in book.commitments:
        ends = x.when_end is not None and x.when_end < before
        if ends and x.initiative_id not in asking and x.initiative_id not in book.ended:
            text = Words(x.text, x.text_en or x.text)
            title = in_both("agenda.title.commitment", about=book.about(x.initiative_id), text=text)
            yield Due(ENDING, "commitment", title, x.id, x.initiative_id)


def _reviews(book: Book, day: date) -> Iterator[Due]:
    replaced = book.replaced
    for x in book.decisions.values():
        if x.review_day is not None and x.review_day <= day and x.id not in replaced:
            title = in_both("agenda.title.review", number=x.number, title=book.decision_title(x))
            yield Due(REVIEW, "review", title, x.id, x.initiative_id)


def _minutes(book: Book, day: date) -> Iterator[Due]:
    """Of the last meeting, and of earlier ones that were refused or put off; then what was put right since."""
    closed = [x for x in book.meetings.values() if x.closed_on is not None and x.day < day]
    before = {x.about_id for x in book.items.values() if x.kind == "minutes"}
    for x in closed:
        if x is closed[-1] or x.id in before:
            yield Due(MINUTES, "minutes", in_both("agenda.title.minutes", day=x.day), x.id)
    for x in book.corrections:
        decision = book.decisions[x.decision_id]
        title = in_both("agenda.title.correction", number=x.number, title=book.decision_title(decision))
        yield Due(MINUTES, "notice", title, x.id, decision.initiative_id)


def _returning(book: Book) -> Iterator[Due]:
    """What comes back, what was deferred twice before the others; what rests on another row comes with that row."""
    for x in sorted(book.waiting(), key=lambda item: book.times_deferred(item) < 2):
        first = book.times_deferred(x) > 1
        if x.request_id in book.requests and x.kind == "request":
            if book.states[x.request_id] in ("accepted", "on-agenda"):
                found = _of_request(book, BACK, book.requests[x.request_id], first)
                yield replace(found, title=Words(x.title, x.title_en or x.title), about_id=x.about_id, follows_id=x.id)
        elif x.kind not in WHILE_IT_LASTS:
            title = Words(x.title, x.title_en or x.title)
            yield Due(BACK, x.kind, title, x.about_id, x.initiative_id, x.request_id, x.id, first)


def _accepted(book: Book) -> Iterator[Due]:
    in_writing = {x.request_id for x in book.procedures if x.ended is None}
    for x in book.requests.values():
        if book.states[x.id] == "accepted" and x.id not in in_writing:
            yield _of_request(book, ACCEPTED, x)


def _in_writing(book: Book) -> Iterator[Due]:
    for x in book.decisions.values():
        if x.procedure_id is not None:
            title = in_both("agenda.title.notice", number=x.number, title=book.decision_title(x))
            yield Due(IN_WRITING, "notice", title, x.id, x.initiative_id)


def _of_request(book: Book, group: int, asked: Any, first: bool = False) -> Due:
    return Due(
        group, "request", book.about(asked.initiative_id), None, asked.initiative_id, asked.id, None, first,
        asked.number, book.states[asked.id],
    )  # fmt: skip
