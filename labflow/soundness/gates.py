"""Rules about gates: somebody can take each transition, and what a gate asks can be answered."""

from collections.abc import Iterator

from labflow.definition import FIELDS, Need, Transition
from labflow.findings import Finding, did_you_mean, found
from labflow.soundness.graph import ends, judged
from labflow.soundness.rule import Draft, Example, Library, Rule

ASKERS = ("lead", "coordinator", "team", "casework")
DECIDERS = ("chair", "secretary", "member")


def _no_gate(draft: Draft, library: Library) -> Iterator[Finding]:
    for key, transition in judged(draft):
        spot = draft.key_spot("transitions", key)
        if transition.gate is None and transition.without_gate is None and not ends(draft.workflow, transition):
            yield found(spot, "E106", transition=key)
        elif transition.gate is not None and transition.without_gate is not None:
            yield found(spot, "E106", "both", transition=key)
        elif transition.gate is not None and not transition.needs and transition.decided_by is None:
            yield found(draft.spot("transitions", key, "gate"), "E106", "empty", transition=key)


def _roles(draft: Draft, library: Library) -> Iterator[Finding]:
    roles = library.network.roles
    for path in _role_lists(draft):
        listed = draft.shaped.tree.at(*path).value if draft.shaped.tree.has(*path) else ()
        for at, node in enumerate(listed if isinstance(listed, tuple) else ()):
            role = str(node.value)
            if role not in roles:
                yield found(draft.spot(*path, at), "E107", role=role, hint=did_you_mean(role, roles))


def _role_lists(draft: Draft) -> Iterator[tuple[str, ...]]:
    if draft.is_whole("pause"):
        yield "pause", "by"
    for key, _ in judged(draft):
        yield "transitions", key, "by"
        yield "transitions", key, "ask_by"


def _bodies(draft: Draft, library: Library) -> Iterator[Finding]:
    known = library.network.body.key
    for key, transition in judged(draft):
        body = transition.decided_by
        if body not in (None, known):
            spot = draft.spot("transitions", key, "gate", "decided_by")
            yield found(spot, "E107", "body", body=body, hint=did_you_mean(str(body), [known]))


def _nobody(draft: Draft, library: Library) -> Iterator[Finding]:
    for key, transition in judged(draft):
        if not transition.by or all(_means(library, role) == "observer" for role in transition.by):
            yield found(draft.key_spot("transitions", key, "by"), "E108", transition=key)
    for key, stage in draft.workflow.stages.items():
        if stage.pausable and draft.workflow.pause is None and draft.is_whole("pause"):
            yield found(draft.key_spot("stages", key, "pausable"), "E108", "pause", stage=key)


def _never(draft: Draft, library: Library) -> Iterator[Finding]:
    for key, transition in judged(draft):
        for at, need in enumerate(transition.needs):
            if why := _why_never(draft, library, need):
                yield found(draft.spot("transitions", key, "gate", "needs", at), "E121", why, transition=key)


def _why_never(draft: Draft, library: Library, need: Need) -> str:
    workflow = draft.workflow
    if need.kind == "maximum" and need.params.get("count") == 0:
        return "maximum"
    if need.kind == "any_of" and need.params.get("needs") == ():
        return "any_of"
    if need.kind in ("parent_in", "parent_decision") and workflow.parent is None and draft.is_whole("parent"):
        return "no_parent"
    parent = library.newest(workflow.parent.workflow) if workflow.parent else None
    stages = need.params.get("stages")
    if need.kind == "parent_in" and parent and isinstance(stages, tuple):
        known = [parent.stages[each] for each in stages if isinstance(each, str) and each in parent.stages]
        if len(known) == len(stages) and all(stage.final for stage in known):
            return "parent_ended"
    return ""


def _askers(draft: Draft, library: Library) -> Iterator[Finding]:
    for key, transition in judged(draft):
        means = [_means(library, role) for role in transition.ask_by]
        if is_decided(transition) and means and not any(each in (*ASKERS, *DECIDERS, "") for each in means):
            yield found(draft.key_spot("transitions", key), "E123", transition=key)


