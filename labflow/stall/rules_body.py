"""Rules on the body and its meetings: a request that is ready, missed a meeting or waits for too long; a mandate."""

from dataclasses import dataclass
from datetime import date

from labflow.clock import days_after, on_day
from labflow.dossier import Dossier
from labflow.facts import Request
from labflow.reasons import Reason
from labflow.requirements import ANSWERED, param, point_state
from labflow.stall.clocks import weeks_between
from labflow.stall.finding import HELD_UP, NEAR, PASSED, Finding, Findings, by_role, found, known

MISSED = ("sent", "accepted")
WAITS = ("sent", "accepted", "on-agenda")
COMPLETE = tuple(state for state in ANSWERED if state != "unknown")


@dataclass(frozen=True, slots=True)
class RequestReady:
    """A request that is ready stands on no agenda, and at most `days` are left for papers of the next meeting (R15).

    Ready is accepted, or sent with every point answered; in time for that meeting, or it belongs to a later one.
    """

    days: int = param("count")

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding while the papers are due and until the meeting has passed."""
        request, meeting = dossier.open_request, dossier.next_meeting
        papers = dossier.papers.get(meeting) if meeting else None
        if request is None or papers is None or request.on_day is None or request.on_day > papers:
            return ()
        if dossier.today < days_after(papers, -self.days) or not _is_ready(dossier, request):
            return ()
        reason = Reason("stall.request_ready", {"number": request.number, "meeting": meeting, "papers": papers})
        mover = by_role(dossier.network, "coordinator")
        return (found(dossier, on_day(request.on_day), reason, HELD_UP, "put_on_agenda", mover),)


@dataclass(frozen=True, slots=True)
class RequestUnscheduled:
    """A request that a meeting of the deciding body went by or left undecided, or a written procedure that ran out
    without an outcome (R574-576).
    """

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding when a meeting passed since the request was sent."""
        request = dossier.open_request
        if request is None:
            return ()
        if request.state == "in-writing":
            return _ran_out(dossier, request)
        passed = _meeting_passed(dossier, request)
        if passed is None:
            return ()
        code = "stall.request_undecided" if request.state == "on-agenda" else "stall.request_unscheduled"
        reason = Reason(code, {"number": request.number, "meeting": passed})
        return (found(dossier, known(request.on_day), reason, HELD_UP, "put_on_agenda"),)


@dataclass(frozen=True, slots=True)
class RequestWaits:
    """A request that so many meetings of the body went by, also when it stands on an agenda (R574-576, R10)."""

    meetings: int = param("count")

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding when the request waited through that many meetings."""
        request = dossier.open_request
        if request is None or request.state not in WAITS or request.on_day is None:
            return ()
        passed = _gone_by(dossier, request.on_day)
        if len(passed) < self.meetings:
            return ()
        reason = Reason("stall.request_waits", {"number": request.number, "n": len(passed)})
        return (found(dossier, on_day(request.on_day), reason, HELD_UP, "put_on_agenda"),)


@dataclass(frozen=True, slots=True)
class MandateEnds:
    """A provisional mandate ends within so many school weeks, or ended and nobody said what comes next (R8)."""

    school_weeks: int = param("count")

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding for the mandate that runs."""
        mandate = next((one for one in reversed(dossier.mandates) if one.runs), None)
        if mandate is None:
            return ()
        values, mover = {"number": mandate.number, "day": mandate.until_day}, by_role(dossier.network, "coordinator")
        if dossier.today > mandate.until_day:
            reason = Reason("stall.mandate_over", values)
            return (found(dossier, on_day(mandate.until_day), reason, PASSED, "ask_decision", mover),)
        if weeks_between(dossier, dossier.today, mandate.until_day).most > self.school_weeks:
            return ()
        return (Finding(Reason("stall.mandate_near", values), NEAR, "ask_decision", mover=mover),)


def _is_ready(dossier: Dossier, request: Request) -> bool:
    way = dossier.workflow.transitions.get(request.transition)
    if request.state == "accepted" or way is None:
        return request.state == "accepted"
    points = dossier.workflow.checklist_of(way)
    return request.state == "sent" and all(point_state(dossier, point) in COMPLETE for point in points)


def _meeting_passed(dossier: Dossier, request: Request) -> date | None:
    if request.state == "on-agenda":
        return request.meeting if request.meeting and request.meeting < dossier.today else None
    if request.state not in MISSED or request.on_day is None:
        return None
    return next(iter(_gone_by(dossier, request.on_day)), None)


def _gone_by(dossier: Dossier, asked: date) -> list[date]:
    """The meetings that passed and for which a request of that day was in time; later papers are for a later one."""
    return [day for day in dossier.meetings if asked < day < dossier.today and asked <= dossier.papers.get(day, day)]


def _ran_out(dossier: Dossier, request: Request) -> Findings:
    if request.until is None or request.until >= dossier.today:
        return ()
    reason = Reason("stall.written_over", {"number": request.number, "until": request.until})
    return (found(dossier, known(request.on_day), reason, HELD_UP),)
