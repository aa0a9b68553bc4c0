"""/raad/{day}/vergaderblad to print, and /raad/{day}/papier to fill in from it afterwards."""

from collections.abc import Mapping

from starlette.responses import Response

from labflow import paper
from labflow.reasons import NotAllowed, Reason
from labflow.showing import sitting_paper as building
from web.page import Visit
from web.pages.raad import on, seen
from web.pages.visiting import Here

CELL = "vak."


def sheet(here: Here, day: str) -> Response:
    """Show the grid to print: agenda, rule, empty boxes."""
    return here.show("raad/sheet.html", building.sheet(seen(here, day)))


def look(here: Here, day: str) -> Response:
    """Show the same grid as one form, for who writes down what happened."""
    found = seen(here, day)
    if not found.may("paper"):
        raise NotAllowed(Reason("web.paper.not_yours"))
    return here.show("raad/paper.html", building.form(found, here.typed.after(CELL), faults(here)))


def fill(here: Here, day: str) -> Response:
    """Enter what stands on paper."""
    grid = {_cell(name): value for name, value in here.typed.after(CELL).items()}
    return here.act(
        "paper",
        lambda change: paper.fill(change, here.house.catalogue, on(day), grid),
        lambda again: look(again, day),
        f"/raad/{day}",
    )


def faults(here: Visit) -> Mapping[paper.Cell, str]:
    """Return what is wrong, by the cell it is about."""
    reasons = here.refusal.reasons if here.refusal else ()
    return {
        (str(one.values["seat"]), str(one.values["column"])): here.say.capital(one)
        for one in reasons
        if {"seat", "column"} <= one.values.keys()
    }


def _cell(name: str) -> paper.Cell:
    column, _, seat = name.partition(".")
    return seat, column
