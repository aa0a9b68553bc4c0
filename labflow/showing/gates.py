"""A gate in words: one sentence first, then the points, then what this reader can do. It never weighs a gate."""

from labflow import asking, engine
from labflow.access import Actor
from labflow.definition import Item, Transition
from labflow.dossier import Dossier
from labflow.engine import Option
from labflow.reasons import Reason
from labflow.requesting import needs_the_body
from labflow.requirements import point_state
from labflow.showing import headings
from labflow.texts.speech import Speech
from labflow.views.initiative import Ask, Gate, Point, PointState

KINDS = {"date": "date", "euro": "number"}
STATES: dict[str, PointState] = {
    "done": "done", "explained": "explained", "unknown": "unknown", "not_applicable": "not_applicable",
    "later": "later", "busy": "open", "todo": "open",
}  # fmt: skip
SETTLED = ("done", "not_applicable")
STILL_OPEN = ("open", "later", "explained")
ORDER = ("open", "explained", "unknown", "later")
SHOWN_ELSEWHERE = ("requirement.point_open", "requirement.decision_")


def main_and_others(dossier: Dossier) -> tuple[Option | None, tuple[Option, ...]]:
    """Return the option that leads to the next phase (or ends well), and every other one."""
    found = engine.options(dossier)
    forward = [one for one in found if _is_forward(dossier, one.transition)]
    main = forward[0] if forward else None
    return main, tuple(one for one in found if one is not main)


def gate(option: Option, dossier: Dossier, actor: Actor, say: Speech, may_tick: bool) -> Gate:
    """Return the box of one transition for one reader."""
    way = option.transition
    asked = items(way, dossier)
    points = tuple(point(item, dossier, say, may_tick) for item in asked)
    found = headings.tally(point_state(dossier, item) for item in asked)
    may_request, may_advance = _may(option, dossier, actor)
    return Gate(
        transition=way.key,
        heading=headings.heading(way, dossier, found, say),
        text=headings.text(way, dossier, found, _is_forward(dossier, way), say),
        points=tuple(sorted(points, key=_settled_last)),
        counts=headings.counts(found, say),
        reasons=tuple(say.capital(reason) for reason in _reasons(option, dossier) if _is_told_here(reason)),
        decision=_decision(option, dossier, say),
        asks=asks(way, dossier, say),
        may_request=may_request,
        may_advance=may_advance,
        button=_button(way, dossier, may_advance, say),
        note=say("web.gate.ask_early") if may_request and not may_advance and found.left else "",
        who_may=who_may(way, dossier, say) if headings.approved(way, dossier) and not may_advance else "",
    )


def _button(way: Transition, dossier: Dossier, may_advance: bool, say: Speech) -> str:
    if may_advance:
        return say("web.gate.take", title=way.title)
    return say("web.gate.ask_next") if _is_forward(dossier, way) else say("web.gate.ask", title=way.title)


def _is_forward(dossier: Dossier, way: Transition) -> bool:
    phases = [phase.key for phase in dossier.network.phases]
    target = dossier.workflow.stages[way.target] if way.target else None
    if target is None or dossier.stage.phase not in phases:
        return False
    if target.phase in phases:
        return phases.index(target.phase) > phases.index(dossier.stage.phase or "")
    return dossier.stage.phase == phases[-1] and way == _last_way(dossier)


def _last_way(dossier: Dossier) -> Transition:
    """From the last phase: the first way in the file that ends the initiative after a checklist, else the first end."""
    ends = [w for w in dossier.transitions if w.target and dossier.workflow.stages[w.target].final]
    return next((way for way in ends if dossier.workflow.checklist_of(way)), ends[0])


def items(way: Transition, dossier: Dossier) -> tuple[Item, ...]:
    """Return the points that this transition asks now; some are asked from a second use on only."""
    use = dossier.times_taken(way.key) + 1
    return tuple(item for item in dossier.workflow.checklist_of(way) if item.from_use <= use)


def point(item: Item, dossier: Dossier, say: Speech, may_tick: bool) -> Point:
    """Return one point of the list as it stands. `may_tick`: this reader may answer points by hand."""
    tick, known = dossier.ticks.get(item.id), point_state(dossier, item)
    state = STATES[known]
    word = say("web.point.explained", day=tick.by_day) if state == "explained" and tick else say(f"web.point.{known}")
    said = (tick.why or say(tick.evidence)) if tick else ""
    source = say("web.point.from_report", source=tick.source) if tick and tick.source else ""
    asked = say(item.evidence) if item.evidence else ""
    link = tick.link if tick and tick.link.startswith(("https://", "http://")) else ""
    hint = " ".join(part for part in (said or asked, source) if part)
    return Point(item.id, say(item.ask), state, word, hint, may_tick and item.met_by is None, asked, link)


