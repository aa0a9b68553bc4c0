"""The first tables. A line is a table; `:int :day :bool` else text, `*` key, `?` may be empty, `!` unique, `>table`.

A line with ` on ` is an index.
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TABLES = """\
attempt: id*, bucket, at
definition: id*, workflow, version:int, sha256, canonical
demo_day: id*, today:day
heartbeat: job*, at, failing_since?, trouble?
initiative: when_start:day?, when_end:day?, when_precision, when_nl?, when_en?, id*, slug!, title, workflow,
    version:int, stage, rev:int, parent_id?>initiative, origin?, origin_en?, source?, exercise:bool, last_act?,
    last_by?, last_on:day?, look_at:day?
blocker: when_start:day?, when_end:day?, when_precision, when_nl?, when_en?, text, text_en?, id*,
    initiative_id>initiative, kind, lifted_on:day?, n:int, source?
commitment: when_start:day?, when_end:day?, when_precision, when_nl?, when_en?, text, text_en?, id*,
    initiative_id>initiative, cents:int?, ended_on:day?, n:int, source?
deadline: when_start:day?, when_end:day?, when_precision, when_nl?, when_en?, text, text_en?, id*,
    initiative_id>initiative, kind, n:int, source?
figure: id*, initiative_id>initiative, key, what, what_en, count:int, approx:bool, n:int, source?
log: seq:int*, hash, body
log_payload: seq:int*, tbl*, row*, salt, data
mention: when_start:day?, when_end:day?, when_precision, when_nl?, when_en?, id*, slug, name, name_en?, source?
op: actor*, key*, verb, args_sha256, answer
organisation: id*, slug!, name, number:int?
landing: id*, initiative_id>initiative, state, organisation_id?>organisation, text?, text_en?, n:int, source?
organisation_alias: id*, organisation_id>organisation, name!
partner: id*, initiative_id>initiative, organisation_id>organisation, kind, contribution?, part?, part_en?, n:int,
    source?
pause: id*, initiative_id>initiative, why, from_day:day, until_day:day, resumed_on:day?
person: id*, key!, ended_on:day?
calendar_key: id*, person_id>person, sha256!, on_day:day, ended_on:day?
lead: id*, initiative_id>initiative, person_id?>person, organisation_id?>organisation, from_day:day?, until_day:day?,
    source?
mail: id*, to_id>person, state, at_once:bool, on_day:day, n:int
letter: id*, kind, about_id, to_id>person, on_day:day, at_once:bool, mail_id?>mail, withdrawn_on:day?, n:int
mail_try: mail_id*>mail, tries:int, held_until?, again_at?, trouble?
meeting: id*, day:day!, starts?, place?, open_:bool, reglement:int, chair_id?>person, secretary_id?>person,
    called_on:day?, papers_on:day?, cancelled_on:day?, cancelled_why?, closed_on:day?, sequence:int, checkpoint?,
    source?
note: when_start:day?, when_end:day?, when_precision, when_nl?, when_en?, text, text_en?, id*,
    initiative_id>initiative, kind, mood?, person_id?>person, on_day:day, n:int, source?
person_address: id*, person_id>person, address!
question: id*, number!, initiative_id?>initiative, organisation_id?>organisation, asker?, text, hours:int?,
    person_id?>person, on_day:day, n:int, source?
question_step: id*, question_id>question, state, why?, review_day:day?, to_id?>initiative, person_id?>person,
    on_day:day, n:int
relation: id*, initiative_id>initiative, kind, target_kind, target_id?, text?, text_en?, n:int, source?
request: id*, initiative_id>initiative, number!, transition, asks, cents:int?, motivation?, text_sha256,
    person_id?>person, on_day:day, n:int
agenda_item: id*, meeting_id?>meeting, n:int, kind, about_id?, follows_id?>agenda_item, amends_id?>agenda_item, asks?,
    cents:int?, asked_by?, late:bool, admitted:bool, minutes:int?, on_day:day?, request_id?>request,
    initiative_id?>initiative, title, title_en?, question?, question_en?, available?, available_en?, careful?,
    careful_en?, advice?, advice_en?, source?
advice: id*, agenda_item_id>agenda_item, yes:int, no:int, abstain:int, n:int
ballot: id*, agenda_item_id>agenda_item, method, secret:bool, reglement:int, text_sha256, yes:int?, no:int?,
    abstain:int?, struck:bool, n:int
mandate: id*, number!, initiative_id>initiative, request_id?>request, scope, cents:int, until_day:day, why,
    person_id?>person, on_day:day
mandate_step: id*, mandate_id>mandate, state, why?, person_id?>person, on_day:day, n:int
outcome: id*, agenda_item_id>agenda_item, value, by, cents:int?, target_day:day?, review_day:day?, verdict, roll?,
    why?, struck_why?, struck:bool, n:int
procedure: id*, number!, kind, request_id?>request, mandate_id?>mandate, initiative_id?>initiative,
    agenda_item_id?>agenda_item, title, title_en?, reglement:int, urgent:bool, opened_on:day, closes_on:day,
    text_sha256, person_id?>person, ended?, ended_on:day?
