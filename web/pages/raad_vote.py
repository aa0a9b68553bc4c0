"""The votes of /raad/{day}: opened, cast, counted when secret; and what the plenary advises."""

from starlette.responses import Response

from labflow import ballots, voting
from labflow.change import Change
from web.page import Visit
from web.pages.raad import act, meeting, on, own_seat
from web.pages.raad_table import SEAT
from web.pages.visiting import Here

COUNTS = ("voor", "tegen", "onthouding")


def open_(here: Here, day: str, n: str) -> Response:
    """Open a vote on an item."""
    manner, secret = here.typed["manier"] or "vote", bool(here.typed["geheim"])
    return act(
        here,
        day,
        "ballot",
        lambda change: ballots.open_(change, here.house.catalogue, on(day), n, manner, secret=secret),
        f"punt-{n}",
    )


def cast(here: Here, day: str, n: str) -> Response:
    """Vote for the own seat; or, as who writes it down, for the seats whose vote changed."""
    return act(here, day, "vote", lambda change: _cast(change, here, day, n), f"punt-{n}")


def tally(here: Here, day: str, n: str) -> Response:
    """Enter the numbers of a secret vote."""
    counts = [here.typed[name] for name in COUNTS]
    return act(
        here,
        day,
        "tally",
        lambda change: ballots.tally(change, here.house.catalogue, on(day), n, *counts),
        f"punt-{n}",
    )


def advise(here: Here, day: str, n: str) -> Response:
    """Enter what the plenary advises."""
    counts = [here.typed[name] for name in COUNTS]
    return act(
        here,
        day,
        "advise",
        lambda change: ballots.advise(change, here.house.catalogue, on(day), n, *counts),
        f"punt-{n}",
    )


def _cast(change: Change, here: Visit, day: str, n: str) -> None:
    catalogue, votes = here.house.catalogue, here.typed.after(SEAT)
    if not votes:
        voting.vote(change, catalogue, on(day), n, own_seat(change, on(day)), here.typed["stem"])
        return
    standing = {str(item.n): item.votes for item in meeting(change, on(day)).items}.get(n, {})
    changed = {key: value for key, value in votes.items() if value and standing.get(key) != value}
    for key, value in changed.items():
        voting.vote(change, catalogue, on(day), n, key, value)
    if not changed:
        change.nothing_to_do()
