"""The deciding body from a terminal: meetings, their agenda, outcomes, closing. What happens at the table: `table`."""

import json
import re
import sys
from datetime import date, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING

from labflow import typed
from labflow.cli.answering import Answer, table
from labflow.cli.meeting_lines import closed_lines
from labflow.cli.parsing import WrongUsage
from labflow.cli.session import Session
from labflow.cli.table import found_meeting, on_day, on_item, on_meeting, told_meeting
from labflow.presenting_council import closed_object, meeting_object, verdict_object
from labflow.reasons import Invalid, Reason

if TYPE_CHECKING:
    from labflow.change import Change

LINE_BYTES = 10_000


def plan(session: Session) -> Answer:
    """All meetings of a school year in one act."""
    from labflow import meetings

    with session.acting() as change:
        made = meetings.plan(change, session.catalogue, session.given.text("year"), session.given.several("date"))
    return Answer([meeting_object(one, session.lang) for one in made],
                  (session.say("cli.done.plan", n=len(made), days=tuple(one.day for one in made)),))  # fmt: skip


def meetings(session: Session) -> Answer:
    """Every meeting, first to last."""
    from labflow.queries.council import sitting
    from labflow.queries.initiatives import meeting_days

    with session.looking() as (conn, _):
        found = [one for day in meeting_days(conn) if (one := sitting(conn, day))]
    objects = [
        {"date": one.day.isoformat(), "open": one.is_open, "items": len(one.items),
         "closed_on": one.closed_on and one.closed_on.isoformat(),
         "cancelled_on": one.cancelled_on and one.cancelled_on.isoformat()} for one in found
    ]  # fmt: skip
    header = [session.say(f"cli.column.{name}") for name in ("date", "items", "closed")]
    lines = table(header, (
        (_day_words(session, one.day), str(len(one.items)),
         session.say("agenda.off") if one.cancelled_on else _day_words(session, one.closed_on)) for one in found
    ))  # fmt: skip
    return Answer(objects, lines or (session.say("cli.no_meetings"),))


def meeting(session: Session) -> Answer:
    """One meeting with its agenda."""
    with session.looking() as (conn, _):
        found = found_meeting(session, conn)
    return told_meeting(session, found)


def convene(session: Session) -> Answer:
    """Call a meeting."""
    from labflow import meetings as verbs

    starts = _moment(session.given.text("datetime"))
    with session.acting() as change:
        made = verbs.convene(change, session.catalogue, starts, is_open=session.given.flag("open"),
                             place=session.given.text("place") or None)  # fmt: skip
    return told_meeting(session, made)


def agenda(session: Session) -> Answer:
    """Put a request, or a plain title, on the agenda."""
    from labflow import meetings as verbs

    given = session.given
    number, title = session.given.text("request"), session.given.text("title")
    if bool(number) == bool(title):
        raise WrongUsage(Reason("cli.one_of_two", {"name": "REQUEST", "flag": "--title"}))

    def act(change: "Change") -> object:
        if number:
            return verbs.place(change, session.catalogue, on_day(session), number)
        return verbs.place_title(change, session.catalogue, on_day(session), title, asked_by=given.text("asker"),
                                 minutes=given.text("minutes"))  # fmt: skip

    return on_meeting(session, act)


def note(session: Session) -> Answer:
    """What came out of an item; nothing moves yet."""
    from labflow import closing

    given = session.given
    terms = [closing.Term(*part, fallback=given.flag("fallback")) for part in _terms(session)]
    return on_item(session, lambda change: closing.note(
        change, session.catalogue, on_day(session), given.text("n"), given.text("outcome"), given.text("by") or None,
        terms, given.text("amount") or None, given.text("until") or None, given.text("review") or None,
        given.text("why"),
    ))  # fmt: skip


def redo(session: Session) -> Answer:
    """Strike a noted result or a vote; it stays readable in the record."""
    from labflow import closing

    given = session.given
    return on_item(session, lambda change: closing.redo(
        change, session.catalogue, on_day(session), given.text("n"), given.text("why")))  # fmt: skip


def close(session: Session) -> Answer:
    """Close the meeting: numbers, moves, conditions and the checkpoint in one act."""
    from labflow import closing

    with session.acting() as change:
        closed = closing.close(change, session.catalogue, on_day(session))
    network = session.catalogue.network
    return Answer(closed_object(closed, network, session.lang), closed_lines(closed, network, session.lang))


def verdict(session: Session) -> Answer:
    """What the rules say of each count on standard input, one line of JSON each."""
    from labflow import council
    from labflow.catalogue import network_named
    from labflow.reasons import Refusal
    from labflow.rulebook import rules_in

    rules = council.reglement_from(rules_in(session.shipped.place or network_named())[-1])
    code = 0
    for line in sys.stdin.buffer:
        if not line.strip():
            continue
        try:
            told = verdict_object(council.verdict(rules, council.count_from(_parsed(line))), session.lang)
        except Refusal as refused:
            told, code = {"refused": refused.kind, "reasons": session.reasons(refused.reasons)}, 1
        print(json.dumps(told, ensure_ascii=False), flush=True)
    return Answer(None, (), code)


def _parsed(line: bytes) -> object:
    try:
        if len(line) <= LINE_BYTES:
            return json.loads(line)
    except (ValueError, RecursionError):
        pass
    raise Invalid(Reason("cli.not_json"))


def _terms(session: Session) -> list[tuple[object, object, object, object, object]]:
    """Conditions with their owners, days and kinds, each in the order in which they were typed. Raises WrongUsage."""
    texts, owners, days = (session.given.several(name) for name in ("condition", "owner", "due"))
    kinds, verifiers = (session.given.several(name) for name in ("kind", "verifier"))
    if not len(texts) == len(owners) == len(days) or max(len(kinds), len(verifiers)) > len(texts):
        raise WrongUsage(Reason("cli.conditions_whole"))
    return [
        (text, owner, day, kind or "suspensive", verifier)
        for text, owner, day, kind, verifier in zip_longest(texts, owners, days, kinds, verifiers)
    ]


def _moment(text: str) -> date:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    return typed.day(text, "meeting_day")


def _day_words(session: Session, day: date | None) -> str:
    return session.say("cli.day", day=day) if day else ""
