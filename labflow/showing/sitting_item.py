"""What a member must know of one item, in words. The rules on it are in `sitting_vote`, what came of it in
`sitting_result`."""

from collections.abc import Iterator

from labflow import asking
from labflow.queries.money import Means
from labflow.showing import gates, sitting_result, sitting_vote
from labflow.showing.sitting_seen import Seen
from labflow.sitting import Item
from labflow.views import meeting as views
from labflow.words import Euro

AGREE = "agree"
CLERKS = frozenset({"chair", "secretary"})


def item(one: Item, seen: Seen) -> views.Item:
    """Return one item."""
    say, sitting = seen.say, seen.sitting
    own = one.positions.get(seen.seat.key) if seen.seat else None
    clerk = bool(CLERKS & seen.actor.meanings_on(seen.network, None))
    return views.Item(
        number=one.n,
        place=say("web.meeting.place", n=one.n, of=len(sitting.items), kind=_kind(one, seen)),
        title=title(one, seen),
        slug=_slug(one, seen),
        question=_question(one, seen),
        why=one.request.motivation if one.request else "",
        there=(say(one.available),) if one.available else _there(one, seen),
        heed=(say(one.careful),) if one.careful else (),
        advice=_advice(one, seen),
        is_plain=one.request is None,
        money=_money(one, seen),
        missing=_missing(one, seen),
        unknown=_unknown(one, seen),
        mine=own.value if own else None,
        answers=_answers(one, seen),
        positions=tuple(_objections(one, seen)) if clerk and not one.noted else (),
        agreed=_agreed(one, seen) if clerk and not one.noted else "",
        late=_late(one, seen),
        minutes=one.minutes,
        state=sitting_result.state(one, seen),
        noted=sitting_result.noted(one, seen),
        result=sitting_result.result(one, seen),
        **sitting_vote.table(one, seen),
    )


def title(one: Item, seen: Seen) -> str:
    """Return its title; one that is no more than the name of its initiative says the step too."""
    way, dossier = seen.way(one), seen.dossier(one)
    if way is None or dossier is None or seen.say(one.title) != dossier.title:
        return seen.say(one.title)
    return f"{seen.say(one.title)}: {seen.say(way.title).lower()}"


def _kind(one: Item, seen: Seen) -> str:
    asks = one.request is not None and one.kind == "talk"
    told = [seen.say("web.kind.request" if asks else f"web.kind.{one.kind}")]
    if one.minutes:
        told.append(seen.say("web.meeting.minutes", n=one.minutes))
    if one.follows_id:
        told.append(seen.say("web.meeting.comes_back"))
    if one.asked_by:
        told.append(seen.say("web.meeting.asked_by", who=one.asked_by))
    return ", ".join(told)


def _slug(one: Item, seen: Seen) -> str | None:
    dossier = seen.dossier(one)
    return dossier.slug if dossier else None


def _question(one: Item, seen: Seen) -> str:
    """The question in its own words, else the step that is asked; what only has a title asks nothing more."""
    way, dossier = seen.way(one), seen.dossier(one)
    if one.question:
        return seen.say(one.question)
    if way is None or dossier is None:
        return ""
    if way.target is None:
        return seen.say("web.meeting.question", title=dossier.title, thing=seen.say(way.title).lower())
    stage = seen.say(dossier.workflow.stages[way.target].title).lower()
    return seen.say("web.meeting.question_to", title=dossier.title, stage=stage)


def _there(one: Item, seen: Seen) -> tuple[str, ...]:
    """What is settled on the list that this request asks."""
    way, dossier = seen.way(one), seen.dossier(one)
    return gates.settled(way, dossier, seen.say) if way and dossier else ()


def _missing(one: Item, seen: Seen) -> tuple[str, ...]:
    way, dossier = seen.way(one), seen.dossier(one)
    if way is None or dossier is None or one.request is None:
        return ()
    names = tuple(name.replace("-", " ") for name in asking.missing(way, one.request.asks))
    asked = (seen.say("web.meeting.to_give", names=names),) if names else ()
    return asked if one.noted else (*gates.still_open(way, dossier, seen.say), *asked)


def _unknown(one: Item, seen: Seen) -> tuple[str, ...]:
    way, dossier = seen.way(one), seen.dossier(one)
    return gates.not_known(way, dossier, seen.say) if way and dossier and not one.noted else ()


def _advice(one: Item, seen: Seen) -> str:
    if one.advice:
        return seen.say(one.advice)
    return seen.say("web.meeting.no_advice") if one.request else ""


def _money(one: Item, seen: Seen) -> str:
    """What is asked and granted, and what the year has left while nothing is noted yet."""
    granted = one.noted.cents if one.noted else None
    asked = one.request.cents if one.request else one.cents
    told = [
        seen.say(f"web.money.{what}", amount=Euro(cents))
        for what, cents in (("asked", asked), ("granted", granted))
        if cents is not None
    ]
    if told and seen.means is not None and not seen.closed:
        told.append(seen.say("web.money.left", **_of_year(seen.means), year=str(seen.sitting.day.year)))
    return " ".join(told) or (seen.say("web.meeting.no_amount") if one.request else "")


def _of_year(means: Means) -> dict[str, Euro]:
    return {"left": Euro(means.left_cents), "total": Euro(means.year_cents)}


def _answers(one: Item, seen: Seen) -> str:
    if not one.positions or one.noted:
        return ""
    return seen.say("web.meeting.answers", n=len(one.positions), of=len(seen.sitting.electors))


def _objections(one: Item, seen: Seen) -> Iterator[views.Position]:
    """Who wants to talk, and who says something."""
    for key, told in one.positions.items():
        if told.value != AGREE or told.text:
            who = seen.say(seen.sitting.seat(key).title)
            yield views.Position(who, seen.say(f"web.position.{told.value}"), told.text)


def _agreed(one: Item, seen: Seen) -> str:
    silent = (key for key, told in one.positions.items() if told.value == AGREE and not told.text)
    who = tuple(seen.say(seen.sitting.seat(key).title) for key in silent)
    return seen.say("web.meeting.agreed", who=who) if who else ""


def _late(one: Item, seen: Seen) -> str:
    if not one.late:
        return ""
    return seen.say("web.meeting.late_admitted" if one.admitted else "web.meeting.late")
