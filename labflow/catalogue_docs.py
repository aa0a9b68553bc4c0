"""What is generated from the definitions and their rules: two pages of documentation and the editor's schemas.

`python -m labflow.catalogue_docs` writes them; a test fails when a file differs from what the code says. Nothing
here judges a definition.
"""

import inspect
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from labflow.catalogue import SHIPPED, load_catalogue
from labflow.definition import Catalogue, Duration, Item, Need, Stage, Transition, Workflow
from labflow.grammar import NETWORK, REGLEMENT, WORKFLOW
from labflow.shapes import Record
from labflow.soundness import rules
from labflow.soundness.example import FILES
from labflow.soundness.rule import Rule
from labflow.stall import KINDS

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def generated() -> dict[Path, str]:
    """Return every generated file, by its path from the root of the project."""
    return {
        Path("docs/soundness.md"): soundness_page(),
        Path("docs/workflows.md"): workflows_page(load_catalogue()),
        Path("workflows/workflow.schema.json"): _schema("A workflow: one life, one version", WORKFLOW),
        Path("workflows/network.schema.json"): _schema("All that is one network's own", NETWORK),
        Path("workflows/reglement.schema.json"): _schema("The deciding body's own rules, one version", REGLEMENT),
    }


def soundness_page() -> str:
    """Return the page that explains each code, with an example that triggers it."""
    return _text([*_soundness_opening(), *(line for rule in rules() for line in _rule(rule))])


def workflows_page(catalogue: Catalogue) -> str:
    """Return the page that shows each workflow as tables."""
    lines = ["# Workflows", "", "Generated from the definitions. Change those, then run", ""]
    lines += ["`python -m labflow.catalogue_docs`.", ""]
    lines += [line for each in catalogue.versions.values() for line in _workflow(each)]
    return _text([*lines, *_stall_kinds()])


def _stall_kinds() -> Iterator[str]:
    yield from ("## What can look stuck", "", "The kinds that `stall` may name. A network without a school calendar")
    yield from ("writes `weeks` for `school_weeks`.", "", "| kind | parameters | speaks when |", "|---|---|---|")
    for key, kind in KINDS.items():
        about = " ".join(inspect.cleandoc(kind.__doc__ or "").split())
        yield _row(f"`{key}`", ", ".join(f"`{each.name}`" for each in fields(kind)), about)


def _soundness_opening() -> Iterator[str]:
    yield from ("# What `labflow workflows check` finds", "")
    yield from ("Generated from the code: `python -m labflow.catalogue_docs`.", "")
    yield "All findings come at once as `file:line:column code message`. E is an error: the definitions are unusable."
    yield from ("W is a warning. The examples are one change each to this small network, which is sound.", "")
    for name, content in FILES.items():
        yield from (f"`{name}`", "", "```yaml", content.rstrip(), "```", "")


def _rule(rule: Rule) -> Iterator[str]:
    example = rule.example
    yield from (f"## {rule.code}", "", rule.about, "", f"In `{example.file}`, write", "")
    yield from ("```yaml", example.new.strip("\n") or "(nothing)", "```", "", "instead of", "")
    yield from ("```yaml", example.old.strip("\n"), "```", "")


def _workflow(workflow: Workflow) -> Iterator[str]:
    yield from (f"## {workflow.title.en} (`{workflow.key}@{workflow.version}`)", "")
    yield from _facts(workflow)
    yield from ("| stage | phase | expected | at most | reviewed | source |", "|---|---|---|---|---|---|")
    yield from map(_stage, workflow.stages.values())
    yield from ("", "| transition | from | to | by | asked by | gate | source |", "|---|---|---|---|---|---|---|")
    yield from map(_transition, workflow.transitions.values())
    for name, items in workflow.checklists.items():
        yield from ("", f"Checklist `{name}`", "", "| point | asks | answered by | source |", "|---|---|---|---|")
        yield from map(_item, items)
    yield ""


def _facts(workflow: Workflow) -> Iterator[str]:
    facts = [f"Starts in `{workflow.initial}`."]
    facts += ["Confidential: only the casework team sees it."] if workflow.confidential else []
    facts += ["Not on the board."] if not workflow.board else []
    if workflow.parent:
        facts.append(f"Lives under `{workflow.parent.workflow}`; when that ends: {workflow.parent.when_parent_ends}.")
    if workflow.pause:
        facts.append(f"Paused by {_names(workflow.pause.by)}, at most {_long(workflow.pause.maximum)}.")
    if workflow.stall:
        facts.append(f"Looks stuck by: {', '.join(map(_need, workflow.stall))}.")
    yield from (" ".join(facts), "")


def _stage(stage: Stage) -> str:
    phase = "end" if stage.final else stage.phase or ""
    times = (_long(stage.expected), _long(stage.maximum), _long(stage.review))
    return _row(f"`{stage.key}` {stage.title.nl} / {stage.title.en}", phase, *times, stage.source)


def _transition(each: Transition) -> str:
    target = each.target or "(stays)"
    if each.continues:
        target += f", goes on as {each.continues.workflow}"
    name = f"`{each.key}` {each.title.nl} / {each.title.en}"
    return _row(name, _names(each.sources), target, _names(each.by), _names(each.ask_by), _gate(each), each.source)


def _gate(transition: Transition) -> str:
    if transition.without_gate:
        return f"none: {transition.without_gate.en}"
    decider = [f"decided by {transition.decided_by}"] if transition.decided_by else []
    return "; ".join([*decider, *map(_need, transition.needs)])


def _need(need: Need) -> str:
    inner = need.params.get("needs")
    if isinstance(inner, tuple):
        return " or ".join(_need(each) for each in inner if isinstance(each, Need))
    values = [_names(value) if isinstance(value, tuple) else str(value).lower() for value in need.params.values()]
    return " ".join([need.kind.replace("_", " "), *values])


def _item(item: Item) -> str:
    notes = _need(item.met_by) if item.met_by else "evidence"
    notes += "" if item.blocking else ", does not block"
    notes += f", from use {item.from_use} on" if item.from_use > 1 else ""
    return _row(f"`{item.id}`", f"{item.ask.nl} / {item.ask.en}", notes, item.source)


def _long(duration: Duration | None) -> str:
    return f"{duration.count} {duration.unit}" if duration else ""


def _names(names: tuple[object, ...]) -> str:
    return ", ".join(map(str, names))


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def _schema(title: str, shape: Record) -> str:
    whole: Mapping[str, object] = {"$schema": DRAFT, "title": title, **shape.schema()}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _text(lines: list[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


def main() -> None:
    """Write every generated file."""
    for path, content in generated().items():
        place = SHIPPED.parent / path
        place.parent.mkdir(exist_ok=True)
        place.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
