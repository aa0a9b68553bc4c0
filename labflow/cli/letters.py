"""What waits for who asks, their letters, and the mails that carry letters."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from labflow.cli.answering import Answer
from labflow.cli.parsing import WrongUsage
from labflow.cli.session import Session
from labflow.reasons import Reason

if TYPE_CHECKING:
    from labflow.access import Actor


def waiting(session: Session) -> Answer:
    """What the person who asks can do now."""
    from labflow.waiting import on_you

    with _own(session) as (conn, actor, today):
        found = on_you(conn, session.catalogue, actor, today)
    value = [
        {
            "code": one.reason.code, "text": session.say(one.reason), "href": one.href,
            "since": one.since and one.since.isoformat(),
        }
        for one in found
    ]  # fmt: skip
    lines = tuple(session.say(one.reason) for one in found)
    return Answer(value, lines or (session.say("waiting.none"),))


def letters(session: Session) -> Answer:
    """The letters to the person who asks, newest first."""
    from labflow import letters

    with _own(session) as (conn, actor, _):
        found = letters.of(conn, session.catalogue, actor.person_id or "", session.lang)
    value = [{"date": one.on_day.isoformat(), "subject": one.subject, "lines": list(one.lines)} for one in found]
    lines: list[str] = []
    for one in found:
        lines += [
            session.say("letters.line", day=one.on_day, subject=one.subject),
            *(f"  {line}" for line in one.lines),
        ]
    return Answer(value, tuple(lines) or (session.say("letters.none"),))


@contextmanager
def _own(session: Session) -> "Iterator[tuple[Any, Actor, date]]":
    """Give what a person may read about themselves. Raises WrongUsage when nobody asks."""
    if not session.given.person:
        raise WrongUsage(Reason("cli.who_acts"))
    with session.reading() as found:
        yield found
