"""The lifeline, the log and the facts of one initiative in words. What no source says is said to be unknown."""

from labflow.definition import Phase
from labflow.dossier import Dossier
from labflow.facts import Figure, Note, Passage
from labflow.presenting import mandate_words
from labflow.showing.board import figure
from labflow.showing.gaps import EXERCISE
from labflow.stall import expected_by, moved
from labflow.texts.speech import Speech
from labflow.views.fact import Fact
from labflow.views.initiative import LogGroup, LogLine, Step

TONES = {
    "realisatie": ("good", "sparkle"), "uitdaging": ("hard", "wind"), "gebeurtenis": ("good", "flag"),
    "hierna": ("plain", "arrow-right"), "nota": ("plain", "note-pencil"),
}  # fmt: skip


def steps(dossier: Dossier, say: Speech) -> tuple[Step, ...]:
    """Return the phases of its workflow; empty for one that has none."""
    if dossier.stage.phase is None and not any(s.phase for s in dossier.workflow.stages.values()):
        return ()
    phases = dossier.network.phases
    here = _reached(dossier, phases)
    return tuple(_step(number, here, phase, dossier, say) for number, phase in enumerate(phases))


def short(dossier: Dossier, say: Speech) -> str:
    """Return the lifeline in one sentence, for a narrow screen."""
    phases = dossier.network.phases
    if dossier.stage.phase is None:
        return say("web.life.ended", stage=dossier.stage.title)
    n = [phase.key for phase in phases].index(dossier.stage.phase)
    after = phases[n + 1 : n + 2]
    key = "web.life.short" if after else "web.life.short_last"
    following = say(after[0].title).lower() if after else ""
    told = say(key, at=n + 1, of=len(phases), stage=dossier.stage.title, next=following)
    by = moved(dossier)
    return f"{told} {say(by)}." if by else told


def _reached(dossier: Dossier, phases: tuple[Phase, ...]) -> int:
    """The number of the phase it stands in; for one that ended, the phase after the last that it was in."""
    keys = [phase.key for phase in phases]
    if dossier.stage.phase:
        return keys.index(dossier.stage.phase)
    stages = dossier.workflow.stages
    been = [stages[p.to_stage].phase for p in dossier.passages if p.to_stage in stages]
    return max((keys.index(phase) for phase in been if phase), default=-1) + 1


def _step(number: int, here: int, phase: Phase, dossier: Dossier, say: Speech) -> Step:
    stage = next((s for s in dossier.workflow.stages.values() if s.phase == phase.key), None)
    title = say(stage.title if stage else phase.title)
    if number < here:
        left = _way_out(stage.key, dossier) if stage else None
        gap = left is None or _is_gap(left, dossier)
        return Step(title, "done", _left(left, gap, say), gap)
    if number == here and dossier.is_running:
        key = "web.life.since" if dossier.entered.is_known else "web.life.since_unknown"
        return Step(title, "now", (say(key, when=dossier.entered), *expected(dossier, say)))
    return Step(title, "ahead", _ahead(number == here + 1, dossier, say))


def expected(dossier: Dossier, say: Speech) -> tuple[str, ...]:
    """Return by when its stage is expected to be done, and a line for each thing that moved that day."""
    found = expected_by(dossier)
    if found is None:
        return ()
    return (say("stall.expected_by", by=found.by), *(say.capital(mover) for mover in found.movers))


def _way_out(stage: str, dossier: Dossier) -> Passage | None:
    out = [step for step in dossier.passages if step.from_stage == stage and step.to_stage != stage]
    return out[-1] if out else None


def _is_gap(step: Passage, dossier: Dossier) -> bool:
    way = dossier.workflow.transitions.get(step.transition or "")
    return bool(way and way.decided_by) and step.decision is None


def _left(step: Passage | None, gap: bool, say: Speech) -> tuple[str, ...]:
    if step is None:
        return (say("web.fact.not_told"),)
    when = [say("web.life.left", when=step.when)] if step.when.is_known else []
    decided = [say("web.life.decision", number=step.decision)] if step.decision else []
    told = [say("web.life.told_decision", who=step.told)] if step.told else []
    return (*when, *decided, *([_unfound(step, say)] if gap else []), *told)


def _unfound(step: Passage, say: Speech) -> str:
    """A decision that nobody has on record; without a source it was told to labflow itself."""
    return say("web.life.confirmed" if step.imported and not step.source else "web.life.no_decision")


def _ahead(is_next: bool, dossier: Dossier, say: Speech) -> tuple[str, ...]:
    if not is_next or not dossier.is_running:
        return (say("web.life.not_planned"),)
    if any(way.decided_by for way in dossier.transitions) and dossier.next_meeting:
        return (say("web.life.if_decided", day=say.short_day(dossier.next_meeting, dossier.today)),)
    return (say("web.life.next"),)


