"""One meeting in words, for one reader. It counts nothing and weighs nothing: `labflow.sitting` and `council` do."""

from collections.abc import Mapping
from datetime import date

from labflow import asking, engine
from labflow.access import Actor, may
from labflow.definition import Network, Transition
from labflow.dossier import Dossier
from labflow.facts import Decision
from labflow.reasons import Reason
from labflow.sitting import Item, Seat, Sitting
from labflow.words import Euro
from web.building import gates
from web.speech import Speech
from web.views import raad as views

CLERKS = frozenset({"chair", "secretary"})


def page(sitting: Sitting, dossiers: Mapping[str, Dossier], network: Network, actor: Actor, today: date,
         days: tuple[date, ...], say: Speech) -> views.Raad:  # fmt: skip
    """Return the whole page. `dossiers`: the initiatives on the agenda, by id; `days`: of every meeting."""
    seat = _own_seat(sitting, actor)
    items = tuple(_item(one, sitting, dossiers, network, actor, say) for one in sitting.items)
    ahead = today < sitting.day
    leads = may(actor, "note-outcome", network)
    return views.Raad(
        day=sitting.day.isoformat(),
        day_words=say.weekday(sitting.day),
        lede=_lede(sitting, items, seat, say),
        items=items,
        enough=say.capital(sitting.can_decide()),
        rule=say.capital(sitting.reglement.standing),
        seats=tuple(_seat(one, sitting, say) for one in sitting.seats),
        closed=sitting.closed_on is not None,
        checkpoint=sitting.checkpoint,
        before=say("web.meeting.before", day=sitting.day) if ahead and leads else None,
        may_position=seat is not None and seat.votes,
        may_lead=leads,
        may_close=may(actor, "close", network),
        my_answer=sitting.presence.get(seat.key) if seat else None,
        may_answer=seat is not None and sitting.closed_on is None and today <= sitting.day,
        others=tuple((day.isoformat(), say.weekday(day)) for day in days if day != sitting.day),
        readers=say("web.readers.position"),
    )


def _own_seat(sitting: Sitting, actor: Actor) -> Seat | None:
    mine = [seat for seat in sitting.seats if seat.id in actor.seats]
    return next((seat for seat in mine if seat.votes), mine[0] if mine else None)


def _lede(sitting: Sitting, items: tuple[views.Item, ...], seat: Seat | None, say: Speech) -> str:
    told = []
    waiting = [one for one in items if not one.mine and not one.noted]
    if sitting.closed_on is not None:
        told.append(say("web.meeting.closed"))
    elif seat and seat.votes and waiting:
        told.append(say.counted("web.meeting.waiting", len(waiting)))
    else:
        told.append(say.counted("web.meeting.items", len(items)))
    return " ".join(told)


def _item(item: Item, sitting: Sitting, dossiers: Mapping[str, Dossier], network: Network, actor: Actor,
          say: Speech) -> views.Item:  # fmt: skip
    dossier = dossiers.get(item.initiative_id or "")
    seat = _own_seat(sitting, actor)
    own = item.positions.get(seat.key) if seat else None
    clerk = bool(CLERKS & actor.meanings_on(network, None))
    kind = "web.meeting.decision" if item.request else "web.meeting.talk"
    return views.Item(
        number=item.n,
        place=say("web.meeting.place", n=item.n, of=len(sitting.items), kind=say(kind)),
        title=_title(item, dossier, say),
        slug=dossier.slug if dossier else None,
        question=say(item.question) if item.question else _question(item, dossier, say),
        why=item.request.motivation if item.request else "",
        there=(say(item.available),) if item.available else _there(item, dossier, say),
        heed=(say(item.careful),) if item.careful else (),
        advice=say(item.advice) if item.advice else say("web.meeting.no_advice"),
        money=_money(item, say),
        missing=_missing(item, dossier, say),
        unknown=_unknown(item, dossier, say),
        mine=own.value if own else None,
        answers=say("web.meeting.answers", n=len(item.positions), of=len(sitting.electors)) if item.positions else "",
        positions=tuple(_position(key, item, sitting, say) for key in item.positions) if clerk else (),
        noted=_noted(item, sitting, say),
        result=_result(item, sitting, dossier, say),
    )