def still_open(way: Transition, dossier: Dossier, say: Speech) -> tuple[str, ...]:
    """Return a line for each point that this transition asks and that is open, or explained."""
    points = (point(item, dossier, say, False) for item in items(way, dossier))
    return tuple(f"{one.ask}: {one.word.lower()}" for one in points if one.state not in (*SETTLED, "unknown"))


def not_known(way: Transition, dossier: Dossier, say: Speech) -> tuple[str, ...]:
    """Return a line for each point of which nothing is known."""
    points = (point(item, dossier, say, False) for item in items(way, dossier))
    return tuple(one.ask for one in points if one.state == "unknown")


def settled(way: Transition, dossier: Dossier, say: Speech) -> tuple[str, ...]:
    """Return a line for each point that is done."""
    points = (point(item, dossier, say, False) for item in items(way, dossier))
    return tuple(one.ask for one in points if one.state == "done")


def _settled_last(point: Point) -> int:
    return ORDER.index(point.state) if point.state in ORDER else len(ORDER)


def who_may(way: Transition, dossier: Dossier, say: Speech) -> str:
    """Return who may take this step: the roles that the workflow names."""
    return say("web.gate.who_may", who=titles(way.by, dossier, say))


def titles(roles: tuple[str, ...], dossier: Dossier, say: Speech) -> tuple[str, ...]:
    """Return the words for these roles of the network."""
    known = dossier.network.roles
    return tuple(say(known[key].title) for key in roles if key in known)


def is_approved(option: Option, dossier: Dossier) -> bool:
    """Return whether the body said yes and the step was not taken yet."""
    return headings.approved(option.transition, dossier) is not None


def _reasons(option: Option, dossier: Dossier) -> tuple[Reason, ...]:
    """Every reason why not, with what was approved taken into account."""
    made = headings.approved(option.transition, dossier)
    return engine.weigh(option.transition, dossier, made.asks) if made else option.reasons


def _decision(option: Option, dossier: Dossier, say: Speech) -> Point | None:
    if not option.transition.decided_by:
        return None
    request, made = dossier.open_request, dossier.decision_on(option.transition.key)
    word = say("web.decision.none")
    if request and request.transition == option.transition.key:
        word = say.capital(f"web.request.{request.state}")
    if made:
        word = say("web.decision.made", number=made.number)
    hints = [say.capital(reason) for reason in option.reasons if reason.code.startswith("requirement.decision_")]
    return Point("decision", say("web.decision.ask"), "later", word, " ".join(hints))


def _is_told_here(reason: Reason) -> bool:
    return not reason.code.startswith(SHOWN_ELSEWHERE)


def _may(option: Option, dossier: Dossier, actor: Actor) -> tuple[bool, bool]:
    """Whether this reader may ask the body for it, and whether they may take it themselves, now."""
    way, roles = option.transition, actor.roles_on(dossier.network, dossier)
    under_way = any(r.transition == way.key and r.state in headings.UNDER_WAY for r in dossier.requests)
    may_ask = bool(roles & frozenset(way.ask_by or way.by)) and needs_the_body(way) and not under_way
    may_take = bool(roles & frozenset(way.by))
    decided = dossier.decision_on(way.key)
    if not way.decided_by:
        return may_ask and not option.is_open, may_take and (option.is_open or not needs_the_body(way))
    return may_ask and not (decided and decided.approves), may_take and bool(decided and decided.approves)


def asks(way: Transition, dossier: Dossier, say: Speech) -> tuple[Ask, ...]:
    """Return what the form must bring; what the body approved is not asked again."""
    before = next((r.asks for r in reversed(dossier.requests) if r.transition == way.key), {})
    made = headings.approved(way, dossier)
    return tuple(
        Ask(name, say(f"web.ask.{kind}", name=name.replace("-", " ").capitalize()), KINDS.get(kind, "text"),  # type: ignore[arg-type]
            str(before.get(name, "")))
        for name, kind in way.asks.items() if made is None or name in asking.missing(way, made.asks)
    )  # fmt: skip
