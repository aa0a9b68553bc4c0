"""Verbs that bring the deciding body together: convene, plan, move, cancel, name who chairs, place on the agenda.

Nothing is decided here: `voting` takes presence and votes, `closing` notes results and closes the meeting.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from labflow import agenda, letters, rows, typed
from labflow.access import demand
from labflow.acting import begin, finish
from labflow.change import Change
from labflow.clock import days_after
from labflow.definition import Catalogue
from labflow.lifecycle import known_person
from labflow.presiding import (
    demand_clerk,
    open_meeting,
    sitting_on,
    untouched,
)
from labflow.queries.council import next_meeting, rules_in_force
from labflow.queries.due import is_late
from labflow.queries.people import actor as person_of
from labflow.queries.people import persons_in
from labflow.queries.reading import fetch
from labflow.reasons import Blocked, Invalid, NotFound, Reason
from labflow.requesting import begin_request, step
from labflow.schoolyear import Holidays, year_days
from labflow.sitting import Item, Sitting, people_of
from labflow.words import Words

NEAR = 2
"""So many days before the body meets a word about it no longer waits for the mail of the day (issue 5: 48 hours)."""
TEXTS = ("question", "available", "careful", "advice")


def convene(change: Change, catalogue: Catalogue, starts_at: date, *, is_open: bool = False,
            place: object = None) -> Sitting:  # fmt: skip
    """Call a meeting, at most one a day. `starts_at`: a day, or a local day and time; `is_open`: with the plenary.

    Raises Blocked when there is one that day, when the day is past, or when the body's rules were never published.
    """
    demand(change.actor, "convene", catalogue.network)
    where = typed.optional_text(place, "meeting_place")
    day = _day(starts_at)
    if reasons := tuple(_cannot_meet(change, day)):
        raise Blocked(*reasons)
    _add_meeting(change, starts_at, is_open, where)
    agenda.begin_with_due(change, catalogue, day)
    _tell(change, catalogue, sitting_on(change, day), "meeting_called")
    change.record("convene")
    return sitting_on(change, day)


def plan(change: Change, catalogue: Catalogue, year: object, days: Sequence[object]) -> tuple[Sitting, ...]:
    """Call all meetings of a year, or none: "2023-2024", or "2025" in a network without school holidays.

    Raises Invalid or Blocked with every reason.
    """
    demand(change.actor, "plan", catalogue.network)
    chosen = sorted(typed.day(day, "meeting_day") for day in days)
    if ill := tuple(_ill_plan(year, chosen, catalogue.network.holidays)):
        raise Invalid(*ill)
    if reasons := tuple(reason for day in chosen for reason in _cannot_meet(change, day)):
        raise Blocked(*reasons)
    for day in chosen:
        _add_meeting(change, day, is_open=False, place="")
    agenda.begin_with_due(change, catalogue, chosen[0])
    made = tuple(sitting_on(change, day) for day in chosen)
    for meeting in made:
        _tell(change, catalogue, meeting, "meeting_called")
    change.record("plan")
    return made


def move(change: Change, catalogue: Catalogue, day: date, to: object) -> Sitting:
    """Move a meeting to another free day, from today on; its agenda goes with it and every member is told.

    Its rules are those of the new day. What was late for the old day may be in time for the new one, never the reverse.
    Raises Blocked once it has begun.
    """
    demand(change.actor, "convene", catalogue.network)
    meeting, new = untouched(change, day), typed.day(to, "meeting_day")
    if reasons := tuple(_cannot_meet(change, new)):
        raise Blocked(*reasons)
    reglement = rules_in_force(change.conn, new)
    assert reglement is not None
    papers = max(days_after(new, -reglement.days["papers"]), meeting.called_on or change.on)
    change.put(rows.Meeting, meeting.id, day=new, papers_on=papers, reglement=reglement.version,
               sequence=meeting.sequence + 1)  # fmt: skip
    for item in meeting.items:
        if item.late and item.on_day is not None and item.on_day <= papers and item.on_day < new:
            change.put(rows.AgendaItem, item.id, late=False)
    _tell(change, catalogue, meeting, "meeting_moved")
    change.record("move")
    return sitting_on(change, new)


def cancel(change: Change, catalogue: Catalogue, day: date, why: object) -> Sitting:
    """Cancel a meeting; all that stood on it goes to the next one that is planned, or waits until one is.

    A request without a next meeting stands accepted again, and every member is told. Raises Blocked once it has begun.
    """
    demand(change.actor, "convene", catalogue.network)
    meeting, reason = untouched(change, day), typed.text(why, "why")
    change.put(rows.Meeting, meeting.id, cancelled_on=change.on, cancelled_why=reason,
               sequence=meeting.sequence + 1)  # fmt: skip
    following = next_meeting(change.conn, max(day, change.on))
    for item in meeting.items:
        if following is not None:
            agenda.bring_back(change, following.id, item)
        elif item.request and item.request.state == "on-agenda":
            dossier, _ = begin_request(change, catalogue, item.request.number, None, ("on-agenda",))
            step(change, item.request.id, "accepted")
            finish(change, dossier, "agenda")
    _tell(change, catalogue, meeting, "meeting_cancelled")
    change.record("cancel")
    return sitting_on(change, day)


def preside(change: Change, catalogue: Catalogue, day: date, chair: object = None, secretary: object = None) -> Sitting:
    """Name who chairs, or who writes, this one meeting: persons by key, at least one of both.

    Who chairs has the role, or holds (or stands in for) a seat with a vote that day; then nobody else chairs.
    """
    demand(change.actor, "preside", catalogue.network)
    meeting = open_meeting(change, day)
    if not chair and not secretary:
        raise Invalid(Reason("agenda.name_somebody"))
    named = {
        column: known_person(change, catalogue, str(key))
        for column, key in (("chair_id", chair), ("secretary_id", secretary)) if key
    }  # fmt: skip
    if "chair_id" in named and not _may_chair(change, catalogue, meeting, str(chair), named["chair_id"]):
        raise Blocked(Reason("agenda.chair_needs_seat", {"person": typed.shown(chair), "day": day}))
    change.put(rows.Meeting, meeting.id, **named)
    letters.write(change, "meeting_named", meeting.id, named.values())
    change.record("preside")
    return sitting_on(change, day)


def place(change: Change, catalogue: Catalogue, day: date, number: object,
          texts: Mapping[str, Words] | None = None) -> Item:  # fmt: skip
    """Put a request, by its number, at the end of the agenda; it must have been sent or accepted.

    `texts`: what a member reads before deciding (question, available, careful, advice). After the last day for papers
    it is late (R15). Raises NotFound or Blocked.
    """
    meeting, asked = open_meeting(change, day), typed.text(number, "request_number", typed.KEY)
    dossier, request = begin_request(change, catalogue, asked, "agenda", ("sent", "accepted"))
    if dossier.workflow.confidential:
        raise NotFound(Reason("query.no_request", {"number": typed.shown(number)}))
    row = _item_row(change, meeting, Words(dossier.title, dossier.title), texts or {})
    row.kind, row.request_id, row.initiative_id = "request", request.id, dossier.id
    change.add(row)
    step(change, request.id, "on-agenda")
    finish(change, dossier, "agenda")
    return sitting_on(change, day).items[-1]


def place_title(change: Change, catalogue: Catalogue, day: date, title: Words | str, slug: str | None = None,
                texts: Mapping[str, Words] | None = None, source: str | None = None, asked_by: object = None,
                minutes: object = None) -> Item:  # fmt: skip
    """Put a plain title at the end of the agenda; `slug`: the initiative that it is about, if any.

    `asked_by`: who asks for it, which must be said on the day of the meeting itself; `minutes`: how long it may take.
    On that day whoever keeps the record puts it there too.
    """
    meeting = open_meeting(change, day)
    if change.on >= meeting.day:
        demand_clerk(change, catalogue, meeting, "agenda")
    else:
        demand(change.actor, "agenda", catalogue.network)
    named = title if isinstance(title, Words) else Words(title, title)
    nl, en = (typed.text(text, "agenda_title") for text in (named.nl, named.en))
    row = _item_row(change, meeting, Words(nl, en), texts or {})
    row.source, row.asked_by = source, typed.optional_text(asked_by, "asked_by") or None
    row.minutes = agenda.minutes_of(minutes)
    if change.on >= meeting.day and row.asked_by is None:
        raise Invalid(Reason("agenda.who_asks", {"day": meeting.day}))
    if slug is None:
        change.add(row)
        change.record("agenda")
        return sitting_on(change, day).items[-1]
    dossier = begin(change, catalogue, slug, "agenda")
    if dossier.workflow.confidential:
        raise NotFound(Reason("query.no_initiative", {"slug": typed.shown(slug)}))
    row.initiative_id = dossier.id
    change.add(row)
    finish(change, dossier, "agenda")
    return sitting_on(change, day).items[-1]


def _tell(change: Change, catalogue: Catalogue, meeting: Sitting, kind: str) -> None:
    """Write to who sits there with and without a vote, and to who chairs and writes; at once within 48 hours."""
    network = catalogue.network
    keys = network.roles_meaning("chair") | network.roles_meaning("secretary")
    others = (meeting.chair_id, meeting.secretary_id, *persons_in(change.conn, keys, change.on))
    near = meeting.day <= days_after(change.on, NEAR)
    letters.write(change, kind, meeting.id, (*people_of(meeting.seats), *others), at_once=near)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _cannot_meet(change: Change, day: date) -> Iterator[Reason]:
    if rules_in_force(change.conn, day) is None:
        yield Reason("meetings.no_rules", {"day": day}, who="coordinator")
    for there in fetch(change.conn, rows.Meeting, rows.Meeting.day == day):
        yield Reason("agenda.was_cancelled" if there.cancelled_on else "meetings.one_a_day", {"day": day})
    if day < change.on:
        yield Reason("meetings.past", {"day": day, "today": change.on})


def _add_meeting(change: Change, starts_at: date, is_open: bool, place: str) -> None:
    day = _day(starts_at)
    reglement = rules_in_force(change.conn, day)
    assert reglement is not None
    change.add(rows.Meeting(
        id=change.new_id(), day=day, place=place or None, open_=is_open, reglement=reglement.version,
        starts=f"{starts_at:%H:%M}" if isinstance(starts_at, datetime) else None, called_on=change.on,
        papers_on=max(days_after(day, -reglement.days["papers"]), change.on),
    ))  # fmt: skip


def _may_chair(change: Change, catalogue: Catalogue, meeting: Sitting, key: str, person_id: str) -> bool:
    named = person_of(change.conn, catalogue.network, key, meeting.day)
    sits = any(seat.votes and person_id in (seat.holder, seat.substitute) for seat in meeting.seats)
    return sits or (named is not None and "chair" in named.meanings_on(catalogue.network, None))


def _ill_plan(year: object, days: Sequence[date], holidays: Holidays) -> Iterator[Reason]:
    whole, kind = year_days(str(year)[:20], holidays), "school_year" if holidays else "year"
    if whole is None:
        yield Reason(f"meetings.not_a_{kind}", {"given": typed.shown(year)})
        return
    if not days:
        yield Reason("meetings.no_days")
    for day in sorted(set(days)):
        if not whole.start or not whole.end or not whole.start <= day <= whole.end:
            yield Reason(f"meetings.outside_{kind}", {"day": day, "year": str(year)})
        if days.count(day) > 1:
            yield Reason("meetings.one_a_day", {"day": day})


def _item_row(change: Change, meeting: Sitting, title: Words, texts: Mapping[str, Words]) -> rows.AgendaItem:
    row = rows.AgendaItem(
        id=change.new_id(), meeting_id=meeting.id, n=len(meeting.items) + 1, title=title.nl, title_en=title.en,
        on_day=change.on, late=is_late(meeting.day, meeting.papers_on, change.on),
    )  # fmt: skip
    for name in TEXTS:
        if said := texts.get(name):
            setattr(row, name, said.nl)
            setattr(row, f"{name}_en", said.en)
    return row
