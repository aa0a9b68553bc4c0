"""Rules on people: no lead, a lead who left, nobody's move, and what somebody said about how it goes."""

from dataclasses import dataclass

from labflow.clock import on_day
from labflow.dossier import Dossier
from labflow.facts import Lead
from labflow.reasons import Reason
from labflow.stall.finding import HELD_UP, Findings, by_role, found, known

STUCK = "loopt-vast"


@dataclass(frozen=True, slots=True)
class NoLead:
    """Somebody said that it has no lead (own proposal)."""

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding when it is known to have no lead."""
        lead = dossier.lead
        if lead is None or lead.who is not None:
            return ()
        return (found(dossier, known(lead.from_day), Reason("stall.no_lead"), HELD_UP, "name_lead"),)


@dataclass(frozen=True, slots=True)
class LeadLeft:
    """Who led it left, and nobody came after (R185-186)."""

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding when the days of the last lead are over and nobody leads now."""
        left = _left(dossier)
        if left is None or left.until_day is None:
            return ()
        mover = by_role(dossier.network, "coordinator")
        reason = Reason("stall.lead_left", {"day": left.until_day})
        return (found(dossier, on_day(left.until_day), reason, HELD_UP, "name_lead", mover),)


@dataclass(frozen=True, slots=True)
class NobodysMove:
    """Somebody said that it is nobody's move (own proposal)."""

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding when it is known to be nobody's move."""
        turn = dossier.turn
        if turn is None or not turn.nobody:
            return ()
        return (found(dossier, known(turn.on_day), Reason("stall.nobodys_move"), HELD_UP, "name_mover"),)


@dataclass(frozen=True, slots=True)
class ToldStuck:
    """The newest word on how it goes is that it is stuck (own proposal)."""

    def of(self, dossier: Dossier) -> Findings:
        """Return one finding when somebody wrote that it is stuck and nobody wrote otherwise since."""
        told = next((note for note in reversed(dossier.notes) if note.mood), None)
        if told is None or told.mood != STUCK:
            return ()
        since = on_day(told.on_day) if told.on_day else told.when
        return (found(dossier, since, Reason("stall.told_stuck"), HELD_UP),)


def _left(dossier: Dossier) -> Lead | None:
    """Who led last: their days are over today, also when that day was set beforehand."""
    lead = dossier.lead
    if lead is None:
        return dossier.lead_left
    return lead if lead.who and lead.until_day and lead.until_day <= dossier.today else None
