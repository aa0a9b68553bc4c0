"""Vandaag in words, for one reader: what waits, what comes, what changed. It judges nothing."""

from dataclasses import dataclass, replace
from datetime import date

from labflow.access import Actor, may
from labflow.ahead import Coming, dates
from labflow.definition import Network
from labflow.dossier import Dossier
from labflow.queries.recent import Happened
from labflow.reasons import Reason
from labflow.remembering import NOTHING, Watched
from labflow.showing import gates, stalled, waiting
from labflow.texts.speech import Speech, raised
from labflow.views.meeting import Item, MeetingPage
from labflow.views.questions import Questions
from labflow.views.today import Line, Office, Own, Table, Tally, Today
from labflow.waiting import Waiting

ASKED = ("sent", "accepted", "on-agenda")
FIRST, LINES, CLIPPED = 3, 8, 160
AT_THE_TABLE = "waiting.position"


@dataclass(frozen=True, slots=True)
class Known:
    """What the page starts from. `asked`: how many initiatives ask the body something; `own`: what the reader leads, or
    whose casework they do; `meeting`: of the reader's own seat; `late`: agreements that are overdue, the oldest first;
    `still`: why the day's work cannot be counted on.
    """

    actor: Actor
    network: Network
    today: date
    say: Speech
    asked: int
    coming: tuple[Coming, ...]
    happened: tuple[Happened, ...]
    waits: tuple[Waiting, ...] = ()
    own: tuple[Dossier, ...] = ()
    watched: Watched = NOTHING
    late: tuple[Waiting, ...] = ()
    meeting: MeetingPage | None = None
    questions: Questions | None = None
    still: Reason | None = None

    @property
    def coordinates(self) -> bool:
        """Whether the reader coordinates."""
        return "coordinator" in self.actor.meanings_on(self.network, None)

    @property
    def next_meeting(self) -> date | None:
        """The next meeting, as far as one is planned."""
        return next((one.until for one in self.coming if one.kind == "meeting"), None)


def page(known: Known) -> Today:
    """Return the whole page."""
    say = known.say
    table, own = _table(known), tuple(_own(one, known) for one in known.own if one.is_running)
    office = _office(known) if known.coordinates else None
    asked = sum(one.gate is not None and _asks(one) for one in own)
    here = [one for one in known.waits if not (table and one.reason.code == AT_THE_TABLE)]
    waits, is_quiet = waiting.block(here, known.today, say), not here and not _moves(known)
    title = say.counted("web.waiting.title", len(here) + asked) if here or asked else say("web.today.nothing")
    if office:
        title = raised(_weekday(known.today, known))
    elif table:
        title = table.title
    else:
        waits = replace(waits, title=say("web.today.do"))
    return Today(
        title=title if known.actor.key else say("web.today.stranger", network=known.network.title),
        lede=table.lede if table and not office else _lede(known, quiet=bool(office) and is_quiet),
        waits=waits,
        coming=tuple(_coming(one, known) for one in _expected(known)[:LINES]),
        changed=tuple(_changed(one, known) for one in known.happened),
        own=own, table=table, office=office, stranger=not known.actor.key,
        may_invite=may(known.actor, "people", known.network), questions=known.questions,
    )  # fmt: skip


def _asks(own: Own) -> bool:
    """Whether its gate asks something of who leads it, now."""
    return own.gate is not None and bool(own.gate.may_advance or own.gate.may_request or own.gate.open_points)


def _moves(known: Known) -> bool:
    """Whether something that stalls is the reader's move by their role: then it is not so that nothing waits."""
    titles = [role.title for key, role in known.network.roles.items() if key in known.actor.roles]
    return any(one.whose_move.who in titles for one in known.watched.rows if one.group == "stalled")


def _lede(known: Known, quiet: bool) -> str:
    """When the body meets; first that nothing waits, where the title does not say so (`quiet`)."""
    say, meeting = known.say, known.next_meeting
    if meeting is None:
        told = say("web.today.no_meeting")
    elif meeting == known.today:
        told = say("web.today.meets_today")
    else:
        told = say("web.today.next", day=say.weekday(meeting))
    return f"{say('web.today.nothing')}. {told}" if quiet else told


def _own(dossier: Dossier, known: Known) -> Own:
    say, href = known.say, f"/initiatieven/{dossier.slug}"
    if dossier.id not in known.actor.leads:
        place = stalled.place(dossier, say)
        return Own(dossier.slug, dossier.title, place, say("web.today.cases"), f"{href}#delen", may_log=False)
    main, _ = gates.main_and_others(dossier)
    gate = gates.gate(main, dossier, known.actor, say, False) if main else None
    ready = gate is not None and (gate.may_advance or (gate.may_request and not gate.open_points))
    button = gate.button if gate and ready else say("web.today.work_on")
    return Own(
        dossier.slug, dossier.title, stalled.place(dossier, say), button, f"{href}#poort" if gate else href, gate
    )


