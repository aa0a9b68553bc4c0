"""Why something looks stuck: one frozen class a kind, a dossier in, what was found out.

Kinds are named in workflow files; their parameters are the fields of the class and `soundness` checks them. A rule
speaks only when it holds for every day that is possible; *not known* never makes it speak. Nothing moves or mails.
"""

from typing import cast

from labflow.definition import Need
from labflow.stall.finding import Rule, made
from labflow.stall.rules_agreed import AgreementOverdue, CommitmentEnds, DeadlineNear, TermOver
from labflow.stall.rules_body import MandateEnds, RequestReady, RequestUnscheduled, RequestWaits
from labflow.stall.rules_held_up import Blocked, LandingSought, RequestsWaiting
from labflow.stall.rules_people import LeadLeft, NobodysMove, NoLead, ToldStuck
from labflow.stall.rules_time import OverExpected, OverMaximum, PauseOver, RestOver, Silence, Soon

KINDS: dict[str, type] = {
    "silence": Silence,
    "over_expected": OverExpected,
    "over_maximum": OverMaximum,
    "soon": Soon,
    "rest_over": RestOver,
    "pause_over": PauseOver,
    "term_over": TermOver,
    "deadline_near": DeadlineNear,
    "commitment_ends": CommitmentEnds,
    "agreement_overdue": AgreementOverdue,
    "blocked": Blocked,
    "landing_sought": LandingSought,
    "requests_waiting": RequestsWaiting,
    "no_lead": NoLead,
    "lead_left": LeadLeft,
    "nobodys_move": NobodysMove,
    "told_stuck": ToldStuck,
    "request_ready": RequestReady,
    "request_unscheduled": RequestUnscheduled,
    "request_waits": RequestWaits,
    "mandate_ends": MandateEnds,
}


def rule(need: Need) -> Rule:
    """Return the rule that a need of a workflow file names. Raises KeyError for a kind that is not in `KINDS`."""
    return cast(Rule, made(KINDS[need.kind], need))
