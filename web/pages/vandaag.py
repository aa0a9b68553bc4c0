"""/: what waits for you, what is coming, what changed. For each role its own beginning."""

from starlette.responses import Response

from labflow.ahead import NEAR, coming
from labflow.heartbeat import beside_the_log, stands_still
from labflow.queries.expected import asking, expecting
from labflow.queries.initiatives import TABLE, dossiers
from labflow.queries.questions import outside
from labflow.queries.recent import happened
from labflow.queries.waiting import open_sittings
from labflow.remembering import board, watched
from labflow.showing import questions, sitting, today
from labflow.views.meeting import MeetingPage
from labflow.waiting import on_you, overdue
from web.page import Visit, gone
from web.pages import raad
from web.pages.visiting import Here


def look(here: Here) -> Response:
    """Show Vandaag; in a demo nobody begins without a role."""
    if here.house.is_demo and not (here.actor.key or here.refusal):
        return gone("/wie-ben-je")
    beats = beside_the_log(here.house.store, here.house.now(), here.house.catalogue.network.zone)
    return here.page("vandaag/look.html", beats, lambda: today.page(_known(here)))


def _known(here: Visit) -> today.Known:
    house, actor, day = here.house, here.actor, here.today
    catalogue, network, mine = house.catalogue, house.catalogue.network, actor.leads | actor.casework
    meeting = _meeting(here)
    with house.store.reading() as conn:
        near, known = expecting(conn, catalogue, day, NEAR), board(house.memory, conn, catalogue, day).dossiers
        return today.Known(
            actor, network, day, here.say, asking(conn, catalogue, today.ASKED), coming(conn, catalogue, near, day),
            happened(conn, catalogue),
            waits=on_you(conn, catalogue, actor, day),
            own=dossiers(conn, catalogue, actor, day, TABLE.c.id.in_(mine)) if mine else (),
            watched=watched(house.memory, conn, catalogue, day), late=overdue(conn, catalogue, near, day),
            meeting=meeting, still=stands_still(conn, house.now(), network.zone),
            questions=questions.from_outside(outside(conn, catalogue, actor), known, actor, catalogue, day, here.say),
        )  # fmt: skip


def _meeting(here: Visit) -> MeetingPage | None:
    """The meeting of today or the next one, for who has a seat."""
    if not here.actor.seats:
        return None
    with here.house.store.reading() as conn:
        held, ahead = open_sittings(conn, here.today)
    found = held if held and held.day == here.today else ahead
    return sitting.page(raad.seen(here, found.day.isoformat())) if found else None
