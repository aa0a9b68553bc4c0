"""A request in words: what goes along before it is sent, and afterwards where it stands and who is to act."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from labflow.access import Actor, may
from labflow.definition import Stage, Transition
from labflow.dossier import Dossier
from labflow.facts import Decision, Request
from labflow.showing import gates, headings
from labflow.texts.speech import Speech, raised
from labflow.views.initiative import Point
from labflow.views.request import CheckPage, Line, Open, RequestPage, StepLine
from labflow.words import Euro

NOWHERE: Line = ("", "")
WAITS = ("sent", "returned", "accepted")


def check(way: Transition, dossier: Dossier, actor: Actor, say: Speech, papers: date | None) -> CheckPage:
    """Return what would be sent. `papers`: the last day for papers of the next meeting, None when not known."""
    points = [gates.point(item, dossier, say, True) for item in gates.items(way, dossier)]
    may_explain = may(actor, "tick", dossier.network, dossier)
    before = _before(way, dossier)
    return CheckPage(
        slug=dossier.slug,
        about=dossier.title,
        transition=way.key,
        rev=dossier.rev,
        title=_title(way, dossier, say),
        lines=tuple(_what(way, dossier, say) + _when(dossier, say, papers)),
        open_points=tuple(_open(one, dossier, may_explain) for one in points if one.state in gates.STILL_OPEN),
        unknown_points=tuple(one for one in points if one.state == "unknown"),
        done_points=tuple(one for one in points if one.state in gates.SETTLED),
        asks=gates.asks(way, dossier, say),
        motivation=before.motivation if before else "",
        amount=_typed(before.cents) if before else "",
        question=before.question if before else "",
        readers=say("web.readers.everyone"),
    )


def page(request: Request, dossier: Dossier, steps: Sequence[Any], actor: Actor, say: Speech,
         papers: date | None) -> RequestPage:  # fmt: skip
    """Return where a request stands. `steps`: what became of it, old to new."""
    way = dossier.workflow.transitions[request.transition]
    made = next((one for one in reversed(dossier.decisions) if one.request_id == request.id), None)
    waits = request.state in WAITS
    return RequestPage(
        number=request.number,
        slug=dossier.slug,
        about=dossier.title,
        title=_asked(way, dossier, say),
        state=_state(request, made, say),
        next=raised(_next(request, made, dossier, say)),
        who=say.capital(f"web.asked.who.{request.state}", who=gates.titles(way.ask_by or way.by, dossier, say)),
        link=_link(request, made, way, dossier, actor, say),
        lines=tuple(_given(request, say) + (_when(dossier, say, papers) if waits else [])),
        motivation=request.motivation,
        open_points=gates.still_open(way, dossier, say) if waits else (),
        unknown_points=gates.not_known(way, dossier, say) if waits else (),
        steps=tuple(_step(one, say) for one in steps),
    )


def _before(way: Transition, dossier: Dossier) -> Request | None:
    """The request that came back with a question: what was asked then is where one goes on."""
    returned = [one for one in dossier.requests if one.transition == way.key and one.state == "returned"]
    return returned[-1] if returned else None


def _title(way: Transition, dossier: Dossier, say: Speech) -> str:
    where = headings.where(way, dossier, say)
    return say("web.check.title", where=where) if where else say("web.check.title_end", thing=say(way.title).lower())


def _asked(way: Transition, dossier: Dossier, say: Speech) -> str:
    where = headings.where(way, dossier, say)
    return say("web.asked.title", where=where) if where else say(way.title)


def _what(way: Transition, dossier: Dossier, say: Speech) -> list[Line]:
    target = dossier.workflow.stages[way.target] if way.target else None
    step = _from_to(dossier.stage, target, say) if target else say(way.title)
    return [(say("web.check.what"), step), (say("web.check.decider"), say.capital("web.check.the_body"))]


def _from_to(before: Stage, after: Stage, say: Speech) -> str:
    return say("web.check.step", before=say(before.title).lower(), after=say(after.title).lower())


def _when(dossier: Dossier, say: Speech, papers: date | None) -> list[Line]:
    meeting = dossier.next_meeting
    if meeting is None:
        return [(say("web.check.when"), say("web.check.no_meeting"))]
    lines = [(say("web.check.when"), say.weekday(meeting))]
    if papers:
        key = "web.check.papers_by" if dossier.today <= papers else "web.check.papers_late"
        lines.append((say("web.check.papers"), say.capital(key, day=say.weekday(papers))))
    return lines


def _open(point: Point, dossier: Dossier, may_explain: bool) -> Open:
    tick = dossier.ticks.get(point.id)
    explained = tick if tick and tick.state == "explained" else None
    by_day = explained.by_day.isoformat() if explained and explained.by_day else ""
    return Open(point, explained.why if explained else "", by_day, may_explain and point.answerable)


def _typed(cents: int | None) -> str:
    """An amount as one types it."""
    return "" if cents is None else f"{cents // 100},{cents % 100:02}".removesuffix(",00")


def _state(request: Request, made: Decision | None, say: Speech) -> str:
    if made:
        return say.capital(f"web.outcome.{made.outcome}")
    return say.capital(f"web.request.{request.state}")


def _next(request: Request, made: Decision | None, dossier: Dossier, say: Speech) -> str:
    """What happens next, and when, as far as that is known."""
    if made:
        return say("web.asked.decided", number=made.number, day=made.on_day)
    day = {"on-agenda": request.meeting, "in-writing": request.until}.get(request.state, dossier.next_meeting)
    if day is None and request.state in ("sent", "accepted"):
        return say("web.asked.next.unplanned")
    told = say.weekday(day) if day else ""
    return say(f"web.asked.next.{request.state}", day=told, question=request.question)


def _link(request: Request, made: Decision | None, way: Transition, dossier: Dossier, actor: Actor,
          say: Speech) -> Line:  # fmt: skip
    """Where it goes on, for this reader."""
    if made:
        return f"/beslissingen/{made.number}", say("web.asked.see_decision", number=made.number)
    if request.state == "on-agenda" and request.meeting:
        place = f"#punt-{request.item}" if request.item else ""
        return f"/raad/{request.meeting.isoformat()}{place}", say("web.asked.see_meeting")
    mine = actor.roles_on(dossier.network, dossier) & frozenset(way.ask_by or way.by)
    if request.state == "returned" and mine and dossier.stage_key in way.sources:
        return f"/initiatieven/{dossier.slug}/aanvragen/{way.key}", say("web.asked.answer")
    return NOWHERE


def _given(request: Request, say: Speech) -> list[Line]:
    """What the request brings: the answers that the transition asks, and money."""
    told = [(name.replace("-", " ").capitalize(), _value(value, say)) for name, value in request.asks.items()]
    money = say("web.meeting.amount", amount=Euro(request.cents)) if request.cents else say("web.asked.no_money")
    return [*told, (say("web.asked.money"), raised(money))]


def _value(value: object, say: Speech) -> str:
    """A day that was kept as text is said as a day."""
    try:
        return say("web.asked.value", value=date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _step(row: Any, say: Speech) -> StepLine:
    day = say("web.asked.value", value=row.on_day)
    return StepLine(day, say.capital(f"web.request.{row.state}"), row.question or "")
