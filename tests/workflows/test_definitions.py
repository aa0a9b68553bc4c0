"""The four workflows of the network are what the card and the charter's readers say that they are."""

import re
from pathlib import Path

import pytest

from labflow.catalogue import load_catalogue
from labflow.definition import Need, Workflow
from labflow.words import Words

CATALOGUE = load_catalogue()
NETWORK = CATALOGUE.network
LABO, STUDIO, CASUS, ACTIVITEIT = (CATALOGUE.exact(key, 1) for key in ("labo", "studioproject", "casus", "activiteit"))
ALL = (LABO, STUDIO, CASUS, ACTIVITEIT)
SOURCE = re.compile(r"[RC]\d+(-\d+)?|own proposal")
ROOT = Path(__file__).parents[2] / "workflows" / "som"


def _needs(workflow: Workflow, transition: str) -> list[str]:
    return [need.kind for need in workflow.transitions[transition].needs]


@pytest.mark.parametrize("workflow", [LABO, STUDIO, CASUS], ids=lambda each: each.key)
def test_four_running_stages_one_a_phase_in_the_order_of_the_board(workflow: Workflow) -> None:
    phases = [stage.phase for stage in workflow.stages.values() if not stage.final]

    assert phases == [phase.key for phase in NETWORK.phases]
    assert phases == ["verkenning", "opstart", "experiment", "verduurzaming"]


def test_only_the_word_of_a_stage_differs() -> None:
    words = [[s.title.nl for s in each.stages.values() if not s.final] for each in (LABO, STUDIO, CASUS)]

    assert words == [
        ["Verkenning", "Opstart", "Experiment", "Verduurzaming"],
        ["Verkenning", "Ontwerp", "Uitvoering", "Opvolging"],
        ["Intake", "Zorgnetwerk in opbouw", "Begeleiding", "Borging in de school"],
    ]


def test_the_keys_of_the_transitions() -> None:
    assert [" ".join(each.transitions) for each in (LABO, STUDIO, CASUS)] == [
        "opstarten experimenteren verlengen verduurzamen deadline-verleggen verankeren"
        " overdragen stoppen-in-verkenning stoppen omzetten-naar-studio",
        "ontwerpen uitvoeren verderzetten opvolgen afronden overdragen stoppen omzetten-naar-labo",
        "opbouwen begeleiden borgen afronden doorverwijzen intrekken",
    ]


def test_the_points_of_the_gates() -> None:
    points = {name: [item.id for item in items] for name, items in LABO.checklists.items()}

    assert points == {
        f"poort-{letter}": [f"{letter}{number}" for number in range(1, count + 1)]
        for letter, count in zip("abvcd", (10, 8, 5, 6, 5), strict=True)
    }


def test_the_gates_that_only_the_body_opens() -> None:
    decided = {
        each.key: " ".join(way.key for way in each.transitions.values() if way.decided_by == "som-raad") for each in ALL
    }

    assert decided == {
        "labo": "opstarten experimenteren verlengen verduurzamen deadline-verleggen verankeren"
        " stoppen omzetten-naar-studio",
        "studioproject": "verderzetten omzetten-naar-labo",
        "casus": "",
        "activiteit": "",
    }


def test_the_body_decides_where_commitments_remain() -> None:
    either = (Need("no_commitments"), Need("council_decision"))
    ways = (LABO.transitions["overdragen"], STUDIO.transitions["overdragen"], STUDIO.transitions["uitvoeren"])

    assert all(Need("any_of", {"needs": either}) in way.needs for way in ways)


def test_gate_a_is_asked_by_the_coordination_and_the_others_by_the_lead() -> None:
    assert LABO.transitions["opstarten"].ask_by == ("coordinator",)
    assert all("trekker" in LABO.transitions[key].ask_by for key in ("experimenteren", "verlengen", "verduurzamen"))


def test_an_experiment_is_extended_twice_at_most_and_the_second_time_with_v5() -> None:
    extend = LABO.transitions["verlengen"]
    last = LABO.item("v5")

    assert extend.target is None
    assert extend.needs == (Need("checklist", {"list": "poort-v"}), Need("maximum", {"count": 2}))
    assert (extend.asks, extend.sets) == ({"einddatum": "date"}, {"deadline": "einddatum"})
    assert last is not None
    assert last.from_use == 2


