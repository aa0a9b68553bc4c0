"""The votes of /raad/{day}: opened, cast, counted when secret; and what the plenary advises."""

from datetime import date
from functools import partial

from starlette.responses import Response

from labflow import ballots, voting
from labflow.change import Change
from labflow.definition import Catalogue
from web.pages.raad import act, meeting, own_seat
from web.pages.raad_table import SEAT
from web.pages.visiting import Here, calling
from web.typed_in import Typed

COUNTS = ("voor", "tegen", "onthouding")

tally = calling(act, "tally", "punt-{n}", ballots.tally, *COUNTS)
advise = calling(act, "advise", "punt-{n}", ballots.advise, *COUNTS)


def open_(here: Here, day: str, n: str) -> Response:
    """Open a vote on an item."""
    opened = partial(ballots.open_, secret=bool(here.typed["geheim"]))
    return act(here, day, "ballot", f"punt-{n}", opened, n, here.typed["manier"] or "vote")


def cast(here: Here, day: str, n: str) -> Response:
    """Vote for the own seat; or, as who writes it down, for the seats whose vote changed."""
    return act(here, day, "vote", f"punt-{n}", _cast, n, here.typed)


def _cast(change: Change, catalogue: Catalogue, day: date, n: str, typed: Typed) -> None:
    votes = typed.after(SEAT)
    if not votes:
        voting.vote(change, catalogue, day, n, own_seat(change, day), typed["stem"])
        return
    standing = {str(item.n): item.votes for item in meeting(change, day).items}.get(n, {})
    changed = {key: value for key, value in votes.items() if value and standing.get(key) != value}
    for key, value in changed.items():
        voting.vote(change, catalogue, day, n, key, value)
    if not changed:
        change.nothing_to_do()
