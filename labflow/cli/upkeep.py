"""Beginning and keeping a database. Each function is one command."""

from pathlib import Path

from labflow import typed
from labflow.cli.answering import Answer
from labflow.cli.session import Session
from labflow.cli.waiting import waiting
from labflow.reasons import Invalid, Reason

LONGEST_PATH = 4000


def init(session: Session) -> Answer:
    """Create or upgrade a database; with --demo, load the shipped portfolio."""
    from labflow import founding, migrations
    from labflow.cli.rehearsing import found_demo
    from labflow.database import shown
    from labflow.queries.founding import initiatives

    with waiting(session):
        founding.found(session.store, session.shipped)
        if session.given.flag("demo"):
            found_demo(session, session.store)
    with session.store.reading() as conn:
        count = initiatives(conn)
    place = shown(session.given.database)
    said = session.say("cli.done.init", database=place, n=count)
    return Answer({"database": place, "schema": migrations.head(), "initiatives": count}, (said,))


def backup(session: Session) -> Answer:
    """Copy everything to one new file, and check the record of that moment."""
    from labflow import upkeep

    file = _file(session)
    with waiting(session):
        made = upkeep.backup(session.store, file)
    told = session.reasons(made.verification.problems)
    value = {"file": str(made.file), "rows": made.rows, "sha256": made.sha256,
             "entries": made.verification.entries, "ok": made.verification.ok, "problems": told}  # fmt: skip
    said = session.say("cli.done.backup", file=str(made.file), rows=made.rows, sha256=made.sha256)
    return Answer(value, (said, *(f"- {one['text']}" for one in told)), 0 if made.verification.ok else 1)


def restore(session: Session) -> Answer:
    """Put a copy back, whole and verified, or not at all."""
    from labflow import upkeep
    from labflow.database import shown

    file, place = _file(session), shown(session.given.database)
    with waiting(session):
        made = upkeep.restore(file, session.given.database, session.given.flag("keep_aside"))
    aside = str(made.kept_aside) if made.kept_aside else None
    value = {"database": place, "rows": made.rows, "entries": made.verification.entries, "kept_aside": aside,
             "lost": made.lost}  # fmt: skip
    lines = [session.say("cli.done.restore", database=place, rows=made.rows)]
    lines += [session.say("cli.kept_aside", file=aside, n=made.lost)] if aside else []
    return Answer(value, tuple(lines))


def doctor(session: Session) -> Answer:
    """Look whether everything is as it must be; with --deploy, also whether it may be opened to people."""
    from labflow import clock, upkeep
    from labflow.cli.serving import place_of

    with waiting(session):
        checks = upkeep.doctor(session.given.database)
        network = session.shipped.network
        checks += upkeep.calendar(network.holidays, session.now or clock.day_of(clock.now(), network.zone))
        checks += upkeep.unsafe(place_of(session), clock.now()) if session.given.flag("deploy") else ()
    value = {
        "ok": all(check.ok for check in checks),
        "checks": [{"code": c.found.code, "text": session.say(c.found), "ok": c.ok} for c in checks],
    }
    lines = [session.say("cli.check_ok" if c.ok else "cli.check_not_ok", what=c.found) for c in checks]
    unusable = any(check.found.code.startswith("store.") for check in checks)
    return Answer(value, tuple(lines), 3 if unusable else 0 if value["ok"] else 1)


def _file(session: Session) -> Path:
    """The file that was named. Raises Invalid for a name that no file can have."""
    file = Path(typed.text(session.given.text("file"), "file", LONGEST_PATH))
    try:
        file.exists()
    except OSError as error:
        raise Invalid(Reason("store.file_unreadable", {"file": typed.shown(file)})) from error
    return file
