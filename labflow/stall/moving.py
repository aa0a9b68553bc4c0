"""Whose move it is: as somebody said, else who has the open request before them, else as a rule says."""

from dataclasses import dataclass

from labflow.dossier import Dossier
from labflow.facts import Request
from labflow.stall.finding import Findings, by_role
from labflow.stall.rules import rule
from labflow.words import Words


@dataclass(frozen=True, slots=True)
class WhoseMove:
    """Who is to move. Not known: `known` is False. Known to be nobody: `who` is None and `known` is True."""

    who: Words | None = None
    known: bool = False


def whose_move(dossier: Dossier) -> WhoseMove:
    """Return whose move it is. What a person said always wins; a rule names somebody only when nothing else does."""
    return mover_of(dossier, found_in(dossier))


def found_in(dossier: Dossier) -> Findings:
    """Return everything that the rules of its workflow find, the worst first."""
    found = [finding for need in dossier.workflow.stall for finding in rule(need).of(dossier)]
    return tuple(sorted(found, key=lambda finding: finding.weight))


def mover_of(dossier: Dossier, found: Findings) -> WhoseMove:
    """Return whose move it is, with what the rules found already: the worst finding that names somebody counts."""
    if dossier.turn:
        return WhoseMove(None if dossier.turn.nobody else dossier.turn.who, known=True)
    request = dossier.open_request
    who = _before_whom(dossier, request) if request else None
    who = who or next((finding.mover for finding in found if finding.mover), None)
    return WhoseMove(who, known=who is not None)


def is_before_the_body(dossier: Dossier, request: Request) -> bool:
    """Return whether a day is set on which the body looks at it: of a meeting, or the last one of a written round."""
    day = {"on-agenda": request.meeting, "in-writing": request.until}.get(request.state)
    return day is not None and day >= dossier.today


def _before_whom(dossier: Dossier, request: Request) -> Words | None:
    if is_before_the_body(dossier, request) or request.state == "in-writing":
        return dossier.network.body.title
    return by_role(dossier.network, "lead" if request.state == "returned" else "coordinator")
