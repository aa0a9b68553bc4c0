"""Serving the pages: where, for whom, and what is not yet safe about it."""

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from labflow import clock, typed
from labflow.cli.answering import Answer
from labflow.cli.session import Session
from labflow.cli.waiting import waiting
from labflow.reasons import Invalid, Reason

if TYPE_CHECKING:
    from labflow.settings import Settings
    from labflow.upkeep import Place


def serve(session: Session) -> Answer:
    """Serve the pages; with --demo on a throw-away database."""
    given = session.given
    host, port = _address(session)
    workers = 1 if given.values["workers"] is None else typed.whole(given.values["workers"], "workers", 1, 64)
    if not given.flag("demo"):
        _check(session)
        _warn(session)
        _serve(session, session.given.database, host, port, workers)
        return Answer(None)
    with tempfile.TemporaryDirectory(prefix="labflow-") as folder:
        url = f"sqlite:///{Path(folder) / 'demo.db'}"
        _fill(session, url)
        os.environ["LABFLOW_DEMO"] = "1"
        _serve(session, url, host, port, workers)
    return Answer(None)


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
    from labflow.cli.rehearsing import found_demo
    from labflow.store import Store

    store = Store(url)
    try:
        with waiting(session):
            founding.found(store, session.shipped)
            found_demo(session, store)
    finally:
        store.close()


def _serve(session: Session, url: str, host: str, port: int, workers: int) -> None:
    import uvicorn

    settings = settings_here()
    os.environ["LABFLOW_DATABASE"], os.environ["LABFLOW_LANG"] = url, session.lang
    os.environ["LABFLOW_NETWORK"] = session.given.network
    # Who names the address to serve on means to be found there.
    os.environ["LABFLOW_HOSTS"] = ",".join((*settings.hosts, host))
    os.environ.setdefault("LABFLOW_DAILY", "on")
    if session.now is not None:
        os.environ["LABFLOW_NOW"] = session.now.isoformat()
    shown = f"[{host}]" if ":" in host else host
    print(session.say("cli.serving", address=f"http://{shown}:{port}"), flush=True)
    uvicorn.run("web.app:app", host=host, port=port, workers=workers, **serving_for(settings.proxies))


def serving_for(proxies: tuple[str, ...]) -> dict[str, Any]:
    """Return how the pages are served: `proxies` are the only ones whose word about a visitor's address is taken."""
    return {"proxy_headers": bool(proxies), "forwarded_allow_ips": list(proxies), "server_header": False,
            "log_level": "warning"}  # fmt: skip


def _warn(session: Session) -> None:
    """Say in one line what is not yet safe; it is served all the same, since one has to begin somewhere."""
    from labflow.upkeep import unsafe

    wrong = [check.found.code for check in unsafe(place_of(session), clock.now()) if not check.ok]
    short = tuple(Reason(f"deploy.short.{code.partition('.')[2].partition('_')[0]}") for code in wrong)
    if short:
        print(session.say("cli.not_yet_safe", codes=short), file=sys.stderr, flush=True)


def place_of(session: Session) -> "Place":
    """Return how this installation is set up. Raises Invalid for a setting that makes no sense."""
    from labflow.upkeep import Place

    found = settings_here()
    return Place(
        session.given.database, found.address, found.hosts, found.proxies,
        Path(found.backups) if found.backups else None, session.shipped.network.roles_meaning("admin"),
        found.has_mail, found.is_demo, found.is_debug, found.day is not None, os.geteuid() == 0,
    )  # fmt: skip


def settings_here() -> "Settings":
    """Return the settings around the database. Raises Invalid for one that makes no sense."""
    from labflow.settings import settings_from

    try:
        return settings_from()
    except ValueError as error:
        raise Invalid(Reason("cli.wrong_setting", {"found": typed.shown(str(error))})) from error
