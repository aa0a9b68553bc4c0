"""Beginning, serving and keeping a database. Each function is one command."""

import os
import tempfile
from pathlib import Path

from labflow import typed
from labflow.cli.answering import Answer
from labflow.cli.session import Session
from labflow.cli.waiting import waiting


def init(session: Session) -> Answer:
    """Create or upgrade a database; with --demo, load the shipped portfolio."""
    from labflow import founding, migrations
    from labflow.database import shown
    from labflow.queries.founding import initiatives

    with waiting(session):
        founding.found(session.store, session.shipped)
        if session.given.flag("demo"):
            founding.found_demo(session.store, session.shipped)
    with session.store.reading() as conn:
        count = initiatives(conn)
    place = shown(session.given.database)
    said = session.say("cli.done.init", database=place, n=count)
    return Answer({"database": place, "schema": migrations.head(), "initiatives": count}, (said,))


def serve(session: Session) -> Answer:
    """Serve the pages; with --demo on a throw-away database."""
    given = session.given
    host, port = given.text("host") or "127.0.0.1", typed.whole(given.text("port") or "8000", "port", 1, 65535)
    workers = typed.whole(given.text("workers") or "1", "workers", 1, 64)
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
    """Copy the database to one file, checked."""
    from labflow import upkeep

    with waiting(session):
        done = upkeep.backup(session.store, Path(session.given.text("file")))
    return _told(session, done)


def restore(session: Session) -> Answer:
    """Put a copy back in an empty place."""
    from labflow import upkeep

    with waiting(session):
        done = upkeep.restore(session.store, Path(session.given.text("file")))
    return _told(session, done)


def doctor(session: Session) -> Answer:
    """Look whether everything is as it must be; changes nothing."""
    from labflow import upkeep

    with waiting(session):
        done = upkeep.doctor(session.store)
    return _told(session, done)


def _told(session: Session, done: object) -> Answer:
    raise NotImplementedError


def _check(session: Session) -> None:
    with session.store.reading():
        pass


def _fill(session: Session, url: str) -> None:
    from labflow import founding
    from labflow.store import Store

    store = Store(url)
    try:
        with waiting(session):
            founding.found(store, session.shipped)
            founding.found_demo(store, session.shipped)
    finally:
        store.close()


def _serve(session: Session, url: str, host: str, port: int, workers: int) -> None:
    import uvicorn

    os.environ["LABFLOW_DATABASE"], os.environ["LABFLOW_LANG"] = url, session.lang
    shown = f"[{host}]" if ":" in host else host
    print(session.say("cli.serving", address=f"http://{shown}:{port}"), flush=True)
    uvicorn.run("web.app:app", host=host, port=port, workers=workers, log_level="warning")
