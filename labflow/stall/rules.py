"""Why something looks stuck: one frozen class a kind, a dossier in, what was found out.

Kinds are named in workflow files; their parameters are the fields below and `soundness` checks them. A rule speaks only
when it holds for every day that is possible; *not known* never makes it speak. Nothing here moves or mails anything.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol, cast

from labflow.clock import UNKNOWN, Interval, on_day
from labflow.definition import Duration, Need
from labflow.dossier import Dossier
from labflow.facts import Request
from labflow.reasons import Reason
from labflow.requirements import param
from labflow.stall.clocks import has_stayed_longer, last_sign, limit, weeks_between

PASSED, HELD_UP, NEAR, SLOW = range(4)
"""How bad, worst first: a term or deadline passed, blocked, a deadline near, quiet or slow (own proposal)."""

STUCK = "loopt-vast"
Action = Literal["ask_decision", "ask_update", "name_lead", "name_mover", "put_on_agenda"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found: the sentence, since when if that is known, how bad, and what one can do."""

    reason: Reason
    weight: int
    action: Action = "ask_update"
    since: Interval | None = None
    days: int | None = None


Findings = tuple[Finding, ...]


class Rule(Protocol):
    """Anything that can look stuck."""

    def of(self, dossier: Dossier) -> Findings:
        """Return what this rule finds; empty when all is well or not known."""


def rule(need: Need) -> Rule:
    """Return the rule that a need of a workflow file names. Raises KeyError for a kind that is not in `KINDS`."""
    return cast(Rule, KINDS[need.kind](**need.params))


@dataclass(frozen=True, slots=True)
class Silence:
    """No sign of life for this many school weeks (own proposal)."""

    school_weeks: int = param("count")

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding when it is quiet for long enough."""
        since = last_sign(dossier)
        if since.end is None:
            return ()
        weeks = weeks_between(dossier, since.end, dossier.today)
        if weeks.least < self.school_weeks:
            return ()
        reason = Reason("stall.silent", {"weeks": weeks.spoken, "limit": self.school_weeks})
        return (_since(dossier, since, reason, SLOW),)


@dataclass(frozen=True, slots=True)
class OverExpected:
    """Longer in its stage than expected, while no agreed term or deadline still runs (own proposal)."""

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding when it takes longer than the stage's expected duration."""
        agreed = limit(dossier)
        if agreed and not agreed.when.is_wholly_before(dossier.today):
            return ()
        return _stayed(dossier, dossier.stage.expected, "stall.over_expected", SLOW, "ask_update")


@dataclass(frozen=True, slots=True)
class OverMaximum:
    """Longer in its stage than may be (own proposal)."""

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding when it takes longer than the stage's maximum."""
        return _stayed(dossier, dossier.stage.maximum, "stall.over_maximum", PASSED, "ask_decision")


@dataclass(frozen=True, slots=True)
class TermOver:
    """A term, a deadline or a commitment has passed (R147-149, R67, R272)."""

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding for what counts now, and one for each commitment that ended."""
        counts = limit(dossier)
        agreed = [(f"stall.{counts.kind}_over", counts.text, counts.when)] if counts else []
        promised = [("stall.commitment_over", c.text, c.ends) for c in dossier.commitments]
        return tuple(
            _since(dossier, when, Reason(code, {"text": text, "last": _last_day(when)}), PASSED, "ask_decision")
            for code, text, when in (*agreed, *promised)
            if when.is_wholly_before(dossier.today)
        )


@dataclass(frozen=True, slots=True)
class DeadlineNear:
    """At most this many school weeks are left before a deadline or the end of a term (R67)."""

    school_weeks: int = param("count")

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding when the last possible day is near."""
        counts = limit(dossier)
        if counts is None or counts.when.end is None or counts.when.end < dossier.today:
            return ()
        weeks = weeks_between(dossier, dossier.today, counts.when.end)
        if weeks.most > self.school_weeks:
            return ()
        values = {"weeks": weeks.spoken, "text": counts.text, "last": _last_day(counts.when)}
        return (Finding(Reason(f"stall.{counts.kind}_near", values), NEAR),)


