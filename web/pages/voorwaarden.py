"""Conditions of a decision: who verifies one says that it is met, or that it no longer is."""

from starlette.responses import Response

from labflow import conditions
from web.pages import beslissingen
from web.pages.visiting import Here


def meet(here: Here, number: str, k: str) -> Response:
    """Say that a condition is met, with what shows it."""
    evidence = here.typed["bewijs"]
    return here.act(
        "condition-met",
        lambda change: conditions.meet(change, here.house.catalogue, number, k, evidence),
        lambda again: beslissingen.look_at(again, number),
        f"/beslissingen/{number}#voorwaarden",
    )


def unmeet(here: Here, number: str, k: str) -> Response:
    """Say that a condition which was met no longer is."""
    why = here.typed["waarom"]
    return here.act(
        "condition-unmet",
        lambda change: conditions.unmeet(change, here.house.catalogue, number, k, why),
        lambda again: beslissingen.look_at(again, number),
        f"/beslissingen/{number}#voorwaarden",
    )
