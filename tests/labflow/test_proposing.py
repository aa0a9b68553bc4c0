"""Something new, on both databases: an idea in the first stage, and what ran before labflow knew it."""

from datetime import date

import pytest

from labflow import lifecycle, proposing
from labflow.clock import Interval, on_day
from labflow.showing import gaps
from labflow.store import Store
from labflow.texts.speech import Speech
from tests.labflow.desk import TODAY, Desk, catalogue, desk, everything
from tests.prepared import prepared


@prepared
def at(store: Store) -> Desk:
    """A desk on a database of its own."""
    return desk(store)


def test_an_idea_stands_in_the_first_stage_with_who_proposed_it_in_its_log(at: Desk) -> None:
    before = len(at.log())

    slug = at.does("lid", proposing.propose, "labo", "Leesmaatjes", "Groot leest met klein.", "Scholen vroegen het.",
                   ["De Ark", "", "De Ark", "Stroom"])  # fmt: skip

    made = at.dossier(slug)
    assert (made.stage_key, made.entered, made.lead) == ("verkenning", on_day(TODAY), None)
    assert made.origin is not None
    assert (made.origin.nl, [one.name for one in made.partners]) == ("Scholen vroegen het.", ["De Ark", "Stroom"])
    assert [(note.text.nl, note.who) for note in made.notes] == [("Groot leest met klein.", "lid")]
    assert [entry["act"] for entry in at.log()[before:]] == ["propose"]


def test_only_who_assigns_names_the_lead_of_an_idea(at: Desk) -> None:
    idea = ("labo", "Leesmaatjes", "Groot leest met klein.", "", (), "trekker-een")

    assert at.refused("lid", proposing.propose, *idea) == "not_allowed access.not_allowed"
    lead = at.dossier(at.does("coordinator", proposing.propose, *idea)).lead
    assert lead is not None
    assert lead.who == "trekker-een"


def test_everything_that_is_wrong_with_an_idea_is_said_at_once(at: Desk) -> None:
    before = everything(at.store)

    assert at.refused("lid", proposing.propose, "casus", "", "", "", ["!!!"]) == (
        "invalid typed.empty typed.empty typed.no_slug typed.not_a_choice"
    )
    assert everything(at.store) == before


def test_who_only_keeps_the_accounts_brings_no_idea(at: Desk) -> None:
    assert at.refused("beheerder", proposing.propose, "labo", "X", "Y") == "not_allowed access.not_allowed"


def test_an_idea_never_takes_the_address_of_a_page(at: Desk) -> None:
    slugs = [at.does("lid", proposing.propose, "labo", title, "Een zin.") for title in ("Nieuw", "Loopt al!", "Nieuw")]

    assert slugs == ["nieuw-1", "loopt-al-1", "nieuw-1-2"]


def test_what_runs_already_has_every_gate_on_record_as_not_known(at: Desk) -> None:
    slug = at.does("coordinator", proposing.already_runs, "labo", "Leesmaatjes", "experiment", "2022-2023")

    made = at.dossier(slug)
    assert [(p.transition, p.to_stage, p.when.is_known, p.imported) for p in made.passages] == [
        (None, "verkenning", False, True), ("opstarten", "opstart", False, True),
        ("experimenteren", "experiment", True, True),
    ]  # fmt: skip
    assert made.entered == Interval(date(2022, 9, 1), date(2023, 8, 31), "schoolyear")
    assert [line.field for line in gaps.unsaid(made, (), Speech("nl"))] == ["lead", "decision-2", "decision-3"]
    assert at.log()[-1]["act"] == "already-runs"


def test_who_decided_the_last_gate_is_kept_as_told(at: Desk) -> None:
    slug = at.does("coordinator", proposing.already_runs, "labo", "X", "opstart", "", "de raad van 2021")

    made = at.dossier(slug)
    assert (made.passages[-1].told, made.passages[-1].decision) == ("de raad van 2021", None)
    assert [line.field for line in gaps.unsaid(made, (), Speech("nl"))] == ["since", "lead"]


def test_what_labflow_knows_is_not_moved_that_way(at: Desk) -> None:
    slug = at.opened("Leesmaatjes")
    before = everything(at.store)

    told = at.refused("coordinator", proposing.already_runs, "labo", "Leesmaatjes", "experiment")

    assert told == "blocked importing.already"
    assert everything(at.store) == before
    assert at.refused("coordinator", lifecycle.advance, slug, "opstarten").startswith("blocked requirement.")


def test_what_runs_already_goes_on_through_its_gates(at: Desk) -> None:
    slug = at.does("coordinator", proposing.already_runs, "labo", "Leesmaatjes", "opstart", "", "", (), "trekker-een")

    assert "requirement.decision_missing" in at.refused("trekker-een", lifecycle.advance, slug, "experimenteren")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("casus", "X", "begeleiding"), "invalid typed.not_a_choice typed.not_a_choice"),
        (("labo", "X", "stopgezet"), "invalid typed.not_a_choice"),
        (("labo", "", "opstart", "2031"), "invalid typed.empty typed.day_after"),
    ],
)
def test_no_case_no_end_and_no_day_to_come(at: Desk, given: tuple[str, ...], told: str) -> None:
    assert at.refused("coordinator", proposing.already_runs, *given) == told


def test_only_who_may_import_tells_what_runs(at: Desk) -> None:
    for who in ("team", "lid", "trekker-een", "voorzitter"):
        told = at.refused(who, proposing.already_runs, "labo", "X", "opstart")

        assert told == "not_allowed access.not_allowed"


def test_every_running_stage_of_every_kind_can_be_told() -> None:
    told = {kind.key: proposing.stages(kind) for kind in proposing.kinds(catalogue())}

    assert told == {
        "labo": ("verkenning", "opstart", "experiment", "verduurzaming"),
        "studioproject": ("verkenning", "ontwerp", "uitvoering", "opvolging"),
    }
