"""The log as one reads it: who, what, which day; of one initiative or of all."""

from datetime import date

from labflow import lifecycle
from labflow.access import NOBODY
from labflow.acting import acting_as
from labflow.catalogue import load_catalogue
from labflow.queries.entries import entries
from labflow.queries.initiatives import dossier
from labflow.store import Store

CATALOGUE = load_catalogue()


def test_the_entries_of_one_initiative_are_among_all(demo_store: Store) -> None:
    with acting_as(demo_store, CATALOGUE, "coordinator", on=date(2023, 9, 10)) as change:
        lifecycle.note(change, CATALOGUE, "speak-up", "tekst")

    with demo_store.reading() as conn:
        chosen = dossier(conn, CATALOGUE, NOBODY, "speak-up", date(2023, 9, 11))
        own, everything = entries(conn, chosen.id), entries(conn)
    assert set(own) < set(everything)
    assert (own[-1].who, own[-1].act, own[-1].on, own[-1].is_late) == ("coordinator", "note", "2023-09-10", True)
    assert [one.seq for one in everything] == list(range(1, len(everything) + 1))
