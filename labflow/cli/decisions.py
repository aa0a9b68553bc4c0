"""The register of decisions, what the body still may grant, and the acts that lead to a decision about a decision."""

from typing import TYPE_CHECKING

from labflow import typed
from labflow.cli.answering import Answer, table
from labflow.cli.register_lines import decision_lines, excerpt_lines
from labflow.cli.session import Session
from labflow.cli.table import found_meeting, on_day, on_item, on_meeting
from labflow.presenting_council import decision_object, item_object, votes_object
from labflow.reasons import Blocked, NotFound, Reason
from labflow.words import Euro

if TYPE_CHECKING:
    from labflow.council import Verdict
    from labflow.queries.register import Registered
    from labflow.sitting import Item


def list_(session: Session) -> Answer:
    """Every decision, by number."""
    from labflow.queries.register import decisions

    given = session.given
    year = typed.whole(given.text("year"), "year", 1900, 2199) if given.text("year") else None
    with session.reading() as (conn, _, _):
        found = decisions(conn, year=year, outcome=given.text("outcome") or None, slug=given.text("initiative") or None)
    header = [session.say(f"cli.column.{name}") for name in ("number", "date", "title", "outcome")]
    lines = table(header, (
        (one.number, session.say("cli.day", day=one.on_day), one.title.in_(session.lang),
         session.say(f"cli.outcome.{one.outcome}")) for one in found
    ))  # fmt: skip
    return Answer([decision_object(one, session.lang) for one in found], lines or (session.say("cli.no_decisions"),))


def show(session: Session) -> Answer:
    """One decision, with the numbers on which it rests, judged again by the rules of its version."""
    from labflow.presenting_council import verdict_object
    from labflow.queries.register import named_votes

    with session.reading() as (conn, actor, today):
        one, verdict = _judged(session, conn)
    votes = named_votes(session.catalogue.network, actor, one)
    value = {
        **decision_object(one, session.lang), "verdict": verdict_object(verdict, session.lang),
        **votes_object(one, votes),
    }  # fmt: skip
    holidays = session.catalogue.network.holidays
    return Answer(value, decision_lines(one, verdict, votes, session.lang, today, holidays))


def excerpt(session: Session) -> Answer:
    """What the requester and the lead need of one decision: what was decided, on which conditions, by which rules."""
    with session.reading() as (conn, _, today):
        one, verdict = _judged(session, conn)
    lines = excerpt_lines(one, verdict, session.lang, today, session.catalogue.network.holidays)
    return Answer({**decision_object(one, session.lang), "text": list(lines)}, lines)


def correct(session: Session) -> Answer:
    """Put a slip right."""
    from labflow import correcting
    from labflow.queries.register import decision

    given = session.given
    with session.acting() as change:
        number = correcting.correct(change, session.catalogue, given.text("number"), given.text("field"),
                                    given.text("value"), given.text("why"))  # fmt: skip
        found = decision(change.conn, number)
    assert found is not None
    return Answer(decision_object(found, session.lang), (session.say("cli.done.correct", number=number),))


def revise(session: Session) -> Answer:
    """Put the revision of a decision on an agenda."""
    from labflow import correcting

    with session.acting() as change:
        item = correcting.revise(change, session.catalogue, session.given.text("number"), on_day(session))
    return _placed(session, item)


def repeal(session: Session) -> Answer:
    """Put the repeal of a decision on an agenda."""
    from labflow import correcting

    with session.acting() as change:
        item = correcting.repeal(change, session.catalogue, session.given.text("number"), on_day(session))
    return _placed(session, item)


def means(session: Session) -> Answer:
    """The means of a calendar year, what was granted and what is left."""
    from labflow.queries.money import of_year

    given = session.given.text("year")
    with session.reading() as (conn, _, today):
        year = typed.whole(given, "year", 1900, 2199) if given else today.year
        found = of_year(conn, session.catalogue.network, year)
    if found is None:
        raise Blocked(Reason("cli.no_means"))
    value = {"year": year, "means_cents": found.year_cents, "granted_cents": found.granted_cents,
             "left_cents": found.left_cents}  # fmt: skip
    said = session.say("cli.means", year=str(year), means=Euro(found.year_cents), granted=Euro(found.granted_cents),
                       left=Euro(found.left_cents))  # fmt: skip
    return Answer(value, (said,))


def consent(session: Session) -> Answer:
    """Approve in one act what everybody agrees on."""
    from labflow import noting

    return on_meeting(session, lambda change: noting.consent(
        change, session.catalogue, on_day(session), session.given.several("n")))  # fmt: skip


def amend(session: Session) -> Answer:
    """Propose another text for an item."""
    from labflow import amending
    from labflow.cli.initiatives import asks

    given = session.given
    return on_item(session, lambda change: amending.amend(
        change, session.catalogue, on_day(session), given.text("n"), given.text("title"), asks(session),
        given.text("amount") or None,
    ))  # fmt: skip


def rules(session: Session) -> Answer:
    """Put a version of the rules on an agenda, to be adopted."""
    from labflow import adopting

    with session.acting() as change:
        item = adopting.put(change, session.catalogue, on_day(session), session.given.text("version"))
    return _placed(session, item)


def _judged(session: Session, conn: object) -> "tuple[Registered, Verdict]":
    from labflow import council
    from labflow.queries.council import reglement_of
    from labflow.queries.register import decision

    number = session.given.text("number")
    one = decision(conn, number)  # type: ignore[arg-type]
    if one is None:
        raise NotFound(Reason("cli.no_decision", {"number": typed.shown(number)}))
    found = reglement_of(conn, one.reglement)  # type: ignore[arg-type]
    assert found is not None
    return one, council.verdict(found, one.count)


def _placed(session: Session, item: "Item") -> Answer:
    with session.looking() as (conn, _):
        found = found_meeting(session, conn)
    said = session.say("cli.done.agenda_item", n=item.n, day=found.day, title=item.title)
    return Answer(item_object(found, item, session.lang), (said,))
