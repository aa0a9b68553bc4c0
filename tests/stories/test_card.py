"""The card, word for word, and the reading of it in docs/decisions/0001-what-a-case-is.md.

"State machines track each labo, studio project and case (e.g. Steunteam Vluchtelingen) from verkenning through opstart,
experiment and verduurzaming, requiring SOM-raad decisions at gated transitions, with a small web view."
"""

from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from labflow.catalogue import load_catalogue
from labflow.definition import Catalogue, Workflow
from labflow.engine import machine
from labflow.settings import Settings
from labflow.store import Store
from tests.labflow.cli.terminal import Terminal
from tests.web.visitor import OURS
from web.app import SITE, create_app

PHASES = ["verkenning", "opstart", "experiment", "verduurzaming"]
STEUNTEAM, TEAM = "steunteam-vluchtelingen", ("--as", "caseteam-1")
COORDINATOR = ("--as", "coordinator")


@pytest.fixture
def demo(demo_url: str, tmp_path: Path) -> Terminal:
    """A terminal on the demo, on either database."""
    return Terminal(tmp_path, demo_url)


@pytest.fixture
def casus(demo: Terminal) -> str:
    """A practice casus of the Steunteam; returns its slug."""
    opened = demo.json("initiatives", "open", "casus", "--title", "Oefening", "--parent", STEUNTEAM, *TEAM)
    for item in ("i1", "i2", "i3", "i4"):
        demo("initiatives", "tick", str(opened["slug"]), item, *TEAM)
    return str(opened["slug"])


@pytest.mark.parametrize("kind", ["labo", "studioproject", "casus"])
def test_state_machines_track_each_labo_studio_project_and_case(kind: str) -> None:
    workflow = _workflow(kind)

    running = [stage for stage in workflow.stages.values() if not stage.final]
    assert [stage.phase for stage in running] == PHASES
    assert any(stage.final for stage in workflow.stages.values())
    assert set(machine(workflow).states) == set(workflow.stages)


def test_each_kind_keeps_its_own_words_for_the_phases() -> None:
    words = {kind: [s.title.nl for s in _workflow(kind).stages.values() if not s.final] for kind in ("labo", "casus")}

    assert words == {
        "labo": ["Verkenning", "Opstart", "Experiment", "Verduurzaming"],
        "casus": ["Intake", "Zorgnetwerk in opbouw", "Begeleiding", "Borging in de school"],
    }
    assert [s.title.nl for s in _workflow("studioproject").stages.values() if not s.final] == [
        "Verkenning", "Ontwerp", "Uitvoering", "Opvolging",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "transition", "sources"),
    [
        ("labo", "opstarten", ["verkenning"]),
        ("labo", "experimenteren", ["opstart"]),
        ("labo", "verlengen", ["experiment"]),
        ("labo", "verduurzamen", ["experiment"]),
        ("labo", "verankeren", ["verduurzaming"]),
        ("labo", "deadline-verleggen", ["verduurzaming"]),
        ("labo", "omzetten-naar-studio", PHASES),
        ("labo", "stoppen", PHASES[1:]),
        ("studioproject", "verderzetten", ["verkenning", "ontwerp", "uitvoering", "opvolging"]),
    ],
)
def test_gates_that_only_the_som_raad_opens(kind: str, transition: str, sources: list[str]) -> None:
    way = _workflow(kind).transitions[transition]

    assert (way.decided_by, list(way.sources)) == ("som-raad", sources)


@pytest.mark.parametrize(("kind", "transition"), [("labo", "overdragen"), ("studioproject", "uitvoeren")])
def test_gates_that_the_som_raad_opens_when_means_remain(kind: str, transition: str) -> None:
    needs = [need for need in _workflow(kind).transitions[transition].needs if need.kind == "any_of"]

    inner = needs[0].params["needs"]
    assert isinstance(inner, tuple)
    assert [need.kind for need in inner] == ["no_commitments", "council_decision"]


def test_the_coordination_unit_asks_for_gate_a_and_the_lead_for_the_others() -> None:
    ways = _workflow("labo").transitions

    assert ways["opstarten"].ask_by == ("coordinator",)
    for key in ("experimenteren", "verlengen", "verduurzamen", "verankeren"):
        assert "trekker" in (ways[key].ask_by or ways[key].by)


