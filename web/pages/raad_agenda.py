"""What is done to the agenda of /raad/{day}: built, ordered, added to; a late item taken, an amendment proposed."""

from starlette.responses import Response

from labflow import agenda, amending, meetings
from web.pages.raad import act, on
from web.pages.visiting import Here


def build(here: Here, day: str) -> Response:
    """Put everything that is due on the agenda."""
    return act(here, day, "build", lambda change: agenda.build(change, here.house.catalogue, on(day)), "agenda")


def order(here: Here, day: str, n: str) -> Response:
    """Give an item another place."""
    to = here.typed["naar"]
    return act(here, day, "order", lambda change: agenda.order(change, here.house.catalogue, on(day), n, to), "agenda")


def duration(here: Here, day: str, n: str) -> Response:
    """Say how many minutes an item may take."""
    given = here.typed["minuten"]
    return act(
        here,
        day,
        "duration",
        lambda change: agenda.duration(change, here.house.catalogue, on(day), n, given),
        "agenda",
    )


def add(here: Here, day: str) -> Response:
    """Put a title on the agenda; on the day itself with who asks for it."""
    title, who = here.typed["titel"], here.typed["vrager"]
    return act(
        here,
        day,
        "agenda",
        lambda change: meetings.place_title(change, here.house.catalogue, on(day), title, asked_by=who),
        "agenda",
    )


def admit(here: Here, day: str, n: str) -> Response:
    """Say that the body takes a late item."""
    return act(here, day, "admit", lambda change: agenda.admit(change, here.house.catalogue, on(day), n), f"punt-{n}")


def amend(here: Here, day: str, n: str) -> Response:
    """Propose another text for an item."""
    title, amount = here.typed["titel"], here.typed["bedrag"]
    return act(
        here,
        day,
        "amend",
        lambda change: amending.amend(change, here.house.catalogue, on(day), n, title, amount=amount),
        f"punt-{n}",
    )


def preside(here: Here, day: str) -> Response:
    """Name who chairs this meeting, or who writes."""
    chair, secretary = here.typed["voorzitter"], here.typed["verslaggever"]
    return act(
        here,
        day,
        "preside",
        lambda change: meetings.preside(change, here.house.catalogue, on(day), chair, secretary),
        "aanwezig",
    )
