"""The one sentence above a gate: what is still open, what was asked, what was decided. Unknown is never open."""

from collections.abc import Iterable
from dataclasses import dataclass

from labflow import asking
from labflow.definition import Transition
from labflow.dossier import Dossier
from labflow.facts import Decision, Request
from labflow.texts.speech import Speech

OPEN = ("todo", "busy", "later")
UNDER_WAY = ("sent", "accepted", "on-agenda", "in-writing")
GROUPS = ("done", "explained", "busy", "todo", "later", "unknown", "not_applicable")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many points stand in which state."""

    states: tuple[str, ...]

    @property
    def of(self) -> int:
        """How many points there are."""
        return len(self.states)

    @property
    def left(self) -> int:
        """How many are open: what is not known asks nothing."""
        return sum(state in OPEN for state in self.states)

    @property
    def unknown(self) -> int:
        """Of how many nothing is known."""
        return self.states.count("unknown")


def tally(states: Iterable[str]) -> Tally:
    """Return the count of these states."""
    return Tally(tuple(states))


def counts(found: Tally, say: Speech) -> str:
    """Return the count in words: "2 klaar, 1 bezig, 5 niet bekend"."""
    counted = [(state, found.states.count(state)) for state in GROUPS]
    return ", ".join(say(f"web.count.{state}", n=n, count=n) for state, n in counted if n)


def approved(way: Transition, dossier: Dossier) -> Decision | None:
    """Return the yes on this transition that has not been used."""
    made = dossier.decision_on(way.key)
    return made if made and made.approves else None


def asked(way: Transition, dossier: Dossier) -> Request | None:
    """Return the request for this transition on which the body has still to decide."""
    return next((r for r in reversed(dossier.requests) if r.transition == way.key and r.state in UNDER_WAY), None)


def heading(way: Transition, dossier: Dossier, found: Tally, say: Speech) -> str:
    """Return the heading of the box of one transition."""
    place = where(way, dossier, say)
    thing = say("web.gate.heading", where=place) if place else say(way.title)
    made, request = approved(way, dossier), asked(way, dossier)
    if made:
        return say("web.gate.approved", number=made.number, thing=say(way.title).lower())
    if request:
        key = "web.gate.on_agenda" if request.state == "on-agenda" else "web.gate.asked"
        return say(key, thing=thing[:1].lower() + thing[1:])
    if found.left:
        values = {"n": found.left, "left": found.left, "of": found.of, "where": place, "thing": thing}
        return say("web.gate.left" if place else "web.gate.left_end", **values)
    return _ready(way, found, thing, place, say)


def text(way: Transition, dossier: Dossier, found: Tally, is_forward: bool, say: Speech) -> str:
    """Return what stands below the heading: when the body decides, or what is still to be done."""
    made, request = approved(way, dossier), asked(way, dossier)
    if made:
        names = tuple(name.replace("-", " ") for name in asking.missing(way, made.asks))
        return say("web.gate.to_give", names=names) if names else say("web.gate.to_take")
    if not way.decided_by:
        return say(way.without_gate) if way.without_gate else ""
    begun = [say("mandates.ahead")] if dossier.mandate and is_forward else []
    return " ".join([*begun, *_waiting(request, way, dossier, found, is_forward, say)])


def _waiting(request: Request | None, way: Transition, dossier: Dossier, found: Tally, is_forward: bool,
             say: Speech) -> list[str]:  # fmt: skip
    """When and how the body decides, as far as it is known."""
    if request and request.state == "on-agenda":
        return [_decides(request, dossier, say)]
    if request and request.until:
        return [say("web.gate.in_writing", day=request.until)]
    parts = [say("web.gate.with_coordinator")] if request else _to_ask(way, dossier, found, is_forward, say)
    return [*parts, _meeting(dossier, say)]


def where(way: Transition, dossier: Dossier, say: Speech) -> str:
    """Return the stage that a transition leads to, in small letters; "" for one that keeps its stage or ends it."""
    target = dossier.workflow.stages[way.target] if way.target else None
    return say(target.title).lower() if target and not target.final else ""


def _ready(way: Transition, found: Tally, thing: str, place: str, say: Speech) -> str:
    if not found.of:
        return thing
    if not way.decided_by:
        return say("web.gate.none_left", where=place) if place and not found.unknown else thing
    return say("web.gate.ready", thing=thing[:1].lower() + thing[1:])


def _to_ask(way: Transition, dossier: Dossier, found: Tally, is_forward: bool, say: Speech) -> list[str]:
    if any(r.transition == way.key and r.state == "returned" for r in dossier.requests):
        return [say("web.gate.returned")]
    if found.left or not found.of:
        return []
    key = "web.gate.all_unknown" if found.unknown == found.of else "web.gate.some_unknown" if found.unknown else ""
    told = say(key or "web.gate.all_settled", n=found.unknown, count=found.unknown)
    return [told, *([say("web.gate.then_ask")] if is_forward else [])]


def _decides(request: Request, dossier: Dossier, say: Speech) -> str:
    day = request.meeting
    if day is None or day < dossier.today:
        return say.capital("web.gate.undecided", day=say.weekday(day)) if day else _meeting(dossier, say)
    return say.capital("web.gate.decides_today" if day == dossier.today else "web.gate.decides", day=say.weekday(day))


def _meeting(dossier: Dossier, say: Speech) -> str:
    meeting = dossier.next_meeting
    if meeting is None:
        return say("web.gate.no_meeting")
    days = (meeting - dossier.today).days
    key = "web.gate.meeting" if days else "web.gate.meeting_today"
    return say.capital(key, day=say.weekday(meeting), n=days, days=days)
