"""What one can do about a row of the stalled list, in words: which act comes first, and what was done already.

The usual act of a reason comes first when it can be done; otherwise the next one that can. It offers only what the
verbs would do.
"""

from datetime import date

from labflow.asking_update import cannot_ask
from labflow.clock import days_after
from labflow.dossier import Dossier
from labflow.facts import Note
from labflow.placing import cannot_place
from labflow.stall import Stalled, how
from labflow.stall.again import newest_news
from labflow.stall.clocks import last_sign, weeks_between
from labflow.texts.speech import Speech
from labflow.views.stalled import Push, Row

FIRST = {
    "ask_update": "ask", "ask_decision": "agenda", "put_on_agenda": "agenda", "put_on_agenda_of": "agenda",
    "name_mover": "move",
}  # fmt: skip
OTHERWISE = ("ask", "move", "agenda")
FRESH = 7
"""So many days it says that somebody was named as the one to move (own proposal)."""


def push(found: Stalled, row: Row, mays: frozenset[str], say: Speech) -> Push:
    """Return a row with its acts. `mays`: what the reader may do."""
    dossier, can = found.dossier, _can(found.dossier, mays)
    wanted = FIRST.get(found.action.code.removeprefix("stall.action."), "")
    done = _done(dossier, say)
    is_over = dossier.update_asked is not None and "ask" in can
    act = "ask" if is_over else "" if done or not wanted else _first(wanted, can)
    told, seen = _told(dossier, say)
    return Push(
        row, _last(dossier, say), told, seen, done,
        hint=_hint(dossier, say) if wanted == "ask" and "ask-update" in mays and act != "ask" and not done else "",
        act=act, acts=tuple(one for one in ("ask", "agenda", "rest", "move") if one in can and one != act),
        how=tuple(say(reason) for reason in how(dossier)), again=dossier.update_asked is not None,
        stop="turn" in mays and _can_stop(dossier),
    )  # fmt: skip


def since(found: Stalled, who: str, say: Speech) -> str:
    """Return who is to move and since when, as far as that is known."""
    day = _named_on(found.dossier)
    return say("nudges.since", who=who, day=say.short_day(day, found.dossier.today)) if day else who


def meeting(dossiers: tuple[Dossier, ...], say: Speech) -> tuple[str, str]:
    """Return the next meeting on whose agenda something can be put: its day, and that day in words."""
    day = _next_meeting(dossiers[0]) if dossiers else None
    return (day.isoformat(), say.short_day(day, dossiers[0].today)) if day else ("", "")


def _next_meeting(dossier: Dossier) -> date | None:
    """The first one after today: on the day itself who asks for it has to be said."""
    return next((day for day in dossier.meetings if day > dossier.today and day not in dossier.closed_meetings), None)


def _can(dossier: Dossier, mays: frozenset[str]) -> frozenset[str]:
    can = {
        "ask": "ask-update" in mays and not any(cannot_ask(dossier)),
        "agenda": "agenda" in mays and _next_meeting(dossier) is not None and not any(cannot_place(dossier)),
        "rest": "rest" in mays,
        "move": "turn" in mays,
    }
    return frozenset(name for name, is_so in can.items() if is_so)


def _first(wanted: str, can: frozenset[str]) -> str:
    return next((act for act in (wanted, *OTHERWISE) if act in can), "")


def _can_stop(dossier: Dossier) -> bool:
    stages = dossier.workflow.stages
    return any(way.target and stages[way.target].final for way in dossier.transitions)


def _hint(dossier: Dossier, say: Speech) -> str:
    """Why nobody can be asked; the sentence that the verb would say is about whoever tried."""
    return say("nudges.no_lead") if any(reason.code == "asking_update.nobody" for reason in cannot_ask(dossier)) else ""


def _done(dossier: Dossier, say: Speech) -> str:
    """What was done about it and still holds."""
    told = [("nudges.on_agenda", dossier.on_agenda), ("nudges.asked", dossier.update_asked)]
    lines = [say(key, day=say.short_day(day, dossier.today)) for key, day in told if day]
    turn, named = dossier.turn, _named_on(dossier)
    if turn and named and not turn.nobody and dossier.today < days_after(named, FRESH):
        lines.append(say("nudges.named", who=turn.who))
    return " ".join(lines)


def _named_on(dossier: Dossier) -> date | None:
    """When somebody said whose move it is; what a source tells was not said on the day of its import."""
    return dossier.turn.on_day if dossier.turn and not dossier.turn.source else None


def _last(dossier: Dossier, say: Speech) -> str:
    news = newest_news(dossier)
    if news is None:
        heard = last_sign(dossier).end
        return say("nudges.last_source") if heard else say("nudges.last_unknown")
    return say("nudges.last", day=say.short_day(news.day, dossier.today), sign=news.what)


def _told(dossier: Dossier, say: Speech) -> tuple[str, str]:
    """The newest word on how it goes, and beside it what labflow sees; nothing when nobody said anything."""
    note = next((one for one in reversed(dossier.notes) if one.mood), None)
    if note is None:
        return "", ""
    is_lead = dossier.lead is not None and note.who == dossier.lead.who and note.who
    key = "nudges.told_lead" if is_lead else "nudges.told"
    told = say(key, day=_day(note, dossier, say), mood=say(f"web.mood.{note.mood}"))
    return told, _seen(dossier, say)


def _day(note: Note, dossier: Dossier, say: Speech) -> str:
    return say.short_day(note.on_day, dossier.today) if note.on_day else say(note.when)


def _seen(dossier: Dossier, say: Speech) -> str:
    news = newest_news(dossier)
    if news is None:
        return say("nudges.seen_nothing")
    weeks = weeks_between(dossier, news.day, dossier.today)
    return say("nudges.seen_quiet", weeks=weeks.spoken) if weeks.most else say("nudges.seen_news")
