"""Initiatives and stalled rows as lines for somebody who reads a terminal. Never decides and never reads anything."""

from collections.abc import Iterable, Iterator

from labflow import engine
from labflow.cli.answering import Lines
from labflow.dossier import Dossier
from labflow.engine import Option
from labflow.presenting import lifter, mandate_words, words_for_who
from labflow.reasons import Reason
from labflow.stall import Stalled, moved
from labflow.texts import Language, say


def initiative_lines(found: Dossier, lang: Language) -> Lines:
    """Return one initiative, from where it stands to what may happen next."""
    return (*_head(found, lang), *_points(found, lang), *_options(found, lang), *_requests(found, lang))


def stalled_lines(found: Iterable[Stalled], lang: Language, missing: tuple[str, ...] = ()) -> Lines:
    """Return the stalled list, group by group. `missing`: the school years of which the holidays are not known."""
    lines: list[str] = []
    group = ""
    for row in found:
        if row.group != group:
            group = row.group
            lines += [*([""] if lines else []), say(f"cli.group.{group}", lang)]
        lines += _stalled(row, lang)
    lines = lines or [say("cli.nothing_stalled", lang)]
    return (*lines, *(["", say("schoolyear.missing", lang, years=missing)] if missing else []))


def lead_words(found: Dossier, lang: Language) -> str:
    """Return who leads, in words: not known is not the same as nobody."""
    if found.lead is None:
        return say("cli.lead_unknown", lang)
    return found.lead.who or say("cli.lead_none", lang)


def _head(found: Dossier, lang: Language) -> Iterator[str]:
    kind, stage = found.workflow.title, found.stage.title
    yield f"{found.title} — {kind.in_(lang)}, {stage.in_(lang)}"
    yield say("cli.show.lead", lang, who=lead_words(found, lang))
    yield say("cli.show.since", lang, since=found.entered)
    if by := moved(found):
        yield say(by, lang)
    if found.parent:
        yield say("cli.show.parent", lang, title=found.parent.title)
    if found.mandate:
        yield say(mandate_words(found.mandate), lang)
    if found.pause:
        yield say("cli.show.paused", lang, why=found.pause.why, until=found.pause.until_day)


def _points(found: Dossier, lang: Language) -> Iterator[str]:
    from labflow.requirements import point_state

    asked = {item.id: item for way in found.transitions for item in found.workflow.checklist_of(way)}
    if asked:
        yield ""
        yield say("cli.show.points", lang)
    for item in asked.values():
        yield say("cli.show.point", lang, item=item.id, ask=item.ask,
                  state=Reason(f"cli.state.{point_state(found, item)}"))  # fmt: skip


def _options(found: Dossier, lang: Language) -> Iterator[str]:
    options = engine.options(found)
    if not options:
        yield ""
        yield say("cli.show.ended", lang)
        return
    yield ""
    yield say("cli.show.options", lang)
    for option in options:
        yield from _option(found, option, lang)


def _option(found: Dossier, option: Option, lang: Language) -> Iterator[str]:
    way = option.transition
    code = "cli.show.open" if option.is_open else "cli.show.closed"
    yield say(code, lang, key=way.key, title=way.title)
    if way.asks:
        yield say("cli.show.asks", lang, names=tuple(f"--set {name}=..." for name in way.asks))
    words = words_for_who(found.network, lang)
    for reason in option.reasons:
        who = lifter(reason.who, found.network)
        yield f"    - {say(reason, lang)}" + (f" ({words.get(who, who)})" if who else "")


def _requests(found: Dossier, lang: Language) -> Iterator[str]:
    if found.requests:
        yield ""
        yield say("cli.show.requests", lang)
    for request in found.requests:
        way = found.workflow.transitions.get(request.transition)
        yield say("cli.show.request", lang, number=request.number, state=Reason(f"request.state.{request.state}"),
                  transition=way.title if way else request.transition)  # fmt: skip
        if request.state == "returned" and request.question:
            yield f"    ? {request.question}"


def _stalled(row: Stalled, lang: Language) -> Iterator[str]:
    yield f"  {row.dossier.title} — {row.dossier.stage.title.in_(lang)}"
    for finding in row.findings:
        yield f"    - {say(finding.reason, lang)}"
    if row.group != "resting":
        yield say("cli.move", lang, who=_mover(row, lang))
        yield say("cli.action", lang, what=row.action)


def _mover(row: Stalled, lang: Language) -> str:
    if not row.whose_move.known:
        return say("cli.move_unknown", lang)
    return say(row.whose_move.who, lang) if row.whose_move.who else say("cli.move_nobody", lang)
