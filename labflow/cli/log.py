"""The record: read it, and prove that nothing was changed unseen."""

from pathlib import Path

from labflow import clock, typed
from labflow.cli.answering import Answer, table
from labflow.cli.session import Session
from labflow.cli.waiting import waiting
from labflow.reasons import Invalid, Reason

MOST_BYTES = 10_000


def show(session: Session) -> Answer:
    """Every entry, or those of one initiative."""
    from labflow.queries.entries import entries
    from labflow.queries.initiatives import dossier
    from labflow.texts.saying import keys

    slug = session.given.text("slug")
    with session.reading() as (conn, actor, today):
        chosen = dossier(conn, session.catalogue, actor, slug, today).id if slug else None
        found = entries(conn, chosen)
    known = keys(session.lang)
    objects = [
        {"seq": one.seq, "at": one.at, "on": one.on, "who": one.who, "via": one.via, "act": one.act, "hash": one.hash}
        for one in found
    ]
    header = [session.say(f"cli.column.{name}") for name in ("seq", "on", "who", "act")]
    lines = table(header, (
        (str(one.seq), session.say(clock.on_day(typed.day(one.on, "on"))), one.who,
         session.say(f"act.{one.act}") if f"act.{one.act}" in known else one.act) for one in found
    ))  # fmt: skip
    return Answer(objects, lines or (session.say("cli.empty_log"),))


def verify(session: Session) -> Answer:
    """Read the whole record; say what is wrong. With a checkpoint: is everything before it still as it was?"""
    from labflow import record

    file = session.given.text("checkpoint")
    since = record.read_checkpoint(_read(Path(file))) if file else None
    with waiting(session), session.looking() as (conn, _):
        found = record.verify(conn, since)
    told = session.reasons(found.problems)
    value = {"ok": found.ok, "entries": found.entries, "head": found.head, "root": found.root, "problems": told}
    said = session.say("cli.log_ok" if found.ok else "cli.log_not_ok", n=found.entries, problems=len(told))
    lines = (said, *(f"- {one['text']}" for one in told), session.say("cli.log_head", head=found.head))
    return Answer(value, lines, 0 if found.ok else 1)


def _read(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return stream.read(MOST_BYTES).decode("utf-8")
    except (OSError, ValueError) as error:
        raise Invalid(Reason("cli.no_file", {"file": typed.shown(file)})) from error
