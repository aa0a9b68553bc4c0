"""A whole sheet becomes initiatives, or nothing does; what a source did not say stays not known."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import pytest

from labflow import importing, rows
from labflow.clock import UNKNOWN, Interval
from labflow.dossier import Dossier
from labflow.facts import Lead, Note, Partner, Passage
from labflow.importing_sheet import Sheet, read_sheet
from labflow.queries.reading import fetch
from labflow.reasons import Invalid
from labflow.store import Store
from labflow.texts import say
from labflow.words import Words
from tests.labflow.desk import TODAY, Desk, catalogue, desk, everything
from tests.prepared import prepared

HEADER = "titel,soort,fase,sinds,trekker,partners,volgende datum,wat,bron"
WHOLE = "Speak Up!,labo,experiment,2022-2023,Trekker een,School Een; School Twee,2023-09-29,Terugblik,R84"


@prepared
def at(store: Store) -> Desk:
    return desk(store)


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Sheet]:
    def of(*lines: str) -> Sheet:
        (tmp_path / "lijst.csv").write_text("\n".join((HEADER, *lines)), encoding="utf-8")
        return read_sheet(tmp_path / "lijst.csv", catalogue())

    return of


def test_a_line_becomes_an_initiative_with_its_source(at: Desk, sheet: Callable[..., Sheet]) -> None:
    assert at.does("coordinator", importing.bring_in, sheet(WHOLE)) == 1

    here = at.dossier("speak-up")
    since = Interval(date(2022, 9, 1), date(2023, 8, 31), "schoolyear")
    ahead = Interval(date(2023, 9, 29), date(2023, 9, 29), "day")
    assert here == Dossier(
        TODAY, catalogue().exact("labo", 1), catalogue().network, "experiment", "speak-up", "Speak Up!", here.id, 1,
        source="R84", last_act="import", last_by="coordinator", last_on=TODAY,
        passages=(Passage(None, None, "experiment", since, True, source="R84", id=here.passages[0].id),),
        notes=(Note("hierna", Words("Terugblik", "Terugblik"), ahead, None, "coordinator", TODAY, "R84"),),
        lead=Lead("trekker-een", "person-trekker-een", source="R84"),
        partners=(Partner("School Een", source="R84"), Partner("School Twee", source="R84")),
        meetings=(date(2023, 9, 29),), papers={date(2023, 9, 29): date(2023, 9, 15)},
    )  # fmt: skip


def test_what_the_source_does_not_say_stays_not_known(at: Desk, sheet: Callable[..., Sheet]) -> None:
    at.does("coordinator", importing.bring_in, sheet("Stil,labo,opstart,,,,,,"))

    here = at.dossier("stil")
    assert (here.entered, here.started, here.lead, here.partners, here.notes) == (UNKNOWN, UNKNOWN, None, (), ())


def test_the_words_of_the_source_are_kept_where_it_gives_no_day(at: Desk, sheet: Callable[..., Sheet]) -> None:
    at.does("coordinator", importing.bring_in, sheet("Stil,labo,opstart,vorig voorjaar,,,,,"))

    assert at.dossier("stil").entered == Interval(words=Words("vorig voorjaar", "vorig voorjaar"))


def test_each_line_is_an_entry_of_its_own(at: Desk, sheet: Callable[..., Sheet]) -> None:
    before = len(at.log())

    at.does("coordinator", importing.bring_in, sheet(WHOLE, "Twee,studioproject,ontwerp,,,,,,"))

    flows = [catalogue().exact(key, 1).sha256 for key in ("labo", "studioproject")]
    assert [(entry["act"], entry["wf"]) for entry in at.log()[before:]] == [("import", flow) for flow in flows]


def test_whoever_is_known_is_not_added_again(at: Desk, sheet: Callable[..., Sheet]) -> None:
    at.adds(
        lambda change: rows.Organisation(id="o1", slug="school-een", name="School Een"),
        lambda change: rows.OrganisationAlias(id="a1", organisation_id="o1", name="Eén"),
    )

    at.does("coordinator", importing.bring_in, sheet(
        "A,labo,opstart,,nieuwe trekker,Eén,,,", "B,labo,opstart,,Nieuwe Trekker,School Een,,,",
    ))  # fmt: skip

    with at.store.reading() as conn:
        assert [row.name for row in fetch(conn, rows.Organisation)] == ["School Een"]
        assert [row.key for row in fetch(conn, rows.Person) if row.key.startswith("nieuw")] == ["nieuwe-trekker"]


def test_two_names_that_differ_in_a_sign_are_two_organisations(at: Desk, sheet: Callable[..., Sheet]) -> None:
    at.does("coordinator", importing.bring_in, sheet("A,labo,opstart,,,De School; De School!; de-school,,,"))

    with at.store.reading() as conn:
        slugs = {row.name: row.slug for row in fetch(conn, rows.Organisation)}
    assert slugs == {"De School": "de-school", "De School!": "de-school-2", "de-school": "de-school-3"}


def test_an_initiative_that_is_there_already_stops_the_whole_sheet(at: Desk, sheet: Callable[..., Sheet]) -> None:
    at.opened("Speak up")
    before = everything(at.store)

    with pytest.raises(Invalid) as refused:
        at.does("coordinator", importing.bring_in, sheet("Nieuw,labo,opstart,,,,,,", WHOLE))

    assert [say(reason, "nl") for reason in refused.value.reasons] == [
        "Regel 3, titel: Dit initiatief is er al: speak-up."
    ]
    assert everything(at.store) == before


def test_a_sheet_with_a_problem_is_refused_whole(at: Desk, sheet: Callable[..., Sheet]) -> None:
    before = everything(at.store)

    refusal = at.refused("coordinator", importing.bring_in, sheet(WHOLE, "Twee,labo,nergens,,,,,,", ",labo,opstart"))

    assert refusal == "invalid importing.at importing.at"
    assert everything(at.store) == before


def test_only_the_coordinator_brings_in(at: Desk, sheet: Callable[..., Sheet]) -> None:
    for who in ("trekker-een", "voorzitter", "team", "lid", "beheerder"):
        assert at.refused(who, importing.bring_in, sheet(WHOLE)) == "not_allowed access.not_allowed"


@pytest.mark.parametrize("lines", [1, 50])
def test_one_statement_finds_what_is_there_already(
    at: Desk, sheet: Callable[..., Sheet], lines: int, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    at.opened("Plan 0")
    known = sheet(*(f"Plan {n},labo,opstart,,,,,," for n in range(lines)))

    with at.acts("coordinator") as change, statements() as ran:
        found = importing.already_there(change, known)
        change.nothing_to_do()

    assert [(problem.line, problem.what.code) for problem in found] == [(2, "importing.already")]
    assert len(ran) == 1
