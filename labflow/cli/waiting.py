"""A sign of life for whoever waits more than two seconds at a terminal. Silent in a pipe and with --json."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from labflow.cli.session import Session

PATIENCE = 2.0


@contextmanager
def waiting(session: Session) -> Iterator[None]:
    """Say after two seconds that the work goes on, then a dot each second."""
    if session.as_json or not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    sign = threading.Thread(target=_sign, args=(done, session.say("cli.working")), daemon=True)
    sign.start()
    try:
        yield
    finally:
        done.set()
        sign.join()


def _sign(done: threading.Event, words: str) -> None:
    if done.wait(PATIENCE):
        return
    print(words, end="", file=sys.stderr, flush=True)
    while not done.wait(1.0):
        print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr, flush=True)
