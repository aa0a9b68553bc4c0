"""/beslissingen: the register of what the body decided, and each decision at an address that stays."""

from typing import Any

from starlette.responses import Response

from labflow.queries.council import rules_of, sitting
from labflow.queries.decided import connects, named_initiatives, place_of
from labflow.queries.register import decisions
from labflow.reasons import NotFound, Reason
from web.building import decisions as building
from web.building import one_decision
from web.page import Visit
from web.pages.visiting import Here

SEES_NAMES = frozenset({"member", "chair", "secretary", "coordinator"})


def look(here: Here, jaar: str = "", uitkomst: str = "", initiatief: str = "") -> Response:
    """Show the register, newest first, as far as the filters let it through."""
    house = here.house
    with house.store.reading() as conn:
        named = named_initiatives(conn, house.catalogue)
        decided = building.seen(decisions(conn), named)
    chosen = {"jaar": jaar, "uitkomst": uitkomst, "initiatief": initiatief}
    return here.show("beslissingen/look.html", building.page(decided, named, chosen, here.today, here.say))


def look_at(here: Here, number: str) -> Response:
    """Show one decision. One that is not there and one that nobody may see give the same answer."""
    with here.house.store.reading() as conn:
        known = _known(conn, here, number)
    return here.show("beslissingen/one.html", one_decision.page(known, here.say))


def _known(conn: Any, here: Visit, number: str) -> one_decision.Known:
    network = here.house.catalogue.network
    named = named_initiatives(conn, here.house.catalogue)
    one = next((d for d in building.seen(decisions(conn), named) if d.number == number), None)
    place = place_of(conn, number) if one else None
    if one is None or place is None:
        raise NotFound(Reason("web.absent.title"))
    meeting = sitting(conn, place.day) if place.day else None
    return one_decision.Known(
        one, rules_of(conn)[one.reglement], place, meeting, meeting.item(place.n) if meeting and place.n else None,
        named, bool(SEES_NAMES & here.actor.meanings_on(network, None)),
        bool(place.checkpoint and connects(conn, place.checkpoint)), here.today,
    )  # fmt: skip
