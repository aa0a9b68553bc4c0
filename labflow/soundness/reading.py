"""Rules about the file itself: how it is written, what it is called, whether it was published."""

from collections.abc import Iterator
from pathlib import PurePath

from labflow.findings import Finding, found
from labflow.soundness.rule import Draft, Example, Library, Rule


def _name(draft: Draft, library: Library) -> Iterator[Finding]:
    file, workflow = PurePath(draft.file), draft.workflow
    # A draft under another name (a copy to try something) is not in its place yet: nothing to compare with.
    if not file.stem.isdigit():
        return
    if draft.is_whole("version") and workflow.version and str(workflow.version) != file.stem:
        yield found(draft.spot("version"), "E006", "version", version=str(workflow.version), name=file.name)
    if file.parent.name and workflow.key and workflow.key != file.parent.name:
        yield found(draft.spot("workflow"), "E006", "key", key=workflow.key, name=file.parent.name)


def _published(draft: Draft, library: Library) -> Iterator[Finding]:
    workflow = draft.workflow
    published = library.published.get((workflow.key, workflow.version))
    if published not in (None, workflow.sha256):
        yield found(draft.spot("version"), "E007", key=workflow.key, version=str(workflow.version))


def _in_plot(old: str, new: str) -> Example:
    return Example("plot/1.yaml", old, new)


RULES = (
    Rule(
        "E001",
        "The file uses a part of YAML that runs, repeats or hides something: anchor, alias, tag, directive, "
        "second document, merge key, or a key that is not text.",
        _in_plot("initial: sketch", "initial: &first sketch"),
    ),
    Rule("E002", "A key stands twice in one mapping.", _in_plot("version: 1", "version: 1\nversion: 1")),
    Rule(
        "E003",
        "The file cannot be read: not there, not a plain file, too big, too deep, not UTF-8, or not YAML.",
        _in_plot("initial: sketch", "initial: [sketch"),
    ),
    Rule("E004", "A key that is not known.", _in_plot("initial: sketch", "initial: sketch\ncolour: green")),
    Rule("E005", "A value has the wrong form, or a key is missing.", _in_plot("version: 1", "version: one")),
    Rule(
        "E006",
        "The key or the version differs from the folder's or the file's name.",
        _in_plot("version: 1", "version: 2"),
        _name,
    ),
    Rule(
        "E007",
        "A published version was changed: running initiatives are pinned to it. Make a new version instead.",
        _in_plot("expected: 3 months", "expected: 4 months"),
        _published,
    ),
)
