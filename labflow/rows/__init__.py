"""Tables as types: facts, no rules, no relationships. What belongs together is fetched together by `queries`."""

from labflow.rows.decisions import (
    Adoption,
    Answer,
    Condition,
    ConditionStep,
    Correction,
    Decision,
    Elector,
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
    StageCount,
    Tick,
    Turn,
)
from labflow.rows.letters import CalendarKey, Letter, Mail
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
from labflow.rows.passing import Heartbeat, MailTry
from labflow.rows.people import Organisation, OrganisationAlias, Person, PersonAddress, RoleHeld
from labflow.rows.questions import Question, QuestionStep
from labflow.rows.record import DemoDay, Log, LogPayload, Op
from labflow.rows.signing import Attempt, Session, SignInCode

LOGGED = (
    Adoption, Advice, AgendaItem, Answer, Attendance, Ballot, Blocker, CalendarKey, Commitment, Condition,
    ConditionStep, Correction, Deadline, Decision, Definition, DemoDay, Elector, Figure, Holder, Initiative,
    Landing, Lead, Letter, Mail, Mandate, MandateStep, Meeting, Mention, Note, Organisation, OrganisationAlias,
    Outcome, Partner, Passage, Pause, Person, PersonAddress, Position, Procedure, Question, QuestionStep, Relation,
    Request, RequestStep, Rest, RoleHeld, Seat, Spending, Tick, Turn, Vote, Wording,
)  # fmt: skip
PASSING = (Attempt, Heartbeat, MailTry, Session, SignInCode, StageCount)
"""Rows that no log covers and no backup holds: they pass, or are counted again."""

__all__ = [
    "LOGGED", "PASSING", "Adoption", "Advice", "AgendaItem", "Answer", "Attempt", "Attendance", "Ballot", "Blocker",
    "CalendarKey", "Commitment", "Condition", "ConditionStep", "Correction", "Deadline", "Decision", "Definition",
    "DemoDay", "Elector", "Figure", "Heartbeat", "Holder", "Initiative", "Landing", "Lead", "Letter", "Log",
    "LogPayload", "Mail", "MailTry", "Mandate", "MandateStep", "Meeting", "Mention", "Note", "Op", "Organisation",
    "OrganisationAlias", "Outcome", "Partner", "Passage", "Pause", "Person", "PersonAddress", "Position",
    "Procedure", "Question", "QuestionStep", "Relation", "Request", "RequestStep", "Rest", "RoleHeld", "Seat",
    "Session", "SignInCode", "Spending", "StageCount", "Tick", "Turn", "Vote", "Wording",
]  # fmt: skip
