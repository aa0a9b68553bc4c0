"""What is wrong with a file of the body's own rules: its form, its name, and what `reglement` will not take."""

from collections.abc import Iterator
from pathlib import Path, PurePath

from labflow.findings import Finding, Spot, found
from labflow.grammar import REGLEMENT
from labflow.loading import Node, Unreadable, read_tree
from labflow.reasons import Invalid, Reason
from labflow.reglement import reglement_from
from labflow.rulebook import plain
from labflow.shaping import shaped
from labflow.soundness.rule import Example, Rule

FIELDS = {
    "council.version_not_whole": ("version",),
    "council.title_not_words": ("title",),
    "council.no_casting_vote": ("casting_vote",),
    "council.urgent_is_longer": ("days", "urgent"),
}
"""Where a reason that names no field points."""


def judged(file: Path, name: str) -> tuple[Finding, ...]:
    """Return all that is wrong with one file of rules; `name` is how findings call it."""
    try:
        tree, twice = read_tree(file, name)
    except Unreadable as error:
        return (error.finding,)
    # What has the wrong form is said once, with its place: the rules themselves are read when the form is right.
    form = [*twice, *shaped(tree, REGLEMENT).findings]
    return (*(form or _contents(tree)), *_named(tree, name), *_of_the_body(tree, file))


def _contents(tree: Node) -> Iterator[Finding]:
    given = plain(tree)
    try:
        reglement_from(given if isinstance(given, dict) else {})
    except Invalid as refused:
        for reason in refused.reasons:
            yield found(_spot(tree, reason), "E401", sentence=reason)


def _spot(tree: Node, reason: Reason) -> Spot:
    path = FIELDS.get(reason.code) or tuple(str(reason.values.get("field", "")).split("."))
    return tree.key_spot(*path)


def _named(tree: Node, name: str) -> Iterator[Finding]:
    file, version = PurePath(name), tree.at("version")
    if file.stem.isdigit() and isinstance(version.value, int) and str(version.value) != file.stem:
        yield found(version.spot, "E006", "version", version=str(version.value), name=file.name)


def _of_the_body(tree: Node, file: Path) -> Iterator[Finding]:
    """The rules are those of the body that the network beside them names; without a network nothing is said."""
    try:
        body = read_tree(file.absolute().parent.parent / "network.yaml")[0].at("body", "key").value
    except Unreadable:
        return
    rules = tree.at("reglement")
    if tree.has("reglement") and isinstance(body, str) and isinstance(rules.value, str) and rules.value != body:
        yield found(rules.spot, "E401", sentence=Reason("network.rules_of_another", {"key": rules.value, "body": body}))


RULES = (
    Rule(
        "E401",
        "The rules of the body hold what cannot be: a tie that passes, a wrong base, a number below one.",
        Example("reglement/1.yaml", "simple: {more_than: 1/2, of: cast}", "simple: {at_least: 1/2, of: cast}"),
    ),
)
