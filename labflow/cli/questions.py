"""Questions from a terminal: what was asked from outside or of an initiative, and what became of it."""

from labflow.cli.answering import Answer, table
from labflow.cli.session import Session
from labflow.presenting_questions import question_object
from labflow.texts.speech import Speech


def list_(session: Session) -> Answer:
    """Every question that this reader may see, newest first."""
    from labflow.queries.initiatives import dossier
    from labflow.queries.questions import listed

    given = session.given
    slug = given.text("initiative")
    with session.reading() as (conn, actor, today):
        if slug:
            dossier(conn, session.catalogue, actor, slug, today)
        found = listed(conn, session.catalogue, actor)
    chosen = [one for one in found if one.slug == slug or not slug]
    chosen = [one for one in chosen if one.question.is_open or not given.flag("open")]
    header = [session.say(f"cli.column.{name}") for name in ("number", "on_day", "asker", "initiative", "state")]
    header.append(session.say("cli.column.question"))
    lines = table(header, (
        (one.question.number, session.say("cli.day", day=one.question.on_day), one.question.asker, one.title,
         session.say(f"question.state.{one.question.state}"), one.question.text) for one in chosen
    ))  # fmt: skip
    return Answer([question_object(one) for one in chosen], lines or (session.say("cli.no_questions"),))


def show(session: Session) -> Answer:
    """One question, and what became of it."""
    from labflow.queries.questions import one_listed
    from labflow.showing.questions import told

    with session.reading() as (conn, actor, today):
        found = one_listed(conn, session.catalogue, actor, session.given.text("number"))
    asked, say = found.question, Speech(session.lang)
    about = session.say("cli.question_about", title=found.title) if found.title else ""
    day = session.say("cli.day", day=asked.on_day)
    head = session.say("question.meta", number=asked.number, asker=asked.asker, day=day)
    lines = (head, asked.text, about, told(asked, say, today, session.catalogue))
    return Answer(question_object(found), tuple(line for line in lines if line))


def add(session: Session) -> Answer:
    """Note a question; with --initiative: one that is asked of it."""
    from labflow import questions
    from labflow.queries.questions import one_listed

    given = session.given
    with session.acting() as change:
        number = questions.ask(
            change, session.catalogue, given.text("text"), given.text("from"), given.text("initiative") or None,
            given.text("on") or None,
        )  # fmt: skip
        found = one_listed(change.conn, session.catalogue, change.actor, number)
    return Answer(question_object(found), (session.say("cli.done.question-ask", number=number),))


def answer(session: Session) -> Answer:
    """What becomes of a question; the newest answer counts."""
    from labflow import questions
    from labflow.queries.questions import one_listed
    from labflow.showing.questions import told

    given = session.given
    with session.acting() as change:
        questions.answer(
            change, session.catalogue, given.text("number"), given.text("state"), given.text("why"),
            given.text("review") or None, given.text("to"), given.text("hours") or None,
        )  # fmt: skip
        found = one_listed(change.conn, session.catalogue, change.actor, given.text("number"))
        said = told(found.question, Speech(session.lang), change.on, session.catalogue)
    line = session.say("cli.done.question-answer", number=found.question.number, said=said)
    return Answer(question_object(found), (line,))
