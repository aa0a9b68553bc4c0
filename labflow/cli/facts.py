"""Telling a fact about an initiative: who leads, who takes part, what holds it up, whose move it is."""

from labflow.cli.answering import Answer
from labflow.cli.initiatives import acted
from labflow.cli.parsing import WrongUsage
from labflow.cli.session import Session
from labflow.reasons import Reason


def assign(session: Session) -> Answer:
    """Who leads from today; with --none: it is known that nobody does."""
    from labflow import telling

    given = session.given
    person = _one_of(session, "person", "none")
    return acted(session, "assign", lambda change: telling.assign(
        change, session.catalogue, given.text("slug"), person))  # fmt: skip


def partner(session: Session) -> Answer:
    """An organisation takes part."""
    from labflow import telling

    given = session.given
    return acted(session, "partner", lambda change: telling.partner(
        change, session.catalogue, given.text("slug"), given.text("name"), given.text("contribution") or None,
    ))  # fmt: skip


def relate(session: Session) -> Answer:
    """A tie to another initiative, or to something named in words."""
    from labflow import telling

    given = session.given
    return acted(session, "relate", lambda change: telling.relate(
        change, session.catalogue, given.text("slug"), given.text("kind"), given.text("target")))  # fmt: skip


def land(session: Session) -> Answer:
    """How it stands with the landing place."""
    from labflow import telling

    given = session.given
    return acted(session, "land", lambda change: telling.land(
        change, session.catalogue, given.text("slug"), given.text("state"), given.text("where")))  # fmt: skip


def commit(session: Session) -> Answer:
    """A promise, and when it ends."""
    from labflow import telling

    given = session.given
    return acted(session, "commit", lambda change: telling.commit(
        change, session.catalogue, given.text("slug"), given.text("text"), given.text("until"),
        given.text("amount") or None,
    ))  # fmt: skip


def settle(session: Session) -> Answer:
    """A promise has ended."""
    from labflow import telling

    given = session.given
    return acted(session, "settle", lambda change: telling.end_commitment(
        change, session.catalogue, given.text("slug"), given.text("text")))  # fmt: skip


def block(session: Session) -> Answer:
    """What holds it up."""
    from labflow import telling

    given = session.given
    return acted(session, "block", lambda change: telling.block(
        change, session.catalogue, given.text("slug"), given.text("kind"), given.text("text")))  # fmt: skip


def lift(session: Session) -> Answer:
    """What no longer holds it up."""
    from labflow import telling

    given = session.given
    return acted(session, "lift", lambda change: telling.lift(
        change, session.catalogue, given.text("slug"), given.text("kind")))  # fmt: skip


def turn(session: Session) -> Answer:
    """Whose move it is; with --nobody: it is known to be nobody's."""
    from labflow import telling

    given = session.given
    who = _one_of(session, "who", "nobody") or ""
    return acted(session, "turn", lambda change: telling.turn(
        change, session.catalogue, given.text("slug"), who, given.text("what")))  # fmt: skip


def rest(session: Session) -> Answer:
    """Let it rest on purpose until a day, or until something without a day."""
    from labflow import telling

    given = session.given
    return acted(session, "rest", lambda change: telling.rest(
        change, session.catalogue, given.text("slug"), given.text("why"), given.text("until"), given.text("event"),
    ))  # fmt: skip


def wake(session: Session) -> Answer:
    """It moves again."""
    from labflow import telling

    given = session.given
    return acted(session, "wake", lambda change: telling.wake(change, session.catalogue, given.text("slug")))


def handover(session: Session) -> Answer:
    """Give the lead to a successor; without one: what runs, for who would take over."""
    from labflow import handing

    given = session.given
    person = given.text("person")
    if not person:
        return _file(session)
    return acted(session, "hand-over", lambda change: handing.hand_over(
        change, session.catalogue, given.text("slug"), person, given.text("word")))  # fmt: skip


def _file(session: Session) -> Answer:
    from labflow.queries.initiatives import dossier
    from labflow.showing import runs
    from labflow.texts.speech import Speech

    say = Speech(session.lang)
    with session.reading() as (conn, actor, today):
        found = dossier(conn, session.catalogue, actor, session.given.text("slug"), today)
    parts = [{"part": part.term, "lines": list(part.values)} for part in runs.runs(found, say)]
    return Answer({"initiative": found.slug, "runs": parts}, (found.title, *runs.lines(found, say)))


def since(session: Session) -> Answer:
    """Since when it stands in its stage, which no source says."""
    from labflow import telling

    given = session.given
    return acted(session, "since", lambda change: telling.fill_since(
        change, session.catalogue, given.text("slug"), given.text("when")))  # fmt: skip


def _one_of(session: Session, name: str, flag: str) -> str | None:
    """What was named, or None with the flag. Raises WrongUsage for both and for neither."""
    named = session.given.values[name]
    if (named is None) != session.given.flag(flag):
        raise WrongUsage(Reason("cli.one_of_two", {"name": name.upper(), "flag": f"--{flag}"}))
    return session.given.text(name) if named is not None else None
