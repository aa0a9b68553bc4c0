"""Deciding in writing from a terminal, and writing down what the clock decided."""

from typing import TYPE_CHECKING

from labflow import typed
from labflow.cli.answering import Answer, Lines, table
from labflow.cli.session import Session
from labflow.presenting_written import procedure_object, settled_object, taken_object
from labflow.reasons import NotFound, Reason

if TYPE_CHECKING:
    from labflow.change import Change
    from labflow.procedure import Procedure, Standing


def list_(session: Session) -> Answer:
    """Every procedure, by number."""
    from labflow.procedure import standing
    from labflow.queries.procedures import procedures

    holidays = session.catalogue.network.holidays
    with session.reading() as (conn, _, today):
        found = [(one, standing(one, today, holidays)) for one in procedures(conn, today)]
    header = [session.say(f"cli.column.{name}") for name in ("number", "title", "until", "stands")]
    lines = table(header, (
        (one.number, one.title.in_(session.lang), session.say("cli.day", day=told.closes),
         session.say(f"written.state.{told.state}")) for one, told in found
    ))  # fmt: skip
    objects = [procedure_object(one, told, session.lang) for one, told in found]
    return Answer(objects, lines or (session.say("cli.no_procedures"),))


def show(session: Session) -> Answer:
    """One procedure: what is asked, who answered what, and what is missing."""
    from labflow.procedure import standing
    from labflow.queries.procedures import procedure

    number = session.given.text("number")
    with session.reading() as (conn, _, today):
        found = procedure(conn, number, today)
    if found is None:
        raise NotFound(Reason("written.none", {"number": typed.shown(number)}))
    return _shown(session, found, standing(found, today, session.catalogue.network.holidays))


def open_(session: Session) -> Answer:
    """Ask every seat for its answer on a request."""
    from labflow import procedures

    with session.acting() as change:
        number = procedures.open_(
            change, session.catalogue, session.given.text("request"), session.given.flag("urgent")
        )
        return _now(session, change, number)


def answer(session: Session) -> Answer:
    """The answer of a seat; it may change until the end."""
    from labflow import procedures

    given = session.given
    with session.acting() as change:
        procedures.answer(change, session.catalogue, given.text("number"), given.text("seat"), given.text("value"),
                          given.text("reason"))  # fmt: skip
        return _now(session, change, given.text("number"))


def recuse(session: Session) -> Answer:
    """A seat steps aside."""
    from labflow import procedures

    with session.acting() as change:
        procedures.recuse(change, session.catalogue, session.given.text("number"), session.given.text("seat"))
        return _now(session, change, session.given.text("number"))


def close(session: Session) -> Answer:
    """End a procedure early, once every seat has answered."""
    from labflow import procedures

    with session.acting() as change:
        procedures.close_early(change, session.catalogue, session.given.text("number"))
        return _now(session, change, session.given.text("number"))


def reword(session: Session) -> Answer:
    """Change the text of a request that is before the body."""
    from labflow import wording
    from labflow.cli.initiatives import asks

    given = session.given
    changes: dict[str, object] = {name: text for name in ("amount", "motivation") if (text := given.text(name))}
    changes["asks"] = asks(session)
    with session.acting() as change:
        kind = wording.reword(change, session.catalogue, given.text("request"), changes, given.flag("editorial"))
    return _reworded(session, kind)


def claim(session: Session) -> Answer:
    """Say for a seat that an edit changed what is asked."""
    from labflow import wording

    with session.acting() as change:
        wording.claim(change, session.catalogue, session.given.text("request"), session.given.text("seat"))
    return _reworded(session, wording.SUBSTANTIVE)


def write(session: Session) -> Answer:
    """Turn the open items of a meeting that cannot decide into procedures."""
    from labflow import procedures

    with session.acting() as change:
        taken = procedures.from_meeting(change, session.catalogue, typed.day(session.given.text("date"), "meeting_day"))
    lines = [
        session.say("cli.written.taken", n=item.n, title=item.title, number=number) for item, number in taken.opened
    ]
    for item, reasons in taken.left:
        lines.append(session.say("cli.written.left", n=item.n, title=item.title))
        lines += [f"    - {session.say(reason)}" for reason in reasons]
    return Answer(taken_object(taken, session.catalogue.network, session.lang), tuple(lines))


def settle(session: Session) -> Answer:
    """Write down what the clock decided."""
    from labflow import settling

    with session.acting() as change:
        settled = settling.settle(change, session.catalogue)
    lines = [session.say("cli.written.ended", number=number, state=Reason(f"written.state.{state}"))
             for number, state in settled.ended]  # fmt: skip
    lines += [session.say("cli.written.lapsed", n=len(settled.lapsed))] if settled.lapsed else []
    lines += [session.say("cli.written.reminded", number=number) for number in settled.reminded]
    return Answer(settled_object(settled), tuple(lines) or (session.say("cli.written.settled"),))


def _now(session: Session, change: "Change", number: str) -> Answer:
    from labflow.procedures import known
    from labflow.procedures_opening import now

    found = known(change, number)
    return _shown(session, found, now(change, session.catalogue, found))


def _shown(session: Session, found: "Procedure", told: "Standing") -> Answer:
    return Answer(procedure_object(found, told, session.lang), _lines(session, found, told))


def _lines(session: Session, found: "Procedure", told: "Standing") -> Lines:
    from labflow import explaining

    say, state = session.say, Reason(f"written.state.{told.state}")
    about = {"number": found.number, "title": found.title, "state": state, "day": told.ended_on or told.closes}
    lines = [say("cli.written.over" if told.ended_on else "cli.written.title", **about)]
    if found.request and found.request.motivation:
        lines.append(f"   {found.request.motivation}")
    lines += [say(explaining.of_procedure(told, None)), say(told.verdict.reglement)]
    for one in told.answers.values():
        seat, value = found.elector(one.seat).title, Reason(f"written.value.{one.value}")
        lines.append(
            f"   {say('cli.written.answer', seat=seat, value=value)}" + (f" {one.reason}" if one.reason else "")
        )
    if told.silent and told.runs:
        lines.append(say("cli.written.silent", seats=tuple(seat.key for seat in told.silent)))
    return tuple(lines)


def _reworded(session: Session, kind: str) -> Answer:
    value = {"request": session.given.text("request"), "kind": kind}
    return Answer(value, (session.say(f"cli.written.{kind}", number=session.given.text("request")),))