def _table(known: Known) -> Table | None:
    meeting, say = known.meeting, known.say
    if meeting is None or meeting.closed or not meeting.may_position:
        return None
    day = date.fromisoformat(meeting.day)
    open_ = [one for one in meeting.items if not one.noted]
    asks = tuple(one for one in open_ if not one.mine and not one.vote)
    given = tuple(
        (one.title, say(f"web.today.position.{one.mine}"), f"#punt-{one.number}") for one in open_ if one.mine
    )
    title = say("web.today.meets_today") if day == known.today else say("web.today.meets", day=_weekday(day, known))
    return Table(meeting, title.rstrip("."), _asked(asks, meeting.items, say), asks, given)


def _asked(asks: tuple[Item, ...], items: tuple[Item, ...], say: Speech) -> str:
    if not items:
        return say("web.today.no_items")
    return say("web.today.asked", n=len(items), left=len(asks)) if asks else say("web.today.all_given")


def _office(known: Known) -> Office:
    say = known.say
    stuck = [one for one in known.watched.rows if one.group == "stalled"]
    meeting = known.next_meeting
    when = say("web.today.for", day=say.short_day(meeting, known.today)) if meeting else ""
    return Office(
        tallies=(
            Tally(known.watched.told, say("web.today.stuck", n=len(stuck)), "/stilgevallen"),
            Tally(known.asked, say("web.today.requests", n=known.asked, when=when).rstrip(),
                  f"/raad/{meeting.isoformat()}" if meeting else "/portfolio"),
            Tally(len(known.late), say("web.today.late", n=len(known.late)), known.late[0].href if known.late else ""),
        ),
        rows=tuple(stalled.row(one, say) for one in stuck[:FIRST]),
        more=say("web.today.all_stuck", n=len(stuck), count=known.watched.told) if len(stuck) > FIRST else "",
        still=say(known.still) if known.still else "",
    )  # fmt: skip


def _expected(known: Known) -> list[Coming]:
    """What comes for everybody, with every day that the reader's own initiatives expect; casework stays out."""
    mine = [day for one in known.own if not one.workflow.confidential for day in dates(one)]
    return sorted({*known.coming, *mine}, key=lambda one: (one.until, one.kind, one.href))


def _coming(one: Coming, known: Known) -> Line:
    say, day = known.say, one.when.end
    is_a_day = one.when.start == day and one.when.words is None and day is not None
    when = _day(day, known) if is_a_day and day else say(one.when)
    text = one.text if isinstance(one.text, str) else say(one.text)
    told = say.capital(f"web.today.coming.{one.kind}", title=one.title, text=text[:1].lower() + text[1:])
    return Line(raised(when), told, one.href)


def _changed(one: Happened, known: Known) -> Line:
    say = known.say
    text = _clip(say(one.text)) if one.text else ""
    detail = one.detail if isinstance(one.detail, str) else say(one.detail).lower()
    told = {"title": one.title, "number": one.number, "detail": detail, "text": text}
    if one.kind == "closed":
        told["day"] = date.fromisoformat(one.number)
    if one.kind == "decided":
        told["detail"] = say(f"web.outcome.{one.detail}").lower()
    key = f"web.today.asked.{one.detail}" if one.kind == "asked" else f"web.today.{one.kind}"
    return Line(raised(_day(one.on_day, known)), say(key, **told), _href(one))


def _href(one: Happened) -> str:
    if one.kind == "closed":
        return f"/raad/{one.number}"
    if one.kind == "decided":
        return f"/beslissingen/{one.number}"
    return f"/initiatieven/{one.slug}" + ("#logboek" if one.kind == "noted" else "")


def _day(day: date, known: Known) -> str:
    near = {0: "web.today.today", 1: "web.today.tomorrow", -1: "web.today.yesterday"}
    key = near.get((day - known.today).days)
    return known.say(key) if key else known.say.short_day(day, known.today)


def _weekday(day: date, known: Known) -> str:
    return known.say.weekday(day).removesuffix(f" {known.today.year}")


def _clip(text: str) -> str:
    """A long line, cut after a word."""
    return text if len(text) <= CLIPPED else text[:CLIPPED].rpartition(" ")[0] + " …"
