"""Why something stalls, whose move it is, and what one can do about it. Computed from dossiers, never stored."""

from labflow.stall.listing import GROUPS, Group, Stalled, WhoseMove, as_json, findings, row_of, whose_move
from labflow.stall.rules import KINDS, Finding, rule

__all__ = [
    "GROUPS",
    "KINDS",
    "Finding",
    "Group",
    "Stalled",
    "WhoseMove",
    "as_json",
    "findings",
    "row_of",
    "rule",
    "whose_move",
]