decision: id*, number!, kind, meeting_id?>meeting, agenda_item_id?>agenda_item, procedure_id?>procedure,
    request_id?>request, initiative_id?>initiative, replaces_id?>decision, title?, title_en?, asks?, transition?,
    outcome, by, cents:int?, review_day:day?, verdict, text_sha256?, reglement:int, on_day:day
adoption: id*, version:int, decision_id>decision, from_day:day
condition: id*, outcome_id>outcome, decision_id?>decision, text, owner, verifier?, due_day:day, kind, fallback:bool,
    met_on:day?, n:int
condition_step: id*, condition_id>condition, state, evidence?, person_id?>person, on_day:day, n:int
correction: id*, decision_id>decision, number!, field, before, after, why, person_id?>person, on_day:day, n:int
passage: when_start:day?, when_end:day?, when_precision, when_nl?, when_en?, id*, initiative_id>initiative,
    transition?, from_stage?, to_stage, n:int, imported:bool, decision_id?>decision, source?
request_step: id*, request_id>request, state, question?, person_id?>person, on_day:day, n:int
rest: text, text_en?, id*, initiative_id>initiative, event?, event_en?, until_day:day?, on_day:day, ended_on:day?,
    n:int, source?
role_held: id*, person_id>person, role, initiative_id?>initiative, from_day:day?, until_day:day?
seat: id*, key!, title, title_en?, organisation_id?>organisation, votes:bool, from_day:day?, until_day:day?,
    expertise?, decision_id?, n:int, source?
answer: id*, procedure_id>procedure, seat_id>seat, value, reason?, text_sha256, person_id?>person, on_day:day, n:int
attendance: id*, meeting_id>meeting, agenda_item_id?>agenda_item, seat_id>seat, value, at?, substitute:bool,
    paper:bool, n:int
elector: id*, procedure_id>procedure, seat_id>seat, recused:bool, n:int
holder: id*, seat_id>seat, person_id?>person, substitute:bool, from_day:day?, until_day:day?
position: id*, agenda_item_id>agenda_item, seat_id>seat, value, text?, text_sha256?, person_id?>person, n:int
session: token*, person_id>person, began_at, seen_at, ended_at?
sign_in_code: browser*, code, account, person_id?>person, asked_at, until_at, tries:int, used:bool
spending: id*, mandate_id>mandate, cents:int, what, person_id?>person, on_day:day, n:int
stage_count: id*, workflow, stage, count:int
tick: id*, initiative_id>initiative, item, state, evidence?, evidence_en?, link?, why?, by_day:day?,
    person_id?>person, on_day:day, n:int, source?
turn: id*, initiative_id>initiative, who, who_en?, role?, to_id?>person, nobody:bool, what?, person_id?>person,
    on_day:day, n:int, source?
vote: id*, agenda_item_id>agenda_item, seat_id>seat, value, text_sha256?, paper:bool, person_id?>person, struck:bool,
    n:int
wording: id*, request_id>request, kind, sha256_before, sha256_after, before, after, person_id?>person,
    claimed_by?>seat, on_day:day, n:int
ix_initiative_board on initiative: workflow, stage, title
ix_initiative_look_at on initiative: look_at, id where look_at IS NOT NULL
ix_initiative_look_now on initiative: id where look_at IS NULL
ix_commitment_when on commitment: when_end, when_start
ix_deadline_when on deadline: when_end, when_start
ix_mail_on_day on mail: on_day
ix_mail_state on mail: state
ix_letter_about_id on letter: about_id
ix_letter_waiting on letter: to_id, at_once where mail_id IS NULL AND withdrawn_on IS NULL
ix_tick_by_day on tick: by_day where by_day IS NOT NULL
"""

TYPES = {"": sa.String, "int": sa.Integer, "day": sa.Date, "bool": sa.Boolean}
COLUMN = re.compile(r"(?P<name>\w+)(:(?P<type>\w+))?(?P<marks>[*?!]*)(>(?P<target>\w+))?")


def upgrade() -> None:
    """Create every table, with its references, unique columns and indexes."""
    for line in TABLES.replace("\n    ", " ").strip().split("\n"):
        name, columns = line.split(": ", 1)
        if " on " in name:
            _index(name, columns)
            continue
        _create(name, [match.groupdict("") for match in map(COLUMN.fullmatch, columns.split(", ")) if match])


def _create(table: str, columns: list[dict[str, str]]) -> None:
    unique = [one["name"] for one in columns if "!" in one["marks"]]
    op.create_table(
        table,
        *(
            sa.Column(one["name"], TYPES[one["type"]](), nullable="?" in one["marks"], autoincrement=False)
            for one in columns
        ),
        sa.PrimaryKeyConstraint(*(one["name"] for one in columns if "*" in one["marks"]), name=f"pk_{table}"),
        *(_reference(table, one["name"], one["target"]) for one in columns if one["target"]),
        *(sa.UniqueConstraint(name, name=f"uq_{table}_{name}") for name in unique),
    )
    for one in columns:
        if one["target"]:
            op.create_index(f"ix_{table}_{one['name']}", table, [one["name"]])


def _index(heading: str, told: str) -> None:
    (name, table), (columns, _, condition) = heading.split(" on "), told.partition(" where ")
    where = sa.text(condition) if condition else None
    op.create_index(name, table, columns.split(", "), sqlite_where=where, postgresql_where=where)


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}")
