"""From a tree to a definition: the values in a workflow file and in a network file.

What is badly formed is noted and left out; whether the rest makes sense is for `soundness`.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from labflow.definition import (
    Body,
    Continuation,
    Demo,
    Gate,
    Item,
    Network,
    Parent,
    Pausing,
    Phase,
    Role,
    Stage,
    Transition,
    Workflow,
)
from labflow.findings import Finding, Spot
from labflow.grammar import WORKFLOW
from labflow.loading import Node
from labflow.shapes import Record, Taking
from labflow.words import Words

NOTHING = Words("", "")


@dataclass(frozen=True, slots=True, eq=False)
class Shaped:
    """A file taken apart, equal to itself alone: the raw parts, the tree for places, what was wrong with its form."""

    parts: Mapping[str, Any]
    tree: Node
    taking: Taking

    @property
    def findings(self) -> list[Finding]:
        """What was wrong with its form."""
        return self.taking.findings


@lru_cache(maxsize=64)
def shaped(tree: Node, shape: Record) -> Shaped:
    """Return the parts of a tree that have the right form, worked out once for the same tree."""
    taking = Taking()
    return Shaped(shape.take(tree, (), taking) or {}, tree, taking)


def workflow_of(shaped: Shaped) -> Workflow:
    """Return the workflow in the parts of a file; what could not be taken is empty."""
    parts = shaped.parts
    canonical = canonical_form(shaped.tree)
    return Workflow(
        key=parts.get("workflow", ""),
        version=parts.get("version", 0),
        title=parts.get("title", NOTHING),
        initial=parts.get("initial", ""),
        stages={key: _stage(key, part) for key, part in parts.get("stages", {}).items()},
        transitions={key: _transition(key, part) for key, part in parts.get("transitions", {}).items()},
        checklists={key: tuple(map(_item, part)) for key, part in parts.get("checklists", {}).items()},
        board=parts.get("board", True),
        confidential=parts.get("confidential", False),
        pause=_made(Pausing, parts.get("pause"), by=()),
        stall=parts.get("stall", ()),
        parent=_made(Parent, parts.get("parent"), workflow=""),
        sha256=hashlib.sha256(canonical.encode()).hexdigest(),
        canonical=canonical,
    )


def workflow_from(canonical: str) -> Workflow:
    """Return the workflow that a canonical form was made of: a version of which no file is left."""
    return workflow_of(shaped(_tree(json.loads(canonical)), WORKFLOW))


def network_of(shaped: Shaped, calendar: Shaped | None = None) -> Network:
    """Return the network in the parts of its file and its calendar's; what could not be taken is empty."""
    parts = shaped.parts
    means = parts.get("means", {})
    return Network(
        key=parts.get("network", ""),
        title=parts.get("title", NOTHING),
        place=parts.get("place", ""),
        zone=parts.get("zone", "UTC"),
        phases=tuple(Phase(key, part.get("title", NOTHING)) for key, part in parts.get("phases", {}).items()),
        roles={
            key: Role(key, part.get("title", NOTHING), part.get("means", ""))
            for key, part in parts.get("roles", {}).items()
        },
        body=Body(**{"key": "", "title": NOTHING, "the": NOTHING, **parts.get("body", {})}),
        words=_network_words(parts),
        languages=parts.get("languages", ("nl", "en")),
        means_cents_per_year=means["euro_per_year"] * 100 if "euro_per_year" in means else None,
        means_source=means.get("source", ""),
        calendar=parts.get("calendar", ""),
        holidays=_holidays(calendar.parts if calendar else {}),
        colours=parts.get("colours", {}),
        demo=_demo(parts.get("demo")),
    )


def canonical_form(tree: Node) -> str:
    """Return the one way to write this definition: JSON with sorted keys, where spacing and comments are gone.

    The order of keys in the file counts for stages, checklists and transitions, so it is kept under `order`.
    """
    ordered = {key: tree.at(key).value for key in ("stages", "checklists", "transitions") if tree.has(key)}
    order = {key: list(names) for key, names in ordered.items() if isinstance(names, dict)}
    plain = _plain(tree)
    return json.dumps({"definition": plain, "order": order}, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _plain(node: Node) -> object:
    if isinstance(node.value, dict):
        return {key: _plain(part) for key, part in node.value.items()}
    if isinstance(node.value, tuple):
        return [_plain(part) for part in node.value]
    return node.value


def _tree(stored: Mapping[str, Any]) -> Node:
    definition = dict(stored["definition"])
    for key, order in stored["order"].items():
        definition[key] = {name: definition[key][name] for name in order}
    return _node(definition)


def _node(value: Any) -> Node:
    spot = Spot("canonical")
    if isinstance(value, dict):
        return Node({key: _node(part) for key, part in value.items()}, spot, dict.fromkeys(value, spot))
    return Node(tuple(map(_node, value)) if isinstance(value, list) else value, spot)


def _stage(key: str, part: Mapping[str, Any]) -> Stage:
    return Stage(**{"title": NOTHING, **part, "key": key})


def _item(part: Mapping[str, Any]) -> Item:
    return Item(**{"id": "", "ask": NOTHING, "source": "", **part})


def _transition(key: str, part: Mapping[str, Any]) -> Transition:
    by = part.get("by", ())
    return Transition(
        key=key,
        title=part.get("title", NOTHING),
        sources=part.get("from", ()),
        target=None if part.get("keeps_stage") else part.get("to"),
        by=by,
        source=part.get("source", ""),
        asks=part.get("asks", {}),
        sets=part.get("sets", {}),
        gate=_made(Gate, part.get("gate")),
        without_gate=part.get("without_gate"),
        continues=_continuation(part.get("continues")),
        ask_by=part.get("ask_by", by),
    )


def _continuation(part: "Mapping[str, Any] | None") -> Continuation | None:
    return None if part is None else Continuation(part.get("workflow", ""), part.get("stage", {}))


def _made(kind: Any, part: "Mapping[str, Any] | None", **without: object) -> Any:
    return None if part is None else kind(**{**without, **part})


def _demo(part: "Mapping[str, Any] | None") -> Demo | None:
    days = tuple(map(date.fromisoformat, (part or {}).get("days", ())))
    if part is None or not days:
        return None
    begins = date.fromisoformat(part["begins"]) if "begins" in part else days[0]
    return Demo(part.get("portfolio", ""), days, begins, part.get("acts", ""), part.get("made_up", False))


def _holidays(parts: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    whole = (part for part in parts.get("holidays", ()) if {"name", "from", "until"} <= part.keys())
    return tuple((part["name"], part["from"], part["until"]) for part in whole)


def _network_words(parts: Mapping[str, Any]) -> dict[str, Words]:
    body, place = parts.get("body", {}), parts.get("place", "")
    words: dict[str, Words] = {"network": parts.get("title", NOTHING), "place": Words(place, place)}
    words |= {"body": body.get("title", NOTHING), "the_body": body.get("the", NOTHING)}
    for role in parts.get("roles", {}).values():
        title, means = role.get("title", NOTHING), role.get("means", "")
        words.setdefault(means, title)
        words.setdefault(f"the_{means}", role.get("the", title))
    return {**words, **parts.get("words", {})}