def test_stopping_before_the_start_up_needs_no_decision() -> None:
    early = LABO.transitions["stoppen-in-verkenning"]

    assert (early.sources, early.by, early.gate) == (("verkenning",), ("coordinator",), None)
    assert early.without_gate is not None


def test_what_is_converted_goes_on_in_the_same_phase() -> None:
    for here, key, there in ((LABO, "omzetten-naar-studio", STUDIO), (STUDIO, "omzetten-naar-labo", LABO)):
        goes_on = here.transitions[key].continues
        assert goes_on is not None
        phases = {here.stages[a].phase == there.stages[b].phase for a, b in goes_on.stages.items()}
        assert (goes_on.workflow, len(goes_on.stages), phases) == (there.key, 4, {True})


def test_a_casus_moves_on_only_under_a_running_labo_and_may_always_end() -> None:
    parent_in = Need("parent_in", {"stages": ("experiment", "verduurzaming"), "not_paused": True})

    assert CASUS.confidential
    assert CASUS.parent is not None
    assert (CASUS.parent.workflow, CASUS.parent.when_parent_ends) == ("labo", "block")
    assert all(parent_in in CASUS.transitions[key].needs for key in ("opbouwen", "begeleiden", "borgen"))
    assert _needs(CASUS, "opbouwen") == ["checklist", "parent_decision", "parent_in"]
    for key in ("afronden", "doorverwijzen", "intrekken"):
        assert CASUS.transitions[key].without_gate is not None
        assert len(CASUS.transitions[key].sources) == 4


def test_only_the_casework_team_touches_a_casus() -> None:
    assert {role for way in CASUS.transitions.values() for role in (*way.by, *way.ask_by)} == {"caseteam"}
    assert not any(way.asks for way in CASUS.transitions.values())


def test_activities_stand_beside_the_board() -> None:
    assert not ACTIVITEIT.board
    assert list(ACTIVITEIT.stages) == ["gepland", "lopend", "uitgevoerd", "verplaatst", "geannuleerd"]
    assert {stage.phase for stage in ACTIVITEIT.stages.values()} == {None}


def test_the_expected_durations() -> None:
    expected = {
        f"{each.key} {stage.key}": f"{stage.expected.count} {stage.expected.unit}"
        for each in (LABO, STUDIO, CASUS)
        for stage in each.stages.values()
        if stage.expected
    }

    assert expected == {
        "labo verkenning": "6 months",
        "labo opstart": "6 months",
        "labo experiment": "12 months",
        "labo verduurzaming": "12 months",
        "studioproject verkenning": "4 months",
        "studioproject ontwerp": "6 months",
        "studioproject opvolging": "12 months",
        "casus intake": "14 days",
    }


def test_every_rule_says_where_it_comes_from() -> None:
    for each in ALL:
        sources = [stage.source for stage in each.stages.values()]
        sources += [way.source for way in each.transitions.values()] + [need.source for need in each.stall]
        sources += [item.source for items in each.checklists.values() for item in items]
        sources += [part.source for part in (each.pause, each.parent) if part]
        assert [source for source in sources if not SOURCE.search(source)] == []


def test_the_words_of_the_network() -> None:
    assert (NETWORK.place, NETWORK.zone, NETWORK.languages) == ("Leuven", "Europe/Brussels", ("nl", "en"))
    assert NETWORK.means_cents_per_year == 20_000_000
    assert NETWORK.words["body"] == Words("SOM-raad", "SOM-raad")
    assert NETWORK.words["the_body"].nl == "de SOM-raad"
    assert NETWORK.words["report"].nl == "jaarverslag 2022-2023"
    assert NETWORK.roles["trekker"].means == "lead"


def test_the_definitions_use_plain_dutch() -> None:
    stiff = re.compile(r"\b(gelieve|indien|reeds|teneinde|enkel|steeds)\b", re.IGNORECASE)
    files = [*ROOT.glob("*/1.yaml"), ROOT / "network.yaml"]

    assert [(file.name, found) for file in files if (found := stiff.findall(file.read_text(encoding="utf-8")))] == []
