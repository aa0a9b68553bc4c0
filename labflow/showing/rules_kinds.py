"""Each kind of initiative in words: stages, steps, what a gate asks. It judges nothing and reads no database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from labflow import diagram
from labflow.definition import Catalogue, Duration, Item, Need, Stage, Transition, Workflow
from labflow.texts.speech import Speech
from labflow.views.rules import Ask, Kind, StageLine, Way

OWN = "own proposal"
"""How a definition's `source` says that nobody but its maker proposed it."""

Standing = Mapping[tuple[str, int, str], int]
Since = Mapping[tuple[str, int], date]


@dataclass(frozen=True, slots=True)
class Known:
    """What the kinds of one network are told from. `running`: counts by kind, version and stage."""

    catalogue: Catalogue
    running: Standing
    since: Since
    today: date
    say: Speech


def kinds(known: Known) -> tuple[Kind, ...]:
    """Return each kind in its newest version; what lives under another comes after it, what has no phases last."""
    keys = dict.fromkeys(key for key, _ in known.catalogue.versions)
    newest = [one for key in keys if (one := known.catalogue.newest(key))]
    return tuple(_kind(one, known) for one in sorted(newest, key=lambda w: (not w.board, w.parent is not None, w.key)))


def _kind(one: Workflow, known: Known) -> Kind:
    say = known.say
    running = [stage for stage in one.stages.values() if not stage.final]
    ends = tuple(say(stage.title).lower() for stage in one.stages.values() if stage.final)
    return Kind(
        key=one.key,
        title=say(one.title),
        version=say("rules.version", version=one.version),
        facts=tuple(_facts(one, known)),
        stages=tuple(_stage(stage, known) for stage in running),
        ends=say("rules.ends", ends=ends) if ends else "",
        ways=tuple(_way(way, one, known) for way in one.transitions.values()),
        picture=diagram.inline(one, say.lang),
        picture_label=say("rules.picture", title=say(one.title)),
    )


def _facts(one: Workflow, known: Known) -> Iterator[str]:
    say, since = known.say, known.since.get((one.key, one.version))
    if since and since <= known.today:
        yield say("rules.since", day=since)
    if one.confidential:
        yield say("rules.confidential")
    else:
        yield from _counts(one, known)
    if not one.board:
        yield say("rules.off_board")
    if one.parent and (above := known.catalogue.newest(one.parent.workflow)):
        yield say("rules.under", kind=say(above.title).lower())
    if one.pause:
        yield say("rules.pause", who=_roles(one.pause.by, known))
        if one.pause.maximum:
            yield say("rules.pause_most", length=length(one.pause.maximum, say))


def _counts(one: Workflow, known: Known) -> Iterator[str]:
    counted = {version: _running(exact, known) for (key, version), exact in known.catalogue.versions.items()
               if key == one.key}  # fmt: skip
    yield known.say.counted("rules.running", counted[one.version])
    for version, count in sorted(counted.items()):
        if version != one.version and count:
            yield known.say.counted("rules.running_older", count, version=version)


def _running(one: Workflow, known: Known) -> int:
    return sum(
        count
        for (key, version, stage), count in known.running.items()
        if (key, version) == (one.key, one.version) and stage in one.stages and not one.stages[stage].final
    )


def _stage(stage: Stage, known: Known) -> StageLine:
    say = known.say
    phase = next((say(each.title) for each in known.catalogue.network.phases if each.key == stage.phase), "")
    own = say("rules.own") if OWN in stage.source else ""
    timed = (("rules.expected", stage.expected), ("rules.most", stage.maximum), ("rules.review", stage.review))
    facts = [say(key, length=length(given, say)) for key, given in timed if given]
    return StageLine(
        say(stage.title), phase if phase != say(stage.title) else "", (*facts, own) if own and facts else tuple(facts)
    )


def _way(way: Transition, one: Workflow, known: Known) -> Way:
    say = known.say
    asks = tuple(ask for need in way.needs for ask in _asks(need, one, known))
    return Way(
        say(way.title), _route(way, one, say), way.decided_by is not None, tuple(_who(way, known)), asks,
        is_own=OWN in way.source,
    )  # fmt: skip