def _title(item: Item, dossier: Dossier | None, say: Speech) -> str:
    way = _way(item, dossier)
    plain = way is None or dossier is None or say(item.title) != dossier.title
    return say(item.title) if plain or way is None else f"{say(item.title)}: {say(way.title).lower()}"


def _question(item: Item, dossier: Dossier | None, say: Speech) -> str:
    way = _way(item, dossier)
    if way is None or dossier is None:
        return say(item.title)
    if way.target is None:
        return say("web.meeting.question", title=dossier.title, thing=say(way.title).lower())
    stage = say(dossier.workflow.stages[way.target].title).lower()
    return say("web.meeting.question_to", title=dossier.title, stage=stage)


def _there(item: Item, dossier: Dossier | None, say: Speech) -> tuple[str, ...]:
    """What is settled on the list that this request asks."""
    way = _way(item, dossier)
    return gates.settled(way, dossier, say) if way and dossier else ()


def _missing(item: Item, dossier: Dossier | None, say: Speech) -> tuple[str, ...]:
    way = _way(item, dossier)
    if way is None or dossier is None or item.request is None:
        return ()
    names = tuple(name.replace("-", " ") for name in asking.missing(way, item.request.asks))
    asked = (say("web.meeting.to_give", names=names),) if names else ()
    return asked if item.noted else (*gates.still_open(way, dossier, say), *asked)


def _unknown(item: Item, dossier: Dossier | None, say: Speech) -> tuple[str, ...]:
    way = _way(item, dossier)
    return gates.not_known(way, dossier, say) if way and dossier and not item.noted else ()


def _way(item: Item, dossier: Dossier | None) -> Transition | None:
    """The transition that the item's request asks."""
    return dossier.workflow.transitions.get(item.request.transition) if dossier and item.request else None


def _money(item: Item, say: Speech) -> str:
    granted = item.noted.cents if item.noted else None
    asked = item.request.cents if item.request else None
    cents = asked if granted is None else granted
    return say("web.meeting.amount", amount=Euro(cents)) if cents is not None else say("web.meeting.no_amount")


def _position(key: str, item: Item, sitting: Sitting, say: Speech) -> views.Position:
    told = item.positions[key]
    return views.Position(say(sitting.seat(key).title), say(f"web.position.{told.value}"), told.text)


def _noted(item: Item, sitting: Sitting, say: Speech) -> str | None:
    if item.noted is None:
        return None
    here = sum(sitting.presence_at(item, seat) == "present" for seat in sitting.electors)
    return say(f"web.noted.{item.noted.by}", outcome=say(f"web.outcome.{item.noted.value}"), n=here)


def _result(item: Item, sitting: Sitting, dossier: Dossier | None, say: Speech) -> views.Result | None:
    if sitting.closed_on is None or item.noted is None:
        return None
    made = _decision(item, sitting, dossier)
    outcome = say(f"web.outcome.{item.noted.value}")
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


def _decision(item: Item, sitting: Sitting, dossier: Dossier | None) -> Decision | None:
    made = [one for one in dossier.decisions if one.on_day == sitting.day] if dossier else []
    if item.request:
        made = [one for one in made if one.request_id == item.request.id]
    return made[-1] if made else None


def _why_not(way: Transition, made: Decision, dossier: Dossier) -> tuple[Reason, ...]:
    """Every reason why the approved step was not taken: what the gate asks, and what the request left out."""
    if dossier.stage_key not in way.sources:
        return (Reason("web.result.left", {"stage": dossier.stage.title}),)
    return (*engine.weigh(way, dossier, made.asks), *asking.missing_reasons(way, made.asks))


def _seat(seat: Seat, sitting: Sitting, say: Speech) -> views.Seat:
    present = sitting.presence.get(seat.key) in ("present", "coming")
    return views.Seat(seat.key, say(seat.title), present, seat.votes)
