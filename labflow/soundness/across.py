"""Rules across workflows: parents and children, and what goes on elsewhere."""

from collections.abc import Iterator

from labflow.definition import Stage, Transition, Workflow
from labflow.findings import Finding, Spot, did_you_mean, found
from labflow.shapes import Path
from labflow.soundness.graph import can_end, ends, judged
from labflow.soundness.kinds import needs_of
from labflow.soundness.rule import Draft, Example, Library, Rule


def _workflows(draft: Draft, library: Library) -> Iterator[Finding]:
    for path, key in _named(draft):
        if key not in library.keys:
            yield found(draft.spot(*path), "E112", workflow=key, hint=did_you_mean(key, library.keys))


def _named(draft: Draft) -> Iterator[tuple[Path, str]]:
    if draft.workflow.parent is not None and draft.is_whole("parent"):
        yield ("parent", "workflow"), draft.workflow.parent.workflow
    for key, transition in judged(draft):
        if transition.continues is not None:
            yield ("transitions", key, "continues", "workflow"), transition.continues.workflow
    for path, need in needs_of(draft):
        if need.kind == "children_closed" and isinstance(need.params.get("workflow"), str):
            yield (*path, "workflow"), str(need.params["workflow"])


def _stages(draft: Draft, library: Library) -> Iterator[Finding]:
    for spot, workflow, stage in _stages_elsewhere(draft, library):
        if stage not in workflow.stages:
            hint = did_you_mean(stage, workflow.stages)
            yield found(spot, "E113", stage=stage, workflow=workflow.key, version=str(workflow.version), hint=hint)


def _stages_elsewhere(draft: Draft, library: Library) -> Iterator[tuple[Spot, Workflow, str]]:
    for key, transition in judged(draft):
        there = library.newest(transition.continues.workflow) if transition.continues else None
        if there is not None and transition.continues is not None:
            for here, stage in transition.continues.stages.items():
                yield draft.spot("transitions", key, "continues", "stage", here), there, stage
    parent = _parent(draft, library)
    for path, need in needs_of(draft):
        stages = need.params.get("stages")
        if need.kind == "parent_in" and parent is not None and isinstance(stages, tuple):
            for at, each in enumerate(stages):
                if isinstance(each, str):
                    yield draft.spot(*path, "stages", at), parent, each


def _stuck_together(draft: Draft, library: Library) -> Iterator[Finding]:
    parent = _parent(draft, library)
    if parent is None or draft.workflow.parent is None or draft.workflow.parent.when_parent_ends != "block":
        return
    # A stage that has no way to an end at all is another finding (E116, E117).
    for there, here in (pair for pair in _stuck(parent, draft.workflow) if can_end(draft.workflow, pair[1])):
        values = {"parent": parent.key, "parent_stage": there, "stage": here}
        yield found(draft.key_spot("stages", here), "E134", **values)
        return


def _stuck(parent: Workflow, child: Workflow) -> Iterator[tuple[str, str]]:
    """Yield the pairs of stages where the parent waits for the child and the child for the parent, for ever."""
    free = {pair for pair in _pairs(parent, child) if _is_over(child.stages.get(pair[1]))}
    while more := {p for p in _pairs(parent, child) - free if any(n in free for n in _next(parent, child, p))}:
        free |= more
    waiting = sorted(_pairs(parent, child) - free)
    # Where the parent has no way to end, nobody waits for anybody.
    yield from (p for p in waiting if any(ends(parent, t) for t in parent.transitions_from(p[0])))


def _pairs(parent: Workflow, child: Workflow) -> set[tuple[str, str]]:
    return {(p.key, c) for p in parent.stages.values() if not p.final for c in child.stages}


def _next(parent: Workflow, child: Workflow, pair: tuple[str, str]) -> Iterator[tuple[str, str]]:
    there, here = pair
    yield from ((t.target, here) for t in parent.transitions_from(there) if t.target and not ends(parent, t))
    yield from ((there, t.target) for t in child.transitions_from(here) if t.target and _allows(t, there))


def _allows(transition: Transition, parent_stage: str) -> bool:
    asked = [need.params.get("stages") for need in transition.needs if need.kind == "parent_in"]
    return all(isinstance(stages, tuple) and parent_stage in stages for stages in asked)


def _is_over(stage: Stage | None) -> bool:
    return stage is None or stage.final


def _cycle(draft: Draft, library: Library) -> Iterator[Finding]:
    line = [draft.workflow.key]
    above = _above(draft.workflow, library)
    while above is not None and above.key not in line:
        line.append(above.key)
        above = _above(above, library)
    if above is not None and above.key == draft.workflow.key:
        yield found(draft.spot("parent", "workflow"), "E135", line=(*line, above.key))


def _above(workflow: Workflow, library: Library) -> Workflow | None:
    return library.newest(workflow.parent.workflow) if workflow.parent else None


def _open_children(draft: Draft, library: Library) -> Iterator[Finding]:
    parent = draft.shaped.parts.get("parent")
    if parent is not None and draft.is_whole("parent") and "when_parent_ends" not in parent:
        yield found(draft.key_spot("parent"), "E136")


def _parent(draft: Draft, library: Library) -> Workflow | None:
    parent = draft.workflow.parent
    # Its own parent: E135 says so, and nothing else about that parent makes sense.
    if parent is None or parent.workflow == draft.workflow.key:
        return None
    return library.newest(parent.workflow)


def _in_visit(old: str, new: str) -> Example:
    return Example("visit/1.yaml", old, new)


RULES = (
    Rule("E112", "A workflow that does not exist.", _in_visit("workflow: plot,", "workflow: plott,"), _workflows),
    Rule("E113", "A stage that the other workflow does not have.", _in_visit("[garden]", "[gardn]"), _stages),
    Rule(
        "E134",
        "Parent and child wait for each other for ever.",
        Example(
            "visit/1.yaml",
            "    without_gate: {nl: Sluiten mag altijd, en: Closing is always allowed}\n",
            "    gate: {needs: [{kind: parent_in, stages: [sketch]}]}\n",
        ),
        _stuck_together,
    ),
    Rule(
        "E135",
        "A workflow is its own parent, or its parent's parent, and so on.",
        _in_visit("parent: {workflow: plot,", "parent: {workflow: visit,"),
        _cycle,
    ),
    Rule(
        "E136",
        "Nothing says what happens to open children when the parent ends.",
        _in_visit(", when_parent_ends: block", ""),
        _open_children,
    ),
)
