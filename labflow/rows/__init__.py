"""Tables as types: facts, no rules, no relationships. What belongs together is fetched together by `queries`."""

from labflow.rows.initiatives import (
    Blocker,
    Commitment,
    Deadline,
    Definition,
    Figure,
    Initiative,
    Landing,
    Lead,
    Mention,
    Note,
    Partner,
    Passage,
    Pause,
    Relation,
    Request,
    RequestStep,
    Rest,
    Tick,
    Turn,
)
from labflow.rows.meetings import (
    AgendaItem,
    Attendance,
    Condition,
    Decision,
    Holder,
    Meeting,
    Outcome,
    Position,
    Seat,
    Vote,
)
from labflow.rows.people import Organisation, OrganisationAlias, Person, RoleHeld
from labflow.rows.record import DemoDay, Log, LogPayload, Op

LOGGED = (
    AgendaItem, Attendance, Blocker, Commitment, Condition, Deadline, Decision, Definition, DemoDay, Figure, Holder,
    Initiative, Landing, Lead, Meeting, Mention, Note, Organisation, OrganisationAlias, Outcome, Partner, Passage,
    Pause, Person, Position, Relation, Request, RequestStep, Rest, RoleHeld, Seat, Tick, Turn, Vote,
)  # fmt: skip

__all__ = [
    "LOGGED", "AgendaItem", "Attendance", "Blocker", "Commitment", "Condition", "Deadline", "Decision", "Definition",
    "DemoDay", "Figure", "Holder", "Initiative", "Landing", "Lead", "Log", "LogPayload", "Meeting", "Mention", "Note",
    "Op", "Organisation", "OrganisationAlias", "Outcome", "Partner", "Passage", "Pause", "Person", "Position",
    "Relation", "Request", "RequestStep", "Rest", "RoleHeld", "Seat", "Tick", "Turn", "Vote",
]  # fmt: skip
