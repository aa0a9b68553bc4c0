"""Handing over, on both databases: in one act the successor leads, is told, and takes the move along."""

from labflow import handing, letters, lifecycle, peopling, telling
from labflow.store import Store
from tests.labflow.desk import TODAY, Desk, catalogue, desk, everything
from tests.labflow.handover_desk import moves, told
from tests.prepared import prepared

BOSS, LEAD, OTHER = "coordinator", "trekker-een", "trekker-twee"


@prepared
def at(store: Store) -> Desk:
    """A desk on a database of its own."""
    return desk(store)


def leads(at: Desk, slug: str) -> tuple[str | None, object]:
    lead = at.dossier(slug).lead
    assert lead is not None
    return lead.who, lead.from_day


def test_in_one_act_the_successor_leads_and_is_told(at: Desk) -> None:
    slug, before = at.opened(), len(at.log())

    at.does(LEAD, handing.hand_over, slug, OTHER, "De sleutel ligt bij het secretariaat.")

    assert leads(at, slug) == (OTHER, TODAY)
    assert told(at, OTHER) == ["Jij bent nu trekker"]
    assert [(n.kind, n.text.nl, n.who) for n in at.dossier(slug).notes] == [
        ("nota", "De sleutel ligt bij het secretariaat.", LEAD)
    ]
    assert [entry["act"] for entry in at.log()[before:]] == ["hand-over"]
    assert at.refused(LEAD, handing.hand_over, slug, LEAD) == "not_allowed access.not_allowed"


def test_the_letter_brings_what_runs(at: Desk) -> None:
    slug = at.opened()
    at.does(BOSS, telling.commit, slug, "Een lokaal", "2024-06-30")

    at.does(LEAD, handing.hand_over, slug, OTHER, "De sleutel ligt klaar.")

    with at.store.reading() as conn:
        (letter,) = letters.of(conn, catalogue(), f"person-{OTHER}", "nl")
    assert letter.lines[:2] == (
        "Proef: jij bent nu trekker. Dit loopt er:", "Waar het staat: Verkenning, sinds 11 september 2023",
    )  # fmt: skip
    assert "Toezeggingen en data: Een lokaal: tot 30 juni 2024" in letter.lines
    assert letter.lines[-1] == "Laatst in het logboek: 11 september 2023: De sleutel ligt klaar."
    assert letter.href == f"/initiatieven/{slug}"


def test_a_word_is_not_required_and_the_coordinator_may(at: Desk) -> None:
    slug = at.opened(lead=None)

    at.does(BOSS, handing.hand_over, slug, OTHER)

    assert (leads(at, slug), at.dossier(slug).notes) == ((OTHER, TODAY), ())


def test_the_move_of_the_old_lead_goes_along_and_that_of_others_stays(at: Desk) -> None:
    mine, theirs = at.opened(), at.opened("Ander")
    at.does(BOSS, telling.turn, mine, LEAD, "Bel de school.")
    at.does(BOSS, telling.turn, theirs, "team")

    for slug in (mine, theirs):
        at.does(LEAD, handing.hand_over, slug, OTHER)

    assert moves(at, OTHER) == ["Proef: Bel de school."]
    assert (moves(at, LEAD), len(moves(at, "team"))) == ([], 1)


def test_nobody_unknown_ended_or_already_leading_and_no_stranger(at: Desk) -> None:
    slug = at.opened()
    at.does(BOSS, peopling.end, OTHER)
    before = everything(at.store)

    refused = [at.refused(LEAD, handing.hand_over, slug, who) for who in ("niemand", OTHER, LEAD, "", "\0")]
    refused += [at.refused(who, handing.hand_over, slug, "team") for who in ("team", "lid", "voorzitter")]

    assert refused == [
        "invalid handing.unknown", "invalid handing.unknown", "blocked handing.leads_already",
        "invalid typed.empty", "invalid typed.control_character", *["not_allowed access.not_allowed"] * 3,
    ]  # fmt: skip
    assert everything(at.store) == before


def test_a_case_goes_only_to_who_can_open_it_and_without_its_title(at: Desk) -> None:
    labo = at.opened("Labo")
    at.casework(labo)
    case = str(at.does("caseteam-1", lifecycle.open_, "casus", "Leerling", parent=labo))

    assert at.refused("caseteam-1", handing.hand_over, case, OTHER) == "blocked handing.no_casework"
    at.casework(labo, OTHER)
    at.does("caseteam-1", handing.hand_over, case, OTHER)

    assert told(at, OTHER) == ["Bericht van labflow"]