def test_an_extension_keeps_the_stage_at_most_twice() -> None:
    way = _workflow("labo").transitions["verlengen"]

    assert (way.target, [need.params["count"] for need in way.needs if need.kind == "maximum"]) == (None, [2])


def test_no_gate_opens_without_a_decision(demo: Terminal) -> None:
    for shown in demo.json("initiatives", "list"):
        for option in demo.json("initiatives", "show", shown["slug"])["options"]:
            if option["decided_by"] == "som-raad":
                assert option["open"] is False
                assert any(reason["code"].startswith("requirement.decision") for reason in option["reasons"])


def test_steunteam_vluchtelingen_is_a_labo_with_36_casussen_and_no_casus_is_invented(demo: Terminal) -> None:
    steunteam = demo.json("initiatives", "show", STEUNTEAM)

    assert (steunteam["kind"], steunteam["phase"]) == ("labo", "verduurzaming")
    assert [one for one in demo.json("initiatives", "list", *TEAM) if one["kind"] == "casus"] == []
    assert "36" in _page("/portfolio", demo.database)


def test_a_casus_moves_on_while_its_labo_runs_and_is_not_paused(demo: Terminal, casus: str) -> None:
    demo("initiatives", "pause", STEUNTEAM, "--why", "Even stil", "--until", "2023-10-01", *COORDINATOR)
    refused = demo.json("initiatives", "advance", casus, "opbouwen", *TEAM, code=1)
    assert [reason["code"] for reason in refused["reasons"]] == ["requirement.parent_paused"]

    demo("initiatives", "resume", STEUNTEAM, *COORDINATOR)
    assert demo.json("initiatives", "advance", casus, "opbouwen", *TEAM)["phase"] == "opstart"


@pytest.mark.parametrize("way", ["afronden", "doorverwijzen", "intrekken"])
def test_support_may_always_end(demo: Terminal, casus: str, way: str) -> None:
    demo("initiatives", "pause", STEUNTEAM, "--why", "Even stil", "--until", "2023-10-01", *COORDINATOR)

    assert demo.json("initiatives", "advance", casus, way, *TEAM)["phase"] is None


def test_a_labo_does_not_end_while_casussen_run(demo: Terminal, casus: str) -> None:
    def hand_over(code: int) -> list[str]:
        words = (
            "initiatives",
            "advance",
            STEUNTEAM,
            "overdragen",
            "--set",
            "ontvanger=Stad",
            "--dry-run",
            *COORDINATOR,
        )
        told = demo.json(*words, code=code)
        return [reason["code"] for reason in told.get("reasons", ())]

    assert "requirement.children_open" in hand_over(1)
    demo("initiatives", "advance", casus, "afronden", *TEAM)
    assert "requirement.children_open" not in hand_over(0)


def test_not_yours_is_as_if_it_were_not_there(demo: Terminal, casus: str) -> None:
    for who in (COORDINATOR, ("--as", "voorzitter"), ()):
        assert demo.json("initiatives", "show", casus, *who, code=1)["refused"] == "not_found"
        assert casus not in demo("stalled", *who).out


def test_community_activities_stand_beside_the_phases() -> None:
    workflow = _workflow("activiteit")

    assert (workflow.board, {stage.phase for stage in workflow.stages.values()}) == (False, {None})


def test_the_web_view_is_small() -> None:
    looked_at = [address for method, address, _ in SITE if method == "GET" and address not in ("/", "/wie-ben-je")]

    pages = {"portfolio", "initiatieven", "raad", "stilgevallen", "beslissingen"}
    beside = {"aanvragen", "aanmelden", "spelregels", "kalender"}
    assert {address.split("/")[1] for address in looked_at} == pages | beside


def _workflow(kind: str) -> Workflow:
    found = _catalogue().newest(kind)
    assert found is not None
    return found


@cache
def _catalogue() -> Catalogue:
    return load_catalogue()


def _page(address: str, database: str) -> str:
    with (
        closing(Store(database)) as store,
        TestClient(create_app(Settings(is_demo=True), store=store), OURS) as browser,
    ):
        browser.cookies.set("wie", "coordinator")
        return browser.get(address).text
