"""What came out of an item, in words: noted until the meeting closes, decided after that."""

from labflow import asking, engine
from labflow.definition import Transition
from labflow.dossier import Dossier
from labflow.facts import Decision
from labflow.reasons import Reason
from labflow.sitting import METHODS, Item
from web.building import gates
from web.building.sitting_seen import Seen
from web.views import raad as views


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
    if item.noted.target_day:
        told.append(seen.say("web.noted.comes_back", day=item.noted.target_day))
    if item.noted.conditions:
        told.append(seen.say("web.noted.conditions", n=len(item.noted.conditions)))
    if item.noted.review_day:
        told.append(seen.say("web.noted.review", day=item.noted.review_day))
    return " ".join((*told, item.noted.why)).strip()


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
    if made is None or dossier is None:
        return views.Result(say("web.result.plain", outcome=outcome), False)
    values = {"number": made.number, "outcome": outcome.lower(), "title": dossier.title}
    values["stage"] = say(dossier.stage.title).lower()
    if made.used:
        stays = dossier.workflow.transitions[made.transition or ""].target is None
        return views.Result(say("web.result.kept" if stays else "web.result.moved", **values), True)
    way = dossier.workflow.transitions.get(made.transition or "") if made.approves else None
    if way is None:
        return views.Result(say("web.result.stays", **values), False)
    why = tuple(say.capital(reason) for reason in _why_not(way, made, dossier))
    return views.Result(say("web.result.stays", **values), False, why, gates.who_may(way, dossier, say))


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
