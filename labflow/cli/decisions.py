"""The register of decisions."""

from labflow import typed
from labflow.cli.answering import Answer, table
from labflow.cli.session import Session
from labflow.presenting_council import decision_object
from labflow.reasons import NotFound, Reason


def list_(session: Session) -> Answer:
    """Every decision, by number."""
    from labflow.queries.register import decisions

    with session.reading() as (conn, _, _):
        found = decisions(conn)
    header = [session.say(f"cli.column.{name}") for name in ("number", "date", "title", "outcome")]
    lines = table(header, (
        (one.number, session.say("cli.day", day=one.on_day), one.title.in_(session.lang),
         session.say(f"cli.outcome.{one.outcome}")) for one in found
    ))  # fmt: skip
    return Answer([decision_object(one, session.lang) for one in found], lines or (session.say("cli.no_decisions"),))


def show(session: Session) -> Answer:
    """One decision, with the numbers on which it rests."""
    from labflow import council
    from labflow.presenting_council import verdict_object
    from labflow.queries.council import reglement_of
    from labflow.queries.register import decisions
    from labflow.sitting import count_inscribed

    number = session.given.text("number")
    with session.reading() as (conn, _, _):
        one = next((d for d in decisions(conn) if d.number == number), None)
        if one is None:
            raise NotFound(Reason("cli.no_decision", {"number": typed.shown(number)}))
        rules = reglement_of(conn, one.reglement)
    assert rules is not None
    verdict = council.verdict(rules, count_inscribed(one.verdict))
    value = {**decision_object(one, session.lang), "verdict": verdict_object(verdict, session.lang)}
    lines = [
        session.say("cli.decision", number=one.number, day=one.on_day, title=one.title,
                    outcome=Reason(f"cli.outcome.{one.outcome}")),
        session.say(verdict.sentence), session.say(verdict.reglement),
    ]  # fmt: skip
    lines += [session.say("cli.condition", text=t.text, owner=t.owner, due=t.due_day) for t in one.conditions]
    return Answer(value, tuple(lines))
