"""The list of what stalls: each row says why, whose move it is and one thing to do.

Beside what stalls stand what is on an agenda (`planned`) and what waits without a day (`waiting`). What is paused,
rests until a day, or has no place on the board is not on the list. Nothing is stored: dossiers go in, rows come out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from labflow.clock import Interval
from labflow.dossier import Dossier
from labflow.facts import Request
from labflow.reasons import Reason
from labflow.stall.rules import HELD_UP, NEAR, Finding, Findings, rule
from labflow.texts import Language, say
from labflow.words import Words

Group = Literal["stalled", "planned", "waiting"]
GROUPS: tuple[Group, ...] = ("stalled", "planned", "waiting")


@dataclass(frozen=True, slots=True)
class WhoseMove:
    """Who is to move. Not known: `known` is False. Known to be nobody: `who` is None and `known` is True."""

    who: Words | None = None
    known: bool = False


@dataclass(frozen=True, slots=True)
class Stalled:
    """A row of the list."""

    dossier: Dossier
    group: Group
    findings: Findings
    whose_move: WhoseMove
    action: Reason


def findings(dossiers: Iterable[Dossier]) -> tuple[Stalled, ...]:
    """Return the rows for these dossiers: what stalls first, and in each group the worst first.

    Worst is a term or deadline passed, then blocked, then a deadline near, then slow; then who has more reasons; then
    by title (own proposal).
    """
    return tuple(sorted((row for dossier in dossiers if (row := row_of(dossier))), key=_worst_first))


def row_of(dossier: Dossier) -> Stalled | None:
    """Return the row of one initiative, or None when it is not on the list."""
    if not dossier.workflow.board or dossier.pause or _rests_until_a_day(dossier):
        return None
    group, found = _grouped(dossier)
    return Stalled(dossier, group, found, whose_move(dossier), _action(dossier, group, found)) if found else None


def whose_move(dossier: Dossier) -> WhoseMove:
    """Return whose move it is: as somebody said; else who has the open request before them; else not known."""
    if dossier.turn:
        return WhoseMove(None if dossier.turn.nobody else dossier.turn.who, known=True)
    request = dossier.open_request
    who = _before_whom(dossier, request) if request else None
    return WhoseMove(who, known=who is not None)


def as_json(row: Stalled, lang: Language) -> Mapping[str, object]:
    """Return a row in the shape of the contract (`labflow stalled --json`), in one language."""
    who = row.whose_move.who
    return {
        "slug": row.dossier.slug,
        "title": row.dossier.title,
        "stage": row.dossier.stage_key,
        "group": row.group,
        "reasons": [_finding_as_json(finding, lang) for finding in row.findings],
        "whose_move": {"who": who and say(who, lang), "known": row.whose_move.known},
        "action": {"code": row.action.code, "text": say(row.action, lang)},
    }


def _worst_first(row: Stalled) -> tuple[int, int, int, str]:
    return GROUPS.index(row.group), row.findings[0].weight, -len(row.findings), row.dossier.title


def _rests_until_a_day(dossier: Dossier) -> bool:
    rest = dossier.rest
    return rest is not None and rest.until_day is not None and dossier.today < rest.until_day


def _grouped(dossier: Dossier) -> tuple[Group, Findings]:
    stalled = _stalled(dossier) if dossier.is_running else ()
    if dossier.rest and dossier.rest.until_day is None:
        return "waiting", (Finding(Reason("stall.waiting", {"text": dossier.rest.text}), HELD_UP), *stalled)
    request = dossier.open_request
    if request and dossier.is_running and _is_before_the_body(dossier, request):
        return "planned", (*_planned(dossier, request), *stalled)
    return "stalled", stalled


def _stalled(dossier: Dossier) -> Findings:
    found = [finding for need in dossier.workflow.stall for finding in rule(need).of(dossier)]
    return tuple(sorted(found, key=lambda finding: finding.weight))


def _is_before_the_body(dossier: Dossier, request: Request) -> bool:
    """Whether a day is set on which the body looks at it: of a meeting, or the last one of a procedure in writing."""
    day = {"on-agenda": request.meeting, "in-writing": request.until}.get(request.state)
    return day is not None and day >= dossier.today


def _planned(dossier: Dossier, request: Request) -> Findings:
    on_agenda = Reason("stall.on_agenda", {"meeting": request.meeting})
    if request.state == "in-writing":
        on_agenda = Reason("stall.in_writing", {"until": request.until})
    running = [c for c in dossier.commitments if c.ends.is_known and not c.ends.is_wholly_before(dossier.today)]
    until = [Reason("stall.commitment_runs", {"text": c.text, "last": c.ends}) for c in running]
    return tuple(Finding(reason, NEAR) for reason in (on_agenda, *until))


def _before_whom(dossier: Dossier, request: Request) -> Words | None:
    if _is_before_the_body(dossier, request) or request.state == "in-writing":
        return dossier.network.body.title
    meaning = "lead" if request.state == "returned" else "coordinator"
    return next((role.title for role in dossier.network.roles.values() if role.means == meaning), None)


def _action(dossier: Dossier, group: Group, found: Findings) -> Reason:
    if group == "waiting":
        return Reason("stall.action.set_day")
    if group == "planned":
        kind = "prepare" if found[0].reason.code == "stall.on_agenda" else "await_answers"
        return Reason(f"stall.action.{kind}", found[0].reason.values)
    if whose_move(dossier).who is None:
        return Reason("stall.action.name_mover")
    if found[0].action == "put_on_agenda" and dossier.next_meeting:
        return Reason("stall.action.put_on_agenda_of", {"meeting": dossier.next_meeting})
    return Reason(f"stall.action.{found[0].action}")


def _finding_as_json(finding: Finding, lang: Language) -> Mapping[str, object]:
    return {
        "code": finding.reason.code,
        "text": say(finding.reason, lang),
        "since": finding.since and _interval_as_json(finding.since, lang),
        "days": finding.days,
    }


def _interval_as_json(since: Interval, lang: Language) -> Mapping[str, object]:
    day = since.start or since.end
    return {"date": day and day.isoformat(), "precision": since.precision, "text": say(since, lang)}
