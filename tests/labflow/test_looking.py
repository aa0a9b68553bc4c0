"""Looking stands where a change would: it asks the same questions and gives the same reasons."""

from labflow import procedures, procedures_opening
from labflow.looking import Looking
from labflow.store import Store
from tests.labflow.council_room import TODAY, network, room
from tests.labflow.written_round import LAST


def test_who_looks_hears_the_reasons_that_the_verb_would_give(store: Store) -> None:
    at = room(store).convened(LAST)
    number = at.asked()
    request = at.dossier("proef").requests[0]

    with at.store.reading() as conn:
        looking = Looking(conn, TODAY)
        found = procedures_opening.cannot_be_written(looking, network(), False, at.dossier("proef"), request)
        reasons = [reason.code for reason in found]

    assert looking.on == TODAY
    assert reasons == at.refused("coordinator", procedures.open_, number)
