"""Verbs that bring the deciding body together: convene, plan, place on the agenda.

Nothing is decided here: `voting` takes presence and votes, `closing` notes results and closes the meeting.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from labflow import rows, typed
from labflow.access import demand
from labflow.acting import begin, finish
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.queries.council import reglement_of, sitting
from labflow.queries.initiatives import meeting_days
from labflow.reasons import Blocked, Invalid, NotFound, Reason
from labflow.requesting import begin_request, step
from labflow.sitting import Item, Sitting
from labflow.words import Words

TEXTS = ("question", "available", "careful", "advice")
SCHOOL_YEAR = re.compile(r"(\d{4})-(\d{4})")


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
    change.record("convene")
    return sitting_on(change, day)


def plan(change: Change, catalogue: Catalogue, year: object, days: Sequence[object]) -> tuple[Sitting, ...]:
    """Call all meetings of a school year ("2023-2024"), or none. Raises Invalid or Blocked with every reason."""
    demand(change.actor, "plan", catalogue.network)
    chosen = sorted(typed.day(day, "meeting_day") for day in days)
    if ill := tuple(_ill_plan(year, chosen)):
        raise Invalid(*ill)
    if reasons := tuple(reason for day in chosen for reason in _cannot_meet(change, day)):
        raise Blocked(*reasons)
    for day in chosen:
        _add_meeting(change, day, is_open=False, place="")
    change.record("plan")
    return tuple(sitting_on(change, day) for day in chosen)


def place(change: Change, catalogue: Catalogue, day: date, number: object,
          texts: Mapping[str, Words] | None = None) -> Item:  # fmt: skip
    """Put a request, by its number, at the end of the agenda; it must have been sent or accepted.

    `texts`: what a member reads before deciding (question, available, careful, advice). Raises NotFound or Blocked.
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
                texts: Mapping[str, Words] | None = None, source: str | None = None) -> Item:  # fmt: skip
    """Put a plain title at the end of the agenda; `slug`: the initiative that it is about, if any."""
    demand(change.actor, "agenda", catalogue.network)
    meeting = open_meeting(change, day)
    named = title if isinstance(title, Words) else Words(title, title)
    nl, en = (typed.text(text, "agenda_title") for text in (named.nl, named.en))
    row = _item_row(change, meeting, Words(nl, en), texts or {})
    row.source = source
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


def sitting_on(change: Change, day: date) -> Sitting:
    """Return the meeting of a day as this change sees it. Raises NotFound."""
    found = sitting(change.conn, day)
    if found is None:
        raise NotFound(Reason("meetings.no_meeting", {"day": day}))
    return found


def held(change: Change, day: date) -> Sitting:
    """Return a meeting that has come and is not closed. Raises NotFound or Blocked."""
    meeting = open_meeting(change, day)
    if reasons := not_yet(change, meeting):
        raise Blocked(*reasons)
    return meeting


def open_meeting(change: Change, day: date) -> Sitting:
    """Return a meeting that is not closed. Raises NotFound or Blocked."""
    meeting = sitting_on(change, day)
    if meeting.closed_on is not None:
        raise Blocked(Reason("meetings.closed", {"day": day}))
    return meeting


def not_yet(change: Change, meeting: Sitting) -> tuple[Reason, ...]:
    """Return a reason while the day of the meeting has not come."""
    return (Reason("meetings.not_yet", {"day": meeting.day}),) if change.on < meeting.day else ()


def item_numbered(meeting: Sitting, n: object) -> Item:
    """Return an item by its number as somebody typed it. Raises Invalid or NotFound."""
    return meeting.item(typed.whole(n, "item_number", 1, 999))


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _cannot_meet(change: Change, day: date) -> Iterator[Reason]:
    if reglement_of(change.conn) is None:
        yield Reason("meetings.no_rules", {"day": day}, who="coordinator")
    if day in meeting_days(change.conn):
        yield Reason("meetings.one_a_day", {"day": day})
    if day < change.on:
        yield Reason("meetings.past", {"day": day, "today": change.on})


def _add_meeting(change: Change, starts_at: date, is_open: bool, place: str) -> None:
    reglement = reglement_of(change.conn)
    assert reglement is not None
    change.add(rows.Meeting(
        id=change.new_id(), day=_day(starts_at), place=place or None, open_=is_open, reglement=reglement.version,
        starts=f"{starts_at:%H:%M}" if isinstance(starts_at, datetime) else None,
    ))  # fmt: skip


def _ill_plan(year: object, days: Sequence[date]) -> Iterator[Reason]:
    found = SCHOOL_YEAR.fullmatch(str(year)[:20])
    if found is None or int(found[2]) != int(found[1]) + 1:
        yield Reason("meetings.not_a_school_year", {"given": typed.shown(year)})
        return
    if not days:
        yield Reason("meetings.no_days")
    for day in sorted(set(days)):
        if not f"{found[1]}-09" <= f"{day:%Y-%m}" <= f"{found[2]}-08":
            yield Reason("meetings.outside_year", {"day": day, "year": found[0]})
        if days.count(day) > 1:
            yield Reason("meetings.one_a_day", {"day": day})


def _item_row(change: Change, meeting: Sitting, title: Words, texts: Mapping[str, Words]) -> rows.AgendaItem:
    row = rows.AgendaItem(
        id=change.new_id(), meeting_id=meeting.id, n=len(meeting.items) + 1, title=title.nl, title_en=title.en,
        on_day=change.on,
    )  # fmt: skip
    for name in TEXTS:
        if said := texts.get(name):
            setattr(row, name, said.nl)
            setattr(row, f"{name}_en", said.en)
    return row
