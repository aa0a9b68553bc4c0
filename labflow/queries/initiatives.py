"""Dossiers: initiatives with everything known about them, in a fixed number of statements. Never writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from labflow import rows
from labflow.access import Actor
from labflow.definition import Catalogue
from labflow.dossier import Dossier
from labflow.facts import ParentView
from labflow.queries import parts
from labflow.queries.people import organisations, people
from labflow.queries.reading import fetch, grouped, interval, words
from labflow.reasons import NotFound, Reason
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
    parcel = _Parcel.of(conn, catalogue, today, select(TABLE.c.id).where(chosen))
    return tuple(_assembled(row, parcel) for row in found)


def _visible(catalogue: Catalogue, actor: Actor, confidential: bool) -> Any:
    hidden = [w.key for w in catalogue.versions.values() if w.confidential]
    in_the_open = TABLE.c.workflow.not_in(hidden)
    return or_(in_the_open, TABLE.c.parent_id.in_(actor.casework)) if confidential else in_the_open


@dataclass(frozen=True, slots=True)
class _Parcel:
    """Everything that belongs to the chosen initiatives, each table read once."""

    catalogue: Catalogue
    today: date
    by_table: Mapping[str, Mapping[str, list[Any]]]
    people: dict[str, str]
    organisations: dict[str, str]
    names: dict[str, tuple[str, Words]]
    steps: Mapping[str, list[Any]]
    places: Mapping[str, list[Any]]
    conditions: Mapping[str, list[Any]]
    parents: dict[str, ParentView]
    children: Mapping[str, list[Any]]
    meetings: tuple[date, ...]

    @classmethod
    def of(cls, conn: Connection, catalogue: Catalogue, today: date, ids: Any) -> "_Parcel":
        """Read it: one statement a table, however many initiatives."""
        by_table = {
            table.__name__: grouped(fetch(conn, table, table.initiative_id.in_(ids), order=order), "initiative_id")
            for table, order in _TABLES
        }
        requests = select(rows.Request.id).where(rows.Request.initiative_id.in_(ids))  # type: ignore[call-overload, attr-defined]
        steps = fetch(conn, rows.RequestStep, rows.RequestStep.request_id.in_(requests), order="n")  # type: ignore[attr-defined]
        return cls(
            catalogue, today, by_table, people(conn), organisations(conn), _names(conn, ids),
            grouped(steps, "request_id"), grouped(_places(conn, requests), "request_id"),
            grouped(_conditions(conn, ids), "decision_id"), _parents(conn, catalogue, ids),
            grouped(_running_children(conn, catalogue, ids), "parent_id"), meeting_days(conn),
        )  # fmt: skip

    def rows(self, table: Any, initiative_id: str) -> list[Any]:
        """Return the rows of one table that belong to one initiative."""
        return self.by_table[table.__name__].get(initiative_id, [])

    def last(self, table: Any, initiative_id: str) -> Any | None:
        """Return the newest row of one table that belongs to one initiative."""
        found = self.rows(table, initiative_id)
        return found[-1] if found else None


_TABLES: tuple[tuple[Any, str], ...] = (
    (rows.Passage, "n"), (rows.Tick, "n"), (rows.Note, "n"), (rows.Figure, "n"), (rows.Lead, "from_day"),
    (rows.Partner, "n"), (rows.Relation, "n"), (rows.Landing, "n"), (rows.Commitment, "n"), (rows.Deadline, "n"),
    (rows.Blocker, "n"), (rows.Turn, "n"), (rows.Rest, "n"), (rows.Pause, "from_day"), (rows.Request, "n"),
    (rows.Decision, "number"),
)  # fmt: skip


def meeting_days(conn: Connection) -> tuple[date, ...]:
    """Return the days of every meeting of the body, first to last."""
    found = conn.execute(select(rows.Meeting.day).order_by(rows.Meeting.day))  # type: ignore[call-overload]
    return tuple(found.scalars())


def _assembled(row: Any, parcel: _Parcel) -> Dossier:
    def of(table: Any) -> list[Any]:
        return parcel.rows(table, row.id)

    numbers = {d.id: d.number for d in of(rows.Decision)}
    leads = [x for x in of(rows.Lead) if x.until_day is None or x.until_day > parcel.today]
    landing, turn = parcel.last(rows.Landing, row.id), parcel.last(rows.Turn, row.id)
    rests = [x for x in of(rows.Rest) if x.ended_on is None]
    return Dossier(
        parcel.today, parcel.catalogue.exact(row.workflow, row.version), parcel.catalogue.network, row.stage,
        row.slug, row.title, row.id, row.rev, row.exercise, interval(row), words(row.origin, row.origin_en),
        row.source or "", row.last_act or "", parcel.people.get(row.last_by or "", ""), row.last_on,
        passages=tuple(parts.passage(x, numbers) for x in of(rows.Passage)),
        ticks={x.item: parts.tick(x, parcel.people) for x in of(rows.Tick)},
        notes=tuple(parts.note(x, parcel.people) for x in of(rows.Note)),
        figures=tuple(parts.figure(x) for x in of(rows.Figure)),
        lead=parts.lead(leads[-1], parcel.people, parcel.organisations) if leads else None,
        partners=tuple(parts.partner(x, parcel.organisations) for x in of(rows.Partner)),
        relations=tuple(parts.relation(x, parcel.names) for x in of(rows.Relation)),
        landing=parts.landing(landing, parcel.organisations) if landing else None,
        commitments=tuple(parts.commitment(x) for x in of(rows.Commitment) if x.ended_on is None),
        deadlines=tuple(parts.deadline(x) for x in of(rows.Deadline)),
        blockers=tuple(parts.blocker(x) for x in of(rows.Blocker) if x.lifted_on is None),
        turn=parts.turn(turn) if turn else None,
        rest=parts.rest(rests[-1]) if rests else None,
        pauses=tuple(parts.pause(x) for x in of(rows.Pause)),
        requests=tuple(_request(x, parcel) for x in of(rows.Request)),
        decisions=_decisions(row.id, parcel),
        parent=parcel.parents.get(row.parent_id or ""),
        running_children={x.workflow: x.count for x in parcel.children.get(row.id, [])},
        meetings=parcel.meetings,
    )  # fmt: skip


def _request(row: Any, parcel: _Parcel) -> Any:
    places = parcel.places.get(row.id, [])
    return parts.request(row, parcel.steps[row.id], places[-1] if places else None, parcel.people)


def _decisions(initiative_id: str, parcel: _Parcel) -> tuple[Any, ...]:
    used = {x.decision_id for x in parcel.rows(rows.Passage, initiative_id)}
    asks = {x.id: x.asks for x in parcel.rows(rows.Request, initiative_id)}
    return tuple(
        parts.decision(x, parcel.conditions.get(x.id, []), asks.get(x.request_id, "{}"), x.id in used)
        for x in parcel.rows(rows.Decision, initiative_id)
    )


def _places(conn: Connection, requests: Any) -> Sequence[Any]:
    item, meeting = rows.AgendaItem, rows.Meeting
    chosen = select(item.request_id, item.n, meeting.day).join(meeting, item.meeting_id == meeting.id)  # type: ignore[call-overload]
    return list(conn.execute(chosen.where(item.request_id.in_(requests)).order_by(meeting.day)))  # type: ignore[union-attr]


def _conditions(conn: Connection, ids: Any) -> list[Any]:
    decisions = select(rows.Decision.id).where(rows.Decision.initiative_id.in_(ids))  # type: ignore[call-overload, union-attr]
    return fetch(conn, rows.Condition, rows.Condition.decision_id.in_(decisions), order="due_day")  # type: ignore[union-attr]


def _names(conn: Connection, ids: Any) -> dict[str, tuple[str, Words]]:
    """Slug and words of what relations of these initiatives point to, by id."""
    wanted = select(rows.Relation.target_id).where(rows.Relation.initiative_id.in_(ids))  # type: ignore[call-overload, attr-defined]
    open_only = fetch(conn, rows.Initiative, TABLE.c.id.in_(wanted), TABLE.c.parent_id.is_(None))
    mentions = fetch(conn, rows.Mention, rows.Mention.id.in_(wanted))  # type: ignore[attr-defined]
    companies = fetch(conn, rows.Organisation, rows.Organisation.id.in_(wanted))  # type: ignore[attr-defined]
    return {
        **{x.id: (x.slug, Words(x.title, x.title)) for x in open_only},
        **{x.id: ("", Words(x.name, x.name_en or x.name)) for x in mentions},
        **{x.id: ("", Words(x.name, x.name)) for x in companies},
    }


def _parents(conn: Connection, catalogue: Catalogue, ids: Any) -> dict[str, ParentView]:
    wanted = select(TABLE.c.parent_id).where(TABLE.c.id.in_(ids))
    found = fetch(conn, rows.Initiative, TABLE.c.id.in_(wanted))
    running = rows.Pause.resumed_on.is_(None)  # type: ignore[union-attr]
    pauses = grouped(fetch(conn, rows.Pause, rows.Pause.initiative_id.in_(wanted), running), "initiative_id")  # type: ignore[attr-defined]
    steps = fetch(conn, rows.Passage, rows.Passage.initiative_id.in_(wanted), order="n")  # type: ignore[attr-defined]
    passages = grouped(steps, "initiative_id")
    taken = fetch(conn, rows.Decision, rows.Decision.initiative_id.in_(wanted), order="number")  # type: ignore[union-attr]
    numbers = {x.id: x.number for x in taken}
    return {x.id: _parent(x, catalogue, pauses.get(x.id, []), passages.get(x.id, []), numbers) for x in found}


def _parent(row: Any, catalogue: Catalogue, pauses: list[Any], steps: list[Any], numbers: dict[str, str]) -> ParentView:
    stage = catalogue.exact(row.workflow, row.version).stages[row.stage]
    decision = next((numbers[s.decision_id] for s in reversed(steps) if s.decision_id), None)
    why = pauses[0].why if pauses else None
    imported = any(s.imported for s in steps)
    return ParentView(
        row.slug, row.title, row.workflow, stage.title, row.stage, not stage.final, why, decision, imported, row.id
    )


def _running_children(conn: Connection, catalogue: Catalogue, ids: Any) -> list[Any]:
    """How many children of each workflow run, for workflows that hold up their parent's end."""
    finals = [
        and_(TABLE.c.workflow == w.key, TABLE.c.version == w.version, TABLE.c.stage.in_(_final_stages(w)))
        for w in catalogue.versions.values()
        if w.parent and w.parent.when_parent_ends == "block"
    ]
    holding = {w.key for w in catalogue.versions.values() if w.parent and w.parent.when_parent_ends == "block"}
    counted = select(TABLE.c.parent_id, TABLE.c.workflow, func.count().label("count"))
    chosen = counted.where(TABLE.c.parent_id.in_(ids), TABLE.c.workflow.in_(holding), ~or_(False, *finals))
    return list(conn.execute(chosen.group_by(TABLE.c.parent_id, TABLE.c.workflow)))


def _final_stages(workflow: Any) -> list[str]:
    return [stage.key for stage in workflow.stages.values() if stage.final]
