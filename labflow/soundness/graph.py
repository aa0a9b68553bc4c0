"""Rules about the drawing of stages and transitions: every arrow goes somewhere, every life can end."""

from collections.abc import Iterator

from labflow.definition import Stage, Transition, Workflow
from labflow.findings import Finding, did_you_mean, found
from labflow.soundness.rule import Draft, Example, Library, Rule


def _initial(draft: Draft, library: Library) -> Iterator[Finding]:
    workflow = draft.workflow
    if workflow.initial and workflow.initial not in workflow.stages and draft.is_whole("stages"):
        hint = did_you_mean(workflow.initial, workflow.stages)
        yield found(draft.spot("initial"), "E101", stage=workflow.initial, hint=hint)


def _sources(draft: Draft, library: Library) -> Iterator[Finding]:
    stages = draft.workflow.stages
    for key, transition in judged(draft):
        for at, stage in enumerate(transition.sources):
            if stage not in stages:
                spot, hint = draft.spot("transitions", key, "from", at), did_you_mean(stage, stages)
                yield found(spot, "E102", transition=key, stage=stage, hint=hint)
        for stage in transition.continues.stages if transition.continues else ():
            if stage not in transition.sources:
                spot = draft.key_spot("transitions", key, "continues", "stage", stage)
                yield found(spot, "E102", transition=key, stage=stage, hint=did_you_mean(stage, transition.sources))


def _leaves_the_end(draft: Draft, library: Library) -> Iterator[Finding]:
    for key, transition in judged(draft):
        for at, stage in enumerate(transition.sources):
            if stage in draft.workflow.stages and draft.workflow.stages[stage].final:
                yield found(draft.spot("transitions", key, "from", at), "E103", transition=key, stage=stage)


def _targets(draft: Draft, library: Library) -> Iterator[Finding]:
    stages = draft.workflow.stages
    for key, transition in judged(draft):
        if transition.target is not None and transition.target not in stages:
            spot, hint = draft.spot("transitions", key, "to"), did_you_mean(transition.target, stages)
            yield found(spot, "E104", transition=key, stage=transition.target, hint=hint)


def _keeps_or_goes(draft: Draft, library: Library) -> Iterator[Finding]:
    for key, transition in judged(draft):
        if _is_torn(draft, transition):
            yield found(draft.key_spot("transitions", key), "E105", transition=key)


def _twice(draft: Draft, library: Library) -> Iterator[Finding]:
    for key, transition in judged(draft):
        for at, stage in enumerate(transition.sources):
            if stage in transition.sources[:at]:
                yield found(draft.spot("transitions", key, "from", at), "E114", transition=key, stage=stage)


def _unreachable(draft: Draft, library: Library) -> Iterator[Finding]:
    if _is_drawn(draft):
        reached = _reached(draft.workflow)
        for stage in draft.workflow.stages:
            if stage not in reached:
                yield found(draft.key_spot("stages", stage), "E115", stage=stage)


def _dead_end(draft: Draft, library: Library) -> Iterator[Finding]:
    for stage in _lived(draft):
        if not _ways_out(draft.workflow, stage):
            yield found(draft.key_spot("stages", stage.key), "E116", stage=stage.key)


def _endless(draft: Draft, library: Library) -> Iterator[Finding]:
    for stage in _lived(draft):
        if _ways_out(draft.workflow, stage) and not can_end(draft.workflow, stage.key):
            yield found(draft.key_spot("stages", stage.key), "E117", stage=stage.key)


def _forever(draft: Draft, library: Library) -> Iterator[Finding]:
    for key, transition in judged(draft):
        bounded = any(need.kind == "maximum" for need in transition.needs) or "date" in transition.asks.values()
        if draft.shaped.parts["transitions"][key].get("keeps_stage") and not bounded:
            yield found(draft.key_spot("transitions", key), "E118", transition=key)


def _silent_end(draft: Draft, library: Library) -> Iterator[Finding]:
    for key, transition in judged(draft):
        if ends(draft.workflow, transition) and transition.gate is None and transition.without_gate is None:
            yield found(draft.key_spot("transitions", key), "E119", transition=key, stage=transition.target)


def _no_stop(draft: Draft, library: Library) -> Iterator[Finding]:
    for stage in _lived(draft):
        out = _ways_out(draft.workflow, stage)
        can_stop = any(ends(draft.workflow, transition) for transition in out)
        if out and not can_stop and can_end(draft.workflow, stage.key):
            yield found(draft.key_spot("stages", stage.key), "E120", stage=stage.key)


def _is_torn(draft: Draft, transition: Transition) -> bool:
    part = draft.shaped.parts["transitions"][transition.key]
    return bool(part.get("keeps_stage")) == ("to" in part) or transition.target in transition.sources


def ends(workflow: Workflow, transition: Transition) -> bool:
    """Whether a transition enters a final stage."""
    target = workflow.stages.get(transition.target or "")
    return target is not None and target.final


