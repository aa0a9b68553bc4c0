"""/raad/schriftelijk/{number}: one written procedure, from the first answer to what became of it."""

from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from labflow import procedures, wording
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.dossier import Dossier
from labflow.procedure import Procedure, standing
from labflow.queries.initiatives import TABLE, dossiers
from labflow.queries.mandates import meeting_with
from labflow.queries.money import of_year
from labflow.queries.procedures import procedure
from labflow.queries.register import decisions
from labflow.reasons import NotFound, Reason
from labflow.settling import standing_still
from labflow.showing import writing as building
from labflow.typed import shown
from web.page import Visit, at
from web.pages.visiting import Here, calling
from web.typed_in import Typed


def look(here: Here, number: str) -> Response:
    """Show one written procedure. For who may not see its initiative, it is not there."""
    with here.house.store.reading() as conn:
        seen = _seen(conn, here, number)
    return here.show("schriftelijk/look.html", building.page(seen))


def reworded(change: Change, catalogue: Catalogue, request: str, typed: Typed) -> str:
    """Change the text of a request as the form says; another amount is never only an edit."""
    changes = {"motivation": typed["motivering"], "amount": typed["bedrag"]}
    return wording.reword(change, catalogue, request, changes, typed["soort"] == "editorial")


def _reworded(change: Change, catalogue: Catalogue, number: str, typed: Typed) -> str:
    return reworded(change, catalogue, _request_of(change, number), typed)


def _claimed(change: Change, catalogue: Catalogue, number: str, seat: str) -> None:
    wording.claim(change, catalogue, _request_of(change, number), seat)


def _act(here: Visit, number: str, verb: str, place: str, deed: Callable[..., object], *told: object) -> Response:
    catalogue, where = here.house.catalogue, at(f"/raad/schriftelijk/{number}", place)
    return here.act(
        verb, lambda change: deed(change, catalogue, number, *told), lambda again: look(again, number), where
    )


def _request_of(change: Change, number: str) -> str:
    found = procedures.known(change, number)
    if found.request is None:
        raise NotFound(Reason("written.none", {"number": shown(number)}))
    return found.request.number


def _seen(conn: Any, here: Visit, number: str) -> building.Written:
    catalogue, today = here.house.catalogue, here.today
    found = procedure(conn, number, today)
    home = TABLE.c.id == (found.initiative_id if found else None)
    about = dossiers(conn, catalogue, here.actor, today, home, confidential=False) if found else ()
    if found is None or not about:
        raise NotFound(Reason("written.none", {"number": shown(number)}))
    told = standing(found, today, catalogue.network.holidays)
    made = (one.number for one in decisions(conn) if one.procedure == found.number) if found.ended else iter(())
    return building.Written(
        found, told, about[0], catalogue.network, here.actor, today, here.say,
        of_year(conn, catalogue.network, today.year), next(made, ""), _meeting(conn, found, about[0]),
        standing_still(conn, catalogue, today),
    )  # fmt: skip


def _meeting(conn: Any, found: Procedure, dossier: Dossier) -> Any:
    """The day of the meeting that looks at it, when it went there."""
    if found.ended != "agenda":
        return None
    if found.request is not None:
        return next(one.meeting for one in dossier.requests if one.id == found.request.id)
    row = meeting_with(conn, found.mandate_id or "", found.opened_on)
    return row.day if row else None


def reword(here: Here, number: str) -> Response:
    """Change the text of what is asked."""
    return _act(here, number, "reword", "", _reworded, here.typed)


answer = calling(_act, "answer", "antwoord", procedures.answer, "zetel", "antwoord", "reden")
step_aside = calling(_act, "recuse", "antwoord", procedures.recuse, "zetel")
close = calling(_act, "write-close", "", procedures.close_early)
claim = calling(_act, "claim", "", _claimed, "zetel")