def _route(way: Transition, one: Workflow, say: Speech) -> str:
    running = [stage.key for stage in one.stages.values() if not stage.final]
    every = len(running) > 1 and set(running) <= set(way.sources)
    sources = say("diagram.every_stage") if every else say("rules.from", stages=_stages(way.sources, one, say))
    if way.target is None:
        return say("rules.stays", stages=_stages(way.sources, one, say))
    return say("rules.route", sources=sources, target=say(one.stages[way.target].title).lower())


def _who(way: Transition, known: Known) -> Iterator[str]:
    say = known.say
    yield _decider(way, say)
    if way.without_gate:
        yield say(way.without_gate)
    asking, taking = way.ask_by or way.by, way.by
    if way.decided_by and asking == taking:
        yield say("rules.may_both", who=_roles(taking, known))
    else:
        if way.decided_by:
            yield say("rules.may_ask", who=_roles(asking, known))
        yield say("rules.may_take", who=_roles(taking, known))
    if way.asks:
        yield say("rules.to_give", names=tuple(name.replace("-", " ").replace("_", " ") for name in way.asks))


def _decider(way: Transition, say: Speech) -> str:
    if way.decided_by:
        return say.capital("diagram.body_decides") + "."
    within = [each.kind for need in way.needs for each in (need, *_inner(need))]
    return say("rules.sometimes_decides" if "council_decision" in within else "rules.nobody_decides")


def _asks(need: Need, one: Workflow, known: Known) -> Iterator[Ask]:
    say = known.say
    if need.kind == "checklist":
        items = one.checklists[str(need.params["list"])]
        yield Ask(say("rules.need.checklist", n=len(items)), tuple(_point(item, say) for item in items))
    elif need.kind == "any_of":
        inner = [ask.text for each in _inner(need) for ask in _asks(each, one, known)]
        yield Ask(say("rules.need.any_of"), tuple(inner))
    else:
        yield Ask(say(f"rules.need.{need.kind}", **_values(need, one, known)))


def _inner(need: Need) -> tuple[Need, ...]:
    found = need.params.get("needs")
    return tuple(each for each in found if isinstance(each, Need)) if isinstance(found, tuple) else ()


def _values(need: Need, one: Workflow, known: Known) -> dict[str, object]:
    """The parameters of a need as one reads them: stages and kinds by their title."""
    say, params = known.say, need.params
    values: dict[str, object] = {**params, "n": params.get("count", params.get("at_least", 0))}
    above = known.catalogue.newest(one.parent.workflow) if one.parent else None
    stages = params.get("stages")
    if above and isinstance(stages, tuple):
        values["stages"] = _stages(tuple(map(str, stages)), above, say)
    if under := known.catalogue.newest(str(params.get("workflow", ""))):
        values["kind"] = say(under.title).lower()
    if "state" in params:
        values["state"] = say(f"rules.landing.{params['state']}")
    return values


def _point(item: Item, say: Speech) -> str:
    notes = [say("rules.point.by_facts")] if item.met_by else []
    notes += [] if item.blocking else [say("rules.point.optional")]
    notes += [say("rules.point.from_use", n=item.from_use)] if item.from_use > 1 else []
    return say(item.ask) + (f" ({', '.join(notes)})" if notes else "")


def _stages(keys: tuple[str, ...], one: Workflow, say: Speech) -> str:
    names = [say(one.stages[key].title).lower() for key in keys if key in one.stages]
    return listed(names, say)


def _roles(keys: tuple[str, ...], known: Known) -> str:
    roles = known.catalogue.network.roles
    return listed([known.say(roles[key].title) for key in keys if key in roles], known.say)


def length(given: Duration, say: Speech) -> str:
    """Return a length of time in words: "6 maanden", "14 dagen", "8 schoolweken"."""
    return say(f"rules.length.{given.unit.replace(' ', '-')}", n=given.count, count=given.count)


def listed(names: list[str], say: Speech) -> str:
    """Return names as one says them: "a, b of c"."""
    return say("rules.or", first=tuple(names[:-1]), last=names[-1]) if len(names) > 1 else "".join(names)
