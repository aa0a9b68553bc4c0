"""What is noted at the table of /raad/{day}: who is there, who steps aside, votes."""

from starlette.responses import Response

from labflow import voting
from labflow.change import Change
from labflow.sitting import RECUSED, Sitting
from web.page import Visit
from web.pages.raad import act, meeting, on, own_seat
from web.pages.visiting import Here

SEAT = "zetel-"


def attend(here: Here, day: str) -> Response:
    """Note who is there: everybody at once, or what changed in the list."""
    return act(here, day, "attend", lambda change: _note_presence(change, here, day), "aanwezig")


def step_aside(here: Here, day: str, n: str) -> Response:
    """Take no part in one item, or (`toch`) take part after all; who writes for others names the seat."""
    seat, value = here.typed["zetel"], "present" if here.typed["toch"] else RECUSED
    return act(
        here,
        day,
        "recuse",
        lambda change: voting.attend(
            change, here.house.catalogue, on(day), seat or own_seat(change, on(day)), value, n
        ),
        f"punt-{n}",
    )


def vote(here: Here, day: str, n: str) -> Response:
    """Vote for the own seat; or, as who writes it down, for the seats whose vote changed."""
    return act(here, day, "vote", lambda change: _cast(change, here, day, n), f"punt-{n}")


def _note_presence(change: Change, here: Visit, day: str) -> None:
    catalogue = here.house.catalogue
    if here.typed["iedereen"]:
        voting.attend(change, catalogue, on(day), "all", "present")
        return
    found = meeting(change, on(day))
    changed = {key: value for key, value in here.typed.after(SEAT).items() if value and _was(found, key) != value}
    for key, value in changed.items():
        voting.attend(change, catalogue, on(day), key, value)
    if not changed:
        change.nothing_to_do()


def _was(found: Sitting, key: str) -> str:
    return found.presence.get(found.seat(key).key, "")


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
