"""The list of what stalls: each row says why, whose move it is and one thing to do.

Beside what stalls stand what is on an agenda (`planned`), what waits without a day (`waiting`), what will stall soon
(`soon`) and what is left alone until a day (`resting`). What has no place on the board is nowhere. Nothing is stored:
dossiers go in, rows come out.

By time alone a row never leaves these groups: only an act, a rest or a pause takes it away.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from labflow.clock import Interval, on_day
from labflow.dossier import Dossier
from labflow.facts import Request
from labflow.reasons import Reason
from labflow.stall.finding import HELD_UP, NEAR, SOON, Finding, Findings
from labflow.stall.moving import WhoseMove, found_in, is_before_the_body, mover_of
from labflow.texts import Language, say

Group = Literal["stalled", "planned", "waiting", "soon", "resting"]
GROUPS: tuple[Group, ...] = ("stalled", "planned", "waiting", "soon", "resting")
QUIET: tuple[Group, ...] = ("soon", "resting")
"""Groups of what asks nothing today."""

WHEN_ENDED = ("stall.rest_over",)
"""What is still said of an initiative that ended: somebody asked to be reminded of it."""


@dataclass(frozen=True, slots=True)
class Stalled:
    """A row of the list."""

    dossier: Dossier
    group: Group
    findings: Findings
    whose_move: WhoseMove
    action: Reason


def findings(dossiers: Iterable[Dossier]) -> tuple[Stalled, ...]:
    """Return the rows that ask something today: what stalls first, and in each group the worst first.

    Worst is a term or deadline passed, then blocked, then a deadline near, then slow; then who has more reasons; then
    by title (own proposal).
    """
    return tuple(row for row in everything(dossiers) if row.group not in QUIET)


def everything(dossiers: Iterable[Dossier]) -> tuple[Stalled, ...]:
    """Return the rows of every group, in the order of `GROUPS`, and in each the worst first."""
    return tuple(sorted((row for one in dossiers if (row := any_row_of(one))), key=_worst_first))


def row_of(dossier: Dossier) -> Stalled | None:
    """Return the row of one initiative that asks something today, or None."""
    row = any_row_of(dossier)
    return row if row and row.group not in QUIET else None


def any_row_of(dossier: Dossier) -> Stalled | None:
    """Return the row of one initiative in whatever group it stands, or None."""
    if not dossier.workflow.board:
        return None
    group, found = _grouped(dossier)
    move = mover_of(dossier, found)
    return Stalled(dossier, group, found, move, _action(dossier, group, found, move)) if found else None


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


def _grouped(dossier: Dossier) -> tuple[Group, Findings]:
    resting = _resting(dossier)
    if resting:
        return "resting", resting
    found = found_in(dossier)
    if dossier.pause:
        return "stalled", tuple(one for one in found if one.reason.code == "stall.pause_over")
    if not dossier.is_running:
        found = tuple(one for one in found if one.reason.code in WHEN_ENDED)
    stalled = tuple(one for one in found if one.weight != SOON)
    if dossier.rest and dossier.rest.until_day is None:
        return "waiting", (
            Finding(Reason("stall.waiting", {"text": dossier.rest.event or dossier.rest.text}), HELD_UP),
            *stalled,
        )
    request = dossier.open_request
    if request and dossier.is_running and is_before_the_body(dossier, request):
        return "planned", (*_planned(dossier, request), *stalled)
    return ("stalled", stalled) if stalled else ("soon", found)


def _resting(dossier: Dossier) -> Findings:
    """Until when it is left alone: a pause that runs, or a rest until a day that lies ahead."""
    pause, rest = dossier.pause, dossier.rest
    if pause and dossier.today < pause.until_day:
        reason = Reason("stall.paused", {"until": pause.until_day, "why": pause.why})
        return (Finding(reason, SOON, "keep", on_day(pause.from_day)),)
    if not pause and rest and rest.until_day and dossier.today < rest.until_day:
        reason = Reason("stall.resting", {"until": rest.until_day, "text": rest.text})
        return (Finding(reason, SOON, "keep", on_day(rest.on_day) if rest.on_day else None),)
    return ()


def _planned(dossier: Dossier, request: Request) -> Findings:
    on_agenda = Reason("stall.on_agenda", {"meeting": request.meeting})
    if request.state == "in-writing":
        on_agenda = Reason("stall.in_writing", {"until": request.until})
    running = [c for c in dossier.commitments if c.ends.is_known and not c.ends.is_wholly_before(dossier.today)]
    until = [Reason("stall.commitment_runs", {"text": c.text, "last": c.ends}) for c in running]
    return tuple(Finding(reason, NEAR) for reason in (on_agenda, *until))


def _action(dossier: Dossier, group: Group, found: Findings, move: WhoseMove) -> Reason:
    if group == "waiting":
        return Reason("stall.action.set_day")
    if group == "planned":
        kind = "prepare" if found[0].reason.code == "stall.on_agenda" else "await_answers"
        return Reason(f"stall.action.{kind}", found[0].reason.values)
    if move.who is None and group == "stalled":
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
