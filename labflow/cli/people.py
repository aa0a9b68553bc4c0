"""Who acts, and what a network brings along: people with their roles, and initiatives from one file."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from labflow.cli.answering import Answer, table
from labflow.cli.session import Session
from labflow.cli.waiting import waiting

if TYPE_CHECKING:
    from labflow.importing_sheet import Problem, Sheet
    from labflow.mailing import MailServer


def list_(session: Session) -> Answer:
    """Everybody who acts, with their roles today."""
    from labflow.queries.people import actor, people

    with session.reading() as (conn, _, today):
        known = sorted(people(conn).values())
        found = [one for key in known if (one := actor(conn, session.catalogue.network, key, today))]
    roles = session.catalogue.network.roles
    objects = [{"key": one.key, "roles": sorted(one.roles)} for one in found]
    header = [session.say("cli.column.key"), session.say("cli.column.roles")]
    lines = table(header, (
        (one.key, ", ".join(sorted(roles[key].title.in_(session.lang) for key in one.roles if key in roles)))
        for one in found
    ))  # fmt: skip
    return Answer(objects, lines or (session.say("cli.no_people"),))


def add(session: Session) -> Answer:
    """Add a person by function, with roles; the first one in an empty database may be added by anybody."""
    from labflow import peopling
    from labflow.founding import SYSTEM
    from labflow.queries.founding import people

    given = session.given
    with session.store.reading() as conn:
        is_first = people(conn) == 0
    if is_first:
        with session.store.change(SYSTEM, on=session.now, zone=session.catalogue.network.zone) as change:
            peopling.add_first(change, session.catalogue, given.text("key"), given.several("role"))
    else:
        with session.acting() as change:
            peopling.add(change, session.catalogue, given.text("key"), given.several("role"),
                         given.text("initiative"))  # fmt: skip
    return _person(session, "cli.done.first" if is_first else "cli.done.person")


def invite(session: Session) -> Answer:
    """Add a person who can sign in, and mail them where; without a mail server one tells them oneself."""
    from labflow import peopling, typed
    from labflow.signing_mail import send_invitation

    given, network, server = session.given, session.catalogue.network, _mail_server()
    until = typed.day(given.text("until"), "until") if given.text("until") else None
    with session.acting() as change:
        peopling.invite(change, session.catalogue, given.text("key"), given.text("email"), given.several("role"),
                        given.text("initiative"), (None, until))  # fmt: skip
    to, site = typed.address(given.text("email")), os.environ.get("LABFLOW_BASE_URL", "").rstrip("/")
    is_sent = server is not None and send_invitation(server, to, site, network.title, session.lang)
    return _person(session, "cli.done.invited" if is_sent else "cli.done.invited_no_mail")


def admin(session: Session) -> Answer:
    """Let the first administrator sign in, so that the others can be invited in the browser."""
    from labflow import peopling
    from labflow.founding import SYSTEM

    with session.store.change(SYSTEM, on=session.now, zone=session.catalogue.network.zone) as change:
        key = peopling.name_admin(change, session.catalogue, session.given.text("email"))
    return Answer({"key": key}, (session.say("cli.done.admin", key=key),))


def end(session: Session) -> Answer:
    """End roles of a person, or the person."""
    from labflow import peopling

    with session.acting() as change:
        peopling.end(change, session.catalogue, session.given.text("key"), session.given.several("role"))
    return _person(session, "cli.done.person_ended")


def import_(session: Session) -> Answer:
    """Bring in initiatives from one file, all or none; a dry run shows what was understood."""
    from labflow import importing
    from labflow.importing_sheet import read_sheet

    sheet = read_sheet(Path(session.given.text("file")), session.catalogue)
    if session.given.flag("dry_run"):
        return _tried(session, sheet)
    with waiting(session), session.acting() as change:
        importing.bring_in(change, session.catalogue, sheet)
    said = session.say("cli.done.import", n=len(sheet.lines))
    return Answer({"dry_run": False, **_understood(session, sheet, ())}, (said,))


def _mail_server() -> "MailServer | None":
    """Where mail leaves. Raises Invalid for a setting that makes no sense."""
    from labflow.mailing import mail_server_from
    from labflow.reasons import Invalid, Reason

    try:
        return mail_server_from(os.environ)
    except ValueError as error:
        raise Invalid(Reason("cli.wrong_setting", {"found": str(error)})) from error


def _tried(session: Session, sheet: "Sheet") -> Answer:
    """What importing would do: what was understood, and every problem."""
    from labflow import access, importing

    with session.acting(dry_run=True) as change:
        access.demand(change.actor, "import", session.catalogue.network)
        problems = (*sheet.problems, *importing.already_there(change, sheet))
        if problems:
            change.nothing_to_do()
        else:
            importing.bring_in(change, session.catalogue, sheet)
    said = session.say("cli.done.import_dry", n=len(sheet.lines), problems=len(problems))
    told = tuple(session.say(problem.reason) for problem in problems)
    lines = (said, "", *_table(session, sheet), *(("", *told) if told else ()))
    return Answer({"dry_run": True, **_understood(session, sheet, problems)}, lines, 1 if problems else 0)


def _understood(session: Session, sheet: "Sheet", problems: "Sequence[Problem]") -> dict[str, object]:
    from labflow.presenting import interval_object

    return {
        "initiatives": [
            {"line": one.number, "slug": one.slug, "title": one.title, "kind": one.workflow.key,
             "stage": one.stage.key, "since": interval_object(one.since, session.lang), "lead": one.lead or None,
             "partners": list(one.partners), "next": interval_object(one.next, session.lang),
             "what": one.what or None, "source": one.source or None} for one in sheet.lines
        ],
        "problems": [
            {"line": one.line, "column": one.column, "code": one.what.code, "text": session.say(one.what)}
            for one in problems
        ],
    }  # fmt: skip


def _table(session: Session, sheet: "Sheet") -> tuple[str, ...]:
    header = [session.say(f"cli.column.{name}") for name in ("slug", "title", "kind", "stage", "since", "lead")]
    return table(header, (
        (one.slug, one.title, one.workflow.title.in_(session.lang), one.stage.title.in_(session.lang),
         session.say(one.since), one.lead or session.say("cli.lead_unknown")) for one in sheet.lines
    ))  # fmt: skip


def _person(session: Session, said: str) -> Answer:
    from labflow.queries.people import actor
    from labflow.typed import slug

    key = slug(session.given.text("key"))
    with session.looking() as (conn, today):
        found = actor(conn, session.catalogue.network, key, today)
    roles = sorted(found.roles) if found else []
    return Answer({"key": key, "roles": roles}, (session.say(said, key=key),))
