"""Dossiers: initiatives with everything known about them, in a fixed number of statements. Never writes."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from labflow import facts, rows
from labflow.access import Actor
from labflow.clock import days_after
from labflow.definition import Catalogue
from labflow.dossier import Dossier
from labflow.facts import ParentView
from labflow.queries import parts, questions
from labflow.queries.due import PAPERS
from labflow.queries.pushed import agendas_ahead, updates_asked
from labflow.queries.reading import IDS, among, belonging, fetch, grouped, interval, words
from labflow.reasons import NotFound, Reason
from labflow.stall.again import newest_news
from labflow.typed import is_findable, shown
from labflow.words import Words

TABLE = rows.Initiative.__table__  # type: ignore[attr-defined]


def dossier(conn: Connection, catalogue: Catalogue, actor: Actor, slug: str, today: date) -> Dossier:
    """Return one initiative by slug. Raises NotFound when it is not there, or not there for this actor."""
    found = dossiers(conn, catalogue, actor, today, TABLE.c.slug == slug) if is_findable(slug) else ()
    if not found:
        raise NotFound(Reason("query.no_initiative", {"slug": shown(slug)}))
    return found[0]


def dossiers(
    conn: Connection, catalogue: Catalogue, actor: Actor, today: date, *where: Any, confidential: bool = True
) -> tuple[Dossier, ...]:
    """Return the initiatives that fit and that this actor may see, by title.

    `confidential=False` leaves out confidential ones whoever asks: lists for everybody never hold them.
    """
    chosen = and_(_visible(catalogue, actor, confidential), *where)
    found = fetch(conn, rows.Initiative, chosen, order="title")
    parcel = _Parcel.of(conn, catalogue, today, found)
    return tuple(_assembled(row, parcel) for row in found)


def _visible(catalogue: Catalogue, actor: Actor, confidential: bool) -> Any:
    in_the_open = TABLE.c.workflow.not_in(catalogue.confidential)
    return or_(in_the_open, TABLE.c.parent_id.in_(actor.casework)) if confidential else in_the_open


@dataclass(frozen=True, slots=True)
class _Parcel:
    """Everything that belongs to the chosen initiatives, each table read once."""

    catalogue: Catalogue
    today: date
    by_table: Mapping[str, Mapping[str, list[Any]]]
    people: dict[str, str]
    gone: dict[str, date]
    organisations: dict[str, str]
    names: dict[str, tuple[str, Words]]
    steps: Mapping[str, list[Any]]
    places: Mapping[str, list[Any]]
    conditions: Mapping[str, list[Any]]
    condition_steps: Mapping[str, list[Any]]
    mandate_steps: Mapping[str, list[Any]]
    spendings: Mapping[str, list[Any]]
    parents: dict[str, ParentView]
    children: Mapping[str, Mapping[str, int]]
    meetings: Sequence[Any]
    ahead: Mapping[str, list[Any]]
    asked: Mapping[str, list[Any]]
    questions: Mapping[str, list[Any]]

    @classmethod
    def of(cls, conn: Connection, catalogue: Catalogue, today: date, found: Sequence[Any]) -> "_Parcel":
        """Read it: one statement a table, however many initiatives."""
        parents = {row.parent_id for row in found if row.parent_id}
        ids = {row.id: None for row in found} | dict.fromkeys(sorted(parents))
        told = {table: belonging(conn, table, "initiative_id", ids, order) for table, order in _TABLES}
        by_table = {table.__name__: grouped(listed, "initiative_id") for table, listed in told.items()}
        requests = [x.id for x in told[rows.Request]]
        conditions = belonging(conn, rows.Condition, "decision_id", [x.id for x in told[rows.Decision]], "due_day")
        terms, mandates = [x.id for x in conditions], [x.id for x in told[rows.Mandate]]
        companies = _companies(conn, told)
        return cls(
            catalogue, today, by_table, *_people(conn, found, told, today), companies,
            _names(conn, {x.target_id for x in told[rows.Relation] if x.target_id}, companies),
            grouped(belonging(conn, rows.RequestStep, "request_id", requests, "n"), "request_id"),
            grouped(among(conn, _PLACES, requests), "request_id"),
            grouped(conditions, "decision_id"),
            grouped(belonging(conn, rows.ConditionStep, "condition_id", terms, "n"), "condition_id"),
            grouped(belonging(conn, rows.MandateStep, "mandate_id", mandates, "n"), "mandate_id"),
            grouped(belonging(conn, rows.Spending, "mandate_id", mandates, "n"), "mandate_id"),
            _parents(conn, catalogue, parents, by_table),
            _running_children(conn, catalogue, ids), _meetings(conn),
            agendas_ahead(conn, ids, today), updates_asked(conn, ids),
            grouped(questions.under(conn, ids), "initiative_id"),
        )  # fmt: skip

    def rows(self, table: Any, initiative_id: str) -> list[Any]:
        """Return the rows of one table that belong to one initiative."""
        return self.by_table[table.__name__].get(initiative_id, [])

    def until(self, lead: Any) -> date:
        """Return the day on which somebody led no more: of the lead or of the person, the first of the two."""
        days = (lead.until_day, self.gone.get(lead.person_id or ""))
        return min((day for day in days if day), default=date.max)

    def leads_now(self, lead: Any) -> bool:
        """Return whether a lead leads today."""
        return self.until(lead) > self.today

    def last(self, table: Any, initiative_id: str) -> Any | None:
        """Return the newest row of one table that belongs to one initiative."""
        found = self.rows(table, initiative_id)
        return found[-1] if found else None


_TABLES: tuple[tuple[Any, str], ...] = (
    (rows.Passage, "n"), (rows.Tick, "n"), (rows.Note, "n"), (rows.Figure, "n"), (rows.Lead, "from_day"),
    (rows.Partner, "n"), (rows.Relation, "n"), (rows.Landing, "n"), (rows.Commitment, "n"), (rows.Deadline, "n"),
    (rows.Blocker, "n"), (rows.Turn, "n"), (rows.Rest, "n"), (rows.Pause, "from_day"), (rows.Request, "n"),
    (rows.Decision, "number"), (rows.Mandate, "number"), (rows.Procedure, "number"),
)  # fmt: skip


def meeting_days(conn: Connection) -> tuple[date, ...]:
    """Return the days of every meeting of the body, first to last."""
    found = conn.execute(select(rows.Meeting.day).order_by(rows.Meeting.day))  # type: ignore[call-overload]
    return tuple(found.scalars())


def _meetings(conn: Connection) -> list[Any]:
    return fetch(conn, rows.Meeting, order="day")


def _assembled(row: Any, parcel: _Parcel) -> Dossier:
    def of(table: Any) -> list[Any]:
        return parcel.rows(table, row.id)

    numbers = {d.id: d.number for d in of(rows.Decision)}
    leads = [x for x in of(rows.Lead) if parcel.leads_now(x)]
    landing, turn = parcel.last(rows.Landing, row.id), parcel.last(rows.Turn, row.id)
    rests = [x for x in of(rows.Rest) if x.ended_on is None]
    made = Dossier(
        parcel.today, parcel.catalogue.exact(row.workflow, row.version), parcel.catalogue.network, row.stage,
        row.slug, row.title, row.id, row.rev, row.exercise, interval(row), words(row.origin, row.origin_en),
        row.source or "", row.last_act or "", parcel.people.get(row.last_by or "", ""), row.last_on,
        passages=tuple(parts.passage(x, numbers) for x in of(rows.Passage)),
        ticks={x.item: parts.tick(x, parcel.people) for x in of(rows.Tick)},
        notes=tuple(parts.note(x, parcel.people) for x in of(rows.Note)),
        figures=tuple(parts.figure(x) for x in of(rows.Figure)),
        lead=parts.lead(leads[-1], parcel.people, parcel.organisations) if leads else None,
        lead_left=None if leads else _left(of(rows.Lead), parcel),
        partners=tuple(parts.partner(x, parcel.organisations) for x in of(rows.Partner)),
        relations=tuple(parts.relation(x, parcel.names) for x in of(rows.Relation)),
        landing=parts.landing(landing, parcel.organisations) if landing else None,
        commitments=tuple(parts.commitment(x) for x in of(rows.Commitment) if x.ended_on is None),
        deadlines=tuple(parts.deadline(x) for x in of(rows.Deadline)),
        blockers=tuple(parts.blocker(x) for x in of(rows.Blocker) if x.lifted_on is None),
        turn=parts.turn(turn) if turn and turn.who else None,
        rest=parts.rest(rests[-1]) if rests else None,
        pauses=tuple(parts.pause(x) for x in of(rows.Pause)),
        requests=tuple(_request(x, parcel) for x in of(rows.Request)),
        decisions=_decisions(row.id, parcel),
        parent=parcel.parents.get(row.parent_id or ""),
        running_children=parcel.children.get(row.id, {}),
        meetings=tuple(x.day for x in parcel.meetings if not x.cancelled_on),
        closed_meetings=frozenset(x.day for x in parcel.meetings if x.closed_on or x.cancelled_on),
        mandates=tuple(_mandate(x, parcel) for x in of(rows.Mandate)),
        on_agenda=next((x.day for x in parcel.ahead.get(row.id, ())), None),
        update_asked=_asked(row.id, leads, parcel),
        papers={x.day: x.papers_on or days_after(x.day, -PAPERS) for x in parcel.meetings},
        questions=tuple(parts.question(x) for x in parcel.questions.get(row.id, [])),
    )  # fmt: skip
    return replace(made, update_asked=None) if _was_answered(made) else made


def _asked(initiative_id: str, leads: list[Any], parcel: _Parcel) -> date | None:
    """When whoever leads now was last asked how it stands."""
    leading = {x.person_id for x in leads}
    return next((x.on_day for x in parcel.asked.get(initiative_id, ()) if x.to_id in leading), None)


def _was_answered(dossier: Dossier) -> bool:
    asked = dossier.update_asked
    news = newest_news(dossier) if asked else None
    return asked is not None and news is not None and asked <= news.day


def _left(leads: list[Any], parcel: _Parcel) -> facts.Lead | None:
    """Who led last, with the day on which it ended; None when nobody did for a day, or it was known to have none."""
    over = [x for x in leads if x.from_day != parcel.until(x)]
    last = max(over, key=lambda x: (parcel.until(x), x.from_day or date.min), default=None)
    if last is None or (last.person_id is None and last.organisation_id is None):
        return None
    return replace(parts.lead(last, parcel.people, parcel.organisations), until_day=parcel.until(last))


def _request(row: Any, parcel: _Parcel) -> Any:
    places = parcel.places.get(row.id, [])
    running = (x for x in parcel.rows(rows.Procedure, row.initiative_id) if x.request_id == row.id and not x.ended)
    until = next((x.closes_on for x in running), None)
    return parts.request(row, parcel.steps[row.id], places[-1] if places else None, parcel.people, until)


def _decisions(initiative_id: str, parcel: _Parcel) -> tuple[Any, ...]:
    used = {x.decision_id for x in parcel.rows(rows.Passage, initiative_id)}
    asks = {x.id: x.asks for x in parcel.rows(rows.Request, initiative_id)}
    decided = parcel.rows(rows.Decision, initiative_id)
    newer = {x.replaces_id: x.number for x in decided if x.replaces_id}
    return tuple(
        parts.decision(x, _terms(x.id, parcel), asks.get(x.request_id, "{}"), x.id in used, newer.get(x.id, ""))
        for x in decided
    )


def _terms(decision_id: str, parcel: _Parcel) -> tuple[facts.Condition, ...]:
    found = parcel.conditions.get(decision_id, [])
    return tuple(parts.condition(x, parcel.condition_steps.get(x.id, ())) for x in found)


def _mandate(row: Any, parcel: _Parcel) -> facts.Mandate:
    spent = sum(x.cents for x in parcel.spendings.get(row.id, []))
    return parts.mandate(row, parcel.mandate_steps[row.id], spent)


def _people(conn: Connection, found: Sequence[Any], told: Mapping[Any, list[Any]],
            today: date) -> tuple[dict[str, str], dict[str, date]]:  # fmt: skip
    """Key of everybody who did something here, by id; and the day on which those who are gone went."""
    wrote = {x.person_id for table in (rows.Tick, rows.Note, rows.Lead, rows.Request) for x in told[table]}
    wanted = (wrote | {x.last_by for x in found}) - {None}
    people = belonging(conn, rows.Person, "id", wanted)
    return {x.id: x.key for x in people}, {x.id: x.ended_on for x in people if x.ended_on and x.ended_on <= today}


def _companies(conn: Connection, told: Mapping[Any, list[Any]]) -> dict[str, str]:
    """Name of every organisation that takes part, leads, takes over or is pointed to, by id."""
    named = {x.organisation_id for table in (rows.Partner, rows.Lead, rows.Landing) for x in told[table]}
    wanted = (named | {x.target_id for x in told[rows.Relation]}) - {None}
    return {x.id: x.name for x in belonging(conn, rows.Organisation, "id", wanted)}


def _names(conn: Connection, targets: set[str], companies: dict[str, str]) -> dict[str, tuple[str, Words]]:
    """Slug and words of what relations point to, by id; what has a parent stays unnamed."""
    open_only = [x for x in belonging(conn, rows.Initiative, "id", targets) if x.parent_id is None]
    mentions = belonging(conn, rows.Mention, "id", targets)
    return {
        **{x.id: (x.slug, Words(x.title, x.title)) for x in open_only},
        **{x.id: ("", Words(x.name, x.name_en or x.name)) for x in mentions},
        **{id: ("", Words(name, name)) for id, name in companies.items() if id in targets},
    }


def _parents(conn: Connection, catalogue: Catalogue, ids: set[str], by_table: Any) -> dict[str, ParentView]:
    return {x.id: _parent(x, catalogue, by_table) for x in belonging(conn, rows.Initiative, "id", ids)}


def _parent(row: Any, catalogue: Catalogue, by_table: Mapping[str, Mapping[str, list[Any]]]) -> ParentView:
    stage = catalogue.exact(row.workflow, row.version).stages[row.stage]
    steps = by_table["Passage"].get(row.id, [])
    numbers = {x.id: x.number for x in by_table["Decision"].get(row.id, [])}
    decision = next((numbers[s.decision_id] for s in reversed(steps) if s.decision_id), None)
    why = next((x.why for x in by_table["Pause"].get(row.id, []) if x.resumed_on is None), None)
    imported = any(s.imported for s in steps)
    return ParentView(
        row.slug, row.title, row.workflow, stage.title, row.stage, not stage.final, why, decision, imported, row.id
    )


def _running_children(conn: Connection, catalogue: Catalogue, ids: Collection[str]) -> dict[str, dict[str, int]]:
    """How many children of each workflow run, for workflows that hold up their parent's end."""
    holding = {w.key for w in catalogue.versions.values() if w.parent and w.parent.when_parent_ends == "block"}
    running: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for x in among(conn, _CHILDREN, ids):
        if x.workflow in holding and not catalogue.exact(x.workflow, x.version).stages[x.stage].final:
            running[x.parent_id][x.workflow] += x.number
    return {parent: dict(counted) for parent, counted in running.items()}


_PLACES = (
    select(rows.AgendaItem.request_id, rows.AgendaItem.n, rows.Meeting.day)  # type: ignore[call-overload]
    .join(rows.Meeting, rows.AgendaItem.meeting_id == rows.Meeting.id)
    .where(rows.AgendaItem.request_id.in_(IDS))  # type: ignore[union-attr]
    .order_by(rows.Meeting.day)
)
_CHILDREN = (
    select(TABLE.c.parent_id, TABLE.c.workflow, TABLE.c.version, TABLE.c.stage, func.count().label("number"))
    .where(TABLE.c.parent_id.in_(IDS))
    .group_by(TABLE.c.parent_id, TABLE.c.workflow, TABLE.c.version, TABLE.c.stage)
)
