"""The files with the body's own rules, read as strictly as any definition. Never judges them: `reglement` does."""

from collections.abc import Mapping
from pathlib import Path

from labflow.loading import Node, Unreadable, read_tree
from labflow.reasons import Unsound


def rules_in(place: Path) -> tuple[Mapping[str, object], ...]:
    """Return every version in the folder of a network, first to last, as plain values. Raises Unsound."""
    files = sorted((place / "reglement").glob("[0-9]*.yaml"), key=lambda file: (len(file.name), file.name))
    return tuple(rules_from(file) for file in files)


def rules_from(file: Path) -> Mapping[str, object]:
    """Return one file as plain values. Raises Unsound for what is no mapping, or says a thing twice."""
    try:
        tree, twice = read_tree(file, file.name)
    except Unreadable as error:
        raise Unsound(error.finding.reason) from error
    if twice:
        raise Unsound(*(finding.reason for finding in twice))
    given = plain(tree)
    return given if isinstance(given, dict) else {}


def plain(node: Node) -> object:
    """Return a tree as plain values."""
    if isinstance(node.value, dict):
        return {name: plain(part) for name, part in node.value.items()}
    if isinstance(node.value, tuple):
        return [plain(part) for part in node.value]
    return node.value
