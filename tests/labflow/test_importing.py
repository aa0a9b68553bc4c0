"""What comes in from a file stands in the database as a source said it: imported, dated as known, once."""

from pathlib import Path

import pytest

from labflow import founding, importing, peopling
from labflow.access import NOBODY
from labflow.acting import acting_as
from labflow.catalogue import load_catalogue
from labflow.clock import Interval
from labflow.dossier import Dossier
from labflow.importing_sheet import Sheet, read_sheet
from labflow.queries.initiatives import dossier
from labflow.reasons import Invalid, NotAllowed
from labflow.record import verify
from labflow.store import Store

CATALOGUE = load_catalogue()
FILE = """titel;soort;fase;sinds;trekker;partners;volgende datum;wat;bron
Leesplezier;labo;verkenning;2023-05;trekker-lees;Bibliotheek, Stad, Bibliotheek;2023-10-05;gesprek;jaarplan
Samen lezen;labo;opstart;ooit;trekker-lees;Stad;;;
"""


@pytest.fixture
def begun(store: Store) -> Store:
    """A database with one coordinator."""
    founding.found(store, CATALOGUE)
    with store.change(founding.SYSTEM) as change:
        peopling.add_first(change, CATALOGUE, "coordinator", ["coordinator"])
    return store


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    """A file of two initiatives."""
    (tmp_path / "file.csv").write_text(FILE, encoding="utf-8")
    return read_sheet(tmp_path / "file.csv", CATALOGUE)


def test_a_line_becomes_an_initiative(begun: Store, sheet: Sheet) -> None:
    _bring_in(begun, sheet)

    found = _found(begun, "leesplezier")
    assert (found.stage_key, found.source, [p.name for p in found.partners]) == (
        "verkenning", "jaarplan", ["Bibliotheek", "Stad"],
    )  # fmt: skip
    assert found.passages[0].imported
    assert (found.entered.precision, [(n.kind, n.text.nl) for n in found.notes]) == ("month", [("hierna", "gesprek")])
    assert found.lead is not None
    assert found.lead.who == "trekker-lees"


def test_a_person_and_an_organisation_are_added_once(begun: Store, sheet: Sheet) -> None:
    _bring_in(begun, sheet)

    first, second = _found(begun, "leesplezier"), _found(begun, "samen-lezen")
    assert first.lead is not None
    assert second.lead is not None
    assert first.lead.person_id == second.lead.person_id
    assert (second.notes, second.entered.is_known, second.entered != Interval()) == ((), False, True)


def test_nothing_comes_in_when_one_line_is_there_already(begun: Store, sheet: Sheet) -> None:
    _bring_in(begun, Sheet(sheet.lines[1:], ()))

    with acting_as(begun, CATALOGUE, "coordinator") as change:
        change.nothing_to_do()
        with pytest.raises(Invalid) as refused:
            importing.bring_in(change, CATALOGUE, sheet)
    assert [reason.code for reason in refused.value.reasons] == ["importing.at"]
    with begun.reading() as conn:
        assert verify(conn).ok


def test_only_the_coordinator_brings_in(begun: Store, sheet: Sheet) -> None:
    with acting_as(begun, CATALOGUE, "coordinator") as change:
        peopling.add(change, CATALOGUE, "lid-1", ["lid"])

    with acting_as(begun, CATALOGUE, "lid-1") as change:
        change.nothing_to_do()
        with pytest.raises(NotAllowed):
            importing.bring_in(change, CATALOGUE, sheet)


def _bring_in(store: Store, sheet: Sheet) -> None:
    with acting_as(store, CATALOGUE, "coordinator") as change:
        assert importing.bring_in(change, CATALOGUE, sheet) == len(sheet.lines)


def _found(store: Store, slug: str) -> Dossier:
    with acting_as(store, CATALOGUE, "coordinator", dry_run=True) as change:
        change.nothing_to_do()
        return dossier(change.conn, CATALOGUE, NOBODY, slug, change.today)
