"""What happened before a demo opens: the commands of the network's own file, each given on its day. It decides nothing.

A line `day 2025-03-20` moves the calendar; every other line is a command as one types it behind `labflow`. Empty lines
and lines that begin with `#` say something to who reads the file.
"""

import shlex
from collections.abc import Iterator
from pathlib import Path

from labflow.cli.parsing import WrongUsage, given
from labflow.cli.session import Session
from labflow.reasons import Reason, Refusal, Unsound
from labflow.store import Store


def found_demo(session: Session, store: Store) -> None:
    """Load the demo of the network into a database that was just begun, and give every command of its file.

    Raises Blocked when the database holds initiatives, Unsound for a network without a demo and a refused command.
    """
    from labflow import founding

    founding.found_demo(store, session.shipped)
    rehearse(session, store)
    founding.open_demo(store, session.shipped)


def rehearse(session: Session, store: Store) -> int:
    """Give every command of the demo's file to a database; returns how many.

    Raises Unsound with the file, the line and the reasons for the first command that is refused.
    """
    place, demo = session.shipped.place, session.shipped.network.demo
    if place is None or demo is None or not demo.acts:
        return 0
    count = 0
    for number, words in acts_in(place / demo.acts):
        _give(session, store, words, f"{demo.acts}:{number}")
        count += 1
    return count


def acts_in(file: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield each command of a file with the number of its line, and the day on which it is given."""
    day = ""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        words = shlex.split(line, comments=True)
        if words[:1] == ["day"]:
            day = words[1]
        elif words:
            yield number, [*words, "--now", day]


def _give(session: Session, store: Store, words: list[str], where: str) -> None:
    from labflow.cli.running import answer_of

    try:
        one = Session(given([*words, "--network", session.given.network], {}), session.lang)
        # One store for all: opening one for each command would take most of the time.
        vars(one)["store"] = store
        answer_of(one)
    except (WrongUsage, Refusal) as refused:
        raise Unsound(
            *(Reason("network.act_refused", {"where": where, "why": why}) for why in refused.reasons)
        ) from None
