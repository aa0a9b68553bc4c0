"""Rules about durations, the board and the words that people read."""

from collections.abc import Callable, Iterator

from labflow.findings import Finding, Spot, did_you_mean, found
from labflow.soundness.graph import judged
from labflow.soundness.rule import Draft, Example, Library, Rule
from labflow.words import LANGUAGES, Words


def _phases(draft: Draft, library: Library) -> Iterator[Finding]:
    phases = [phase.key for phase in library.network.phases]
    for key, stage in draft.workflow.stages.items():
        if stage.phase is not None and stage.phase not in phases:
            hint = did_you_mean(stage.phase, phases)
            yield found(draft.spot("stages", key, "phase"), "E130", phase=stage.phase, hint=hint)
        elif stage.phase is None and draft.workflow.board and not stage.final and draft.is_whole("stages", key):
            yield found(draft.key_spot("stages", key), "E130", "none", stage=key)


def _no_duration(draft: Draft, library: Library) -> Iterator[Finding]:
    for key, stage in draft.workflow.stages.items():
        counted = stage.final or stage.expected or stage.review or not draft.workflow.board
        if not counted and draft.is_whole("stages", key):
            yield found(draft.key_spot("stages", key), "W201", stage=key)


def _endless_pause(draft: Draft, library: Library) -> Iterator[Finding]:
    if draft.workflow.pause is not None and draft.workflow.pause.maximum is None and draft.is_whole("pause"):
        yield found(draft.key_spot("pause"), "W203")


def _too_late(draft: Draft, library: Library) -> Iterator[Finding]:
    for key, stage in draft.workflow.stages.items():
        for name, duration in (("expected", stage.expected), ("review", stage.review)):
            if duration and stage.maximum and duration.days > stage.maximum.days:
                yield found(draft.spot("stages", key, name), "W204", stage=key, name=name)


def _too_short(draft: Draft, library: Library) -> Iterator[Finding]:
    meetings = library.network.body.meetings_per_year
    gap = 365 // meetings if meetings else 0
    for key, stage in draft.workflow.stages.items():
        waits = any(each.decided_by for each in draft.workflow.transitions_from(key))
        name, longest = ("maximum", stage.maximum) if stage.maximum else ("expected", stage.expected)
        if waits and longest and longest.days < gap:
            yield found(draft.spot("stages", key, name), "W205", stage=key, n=gap)


def _unused(draft: Draft, library: Library) -> Iterator[Finding]:
    lists = draft.workflow.checklists
    asked = [
        need.params["list"] for t in draft.workflow.transitions.values() for need in t.needs if "list" in need.params
    ]
    # A misspelt name is reported as such (E110, E111); the list that was meant is then not unused as well.
    known = [name for name in asked if isinstance(name, str) and name in lists]
    for name in lists if len(known) == len(asked) and draft.is_whole("transitions") else ():
        if name not in known:
            yield found(draft.key_spot("checklists", name), "W202", list=name)


def _same_title(draft: Draft, library: Library) -> Iterator[Finding]:
    stages = {key: stage.title for key, stage in draft.workflow.stages.items() if draft.is_whole("stages", key)}
    yield from _alike(stages, lambda key: draft.spot("stages", key, "title"))
    for stage in draft.workflow.stages:
        leaving = {key: each.title for key, each in judged(draft) if stage in each.sources}
        yield from _alike(leaving, lambda key: draft.spot("transitions", key, "title"))


def _alike(titles: dict[str, Words], spot: Callable[[str], Spot]) -> Iterator[Finding]:
    for at, (key, title) in enumerate(titles.items()):
        for other, same in list(titles.items())[:at]:
            if any(title.in_(lang) == same.in_(lang) for lang in LANGUAGES):
                yield found(spot(key), "W302", key=key, other=other)


def _free_text(draft: Draft, library: Library) -> Iterator[Finding]:
    for key, transition in judged(draft) if draft.workflow.confidential else ():
        for name, kind in transition.asks.items():
            if kind == "text":
                yield found(draft.key_spot("transitions", key, "asks", name), "E303", transition=key, ask=name)


def _in_plot(old: str, new: str) -> Example:
    return Example("plot/1.yaml", old, new)


RULES = (
    Rule(
        "E130",
        "A running stage stands in no phase of the network.",
        _in_plot("phase: idea", "phase: ideas"),
        _phases,
    ),
    Rule(
        "W201",
        "A running stage has neither an expected duration nor a review.",
        _in_plot("    expected: 3 months\n", ""),
        _no_duration,
    ),
    Rule("W202", "A checklist that no gate asks.", _in_plot("needs: [{kind: checklist, list: dig}]", ""), _unused),
    Rule("W203", "A pause without a maximum.", _in_plot("maximum: 6 months, ", ""), _endless_pause),
    Rule(
        "W204",
        "A stage is expected, or reviewed, later than its own maximum.",
        _in_plot("maximum: 24 months", "maximum: 6 months"),
        _too_late,
    ),
    Rule(
        "W205",
        "A stage that waits for a decision may last shorter than the time between two meetings.",
        _in_plot("expected: 3 months", "expected: 14 days"),
        _too_short,
    ),
    Rule("W301", "A text is missing in one language.", _in_plot("{nl: Tuin, en: Garden}", "{nl: Tuin}")),
    Rule(
        "W302",
        "Two stages, or two ways out of one stage, have the same title.",
        _in_plot("{nl: Tuin, en: Garden}", "{nl: Schets, en: Sketch}"),
        _same_title,
    ),
    Rule(
        "E303",
        "A confidential workflow asks for free text: that is where names end up.",
        Example("visit/1.yaml", "    by: [office]\n    gate", "    by: [office]\n    asks: {why: text}\n    gate"),
        _free_text,
    ),
)
