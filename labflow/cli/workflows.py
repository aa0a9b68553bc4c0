"""The definitions: judge them, list them, show one. `check` reads files only and never runs what one says."""

from pathlib import Path
from typing import TYPE_CHECKING

from labflow import typed
from labflow.cli.answering import Answer, table
from labflow.cli.session import Session
from labflow.reasons import NotFound, Reason
from labflow.texts import Language, say

if TYPE_CHECKING:
    from labflow.definition import Need, Transition, Workflow

FORMATS = ("table", "svg", "mermaid")


def check(session: Session) -> Answer:
    """Everything that is wrong with definitions, with file, line and column."""
    from labflow.catalogue import check as judged

    sound, found = judged([Path(str(path)) for path in session.given.several("path")])
    findings = [
        {"file": one.spot.file, "line": one.spot.line, "column": one.spot.column, "code": one.code,
         "severity": one.severity, "message": session.say(one.reason)} for one in found
    ]  # fmt: skip
    lines = [f"{one['file']}:{one['line']}:{one['column']} {one['code']} {one['message']}" for one in findings]
    said = session.say("cli.sound" if sound else "cli.unsound", n=len(findings))
    return Answer({"sound": sound, "findings": findings}, (*lines, said), 0 if sound else 1)


def list_(session: Session) -> Answer:
    """Every version, and how many initiatives run on it (those that this reader may see)."""
    from labflow.queries.initiatives import dossiers

    with session.reading() as (conn, actor, today):
        found = dossiers(conn, session.catalogue, actor, today)
    running = [(one.workflow.key, one.workflow.version) for one in found if one.is_running]
    known = sorted(session.catalogue.versions.values(), key=lambda one: (one.key, one.version))
    objects = [
        {"workflow": one.key, "version": one.version, "sha256": one.sha256,
         "running": running.count((one.key, one.version))} for one in known
    ]  # fmt: skip
    header = [session.say(f"cli.column.{name}") for name in ("kind", "version", "running", "sha256")]
    lines = table(header, (
        (str(one["workflow"]), str(one["version"]), str(one["running"]), str(one["sha256"])[:12]) for one in objects
    ))  # fmt: skip
    return Answer(objects, lines)


def show(session: Session) -> Answer:
    """One version: its stages and the ways between them."""
    shape = typed.choice(session.given.text("format") or "table", "format", FORMATS)
    found = _version(session)
    value = _object(found)
    if shape == "mermaid":
        return Answer({**value, "mermaid": "\n".join(_mermaid(found, session.lang))}, _mermaid(found, session.lang))
    if shape == "svg":
        from labflow.diagram import svg

        drawn = svg(found, session.lang)
        return Answer({**value, "svg": drawn}, (drawn,))
    return Answer(value, _lines(found, session))


def _version(session: Session) -> "Workflow":
    """The version that was named: from the files, or else from the database. Raises NotFound."""
    asked = session.given.text("key")
    key, _, number = asked.partition("@")
    catalogue = session.shipped
    version = typed.whole(number, "version", 1, 9999) if number else None
    if version is not None and (key, version) not in catalogue.versions:
        catalogue = session.catalogue
    found = catalogue.newest(key) if version is None else catalogue.versions.get((key, version))
    if found is None:
        known = tuple(sorted({name for name, _ in catalogue.versions}))
        raise NotFound(Reason("cli.no_workflow", {"given": typed.shown(asked), "known": known}))
    return found


def _object(found: "Workflow") -> dict[str, object]:
    return {
        "workflow": found.key,
        "version": found.version,
        "sha256": found.sha256,
        "stages": [
            {"key": one.key, "phase": one.phase, "final": one.final,
             "expected_days": one.expected.days if one.expected else None} for one in found.stages.values()
        ],
        "transitions": [
            {"key": one.key, "from": list(one.sources), "to": one.target, "decided_by": one.decided_by,
             "requirements": [_need(need) for need in one.needs], "by": list(one.by)}
            for one in found.transitions.values()
        ],
    }  # fmt: skip


def _need(need: "Need") -> str:
    """A requirement in one word: its kind, and what it points to when that is one word too."""
    pointed = [str(value) for value in need.params.values() if isinstance(value, str | int)]
    return ":".join([need.kind, *pointed[:1]])


def _lines(found: "Workflow", session: Session) -> tuple[str, ...]:
    lang = session.lang
    header = [session.say(f"cli.column.{name}") for name in ("way", "from", "to", "decides", "by")]
    rows = table(header, ((
        one.key, ", ".join(one.sources), one.target or "=", one.decided_by or "-", ", ".join(one.by),
    ) for one in found.transitions.values()))  # fmt: skip
    stages = [stage.title.in_(lang) for stage in found.stages.values() if not stage.final]
    return (f"{found.title.in_(lang)} {found.version} ({found.sha256[:12]})", " → ".join(stages), "", *rows)


def _mermaid(found: "Workflow", lang: Language) -> tuple[str, ...]:
    lines = ["stateDiagram-v2", f"    [*] --> {found.initial}"]
    lines += [f"    {one.key.replace('-', '_')} : {one.title.in_(lang)}" for one in found.stages.values()]
    lines += [line for way in found.transitions.values() for line in _arrows(way, lang)]
    lines += [f"    {one.key.replace('-', '_')} --> [*]" for one in found.stages.values() if one.final]
    return tuple(lines)


def _arrows(way: "Transition", lang: Language) -> list[str]:
    label = way.title.in_(lang) + (f" · {say('cli.decided', lang)}" if way.decided_by else "")
    pairs = [(source.replace("-", "_"), (way.target or source).replace("-", "_")) for source in way.sources]
    return [f"    {source} --> {target} : {label}" for source, target in pairs]
