"""Made from each shipped definition: every edge, every requirement off in turn, every step that must not exist."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from labflow import engine
from labflow.catalogue import load_catalogue
from labflow.clock import on_day
from labflow.definition import Item, Need, Transition, Workflow
from labflow.dossier import Dossier
from labflow.facts import Commitment, Decision, Landing, Lead, ParentView, Partner, Passage, Tick
from labflow.reasons import Blocked, Reason
from labflow.texts import LANGUAGES, say
from tests.labflow.dossiers import TODAY, a_dossier, both

CATALOGUE = load_catalogue()
WORKFLOWS = tuple(CATALOGUE.versions.values())
EDGES = [(workflow, way, source) for workflow in WORKFLOWS for way in workflow.transitions.values()
         for source in way.sources]  # fmt: skip
Off = tuple[str, dict[str, Any], str]


def complete(workflow: Workflow, way: Transition, source: str) -> Dossier:
    """A dossier that meets everything that any gate of this workflow may ask."""
    items = [item.id for points in workflow.checklists.values() for item in points]
    stages = _stages_of_the_parent(way)
    return a_dossier(
        network=CATALOGUE.network, workflow=workflow, stage_key=source,
        passages=(Passage(None, None, source, on_day(TODAY)),),
        ticks={id: Tick(id, "done") for id in items},
        lead=Lead("trekker"), partners=(Partner("one"), Partner("two")), landing=Landing("confirmed", both("there")),
        decisions=(Decision("2023-001", way.key, "approved", TODAY),),
        parent=ParentView("labo", "Labo", "labo", both("there"), stages[0], True, decision="2022-001"),
    )  # fmt: skip


def switched_off(workflow: Workflow, way: Transition, source: str) -> Iterator[Off]:
    """For each thing that the way asks: its name, the facts that lack it, and the code that must come."""
    dossier = complete(workflow, way, source)
    for need in engine.asked_by(way, dossier):
        yield from _off(need, dossier, way)
    if way.target and workflow.stages[way.target].final:
        for child in (w for w in WORKFLOWS if w.parent and w.parent.workflow == workflow.key):
            yield f"a running {child.key}", {"running_children": {child.key: 1}}, "requirement.children_open"


def _off(need: Need, dossier: Dossier, way: Transition) -> Iterator[Off]:
    match need.kind:
        case "council_decision":
            yield "decision", {"decisions": ()}, "requirement.decision_missing_unplanned"
            no = (replace(dossier.decisions[0], outcome="rejected"),)
            yield "a no", {"decisions": no}, "requirement.decision_rejected"
        case "checklist":
            for item in dossier.workflow.checklists[str(need.params["list"])]:
                yield from _point_off(item, dossier, way)
        case "maximum":
            taken = _taken(way, dossier, int(str(need.params["count"])))
            yield "maximum", {"passages": taken}, "requirement.maximum"
        case "parent_decision":
            assert dossier.parent is not None
            undecided = replace(dossier.parent, decision=None)
            yield "decision of the parent", {"parent": undecided}, "requirement.parent_decision"
        case "parent_in":
            assert dossier.parent is not None
            elsewhere = replace(dossier.parent, stage_key="elders")
            yield "stage of the parent", {"parent": elsewhere}, "requirement.parent_in"
            yield "paused parent", {"parent": replace(dossier.parent, paused="ziek")}, "requirement.parent_paused"
        case "any_of":
            running = {"commitments": (Commitment(both("a room")),), "decisions": ()}
            yield "both alternatives", running, "requirement.any_of"
        case _:
            raise AssertionError(f"say here how to switch off {need.kind}")


def _point_off(item: Item, dossier: Dossier, way: Transition) -> Iterator[Off]:
    if not item.blocking:
        return
    earlier = _taken(way, dossier, item.from_use - 1)
    facts: dict[str, Any] = {"passages": (*earlier, *dossier.passages)}
    match item.met_by and item.met_by.kind:
        case None:
            facts["ticks"] = {**dossier.ticks, item.id: Tick(item.id, "todo")}
        case "partners":
            facts["partners"] = ()
        case "has_lead":
            facts["lead"] = Lead(None)
        case "landing_place":
            facts["landing"] = Landing("sought")
        case kind:
            raise AssertionError(f"say here how to switch off {kind}")
    yield item.id, facts, "requirement.point_open"


def _taken(way: Transition, dossier: Dossier, times: int) -> tuple[Passage, ...]:
    return (Passage(way.key, dossier.stage_key, dossier.stage_key, on_day(TODAY)),) * times


def _stages_of_the_parent(way: Transition) -> tuple[str, ...]:
    asked = [need.params["stages"] for need in way.needs if need.kind == "parent_in"]
    return tuple(map(str, asked[0])) if asked else ("experiment",)  # type: ignore[call-overload]


def _label(value: object) -> str:
    if isinstance(value, Workflow | Transition):
        return value.key
    return value.replace(" ", "-") if isinstance(value, str) else ""


@pytest.mark.parametrize(("workflow", "way", "source"), EDGES, ids=_label)
def test_what_meets_everything_moves_along_the_edge(workflow: Workflow, way: Transition, source: str) -> None:
    moved = engine.move(complete(workflow, way, source), way.key)

    assert (moved.transition, moved.target) == (way, way.target or source)


REQUIREMENTS = [(*edge, *off) for edge in EDGES for off in switched_off(*edge)]


@pytest.mark.parametrize(("workflow", "way", "source", "name", "facts", "code"), REQUIREMENTS, ids=_label)
def test_one_thing_missing_is_the_one_reason_why_not(
    workflow: Workflow, way: Transition, source: str, name: str, facts: dict[str, Any], code: str
) -> None:
    dossier = replace(complete(workflow, way, source), **facts)

    with pytest.raises(Blocked) as refused:
        engine.move(dossier, way.key)

    assert [reason.code for reason in refused.value.reasons] == [code]
    assert code != "requirement.point_open" or refused.value.reasons[0].values["item"] == name
    assert all(say(reason, lang) for reason in refused.value.reasons for lang in LANGUAGES)


def test_every_requirement_of_every_gate_was_switched_off() -> None:
    off = {(workflow.key, way.key, name) for workflow, way, _, name, _, _ in REQUIREMENTS}

    for workflow, way, _ in EDGES:
        points = {item.id for item in workflow.checklist_of(way) if item.blocking}
        assert {(workflow.key, way.key, point) for point in points} <= off
        assert way.decided_by is None or (workflow.key, way.key, "decision") in off
    assert len(REQUIREMENTS) > 100


def test_a_point_that_does_not_block_blocks_nothing() -> None:
    loose = [(w, t, s, i) for w, t, s in EDGES for i in w.checklist_of(t) if not i.blocking and i.met_by is None]

    assert {item.id for *_, item in loose} == {"a10"}
    for workflow, way, source, item in loose:
        dossier = complete(workflow, way, source)
        ticks = {**dossier.ticks, item.id: Tick(item.id, "todo")}
        assert engine.move(replace(dossier, ticks=ticks), way.key).transition is way


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=_label)
def test_every_step_that_does_not_exist_is_refused(workflow: Workflow) -> None:
    foreign = {key for each in WORKFLOWS for key in each.transitions} | {"vliegen"}
    edges = {(source, way.key) for each, way, source in EDGES if each is workflow}
    refused: list[tuple[str, str, list[Reason]]] = []

    for stage in workflow.stages:
        for key in foreign:
            if (stage, key) not in edges:
                way = workflow.transitions.get(key, next(iter(workflow.transitions.values())))
                with pytest.raises(Blocked) as found:
                    engine.move(replace(complete(workflow, way, stage), stage_key=stage), key)
                refused.append((stage, key, list(found.value.reasons)))

    assert len(refused) == len(workflow.stages) * len(foreign) - len(edges)
    assert {reasons[0].code for _, key, reasons in refused if key in workflow.transitions} == {"engine.not_from_here"}
    assert {reasons[0].code for _, key, reasons in refused if key not in workflow.transitions} == {
        "engine.unknown_transition"
    }


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=_label)
def test_an_end_is_an_end(workflow: Workflow) -> None:
    ended = [stage.key for stage in workflow.stages.values() if stage.final]

    assert ended != []
    assert [engine.options(a_dossier(workflow=workflow, stage_key=stage)) for stage in ended] == [()] * len(ended)
