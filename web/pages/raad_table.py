"""What is noted at the table of /raad/{day}: who is there, who steps aside."""

from datetime import date

from starlette.responses import Response

from labflow import voting
from labflow.access import demand
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.sitting import HERE, RECUSED, TAKES_PART, Sitting
from web.pages.raad import act, meeting, own_seat
from web.pages.visiting import Here
from web.typed_in import Typed

SEAT, SUBSTITUTE = "zetel-", "substitute"


def attend(here: Here, day: str) -> Response:
    """Note who is there: everybody at once, or what changed in the list."""
    return act(here, day, "attend", "aanwezig", _note_presence, here.typed)


def step_aside(here: Here, day: str, n: str) -> Response:
    """Take no part in one item, or (`toch`) take part after all; who writes for others names the seat."""
    return act(here, day, "recuse", f"punt-{n}", _step_aside, n, here.typed)


def _step_aside(change: Change, catalogue: Catalogue, day: date, n: str, typed: Typed) -> None:
    seat, value = typed["zetel"] or own_seat(change, day), TAKES_PART if typed["toch"] else RECUSED
    voting.attend(change, catalogue, day, seat, value, n)


def _note_presence(change: Change, catalogue: Catalogue, day: date, typed: Typed) -> None:
    at = typed["uur"]
    demand(change.actor, "attend", catalogue.network)
    if typed["iedereen"]:
        voting.attend(change, catalogue, day, "all", "present", at=at)
        return
    found = meeting(change, day)
    changed = {key: value for key, value in typed.after(SEAT).items() if value and _was(found, key) != value}
    for key, value in changed.items():
        stood_in = value == SUBSTITUTE
        voting.attend(change, catalogue, day, key, HERE if stood_in else value, at=at, substitute=stood_in)
    if not changed:
        change.nothing_to_do()


def _was(found: Sitting, key: str) -> str:
    seat = found.seat(key)
    return SUBSTITUTE if found.is_stood_in(seat) else found.presence.get(seat.key, "")
