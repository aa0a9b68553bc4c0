"""What happens between two meetings of the demo: in writing, ahead of the body, after a decision with conditions."""

from typing import TYPE_CHECKING

from labflow import procedures
from labflow.acting import acting_as
from labflow.queries.procedures import procedure
from tests.web.forms import DECISION, LABO, RAAD, WRITTEN

if TYPE_CHECKING:
    from tests.web.rehearsal import Rehearsal

REQUEST, MANDATE = f"{LABO}/aanvragen/a-2023-002", f"{LABO}/mandaten/m-2023-001"
TERMS = {
    "voorwaarde-1": "Drie scholen doen mee", "eigenaar-1": "trekker", "tegen-1": "2023-11-30",
    "voorwaarde-2": "Het budget is rond", "eigenaar-2": "team", "tegen-2": "2023-12-15", "soort-2": "resolutive",
}  # fmt: skip


def between_meetings(site: "Rehearsal") -> None:
    """Keep three moments: asked and in writing; granted and answered; decided with conditions, the clock behind."""
    lead, other_words = "trekker-diverse-leraarskamer", {"motivering": "We zijn er nu.", "soort": "editorial"}
    site.act(lead, LABO, f"{LABO}/mandaten", bereik="Twee klassen", bedrag="1500", waarom="Het schooljaar begint.")
    site.act("coordinator", LABO, f"{REQUEST}/rondes")
    site.act(lead, WRITTEN, f"{WRITTEN}/teksten", **other_words)
    site.keep()
    site.act("voorzitter", LABO, f"{MANDATE}/toekenningen")
    _everybody_answers(site)
    site.keep()
    site.act("voorzitter", RAAD, "/dag", dag="2023-09-29")
    site.act("voorzitter", RAAD, f"{RAAD}/aanwezigheid", iedereen="1")
    site.act("voorzitter", RAAD, f"{RAAD}/punten/1/uitkomsten", uitkomst="approved-with-conditions", **TERMS)
    site.act("coordinator", RAAD, f"{RAAD}/overdracht")
    site.act("voorzitter", RAAD, f"{RAAD}/slot")
    site.act("coordinator", DECISION, f"{DECISION}/voorwaarden/1/vervullingen", bewijs="Gezien")
    site.keep()


def _everybody_answers(site: "Rehearsal") -> None:
    house = site.app.state.house
    with acting_as(house.store, house.catalogue, "coordinator") as change:
        number = WRITTEN.rpartition("/")[2]
        found = procedure(change.conn, number, change.today)
        assert found is not None
        for seat in found.electors:
            procedures.answer(change, house.catalogue, number, seat.key, "agree")
