"""Tables as types: facts, no rules, no relationships. What belongs together is fetched together by `queries`."""

from labflow.rows.decisions import (
    Adoption,
    Answer,
    Condition,
    ConditionStep,
    Correction,
    Decision,
    Elector,
    Letter,
    Mandate,
    MandateStep,
    Procedure,
    Spending,
    Wording,
)
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
    Advice,
    AgendaItem,
    Attendance,
    Ballot,
    Holder,
    Meeting,
    Outcome,
    Position,
    Seat,
    Vote,
)
from labflow.rows.people import Organisation, OrganisationAlias, Person, PersonAddress, RoleHeld
from labflow.rows.record import DemoDay, Log, LogPayload, Op
from labflow.rows.signing import Attempt, Session, SignInCode

LOGGED = (
    Adoption, Advice, AgendaItem, Answer, Attendance, Ballot, Blocker, Commitment, Condition, ConditionStep,
    Correction, Deadline, Decision, Definition, DemoDay, Elector, Figure, Holder, Initiative, Landing, Lead, Letter,
    Mandate, MandateStep, Meeting, Mention, Note, Organisation, OrganisationAlias, Outcome, Partner, Passage, Pause,
    Person, PersonAddress, Position, Procedure, Relation, Request, RequestStep, Rest, RoleHeld, Seat, Spending,
    Tick, Turn, Vote, Wording,
)  # fmt: skip
PASSING = (Attempt, Session, SignInCode)
"""Rows that no log covers and no backup holds."""

__all__ = [
    "LOGGED", "PASSING", "Adoption", "Advice", "AgendaItem", "Answer", "Attempt", "Attendance", "Ballot", "Blocker",
    "Commitment", "Condition", "ConditionStep", "Correction", "Deadline", "Decision", "Definition", "DemoDay",
    "Elector", "Figure", "Holder", "Initiative", "Landing", "Lead", "Letter", "Log", "LogPayload", "Mandate",
    "MandateStep", "Meeting", "Mention", "Note", "Op", "Organisation", "OrganisationAlias", "Outcome", "Partner",
    "Passage", "Pause", "Person", "PersonAddress", "Position", "Procedure", "Relation", "Request", "RequestStep",
    "Rest", "RoleHeld", "Seat", "Session", "SignInCode", "Spending", "Tick", "Turn", "Vote", "Wording",
]  # fmt: skip