def can_end(workflow: Workflow, stage: str) -> bool:
    """Whether a final stage can be reached from a stage, whatever gates ask."""
    reached = (workflow.stages.get(each) for each in _spread(workflow, stage))
    return any(each is not None and each.final for each in reached)


def judged(draft: Draft) -> Iterator[tuple[str, Transition]]:
    """Yield the transitions that have the right form."""
    # A transition of the wrong form has its own finding; judging it would only repeat that in other words.
    for key, transition in draft.workflow.transitions.items():
        if draft.is_whole("transitions", key):
            yield key, transition


def _is_drawn(draft: Draft) -> bool:
    workflow = draft.workflow
    named = {workflow.initial}.union(*(t.sources + ((t.target,) if t.target else ()) for _, t in judged(draft)))
    torn = any(_is_torn(draft, transition) for _, transition in judged(draft))
    return (
        not torn
        and named <= workflow.stages.keys()
        and all(draft.is_whole(part) for part in ("initial", "stages", "transitions"))
    )


def _lived(draft: Draft) -> Iterator[Stage]:
    if _is_drawn(draft):
        reached = _reached(draft.workflow)
        yield from (stage for stage in draft.workflow.stages.values() if stage.key in reached and not stage.final)


def _ways_out(workflow: Workflow, stage: Stage) -> tuple[Transition, ...]:
    return tuple(t for t in workflow.transitions_from(stage.key) if t.target is not None)


def _reached(workflow: Workflow) -> set[str]:
    return _spread(workflow, workflow.initial)


def _spread(workflow: Workflow, start: str) -> set[str]:
    seen, waiting = {start}, [start]
    while waiting:
        for transition in workflow.transitions_from(waiting.pop()):
            if transition.target is not None and transition.target not in seen:
                seen.add(transition.target)
                waiting.append(transition.target)
    return seen


def _in_visit(old: str, new: str) -> Example:
    return Example("visit/1.yaml", old, new)


def _way(key: str, source: str, target: str) -> str:
    title = f"title: {{nl: {key}, en: {key}}}, from: [{source}], to: {target}, by: [office]"
    return f"  {key}: {{{title}, without_gate: {{nl: Mag, en: May}}, source: own proposal}}\n"


def _in_plot(old: str, new: str) -> Example:
    return Example("plot/1.yaml", old, new)


RULES = (
    Rule("E101", "The initial stage does not exist.", _in_plot("initial: sketch", "initial: sketsh"), _initial),
    Rule("E102", "A transition leaves a stage that does not exist.", _in_plot("[sketch]", "[sketsh]"), _sources),
    Rule(
        "E103",
        "A transition leaves a final stage: what ended cannot go on.",
        _in_plot("from: [garden]", "from: [garden, done]"),
        _leaves_the_end,
    ),
    Rule("E104", "A transition enters a stage that does not exist.", _in_plot("to: garden", "to: gardn"), _targets),
    Rule(
        "E105",
        "A transition must either go `to` another stage or keep its stage, not both and not neither.",
        _in_plot("keeps_stage: true", "to: garden"),
        _keeps_or_goes,
    ),
    Rule("E114", "A transition names a stage twice.", _in_plot("[sketch]", "[sketch, sketch]"), _twice),
    Rule(
        "E115",
        "No way leads to this stage.",
        _in_plot("checklists:", "  shed: {title: {nl: Schuur, en: Shed}, final: true}\nchecklists:"),
        _unreachable,
    ),
    Rule("E116", "No way leads out of this stage.", _in_plot("from: [sketch, garden]", "from: [sketch]"), _dead_end),
    Rule(
        "E117",
        "From this stage no end can be reached.",
        _in_visit(
            "    final: true\ntransitions:\n",
            "    final: true\n  late: {title: {nl: Laat, en: Late}, phase: work, expected: 14 days}\n"
            "  later: {title: {nl: Later, en: Later}, phase: work, expected: 14 days}\n"
            "transitions:\n"
            + _way("wait", "busy", "late")
            + _way("on", "late", "later")
            + _way("back", "later", "late"),
        ),
        _endless,
    ),
    Rule(
        "E118",
        "A transition that keeps its stage can be repeated for ever: no maximum, and no date is asked.",
        _in_plot(
            "    asks: {until: date}\n    sets: {deadline: until}\n    gate: {decided_by: board, "
            "needs: [{kind: maximum, count: 2}]}",
            "    gate: {decided_by: board}",
        ),
        _forever,
    ),
    Rule(
        "E119",
        "An end can be reached although nothing is asked and no reason is given.",
        _in_plot("    without_gate: {nl: Stoppen mag altijd, en: Stopping is always allowed}\n", ""),
        _silent_end,
    ),
    Rule(
        "E120",
        "There is no way to stop from this stage.",
        _in_plot("from: [sketch, garden]", "from: [garden]"),
        _no_stop,
    ),
)
