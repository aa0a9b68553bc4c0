"""The engine: `transitions` decides, one condition explains, and nothing else writes a stage."""

import ast
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from transitions import Machine

from labflow import engine
from labflow.catalogue import load_catalogue
from labflow.clock import on_day
from labflow.definition import Gate, Item, Need, Transition, Workflow
from labflow.facts import Passage, Pause
from labflow.reasons import Blocked, Overtaken, Reason
from tests.house.source import dotted, modules
from tests.labflow.dossiers import TODAY, a_dossier, a_workflow, both

SOURCE = Path(engine.__file__).read_text(encoding="utf-8")
SHIPPED = sorted(load_catalogue().versions.values(), key=lambda each: each.key)
NAMES = [workflow.key for workflow in SHIPPED]
FULL = Pause("rest", TODAY, TODAY)


def gated(*needs: Need, **changes: object) -> Workflow:
    """The little workflow with a gate before its first step, and a checklist of two points."""
    way = Transition("go-on", both("go on"), ("try",), "keep", ("puller",), "", gate=Gate(needs))
    points = tuple(Item(id, both(id), "") for id in ("p1", "p2"))
    ways = {**a_workflow().transitions, "go-on": way}
    return a_workflow(transitions=ways, checklists={"list": points}, **changes)


def test_an_edge_that_is_not_in_the_machine_cannot_be_taken() -> None:
    workflow = a_workflow(sha256="without-an-edge")
    dossier = a_dossier(workflow=workflow)
    assert engine.move(dossier, "go-on").target == "keep"

    engine.machine(workflow).remove_transition("go-on", "try", "keep")

    with pytest.raises(Blocked):
        engine.move(dossier, "go-on")
    assert engine.options(dossier) == ()


def test_the_target_is_what_the_machine_says_not_what_the_definition_says() -> None:
    workflow = a_workflow(sha256="with-another-target")
    engine.machine(workflow).get_transitions("go-on", "try")[0].dest = "done"

    assert engine.move(a_dossier(workflow=workflow), "go-on").target == "done"


def test_only_the_verbs_of_a_life_write_a_stage_besides_what_a_source_told() -> None:
    writers = {
        (module.name, function.name)
        for module in modules("labflow")
        for function in module.functions()
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and {"stage"} & {word.arg for word in call.keywords}
        if dotted(call.func).split(".")[-1] in ("finish", "put", "compare_and_swap", "Initiative", "add")
    }

    assert {writer for writer in writers if writer[0] not in ("labflow.portfolio", "labflow.importing")} == {
        ("labflow.lifecycle", "open_"), ("labflow.lifecycle", "_move"), ("labflow.lifecycle", "_continue"),
        ("labflow.lifecycle", "fall_back"), ("labflow.proposing", "_begin"),
    }  # fmt: skip


def test_nobody_assigns_a_stage_or_writes_it_in_sql() -> None:
    assigned = [
        f"{module.path}:{node.lineno}"
        for module in modules("labflow", "web")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Attribute) and target.attr in ("stage", "stage_key", "state")
    ]

    assert assigned == []
    assert [module.path for module in modules("labflow", "web") if "SET stage" in module.text] == []


def test_the_engine_is_small_and_shows_its_machine_first() -> None:
    lines = SOURCE.splitlines()
    screen = lines[:60]

    assert len(lines) <= 180
    assert sum("(Machine)" in line for line in lines) == 1
    assert any("class Lifecycle(Machine)" in line for line in screen)
    assert any("conditions=[self._opens]" in line for line in screen)
    assert any("def _opens" in line for line in screen)


def test_transitions_is_given_functions_never_names_to_import() -> None:
    calls = [
        node
        for node in ast.walk(ast.parse(SOURCE))
        if isinstance(node, ast.Call) and dotted(node.func).endswith("add_transition")
    ]
    hooks = {"conditions", "unless", "before", "after", "prepare", "on_enter", "on_exit"}
    given = [word for call in calls for word in call.keywords if word.arg in hooks]

    assert [(word.arg, ast.unparse(word.value)) for word in given] == [("conditions", "[self._opens]")]
    for workflow in SHIPPED:
        machine = engine.machine(workflow)
        for event in machine.events.values():
            for edges in event.transitions.values():
                assert [[c.func for c in edge.conditions] for edge in edges] == [[machine._opens]] * len(edges)
                assert [(edge.prepare, edge.before, edge.after) for edge in edges] == [([], [], [])] * len(edges)


def test_a_dotted_key_is_a_name_and_is_never_run() -> None:
    way = Transition("os.system", both("x"), ("try",), "keep", ("puller",), "")
    dossier = a_dossier(workflow=a_workflow(transitions={"os.system": way}))

    assert engine.move(dossier, "os.system").target == "keep"


@pytest.mark.parametrize("workflow", SHIPPED, ids=NAMES)
def test_the_machine_knows_the_very_edges_of_the_definition(workflow: Workflow) -> None:
    machine = engine.machine(workflow)
    of_the_machine = {
        (edge.source, way, edge.dest) for way, event in machine.events.items()
        for edges in event.transitions.values() for edge in edges
    }  # fmt: skip
    of_the_definition = {
        (source, way.key, way.target or source) for way in workflow.transitions.values() for source in way.sources
    }

    assert of_the_machine == of_the_definition
    assert set(machine.states) == set(workflow.stages)


@pytest.mark.parametrize("workflow", SHIPPED, ids=NAMES)
def test_machine_and_options_agree_for_every_stage_and_transition(workflow: Workflow) -> None:
    for stage in workflow.stages:
        dossier = a_dossier(workflow=workflow, stage_key=stage)
        told = {option.transition.key: option.reasons for option in engine.options(dossier)}
        assert list(told) == [way.key for way in workflow.transitions_from(stage)]
        for key in workflow.transitions:
            expected = str(Blocked(*told[key])) or "done" if key in told else "engine.not_from_here"
            assert _told(dossier, key) == expected


