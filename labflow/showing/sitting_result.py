"""What came out of an item, in words: noted until the meeting closes, decided after that."""

from collections.abc import Iterator

from labflow import asking, engine
from labflow.definition import Transition
from labflow.dossier import Dossier
from labflow.facts import Decision
from labflow.reasons import Reason
from labflow.showing import gates
from labflow.showing.sitting_seen import Seen
from labflow.sitting import METHODS, Item, Noted
from labflow.views import meeting as views


def noted(item: Item, seen: Seen) -> str | None:
    """Return what was noted, None while nothing is."""
    if item.noted is None:
        return None
    here = sum(seen.sitting.presence_at(item, seat) == "present" for seat in seen.sitting.electors)
    outcome = seen.say(f"web.outcome.{item.noted.value}")
    if item.noted.by in METHODS:
        told = [seen.say(f"web.noted.{item.noted.by}", outcome=outcome, n=here)]
    else:
        told = [seen.say("web.noted.plain", outcome=outcome)]
    return " ".join((*told, *_besides(item.noted, seen)))


def _besides(noted: Noted, seen: Seen) -> Iterator[str]:
    """What goes with an outcome: when it comes back, conditions, review, why."""
    if noted.target_day:
        yield seen.say("web.noted.comes_back", day=noted.target_day)
    if noted.conditions:
        yield seen.say("web.noted.conditions", n=len(noted.conditions))
    if noted.review_day:
        yield seen.say("web.noted.review", day=noted.review_day)
    if noted.why:
        yield noted.why


def state(item: Item, seen: Seen) -> str:
    """Return in two words where an item stands, for the list on top."""
    if item.noted is not None:
        return seen.say(f"web.outcome.{item.noted.value}").lower()
    return seen.say("web.meeting.voting") if item.ballot else ""


def result(item: Item, seen: Seen) -> views.Result | None:
    """Return what closing gave."""
    if not seen.closed or item.noted is None:
        return None
    say, dossier = seen.say, seen.dossier(item)
    made, outcome = _decision(item, seen), say(f"web.outcome.{item.noted.value}")
    number = seen.numbers.get(item.id, "")
    besides = tuple(_besides(item.noted, seen))
    if made is None or dossier is None:
        told = say("web.result.numbered", number=number, outcome=outcome.lower()) if number else f"{outcome}."
        return views.Result(told, False, besides, number=number)
    values = {"number": made.number, "outcome": outcome.lower(), "title": dossier.title}
    values["stage"] = say(dossier.stage.title).lower()
    if made.used:
        stays = dossier.workflow.transitions[made.transition or ""].target is None
        return views.Result(say("web.result.kept" if stays else "web.result.moved", **values), True, number=made.number)
    way = dossier.workflow.transitions.get(made.transition or "") if made.approves else None
    if way is None:
        return views.Result(say("web.result.stays", **values), False, besides, number=made.number)
    why = tuple(say.capital(reason) for reason in _why_not(way, made, dossier))
    who = gates.who_may(way, dossier, say)
    return views.Result(say("web.result.stays", **values), False, (*why, *besides), who, made.number)


def will_do(seen: Seen, title: str, item: Item) -> str:
    """Return in one sentence what closing will do with an item that was noted."""
    assert item.noted is not None
    outcome = seen.say(f"web.outcome.{item.noted.value}").lower()
    values = {"n": item.n, "title": title, "outcome": outcome}
    if item.noted.value in ("not-reached", "withdrawn", "written"):
        return seen.say("web.closing.no_number", **values)
    way, dossier = seen.way(item), seen.dossier(item)
    if item.noted.value.startswith(("approved", "amended")) and way and dossier and way.target:
        stage = seen.say(dossier.workflow.stages[way.target].title).lower()
        return seen.say("web.closing.moves", **values, stage=stage)
    return seen.say("web.closing.number", **values)


def _decision(item: Item, seen: Seen) -> Decision | None:
    dossier = seen.dossier(item)
    made = [one for one in dossier.decisions if one.on_day == seen.sitting.day] if dossier else []
    if item.request:
        made = [one for one in made if one.request_id == item.request.id]
    return made[-1] if made else None


def _why_not(way: Transition, made: Decision, dossier: Dossier) -> tuple[Reason, ...]:
    """Every reason why the approved step was not taken: what the gate asks, and what the request left out."""
    if dossier.stage_key not in way.sources:
        return (Reason("web.result.left", {"stage": dossier.stage.title}),)
    return (*engine.weigh(way, dossier, made.asks), *asking.missing_reasons(way, made.asks))
