"""Why something stalls, whose move it is, and what one can do about it. Computed from dossiers, never stored."""

from labflow.stall.finding import NEAR, Finding
from labflow.stall.how import how, missing_years, moved
from labflow.stall.ledger import Budget, Expected, budget, expected_by
from labflow.stall.listing import (
    GROUPS,
    Group,
    Stalled,
    any_row_of,
    as_json,
    everything,
    findings,
    row_of,
)
from labflow.stall.moving import WhoseMove, whose_move
from labflow.stall.rules import KINDS, rule

__all__ = [
    "GROUPS",
    "KINDS",
    "NEAR",
    "Budget",
    "Expected",
    "Finding",
    "Group",
    "Stalled",
    "WhoseMove",
    "any_row_of",
    "as_json",
    "budget",
    "everything",
    "expected_by",
    "findings",
    "how",
    "missing_years",
    "moved",
    "row_of",
    "rule",
    "whose_move",
]
