"""Rules on what was agreed: terms, deadlines, promises and conditions that are over, and those that come near."""

from collections.abc import Iterator
from dataclasses import dataclass

from labflow.clock import on_day
from labflow.dossier import Dossier
from labflow.facts import Condition, Lead
from labflow.reasons import Reason
from labflow.requirements import param, point_state
from labflow.schoolyear import out_of_holidays
from labflow.stall.clocks import limit, weeks_between
from labflow.stall.finding import NEAR, PASSED, Finding, Findings, by_key, by_role, found, last_day

OPEN = ("todo", "busy", "later", "explained")


@dataclass(frozen=True, slots=True)
class TermOver:
    """A term, a deadline or a commitment has passed (R147-149, R67, R272)."""

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding for what counts now, and one for each commitment that ended."""
        counts = limit(dossier)
        agreed = [(f"stall.{counts.kind}_over", counts.text, counts.when)] if counts else []
        promised = [("stall.commitment_over", c.text, c.ends) for c in dossier.commitments]
        return tuple(
            found(dossier, when, Reason(code, {"text": text, "last": last_day(when)}), PASSED, "ask_decision")
            for code, text, when in (*agreed, *promised)
            if when.is_wholly_before(dossier.today)
        )


@dataclass(frozen=True, slots=True)
class DeadlineNear:
    """At most this many school weeks are left before a deadline or the end of a term (R67), and what is still open."""

    school_weeks: int = param("count")

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding when the last possible day is near."""
        counts = limit(dossier)
        if counts is None or counts.when.end is None or counts.when.end < dossier.today:
            return ()
        weeks = weeks_between(dossier, dossier.today, counts.when.end)
        if weeks.most > self.school_weeks:
            return ()
        n = open_points(dossier)
        left = Reason("stall.points_left", {"n": n}) if n else ""
        values = {"weeks": weeks.spoken, "text": counts.text, "last": last_day(counts.when), "left": left}
        return (Finding(Reason(f"stall.{counts.kind}_near", values), NEAR),)


@dataclass(frozen=True, slots=True)
class CommitmentEnds:
    """A promise that runs ends within this many school weeks (R272-274)."""

    school_weeks: int = param("count")

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding for each promise whose last possible day is near."""
        running = [c for c in dossier.commitments if c.ends.end and c.ends.end >= dossier.today]
        left = [(c, weeks_between(dossier, dossier.today, c.ends.end)) for c in running if c.ends.end]
        return tuple(
            Finding(Reason("stall.commitment_near", {"text": c.text, "weeks": weeks.spoken, "last": last_day(c.ends)}),
                    NEAR, "ask_decision")
            for c, weeks in left
            if weeks.most <= self.school_weeks
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class AgreementOverdue:
    """A checklist point that was promised by a day, or a condition of a decision, is past its day (R9).

    A condition that is due in a school holiday is late only after it (own proposal).
    """

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding for each promise and each condition, the oldest first."""
        late = (*_promises(dossier), *_conditions(dossier))
        return tuple(sorted(late, key=lambda one: -(one.days or 0)))


def open_points(dossier: Dossier) -> int:
    """Return how many points are known to be open for the next stage; not known counts as none."""
    onward = (way for way in dossier.transitions if way.target and dossier.workflow.checklist_of(way))
    way = next(onward, None)
    points = dossier.workflow.checklist_of(way) if way else ()
    return sum(point_state(dossier, point) in OPEN for point in points)


def _promises(dossier: Dossier) -> Iterator[Finding]:
    """What was promised for the stage where it stands; for a gate that was passed since it asks nothing."""
    asked = {point.id: point for way in dossier.transitions for point in dossier.workflow.checklist_of(way)}
    lead = dossier.lead or Lead("")
    mover = by_role(dossier.network, "lead" if lead.who is not None else "coordinator")
    for point in asked.values():
        tick = dossier.ticks.get(point.id)
        if tick and tick.state == "explained" and tick.by_day and tick.by_day < dossier.today:
            reason = Reason("stall.promise_overdue", {"point": point.ask, "day": tick.by_day})
            yield found(dossier, on_day(tick.by_day), reason, PASSED, mover=mover)


def _conditions(dossier: Dossier) -> Iterator[Finding]:
    for decision in dossier.decisions:
        for term in decision.conditions if not decision.replaced_by else ():
            if _is_overdue(dossier, term):
                values = {"number": decision.number, "text": term.text, "day": term.due_day}
                mover = by_key(dossier.network, term.owner)
                yield found(dossier, on_day(term.due_day), Reason("stall.condition_overdue", values), PASSED,
                            mover=mover)  # fmt: skip


def _is_overdue(dossier: Dossier, term: Condition) -> bool:
    is_open = term.met_on is None and term.state != "fallen_back"
    return is_open and out_of_holidays(term.due_day, dossier.network.holidays) < dossier.today
