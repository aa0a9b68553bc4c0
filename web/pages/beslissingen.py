"""/beslissingen: the register of what the body decided, and each decision at an address that stays."""

from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from labflow import conditions, correcting
from labflow.access import may
from labflow.queries.council import rules_of, seats
from labflow.queries.decided import named_initiatives, place_of
from labflow.queries.initiatives import TABLE, dossiers
from labflow.queries.procedures import procedure
from labflow.queries.register import AT_THE_TABLE, Registered, decision, decisions, named_votes
from labflow.reasons import NotFound, Reason
from labflow.showing import decision as one_decision
from labflow.showing import decisions as building
from labflow.views.decisions import Register
from web.page import Visit, at
from web.pages.visiting import Here, calling


def look(here: Here, jaar: str = "", uitkomst: str = "", initiatief: str = "") -> Response:
    """Show the register, newest first, as far as the filters let it through."""
    chosen = {"jaar": jaar, "uitkomst": uitkomst, "initiatief": initiatief}
    return here.page("beslissingen/look.html", tuple(chosen.values()), lambda: _register(here, chosen))


def _register(here: Visit, chosen: dict[str, str]) -> Register:
    house = here.house
    with house.store.reading() as conn:
        named = named_initiatives(conn, house.catalogue)
        decided = building.seen(decisions(conn), named)
    return building.page(decided, named, chosen, _calendar(here), here.say)


def look_at(here: Here, number: str) -> Response:
    """Show one decision. One that is not there and one that nobody may see give the same answer."""
    with here.house.store.reading() as conn:
        known = _known(conn, here, number)
    return here.show("beslissingen/one.html", one_decision.page(known, here.say))


def _known(conn: Any, here: Visit, number: str) -> one_decision.Known:
    network = here.house.catalogue.network
    named = named_initiatives(conn, here.house.catalogue)
    one = decision(conn, number)
    if one is None or not building.seen((one,), named):
        raise NotFound(Reason("web.absent.title"))
    return one_decision.Known(
        one=one,
        rules=rules_of(conn)[one.reglement],
        place=place_of(conn, one.number),
        procedure=procedure(conn, one.procedure, here.today) if one.procedure else None,
        seats=seats(conn),
        named=named,
        votes=named_votes(network, here.actor, one),
        at_the_table=bool(AT_THE_TABLE & here.actor.meanings_on(network, None)),
        may_correct=may(here.actor, "correct", network),
        network=network,
        calendar=_calendar(here),
        verified=_verified(conn, here, one),
    )


def _verified(conn: Any, here: Visit, one: Registered) -> frozenset[str]:
    """The conditions that this reader verifies."""
    catalogue = here.house.catalogue
    home = next(iter(dossiers(conn, catalogue, here.actor, here.today, TABLE.c.slug == one.slug)), None)
    return frozenset(
        term.id for term in one.conditions if conditions.verifies(here.actor, term, catalogue.network, home)
    )


def _calendar(here: Visit) -> building.Calendar:
    return building.Calendar(here.today, here.house.catalogue.network.holidays)


def act(here: Visit, number: str, verb: str, place: str, deed: Callable[..., object], *told: object) -> Response:
    """Do one act on a decision and go back to where it was done."""
    catalogue, where = here.house.catalogue, at(f"/beslissingen/{number}", place)
    return here.act(
        verb, lambda change: deed(change, catalogue, number, *told), lambda again: look_at(again, number), where
    )


correct = calling(act, "correct", "rechtgezet", correcting.correct, "veld", "waarde", "waarom")