def log(dossier: Dossier, say: Speech) -> tuple[LogGroup, ...]:
    """Return the log, newest first: what was noted here, then what the report tells with and without a date."""
    here = [_line(note, dossier, say) for note in reversed(dossier.notes) if not note.source]
    here = [*_decided(dossier, say), *here]
    dated = [_line(n, dossier, say) for n in dossier.notes if n.source and n.when.is_known]
    undated = [_line(n, dossier, say) for n in dossier.notes if n.source and not n.when.is_known]
    undated += [_figure_line(one, say) for one in dossier.figures]
    groups = (("web.log.here", here), ("web.log.report", dated), ("web.log.undated", undated))
    return tuple(LogGroup(say.capital(key), tuple(lines)) for key, lines in groups if lines)


def _decided(dossier: Dossier, say: Speech) -> list[LogLine]:
    return [
        LogLine("decided", "gavel", say("web.log.decision"), say(f"web.outcome.{one.outcome}"),
                say("web.log.decided_on", number=one.number, day=one.on_day))
        for one in reversed(dossier.decisions)
    ]  # fmt: skip


def _line(note: Note, dossier: Dossier, say: Speech) -> LogLine:
    tone, icon = TONES.get(note.kind, ("plain", "note-pencil"))
    when = say(note.when) if note.when.is_known or note.when.words else say("web.log.no_date")
    parts = [when, note.who, _source(note.source, say)]
    parts += [say(f"web.mood.{note.mood}")] if note.mood else []
    return LogLine(tone, icon, say(f"web.note.{note.kind}"), say(note.text), ", ".join(p for p in parts if p))  # type: ignore[arg-type]


def _figure_line(known: Figure, say: Speech) -> LogLine:
    return LogLine("plain", "list-checks", say("web.note.figure"), figure(known, say), _source(known.source, say))


def _source(source: str, say: Speech) -> str:
    """The lines of the source; whatever else was noted about them is for who keeps the facts."""
    lines = ", ".join(part for part in source.split(", ") if part[1:2].isdigit())
    return say("web.log.source", source=lines) if lines else ""


def facts(dossier: Dossier, say: Speech) -> tuple[Fact, ...]:
    """Return what is known of it, with "not in the report" where nothing is."""
    partners = tuple(one.name for one in dossier.partners if one.kind == "partner")
    told = [_lead(dossier, say)]
    told.append(Fact(say("web.fact.partners"), partners or (say("web.fact.not_told"),)))
    aside = [one for one in dossier.partners if one.kind != "partner"]
    others = tuple(_named(one.name, say(one.part) if one.part else "") for one in aside)
    told += [Fact(say("web.fact.others"), others)] if others else []
    if dossier.started.is_known:
        told.append(Fact(say("web.fact.started"), (say(dossier.started),)))
    if dossier.landing:
        told.append(Fact(say("web.fact.landing"), (say(f"web.landing.{dossier.landing.state}"),)))
    ties = tuple(_named(say(one.target), say(f"web.relation.{one.kind}")) for one in dossier.relations)
    told += [Fact(say("web.fact.relations"), ties)] if ties else []
    told += [Fact(say("web.fact.source"), (dossier.source,))] if _has_lines(dossier) else []
    return tuple(told)


def _has_lines(dossier: Dossier) -> bool:
    """Whether its source is something that a reader can open: the network has a word for it."""
    return bool(dossier.source) and "the_source" in dossier.network.words


def _lead(dossier: Dossier, say: Speech) -> Fact:
    """Who leads; a role that the demo hands out as an exercise is told apart from what is known."""
    lead, term = dossier.lead, say.capital("web.fact.lead")
    if lead is None or lead.source == EXERCISE:
        return Fact(term, (say("web.fact.not_told"),), say("web.fact.exercise") if lead else "")
    return Fact(term, (lead.who or say("web.fact.no_lead"),))


def agreements(dossier: Dossier, say: Speech) -> tuple[str, ...]:
    """Return the provisional mandate that runs, and promises and dates that bind."""
    ahead_of_the_body = [say(mandate_words(dossier.mandate))] if dossier.mandate else []
    promised = [say("web.card.promise", text=c.text, when=c.ends) for c in dossier.commitments]
    ahead = [one for one in dossier.deadlines if not one.when.is_wholly_before(dossier.today)]
    due = [say("web.card.due", text=one.text, when=one.when) for one in ahead]
    return (*ahead_of_the_body, *promised, *due)


def _named(name: str, told: str) -> str:
    return f"{name} ({told})" if told else name