@dataclass(frozen=True, slots=True)
class Blocked:
    """Something of the closed list holds it up (R185-189, R214-215)."""

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding for each blocker that is not lifted."""
        return tuple(
            _since(dossier, blocker.since, Reason(f"stall.blocked_{blocker.kind}", {"text": blocker.text}), HELD_UP)
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
class NoLead:
    """Somebody said that it has no lead (own proposal)."""

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding when it is known to have no lead."""
        lead = dossier.lead
        if lead is None or lead.who is not None:
            return ()
        return (_since(dossier, _known(lead.from_day), Reason("stall.no_lead"), HELD_UP, "name_lead"),)


@dataclass(frozen=True, slots=True)
class NobodysMove:
    """Somebody said that it is nobody's move (own proposal)."""

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding when it is known to be nobody's move."""
        turn = dossier.turn
        if turn is None or not turn.nobody:
            return ()
        return (_since(dossier, _known(turn.on_day), Reason("stall.nobodys_move"), HELD_UP, "name_mover"),)


@dataclass(frozen=True, slots=True)
class RequestUnscheduled:
    """A request that a meeting of the deciding body went by, or left undecided (R574-576)."""

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding when a meeting passed since the request was sent."""
        request = dossier.open_request
        passed = _meeting_passed(dossier, request) if request else None
        if request is None or passed is None:
            return ()
        code = "stall.request_undecided" if request.state == "on-agenda" else "stall.request_unscheduled"
        reason = Reason(code, {"number": request.number, "meeting": passed})
        return (_since(dossier, _known(request.on_day), reason, HELD_UP, "put_on_agenda"),)


@dataclass(frozen=True, slots=True)
class ToldStuck:
    """The newest word on how it goes is that it is stuck (own proposal)."""

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding when somebody wrote that it is stuck and nobody wrote otherwise since."""
        told = next((note for note in reversed(dossier.notes) if note.mood), None)
        if told is None or told.mood != STUCK:
            return ()
        since = on_day(told.on_day) if told.on_day else told.when
        return (_since(dossier, since, Reason("stall.told_stuck"), HELD_UP),)


def _stayed(dossier: Dossier, duration: Duration | None, code: str, weight: int, action: Action) -> Findings:
    if duration is None or not has_stayed_longer(dossier, duration):
        return ()
    length = Reason(f"stall.{duration.unit.replace(' ', '_')}", {"n": duration.count})
    values = {"since": dossier.entered, "stage": dossier.stage.title, "length": length}
    return (_since(dossier, dossier.entered, Reason(code, values), weight, action),)


def _meeting_passed(dossier: Dossier, request: Request) -> date | None:
    if request.state == "on-agenda":
        return request.meeting if request.meeting and request.meeting < dossier.today else None
    if request.state in ("returned", "in-writing") or request.on_day is None:
        return None
    return next((day for day in dossier.meetings if request.on_day < day < dossier.today), None)


def _since(dossier: Dossier, since: Interval, reason: Reason, weight: int, action: Action = "ask_update") -> Finding:
    days = (dossier.today - since.end).days if since.end else None
    return Finding(reason, weight, action, since if since.is_known else None, days)


def _known(day: date | None) -> Interval:
    return on_day(day) if day else UNKNOWN


def _last_day(when: Interval) -> Interval:
    """A term of a whole school year is over on its last day; a source's own words stay."""
    return when if when.words or when.end is None else on_day(when.end)


KINDS: dict[str, type] = {
    "silence": Silence,
    "over_expected": OverExpected,
    "over_maximum": OverMaximum,
    "term_over": TermOver,
    "deadline_near": DeadlineNear,
    "blocked": Blocked,
    "landing_sought": LandingSought,
    "no_lead": NoLead,
    "nobodys_move": NobodysMove,
    "request_unscheduled": RequestUnscheduled,
    "told_stuck": ToldStuck,
}
