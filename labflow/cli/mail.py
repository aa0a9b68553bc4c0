"""Mails: what left, what did not arrive, what leaves now. Never shows an address."""

from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, cast

from labflow.cli.answering import Answer, table
from labflow.cli.serving import settings_here
from labflow.cli.session import Session
from labflow.reasons import NotFound, Reason
from labflow.typed import is_findable, shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from labflow.queries.mail import Mailed
    from labflow.words import Language


def list_(session: Session) -> Answer:
    """Every mail, newest first, or only those that did not arrive."""
    from labflow.queries.mail import mails, undelivered

    with _may(session, "people") as (conn, _):
        found = undelivered(conn) if session.given.flag("undelivered") else mails(conn)
    header = [session.say(f"cli.column.{name}") for name in ("date", "recipient", "letters", "state", "id")]
    lines = table(header, (
        (session.say(_on_day(one)), one.to, str(one.letters), _state(session, one), one.id) for one in found
    ))  # fmt: skip
    return Answer([_object(session, one) for one in found], lines or (session.say("mail.none"),))


def send(session: Session) -> Answer:
    """Send what is due now. Exit code 1 when nothing can leave at all."""
    from labflow.posting import post
    from labflow.queries.mail import why_not

    here = settings_here()
    told = post(session.store, session.catalogue, here.mail, here.address, insist=True)
    lines = [session.say("mail.posted", sent=told.sent, refused=told.refused, later=told.later, given_up=told.given_up)]
    if told.no_address:
        lines.append(session.say("mail.no_address", n=told.no_address))
    if told.trouble:
        lines.append(session.say("mail.trouble", what=why_not(told.trouble)))
    return Answer(asdict(told), tuple(lines), 1 if told.trouble else 0)


def show(session: Session) -> Answer:
    """One mail with what it is about: subjects, in which no title and no person is named."""
    from labflow.letters import said
    from labflow.queries.letters import told_of
    from labflow.queries.mail import letters_in, mails
    from labflow.rows import Mail

    id = session.given.text("id")
    with _may(session, "people") as (conn, _):
        found = next(iter(mails(conn, Mail.id == id)), None) if is_findable(id) else None
        if found is None:
            raise NotFound(Reason("mail.unknown", {"id": shown(id)}))
        told = told_of(conn, session.catalogue, letters_in(conn, id))
        subjects = [one.subject for one in said(conn, told, session.lang)]
    lines = (f"{session.say(_on_day(found))}  {found.to}  {_state(session, found)}", *subjects)
    return Answer({**_object(session, found), "subjects": subjects}, lines)


def preview(session: Session) -> Answer:
    """What somebody would get if a mail left now: their own, or for who coordinates."""
    from labflow.posting_claim import Post, preview
    from labflow.queries.people import persons_with

    key = session.given.text("person")
    with _may(session, "" if key == session.given.person else "accept") as (conn, today):
        ids = persons_with(conn, (key,))
        if not ids:
            raise NotFound(Reason("access.unknown_person", {"key": shown(key)}))
        message = preview(conn, Post(session.catalogue, settings_here().address, _spoken(session)), ids[0], today)
    if message is None:
        return Answer(None, (session.say("mail.nothing", person=key),))
    lines = (session.say("mail.preview.subject", subject=message.subject), "", *message.text.rstrip("\n").split("\n"))
    return Answer({"subject": message.subject, "text": message.text, "html": message.html}, lines)


def _spoken(session: Session) -> "Language":
    """The language in which mails are written, whatever language one reads the terminal in."""
    return cast("Language", session.catalogue.network.languages[0])


def _on_day(one: "Mailed") -> Any:
    from labflow.clock import on_day

    return on_day(one.on_day)


@contextmanager
def _may(session: Session, act: str) -> "Iterator[tuple[Any, date]]":
    """Give what can be read, to who may do this act. Raises NotAllowed."""
    from labflow.access import demand

    with session.reading() as (conn, actor, today):
        if act:
            demand(actor, act, session.catalogue.network)
        yield conn, today


def _state(session: Session, one: "Mailed") -> str:
    said = session.say(f"mail.state.{one.state}")
    return f"{said} ({one.trouble})" if one.trouble else said


def _object(session: Session, one: "Mailed") -> dict[str, object]:
    return {**asdict(one), "on_day": one.on_day.isoformat()}
