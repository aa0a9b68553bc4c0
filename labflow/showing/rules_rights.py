"""Who may do what, in words: the one table of rights against the roles of a network. It grants nothing."""

from labflow.access import ACTS, roles_for
from labflow.definition import Network, Role
from labflow.texts.speech import Speech
from labflow.views.rules import Right, RightsOf

MACHINE = "job"
PARTS: dict[str, tuple[str, ...]] = {
    "initiative": (
        "propose", "open", "tick", "note", "fill", "assign", "partner", "relate", "land", "commit", "block", "turn",
        "rest", "pause", "resume", "import",
    ),
    "request": ("question", "question-under", "return", "accept", "reword", "condition"),
    "meeting": (
        "plan", "convene", "agenda", "position", "attend", "preside", "admit", "amend", "advise", "ballot", "vote",
        "tally", "note-outcome", "redo", "paper", "close",
    ),
    "between": (
        "write", "answer", "claim", "settle", "mandate-ask", "mandate-grant", "mandate-spend",
        "mandate-object",
    ),
    "after": ("correct", "revise"),
    "network": ("people", "seats", "day"),
}  # fmt: skip
"""The acts by the part of the work in which one meets them; an act that is not here comes with the network's."""


def columns(network: Network) -> tuple[Role, ...]:
    """Return the roles that have a column: those that a person can have."""
    return tuple(role for role in network.roles.values() if role.means != MACHINE)


def table(network: Network, say: Speech) -> tuple[RightsOf, ...]:
    """Return every act of the table of rights, by part of the work."""
    named = {act for acts in PARTS.values() for act in acts}
    others = tuple(act for act in ACTS if act not in named)
    parts = {**PARTS, "network": (*PARTS["network"], *others)}
    return tuple(
        RightsOf(say(f"rules.part.{part}"), tuple(_right(act, network, say) for act in acts if act in ACTS))
        for part, acts in parts.items()
    )


def _right(act: str, network: Network, say: Speech) -> Right:
    allowed = frozenset(roles_for(act, network))
    may = tuple(role.key in allowed for role in columns(network))
    by_machine = MACHINE in ACTS[act] and network.roles_meaning(MACHINE)
    return Right(say(f"rules.act.{act}"), may, say("rules.machine_too") if by_machine else "")
