"""What is noted at the table of /raad/{day}: who is there, who steps aside."""

from starlette.responses import Response

from labflow import voting
from labflow.access import demand
from labflow.change import Change
from labflow.sitting import HERE, RECUSED, TAKES_PART, Sitting
from web.page import Visit
from web.pages.raad import act, meeting, on, own_seat
from web.pages.visiting import Here

SEAT, SUBSTITUTE = "zetel-", "substitute"


def attend(here: Here, day: str) -> Response:
    """Note who is there: everybody at once, or what changed in the list."""
    return act(here, day, "attend", lambda change: _note_presence(change, here, day), "aanwezig")


def step_aside(here: Here, day: str, n: str) -> Response:
    """Take no part in one item, or (`toch`) take part after all; who writes for others names the seat."""
    seat, value = here.typed["zetel"], TAKES_PART if here.typed["toch"] else RECUSED
    return act(
        here,
        day,
        "recuse",
        lambda change: voting.attend(
            change, here.house.catalogue, on(day), seat or own_seat(change, on(day)), value, n
        ),
        f"punt-{n}",
    )


def _note_presence(change: Change, here: Visit, day: str) -> None:
    catalogue, at = here.house.catalogue, here.typed["uur"]
    demand(change.actor, "attend", catalogue.network)
    if here.typed["iedereen"]:
        voting.attend(change, catalogue, on(day), "all", "present", at=at)
        return
    found = meeting(change, on(day))
    changed = {key: value for key, value in here.typed.after(SEAT).items() if value and _was(found, key) != value}
    for key, value in changed.items():
        stood_in = value == SUBSTITUTE
        voting.attend(change, catalogue, on(day), key, HERE if stood_in else value, at=at, substitute=stood_in)
    if not changed:
        change.nothing_to_do()


def _was(found: Sitting, key: str) -> str:
    seat = found.seat(key)
    return SUBSTITUTE if found.is_stood_in(seat) else found.presence.get(seat.key, "")
