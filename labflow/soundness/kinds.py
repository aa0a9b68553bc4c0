"""Rules about the kinds named in a file: each exists, and has the parameters that it needs."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields
from functools import cache

from labflow.definition import FIELDS, Need
from labflow.findings import Finding, did_you_mean, found
from labflow.requirements import KINDS
from labflow.shapes import Path
from labflow.soundness.graph import judged
from labflow.soundness.rule import Draft, Example, Library, Rule
from labflow.stall.finding import meant
from labflow.stall.rules import KINDS as STALL_KINDS

LANDING = ("candidate", "confirmed")


def _unknown(draft: Draft, library: Library) -> Iterator[Finding]:
    for path, need, kinds in _needs(draft):
        if need.kind not in kinds:
            spot = draft.spot(*path, "kind")
            yield found(spot, "E109", kind=need.kind, hint=did_you_mean(need.kind, kinds))


def _params(draft: Draft, library: Library) -> Iterator[Finding]:
    for path, need, kinds in _needs(draft):
        known = _known(kinds.get(need.kind))
        if known is None:
            continue
        given = {meant(name, need.params, known): name for name in need.params}
        for name in given.keys() - known.keys():
            spot, hint = draft.key_spot(*path, name), did_you_mean(name, known)
            yield found(spot, "E110", "unknown", kind=need.kind, param=name, hint=hint)
        hinted = len(given.keys() - known.keys())
        for name, param in known.items():
            if name in given:
                if wrong := _wrong(param, need.params[given[name]]):
                    yield found(draft.spot(*path, given[name]), "E110", wrong, kind=need.kind, param=given[name])
            elif not hinted and param.default is MISSING and param.default_factory is MISSING:
                yield found(draft.spot(*path), "E110", "missing", kind=need.kind, param=name)


def _wrong(param: "Field[object]", value: object) -> str:
    match param.metadata.get("points_to"):
        case "count":
            return "" if type(value) is int else "count"
        case "flag":
            return "" if isinstance(value, bool) else "flag"
        case "field":
            return "" if isinstance(value, str) and value in FIELDS else "field"
        case "checklist" | "workflow" | "transition":
            return "" if isinstance(value, str) else "name"
        case "landing_state":
            return "" if value in LANDING else "landing"
        case "needs":
            return "" if isinstance(value, tuple) and all(isinstance(each, Need) for each in value) else "needs"
        case "parent_stages":
            return "" if isinstance(value, tuple) and all(isinstance(each, str) for each in value) else "stages"
    return ""


def _checklist(draft: Draft, library: Library) -> Iterator[Finding]:
    lists = draft.shaped.parts.get("checklists", {})
    for path, need, _ in _needs(draft):
        name = need.params.get("list")
        if need.kind == "checklist" and isinstance(name, str) and name not in lists and draft.is_whole("checklists"):
            yield found(draft.spot(*path, "list"), "E111", list=name, hint=did_you_mean(name, lists))


def needs_of(draft: Draft) -> Iterator[tuple[Path, Need]]:
    """Yield every requirement named in gates and checklist points, the inner ones of `any_of` too."""
    for key, transition in judged(draft):
        yield from _each(("transitions", key, "gate", "needs"), transition.needs)
    for name, items in draft.workflow.checklists.items():
        if draft.is_whole("checklists", name):
            for at, item in enumerate(items):
                if item.met_by is not None:
                    yield ("checklists", name, at, "met_by"), item.met_by


def _needs(draft: Draft) -> Iterator[tuple[Path, Need, Mapping[str, type]]]:
    for path, need in needs_of(draft):
        yield path, need, KINDS
    if draft.is_whole("stall"):
        yield from ((path, need, STALL_KINDS) for path, need in _each(("stall",), draft.workflow.stall))


def _each(path: Path, needs: tuple[object, ...]) -> Iterator[tuple[Path, Need]]:
    for at, need in enumerate(needs):
        if isinstance(need, Need):
            yield (*path, at), need
            inner = need.params.get("needs", ())
            yield from _each((*path, at, "needs"), inner if isinstance(inner, tuple) else ())


@cache
def _known(kind: "type | None") -> "dict[str, Field[object]] | None":
    return {each.name: each for each in fields(kind)} if kind else None


def _in_plot(old: str, new: str) -> Example:
    return Example("plot/1.yaml", old, new)


RULES = (
    Rule(
        "E109",
        "A kind of requirement or of stall rule that does not exist.",
        _in_plot("kind: maximum", "kind: maximun"),
        _unknown,
    ),
    Rule(
        "E110",
        "A parameter of a kind is missing, unknown or of the wrong form.",
        _in_plot("{kind: maximum, count: 2}", "{kind: maximum}"),
        _params,
    ),
    Rule("E111", "A checklist that does not exist.", _in_plot("list: dig", "list: digg"), _checklist),
)
