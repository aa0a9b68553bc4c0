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


def rehearse(session: Session, url: str) -> int:
    """Give every command of the demo's file to the database at `url`; returns how many.

    Raises Unsound with the file, the line and the reasons for the first command that is refused.
    """
    place, demo = session.shipped.place, session.shipped.network.demo
    if place is None or demo is None or not demo.acts:
        return 0
    count = 0
    for number, words in acts_in(place / demo.acts):
        _give(session, url, words, f"{demo.acts}:{number}")
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


def _give(session: Session, url: str, words: list[str], where: str) -> None:
    from labflow.cli.running import answer_of

    try:
        one = Session(given([*words, "--database", url, "--network", session.given.network], {}), session.lang)
        try:
            answer_of(one)
        finally:
            one.close()
    except (WrongUsage, Refusal) as refused:
        raise Unsound(
            *(Reason("network.act_refused", {"where": where, "why": why}) for why in refused.reasons)
        ) from None
