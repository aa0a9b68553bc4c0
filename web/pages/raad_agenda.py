"""What is done to the agenda of /raad/{day}: built, ordered, added to; a late item taken, an amendment proposed."""

from functools import partial

from starlette.responses import Response

from labflow import agenda, amending, meetings
from web.pages.raad import act
from web.pages.visiting import Here


def build(here: Here, day: str) -> Response:
    """Put everything that is due on the agenda."""
    return act(here, day, "build", "agenda", agenda.build)


def order(here: Here, day: str, n: str) -> Response:
    """Give an item another place."""
    return act(here, day, "order", "agenda", agenda.order, n, here.typed["naar"])


def duration(here: Here, day: str, n: str) -> Response:
    """Say how many minutes an item may take."""
    return act(here, day, "duration", "agenda", agenda.duration, n, here.typed["minuten"])


def add(here: Here, day: str) -> Response:
    """Put a title on the agenda; on the day itself with who asks for it."""
    placed = partial(meetings.place_title, asked_by=here.typed["vrager"])
    return act(here, day, "agenda", "agenda", placed, here.typed["titel"])


def admit(here: Here, day: str, n: str) -> Response:
    """Say that the body takes a late item."""
    return act(here, day, "admit", f"punt-{n}", agenda.admit, n)


def amend(here: Here, day: str, n: str) -> Response:
    """Propose another text for an item."""
    amended = partial(amending.amend, amount=here.typed["bedrag"])
    return act(here, day, "amend", f"punt-{n}", amended, n, here.typed["titel"])


def preside(here: Here, day: str) -> Response:
    """Name who chairs this meeting, or who writes."""
    named = (here.typed["voorzitter"], here.typed["verslaggever"])
    return act(here, day, "preside", "aanwezig", meetings.preside, *named)
