"""Beginning, serving and keeping a database. Each function is one command."""

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from labflow import typed
from labflow.cli.answering import Answer
from labflow.cli.session import Session
from labflow.cli.waiting import waiting
from labflow.reasons import Invalid, Reason

if TYPE_CHECKING:
    from labflow.store import Store

LONGEST_PATH = 4000


def init(session: Session) -> Answer:
    """Create or upgrade a database; with --demo, load the shipped portfolio."""
    from labflow import founding, migrations
    from labflow.database import shown
    from labflow.queries.founding import initiatives

    with waiting(session):
        founding.found(session.store, session.shipped)
        if session.given.flag("demo"):
            _found_demo(session, session.store)
    with session.store.reading() as conn:
        count = initiatives(conn)
    place = shown(session.given.database)
    said = session.say("cli.done.init", database=place, n=count)
    return Answer({"database": place, "schema": migrations.head(), "initiatives": count}, (said,))


def serve(session: Session) -> Answer:
    """Serve the pages; with --demo on a throw-away database."""
    given = session.given
    host, port = _address(session)
    workers = 1 if given.values["workers"] is None else typed.whole(given.values["workers"], "workers", 1, 64)
    if not given.flag("demo"):
        _check(session)
        _serve(session, session.given.database, host, port, workers)
        return Answer(None)
    with tempfile.TemporaryDirectory(prefix="labflow-") as folder:
        url = f"sqlite:///{Path(folder) / 'demo.db'}"
        _fill(session, url)
        os.environ["LABFLOW_DEMO"] = "1"
        _serve(session, url, host, port, workers)
    return Answer(None)


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
    """Look whether everything is as it must be; changes nothing."""
    from labflow import upkeep

    with waiting(session):
        checks = upkeep.doctor(session.given.database)
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


def _address(session: Session) -> tuple[str, int]:
    """Where to serve. Raises Invalid for a place that cannot be served on, such as a port that is taken."""
    import socket

    given = session.given
    host = "127.0.0.1" if given.values["host"] is None else typed.text(given.values["host"], "host", typed.KEY)
    port = 8000 if given.values["port"] is None else typed.whole(given.values["port"], "port", 1, 65535)
    try:
        family, kind, proto, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, proto) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(place)
    except (OSError, ValueError) as error:
        raise Invalid(Reason("cli.address_taken", {"host": typed.shown(host), "port": str(port)})) from error
    return host, port


def _check(session: Session) -> None:
    """Refuse before anybody is served: a database that cannot be used, or an edited version. Raises Unsound."""
    session.catalogue  # noqa: B018 -- reading it is the check


def _fill(session: Session, url: str) -> None:
    from labflow import founding
    from labflow.store import Store

    store = Store(url)
    try:
        with waiting(session):
            founding.found(store, session.shipped)
            _found_demo(session, store)
    finally:
        store.close()


def _found_demo(session: Session, store: "Store") -> None:
    from labflow import founding
    from labflow.cli.rehearsing import rehearse

    founding.found_demo(store, session.shipped)
    rehearse(session, store)
    founding.open_demo(store, session.shipped)


def _serve(session: Session, url: str, host: str, port: int, workers: int) -> None:
    import uvicorn

    os.environ["LABFLOW_DATABASE"], os.environ["LABFLOW_LANG"] = url, session.lang
    os.environ["LABFLOW_NETWORK"] = session.given.network
    if session.now is not None:
        os.environ["LABFLOW_NOW"] = session.now.isoformat()
    shown = f"[{host}]" if ":" in host else host
    print(session.say("cli.serving", address=f"http://{shown}:{port}"), flush=True)
    uvicorn.run("web.app:app", host=host, port=port, workers=workers, log_level="warning")