def test_every_reason_comes_at_once_from_options_and_from_the_move_alike() -> None:
    needs = (Need("checklist", {"list": "list"}), Need("has_lead"), Need("maximum", {"count": 0}))
    dossier = a_dossier(workflow=gated(*needs), pauses=(FULL,))

    with pytest.raises(Blocked) as refused:
        engine.move(dossier, "go-on")

    assert [reason.code for reason in refused.value.reasons] == [
        "engine.paused", "requirement.point_open", "requirement.point_open", "requirement.lead_not_known",
        "requirement.maximum",
    ]  # fmt: skip
    assert engine.options(dossier)[0].reasons == refused.value.reasons
    assert not engine.options(dossier)[0].is_open


def test_asking_what_is_possible_changes_nothing() -> None:
    workflow = gated(Need("has_lead"), sha256="asked-often")
    dossier = a_dossier(workflow=workflow)
    before = (repr(dossier), dict(engine.machine(workflow).events), list(engine.machine(workflow).models))

    first = engine.options(dossier)

    assert first == engine.options(dossier)
    assert (repr(dossier), dict(engine.machine(workflow).events), list(engine.machine(workflow).models)) == before
    assert before[2] == []


def test_the_one_condition_gives_true_or_false_and_nothing_like_it() -> None:
    told = []

    class Listening(engine.Lifecycle):
        def _opens(self, event: object) -> bool:
            told.append(super()._opens(event))  # type: ignore[arg-type]
            return told[-1]

    for dossier in (a_dossier(), a_dossier(workflow=gated(Need("has_lead")))):
        token = engine.Token("try", dossier)
        Listening(dossier.workflow).events["go-on"].trigger(token)

    assert [value is True or value is False for value in told] == [True, True]
    assert told == [True, False]


def test_eight_threads_share_one_machine_without_mixing_their_answers() -> None:
    workflow = gated(Need("checklist", {"list": "list"}), sha256="shared-by-eight")
    dossiers = [a_dossier(workflow=workflow, slug=f"d{n}", stage_key="try" if n % 2 else "keep") for n in range(8)]

    def often(dossier: engine.Dossier) -> set[str]:
        return {_told(dossier, "go-on" if dossier.stage_key == "try" else "finish") for _ in range(300)}

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(often, dossiers))

    assert answers == [{"requirement.point_open, requirement.point_open"} if n % 2 else {"done"} for n in range(8)]


def test_a_published_version_has_one_machine_and_a_draft_its_own() -> None:
    published, draft = a_workflow(sha256="one"), a_workflow()

    assert engine.machine(published) is engine.machine(replace(published))
    assert engine.machine(draft) is not engine.machine(draft)
    assert isinstance(engine.machine(published), Machine)


def test_a_step_that_was_just_taken_is_overtaken_and_names_who() -> None:
    step = Passage("go-on", "try", "keep", on_day(TODAY))
    dossier = a_dossier(stage_key="keep", passages=(step,), last_by="binder", last_act="advance")

    with pytest.raises(Overtaken) as refused:
        engine.move(dossier, "go-on")

    values = refused.value.reasons[0].values
    assert (values["who"], values["act"], values["when"]) == ("binder", Reason("act.advance"), on_day(TODAY))


def test_a_step_that_a_source_tells_of_was_not_just_taken() -> None:
    dossier = a_dossier(stage_key="keep", passages=(Passage("go-on", "try", "keep", imported=True),))

    with pytest.raises(Blocked) as refused:
        engine.move(dossier, "go-on")

    assert refused.value.reasons == (
        Reason("engine.not_from_here", {
            "transition": dossier.workflow.transitions["go-on"].title, "stage": dossier.stage.title,
            "known": ("finish",),
        }),
    )  # fmt: skip


def test_a_step_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(Blocked) as refused:
        engine.move(a_dossier(), "fly\0\ud800")

    assert refused.value.reasons == (Reason("engine.unknown_transition", {"transition": "fly��", "known": ("go-on",)}),)


def test_what_is_paused_may_still_end() -> None:
    trying, keeping = a_dossier(pauses=(FULL,)), a_dossier(stage_key="keep", pauses=(FULL,))

    assert [option.is_open for option in (*engine.options(trying), *engine.options(keeping))] == [False, True]


def test_it_does_not_end_while_a_child_runs_and_the_same_holds_for_each_kind() -> None:
    dossier = a_dossier(stage_key="keep", running_children={"case": 2, "talk": 1})

    with pytest.raises(Blocked) as refused:
        engine.move(dossier, "finish")

    assert [reason.values["workflow"] for reason in refused.value.reasons] == ["case", "talk"]


def test_pausing_and_resuming_are_a_region_beside_the_stage() -> None:
    awake, asleep = a_dossier(), a_dossier(pauses=(FULL,))

    told = [engine.rhythm(each, act) for each in (awake, asleep) for act in ("pause", "resume")]

    assert told == [True, False, False, True]


def test_the_evidence_holds_each_verdict_and_no_text() -> None:
    needs = (Need("checklist", {"list": "list"}), Need("maximum", {"count": 1}))
    imported = (Passage(None, None, "try", imported=True),)

    moved = engine.move(a_dossier(workflow=gated(*needs), passages=imported), "go-on")

    assert moved.evidence == ("checklist p1=unknown p2=unknown", "maximum=met")


def _told(dossier: engine.Dossier, transition: str) -> str:
    try:
        engine.move(dossier, transition)
    except Blocked as refused:
        return str(refused)
    return "done"
