"""What is done to the agenda of /raad/{day}: built, ordered, added to; a late item taken, an amendment proposed."""

from functools import partial

from starlette.responses import Response

from labflow import agenda, amending, meetings
from web.pages.raad import act
from web.pages.visiting import Here, calling

build = calling(act, "build", "agenda", agenda.build)
order = calling(act, "order", "agenda", agenda.order, "naar")
duration = calling(act, "duration", "agenda", agenda.duration, "minuten")
admit = calling(act, "admit", "punt-{n}", agenda.admit)
preside = calling(act, "preside", "aanwezig", meetings.preside, "voorzitter", "verslaggever")


def add(here: Here, day: str) -> Response:
    """Put a title on the agenda; on the day itself with who asks for it."""
    placed = partial(meetings.place_title, asked_by=here.typed["vrager"])
    return act(here, day, "agenda", "agenda", placed, here.typed["titel"])


def amend(here: Here, day: str, n: str) -> Response:
    """Propose another text for an item."""
    amended = partial(amending.amend, amount=here.typed["bedrag"])
    return act(here, day, "amend", f"punt-{n}", amended, n, here.typed["titel"])
