"""Rules on what holds it up: a blocker of the closed list, a landing place, requests that pile up."""

from dataclasses import dataclass

from labflow.clock import on_day
from labflow.dossier import Dossier
from labflow.reasons import Reason
from labflow.requirements import param
from labflow.stall.clocks import weeks_between
from labflow.stall.finding import HELD_UP, Finding, Findings, by_role, found

WAITING = ("received", "in_treatment")
ON_HOLD = "on_hold"


@dataclass(frozen=True, slots=True)
class Blocked:
    """Something of the closed list holds it up (R185-189, R214-215)."""

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding for each blocker that is not lifted."""
        return tuple(
            found(dossier, blocker.since, Reason(f"stall.blocked_{blocker.kind}", {"text": blocker.text}), HELD_UP)
            for blocker in dossier.blockers
        )


@dataclass(frozen=True, slots=True)
class LandingSought:
    """It is looking for a place to land (R188-189, R402). Silent when a blocker says so already."""

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding while a landing place is sought."""
        sought = dossier.landing is not None and dossier.landing.state == "sought"
        if not sought or any(blocker.kind == "landing_place" for blocker in dossier.blockers):
            return ()
        return (Finding(Reason("stall.landing_sought"), HELD_UP),)


@dataclass(frozen=True, slots=True)
class RequestsWaiting:
    """Requests of members pile up: more than `count` wait, or one waits longer than `school_weeks` (R186-188; numbers
    own proposal). One that is on hold waits only when the day to look at it again has come.
    """

    count: int = param("count")
    school_weeks: int = param("count")

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding for how many wait, one for the oldest, and one for what was on hold for too long."""
        waiting = sorted((q for q in dossier.questions if q.state in WAITING), key=lambda q: (q.on_day, q.number))
        reviews = [(q.review_day, q) for q in dossier.questions if q.state == ON_HOLD and q.review_day]
        told = []
        if len(waiting) > self.count:
            told.append((waiting[self.count].on_day, Reason("stall.requests_piled", {"n": len(waiting)})))
        if waiting and (weeks := weeks_between(dossier, waiting[0].on_day, dossier.today)).least > self.school_weeks:
            values = {"number": waiting[0].number, "weeks": weeks.spoken}
            told.append((waiting[0].on_day, Reason("stall.request_waiting", values)))
        told += [
            (day, Reason("stall.request_on_hold", {"number": q.number, "day": day}))
            for day, q in sorted(reviews, key=lambda review: (review[0], review[1].number))
            if day <= dossier.today
        ]
        mover = by_role(dossier.network, "lead")
        return tuple(found(dossier, on_day(day), why, HELD_UP, "answer_requests", mover) for day, why in told)
