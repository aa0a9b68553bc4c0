"""Provisional mandates from a terminal: ask, grant, decline, spend, object."""

from typing import TYPE_CHECKING

from labflow import typed
from labflow.cli.answering import Answer, table
from labflow.cli.session import Session
from labflow.presenting_after import mandate_object
from labflow.reasons import NotFound, Reason
from labflow.words import Euro

if TYPE_CHECKING:
    from labflow.change import Change
    from labflow.queries.mandates import Listed


def list_(session: Session) -> Answer:
    """Every mandate, by number."""
    from labflow.queries.mandates import mandates

    with session.looking() as (conn, today):
        found = mandates(conn, today)
    header = [
        session.say(f"cli.column.{name}") for name in ("number", "initiative", "state", "spent", "amount", "until")
    ]
    lines = table(header, (
        (one.mandate.number, one.title, session.say(f"mandates.state.{one.state}"),
         session.say("cli.euro", amount=Euro(one.mandate.spent)),
         session.say("cli.euro", amount=Euro(one.mandate.cents)),
         session.say("cli.day", day=one.mandate.until_day)) for one in found
    ))  # fmt: skip
    return Answer([mandate_object(one) for one in found], lines or (session.say("cli.no_mandates"),))


def ask(session: Session) -> Answer:
    """Leave to begin before the body meets."""
    from labflow import mandates as verbs

    given = session.given
    with session.acting() as change:
        number = verbs.ask(
            change, session.catalogue, given.text("slug"), given.text("scope"), given.text("amount"),
            given.text("why"), given.text("request") or None,
        )  # fmt: skip
        return _told(session, change, number, "ask")


def grant(session: Session) -> Answer:
    """Grant what somebody else asked."""
    from labflow import mandates as verbs

    number = session.given.text("number")
    with session.acting() as change:
        verbs.grant(change, session.catalogue, number)
        return _told(session, change, number, "grant")


def decline(session: Session) -> Answer:
    """Say no, with the reason."""
    from labflow import mandates as verbs

    number = session.given.text("number")
    with session.acting() as change:
        verbs.decline(change, session.catalogue, number, session.given.text("why"))
        return _told(session, change, number, "decline")


def spend(session: Session) -> Answer:
    """Note what was spent."""
    from labflow import mandates as verbs

    given = session.given
    with session.acting() as change:
        verbs.spend(change, session.catalogue, given.text("number"), given.text("amount"), given.text("what"))
        return _told(session, change, given.text("number"), "spend")


def object_(session: Session) -> Answer:
    """Object for a seat: the members then decide in writing."""
    from labflow import mandates as verbs

    given = session.given
    with session.acting() as change:
        opened = verbs.object_(change, session.catalogue, given.text("number"), given.text("seat"), given.text("why"))
        return _told(session, change, given.text("number"), "object" if opened else "object-at-the-table")


def _told(session: Session, change: "Change", number: str, act: str) -> Answer:
    """The mandate as it now is."""
    from labflow.queries.mandates import mandates

    found: Listed | None = next((x for x in mandates(change.conn, change.on) if x.mandate.number == number), None)
    if found is None:
        raise NotFound(Reason("mandates.none", {"number": typed.shown(number)}))
    mandate = found.mandate
    values = {"number": number, "title": found.title, "until": mandate.until_day, "amount": Euro(mandate.cents),
              "left": Euro(mandate.cents - mandate.spent)}  # fmt: skip
    return Answer(mandate_object(found), (session.say(f"cli.done.mandate-{act}", **values),))