def _money(draft: Draft, library: Library) -> Iterator[Finding]:
    for key, transition in judged(draft):
        for name, kind in transition.asks.items():
            if kind in ("euro", "commitment") and not is_decided(transition):
                yield found(draft.key_spot("transitions", key, "asks", name), "E124", transition=key, ask=name)


def _own_judge(draft: Draft, library: Library) -> Iterator[Finding]:
    for key, transition in judged(draft):
        for role in transition.ask_by:
            if is_decided(transition) and _means(library, role) in DECIDERS:
                yield found(draft.key_spot("transitions", key), "E125", transition=key, role=role)


def _sets(draft: Draft, library: Library) -> Iterator[Finding]:
    for key, transition in judged(draft):
        for name, ask in transition.sets.items():
            spot = draft.key_spot("transitions", key, "sets", name)
            if name not in FIELDS:
                yield found(spot, "E126", "field", field=name, hint=did_you_mean(name, FIELDS))
            elif ask not in transition.asks:
                yield found(spot, "E126", "ask", ask=ask, hint=did_you_mean(ask, transition.asks))
            elif transition.asks[ask] != FIELDS[name]:
                yield found(spot, "E126", "kind", field=name, kind=FIELDS[name], ask=ask)


def _same_item(draft: Draft, library: Library) -> Iterator[Finding]:
    seen: set[str] = set()
    for name, items in draft.workflow.checklists.items():
        if not draft.is_whole("checklists", name):
            continue
        for at, item in enumerate(items):
            if item.id in seen:
                yield found(draft.spot("checklists", name, at, "id"), "E127", item=item.id)
            seen.add(item.id)


def is_decided(transition: Transition) -> bool:
    """Whether the body decides, always or when it has to."""
    return transition.decided_by is not None or any(need.kind == "council_decision" for need in _deep(transition.needs))


def _deep(needs: tuple[Need, ...]) -> Iterator[Need]:
    for need in needs:
        yield need
        inner = need.params.get("needs", ())
        yield from _deep(tuple(each for each in inner if isinstance(each, Need))) if isinstance(inner, tuple) else ()


def _means(library: Library, role: str) -> str:
    known = library.network.roles.get(role)
    return known.means if known else ""


def _in_plot(old: str, new: str) -> Example:
    return Example("plot/1.yaml", old, new)


RULES = (
    Rule(
        "E106",
        "A transition has no gate and does not say why (or has both, or a gate that asks nothing).",
        Example("visit/1.yaml", "    gate: {needs: [{kind: parent_in, stages: [garden]}]}\n", ""),
        _no_gate,
    ),
    Rule("E107", "A role that the network does not know.", _in_plot("by: [office]", "by: [ofice]"), _roles),
    Rule(
        "E107", "A body that the network does not know.", _in_plot("decided_by: board,", "decided_by: bord,"), _bodies
    ),
    Rule("E108", "Nobody may do this.", _in_plot("by: [office]", "by: [visitor]"), _nobody),
    Rule(
        "E121",
        "This gate can never open.",
        _in_plot("{kind: maximum, count: 2}", "{kind: maximum, count: 0}"),
        _never,
    ),
    Rule(
        "E123",
        "The roles that may ask for this decision cannot send a request.",
        _in_plot("    asks: {until: date}", "    ask_by: [visitor]\n    asks: {until: date}"),
        _askers,
    ),
    Rule(
        "E124",
        "Money or a commitment is asked, and the body does not decide.",
        Example("plot/1.yaml", "    by: [office]\n", "    by: [office]\n    asks: {amount: euro}\n"),
        _money,
    ),
    Rule(
        "E125",
        "Who decides would also ask for it.",
        _in_plot("    asks: {until: date}", "    ask_by: [president]\n    asks: {until: date}"),
        _own_judge,
    ),
    Rule(
        "E126",
        "What a transition sets is not a field, is not asked, or is of another kind.",
        _in_plot("sets: {deadline: until}", "sets: {deadline: untill}"),
        _sets,
    ),
    Rule(
        "E127",
        "Two points have the same id: answers are kept by id.",
        _in_plot(
            "transitions:\n",
            "    - {id: soil, ask: {nl: Er is water, en: There is water}, source: own proposal}\ntransitions:\n",
        ),
        _same_item,
    ),
)
