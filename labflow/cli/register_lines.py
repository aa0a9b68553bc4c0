"""A decision of the register as lines for somebody who reads a terminal, and as an excerpt. Never decides."""

from collections.abc import Iterator, Mapping
from datetime import date

from labflow import explaining
from labflow.cli.answering import Lines
from labflow.council import Verdict
from labflow.queries.register import Registered
from labflow.reasons import Reason
from labflow.schoolyear import Holidays
from labflow.texts import Language, say
from labflow.words import Euro


def decision_lines(one: Registered, verdict: Verdict, votes: Mapping[str, str] | None, lang: Language, today: date,
                   holidays: Holidays = ()) -> Lines:  # fmt: skip
    """Return a decision with the verdict on its numbers; `votes`: who voted what, None for who may not see it."""
    after = _after(one, lang, today, holidays)
    lines = [*_head(one, lang), say(verdict.past, lang), say(verdict.reglement, lang), *after]
    if votes:
        told = tuple(f"{seat} {say(f'cli.vote.{value}', lang)}" for seat, value in votes.items())
        lines.append(say("register.votes", lang, votes=told))
    return tuple(lines)


def excerpt_lines(one: Registered, verdict: Verdict, lang: Language, today: date,
                  holidays: Holidays = ()) -> Lines:  # fmt: skip
    """Return what the lead needs of a decision: what was decided and asked, and by which rules; no names, no votes."""
    return (*_head(one, lang), *_after(one, lang, today, holidays), say(verdict.reglement, lang))


def _head(one: Registered, lang: Language) -> Iterator[str]:
    outcome = Reason(f"cli.outcome.{one.outcome}")
    yield say("cli.decision", lang, number=one.number, day=one.on_day, title=one.title, outcome=outcome)
    if one.cents is not None:
        yield say("register.amount", lang, amount=Euro(one.cents))
    for name, value in one.asks.items():
        yield say("register.asked", lang, name=name, value=str(value))
    if one.why:
        yield say("register.why", lang, why=one.why)


def _after(one: Registered, lang: Language, today: date, holidays: Holidays) -> Iterator[str]:
    for term in one.conditions:
        values = {"n": term.n, "text": term.text, "owner": term.owner, "due": term.due_day, "verifier": term.verifier}
        yield say("register.condition", lang, **values)
        evidence = f" {term.evidence}" if term.met_on and term.evidence else ""
        yield f"   {say(explaining.of_condition(term, today, holidays), lang)}{evidence}"
    if one.review_day:
        yield say("register.review", lang, day=one.review_day)
    if one.procedure:
        yield say("register.procedure", lang, number=one.procedure)
    if one.replaces:
        yield say("register.replaces", lang, number=one.replaces)
    if one.replaced_by:
        yield say("register.replaced", lang, number=one.replaced_by)
    for slip in one.corrections:
        values = {"number": slip.number, "day": slip.on_day, "before": slip.before, "after": slip.after}
        yield say("register.corrected", lang, **values, why=slip.why)
    if one.connects is not None:
        said = "register.connects" if one.connects else "register.does_not_connect"
        yield say(said, lang, day=one.meeting or one.on_day)
