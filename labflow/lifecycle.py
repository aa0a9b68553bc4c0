"""The verbs of an initiative's life: open, tick, note, advance, pause, resume.

Each is one logged change; a rule is never decided here but in `engine` and `access`. Nothing here writes a stage
except `_move`, and that only where the engine leads, and `fall_back`, and that only to where it came from.
"""

from collections.abc import Mapping
from datetime import date

from labflow import access, engine, mandate_steps, rows, typed
from labflow.acting import add, begin, finish, numbered
from labflow.asking import complete, day_of, in_words, stated
from labflow.change import Change
from labflow.clock import days_after
from labflow.comply import promised
from labflow.definition import Catalogue, Transition, Workflow
from labflow.dossier import OPEN_REQUESTS, Dossier
from labflow.facts import Decision
from labflow.queries.people import actor as person_of
from labflow.queries.reading import free_slug
from labflow.reasons import NOTHING, Blocked, Invalid, NotFound, Overtaken, Reason

STATES = ("done", "busy", "todo", "later", "not_applicable", "unknown")
KINDS = ("realisatie", "uitdaging", "gebeurtenis", "nota")
MOODS = ("op-koers", "let-op", "loopt-vast")


def open_(change: Change, catalogue: Catalogue, kind: str, title: object, lead: str | None = None,
          parent: str | None = None) -> str:  # fmt: skip
    """Open an initiative in the first stage of the newest version of its workflow; returns its slug.

    `kind`: key of a workflow; `lead`: key of a person; `parent`: slug, for a workflow that lives under another.
    """
    workflow = catalogue.newest(typed.choice(kind, "kind", tuple(sorted({key for key, _ in catalogue.versions}))))
    assert workflow is not None
    parent_id = _parent(change, catalogue, workflow, parent)
    change.shielded = workflow.confidential
    name = typed.text(title, "title", 120)
    slug = _address(change, workflow, name)
    initiative = rows.Initiative(
        id=change.new_id(), slug=slug, title=name, workflow=workflow.key, version=workflow.version,
        stage=workflow.initial, parent_id=parent_id, rev=1, when_start=change.on, when_end=change.on,
        when_precision="day", last_act="open", last_by=change.actor.person_id, last_on=change.on,
    )  # fmt: skip
    change.add(initiative)
    change.add(rows.Passage(
        id=change.new_id(), initiative_id=initiative.id, to_stage=workflow.initial, n=1,
        when_start=change.on, when_end=change.on, when_precision="day",
    ))  # fmt: skip
    if lead:
        person = known_person(change, catalogue, lead)
        change.add(rows.Lead(id=change.new_id(), initiative_id=initiative.id, person_id=person, from_day=change.on))
    change.record("open", wf=workflow.sha256 or None)
    return slug


def _address(change: Change, workflow: Workflow, name: str) -> str:
    """Make the address from the title, except where an address may tell nobody anything."""
    if workflow.confidential:
        return f"{workflow.key}-{change.new_id()[:10]}"
    return free_slug(change.conn, rows.Initiative, typed.initiative_slug(name))


def tick(change: Change, catalogue: Catalogue, slug: str, item: str, state: str = "done", evidence: object = "",
         why: object = "", by_day: object = None, rev: int | None = None) -> None:  # fmt: skip
    """Say how a checklist point stands; with `why` and `by_day` it is explained instead ("comply or explain").

    `evidence`: one sentence with at most one link. Raises Invalid, Blocked for a point that facts answer.
    """
    dossier = begin(change, catalogue, slug, "tick", rev)
    point = dossier.workflow.item(item)
    if point is None:
        known = tuple(i.id for items in dossier.workflow.checklists.values() for i in items)
        raise Invalid(Reason("lifecycle.no_such_point", {"item": typed.shown(item), "known": known}))
    if point.met_by is not None:
        raise Blocked(Reason("lifecycle.met_by_facts", {"ask": point.ask}))
    sentence, link = typed.evidence(evidence)
    reason = typed.text(why, "why") if why or by_day else ""
    by = promised(change, by_day) if reason else None
    chosen = "explained" if reason else typed.choice(state, "state", STATES)
    numbered(
        change, dossier, rows.Tick, item=item, state=chosen, evidence=sentence or None, link=link or None,
        why=reason or None, by_day=by, person_id=change.actor.person_id, on_day=change.on,
    )  # fmt: skip
    finish(change, dossier, "tick")


def note(change: Change, catalogue: Catalogue, slug: str, text: object, kind: str = "nota",
         mood: str | None = None) -> None:  # fmt: skip
    """Write a line in the log of the initiative. `kind`: see KINDS; `mood`: see MOODS, or None."""
    dossier = begin(change, catalogue, slug, "note")
    numbered(
        change, dossier, rows.Note, kind=typed.choice(kind, "note_kind", KINDS),
        mood=typed.choice(mood, "mood", MOODS) if mood else None, text=typed.text(text, "note", typed.STORY),
        person_id=change.actor.person_id, on_day=change.on,
        when_start=change.on, when_end=change.on, when_precision="day",
    )  # fmt: skip
    finish(change, dossier, "note")


def advance(change: Change, catalogue: Catalogue, slug: str, transition: str,
            asks: Mapping[str, object] = NOTHING, rev: int | None = None) -> None:  # fmt: skip
    """Take a transition. What the body approved goes with it; `asks` may only say the same.

    Raises NotFound, NotAllowed, Overtaken (with who was first) or Blocked with every reason.
    """
    dossier = begin(change, catalogue, slug, None, rev)
    way = dossier.workflow.transitions.get(transition)
    if way is not None:
        access.demand_role(change.actor, way.by, catalogue.network, dossier)
    decision = dossier.decision_on(transition)
    given = stated(way, asks) if way else NOTHING
    _move(change, catalogue, dossier, transition, _approved(decision, given), decision)


def move_by_decision(
    change: Change, catalogue: Catalogue, slug: str, transition: str
) -> tuple[bool, tuple[Reason, ...]]:
    """Take the transition that the body has just approved, if it is open; the decision stands either way.

    Returns whether it moved, and every reason why not. Nobody's role is asked: the body decided.
    """
    try:
        dossier = begin(change, catalogue, slug, None)
        decision = dossier.decision_on(transition)
        _move(change, catalogue, dossier, transition, _approved(decision, NOTHING), decision)
    except (Blocked, Invalid, Overtaken) as refused:
        return False, refused.reasons
    return True, ()


def fall_back(change: Change, catalogue: Catalogue, slug: str, decision_id: str) -> bool:
    """Undo the step that a decision opened, because a condition of it was not met (R9); tell whether it happened.

    Only while that step is still the last one: behind a later gate nothing falls by itself. The decision stays used,
    and coming back asks for a new one.
    """
    dossier = begin(change, catalogue, slug, None)
    decision, last = next(d for d in dossier.decisions if d.id == decision_id), dossier.passages[-1]
    if last.decision != decision.number or last.from_stage in (None, last.to_stage):
        return False
    numbered(
        change, dossier, rows.Passage, from_stage=dossier.stage_key, to_stage=last.from_stage,
        when_start=change.on, when_end=change.on, when_precision="day",
    )  # fmt: skip
    finish(change, dossier, "fall-back", decision.number, stage=last.from_stage)
    return True


def pause(change: Change, catalogue: Catalogue, slug: str, why: object, until: object) -> None:
    """Suspend the clock of an initiative: its stage stays. `until` is the day it is looked at again."""
    dossier = begin(change, catalogue, slug, "pause")
    reason, day = typed.text(why, "why"), typed.day(until, "until")
    refused = [*_cannot_pause(dossier), *_bad_pause_day(change, dossier, day)]
    if refused:
        raise Blocked(*refused)
    add(change, dossier, rows.Pause, why=reason, from_day=change.on, until_day=day)
    finish(change, dossier, "pause")


def resume(change: Change, catalogue: Catalogue, slug: str) -> None:
    """End the pause: the clock runs again from today."""
    dossier = begin(change, catalogue, slug, "resume")
    running = dossier.pause
    if running is None or not engine.rhythm(dossier, "resume"):
        raise Blocked(Reason("lifecycle.not_paused", {"title": dossier.title}))
    change.put(rows.Pause, running.id, resumed_on=change.on)
    finish(change, dossier, "resume")


def known_person(change: Change, catalogue: Catalogue, key: str) -> str:
    """Return the id of a person by key. Raises NotFound when there is no such person today."""
    found = person_of(change.conn, catalogue.network, typed.text(key, "person", typed.KEY), change.on)
    if found is None or found.person_id is None:
        raise NotFound(Reason("query.no_person", {"key": typed.shown(key)}))
    return found.person_id


def _move(change: Change, catalogue: Catalogue, dossier: Dossier, transition: str,
          asks: Mapping[str, object], decision: Decision | None) -> None:  # fmt: skip
    """Write the stage that the engine leads to: the one place that does."""
    moved = engine.move(dossier, transition, asks)
    complete(moved.transition, asks)
    if moved.transition.continues:
        _refuse_loose_ends(dossier)
    used = decision if decision and decision.approves else None
    numbered(
        change, dossier, rows.Passage, transition=transition, from_stage=dossier.stage_key, to_stage=moved.target,
        decision_id=used.id if used else None, when_start=change.on, when_end=change.on, when_precision="day",
    )  # fmt: skip
    _set_fields(change, dossier, moved.transition, asks)
    if dossier.workflow.stages[moved.target].final and not moved.transition.continues:
        mandate_steps.end(change, dossier)
    finish(change, dossier, "advance", used.number if used else None, moved.evidence, stage=moved.target)
    if moved.transition.continues:
        _continue(change, catalogue, dossier, moved.transition)


def _continue(change: Change, catalogue: Catalogue, dossier: Dossier, way: Transition) -> None:
    """Go on in another workflow, same initiative and same history."""
    assert way.continues is not None
    target = catalogue.newest(way.continues.workflow)
    assert target is not None
    stage = way.continues.stages[dossier.stage_key]
    numbered(
        change, dossier, rows.Passage, from_stage=way.target, to_stage=stage,
        when_start=change.on, when_end=change.on, when_precision="day",
    )  # fmt: skip
    change.put(
        rows.Initiative, dossier.id, workflow=target.key, version=target.version, stage=stage, rev=dossier.rev + 2
    )
    change.record("continue", wf=target.sha256 or None)


def _refuse_loose_ends(dossier: Dossier) -> None:
    others = [r for r in dossier.requests if r.state in OPEN_REQUESTS]
    if others:
        raise Blocked(*(Reason("lifecycle.request_open", {"number": r.number}, who="coordinator") for r in others))


def _set_fields(change: Change, dossier: Dossier, way: Transition, asks: Mapping[str, object]) -> None:
    deadline = day_of(asks.get(way.sets.get("deadline", "")))
    receiver = in_words(asks.get(way.sets.get("receiver", "")))
    if deadline:
        kind = "term" if any(d.kind == "term" for d in dossier.deadlines) else "deadline"
        numbered(change, dossier, rows.Deadline, kind=kind, text=way.title.nl, text_en=way.title.en,
                 when_start=deadline, when_end=deadline, when_precision="day")  # fmt: skip
    if receiver:
        numbered(change, dossier, rows.Relation, kind="handed_to", target_kind="text", text=receiver)
    for name, kind in way.asks.items():
        if kind == "commitment" and (promise := in_words(asks.get(name))):
            _commit_again(change, dossier, promise, deadline)


def _commit_again(change: Change, dossier: Dossier, promise: str, until: date | None) -> None:
    """A promise that is continued takes the place of the one that ran, when there is only one."""
    if len(dossier.commitments) == 1:
        change.put(rows.Commitment, dossier.commitments[0].id, ended_on=change.on)
    numbered(change, dossier, rows.Commitment, text=promise, when_start=until, when_end=until,
        when_precision="day" if until else "none")  # fmt: skip


def _approved(decision: Decision | None, given: Mapping[str, object]) -> Mapping[str, object]:
    """What goes with the move: what was approved, and nothing that differs from it."""
    if decision is None or not decision.approves:
        return given
    differing = [name for name, value in given.items() if decision.asks.get(name, value) != value]
    if differing:
        raise Blocked(*(Reason("lifecycle.not_as_approved", {"name": n, "number": decision.number})
                        for n in differing))  # fmt: skip
    return {**given, **decision.asks}


def _cannot_pause(dossier: Dossier) -> list[Reason]:
    if dossier.pause:
        return [Reason("lifecycle.already_paused", {"until": dossier.pause.until_day})]
    if not dossier.stage.pausable or dossier.workflow.pause is None or not engine.rhythm(dossier, "pause"):
        return [Reason("lifecycle.not_pausable", {"stage": dossier.stage.title})]
    return []


def _bad_pause_day(change: Change, dossier: Dossier, day: date) -> list[Reason]:
    longest = dossier.workflow.pause.maximum if dossier.workflow.pause else None
    if day <= change.on:
        return [Reason("typed.day_before", {"name": Reason("typed.name.until"), "day": days_after(change.on, 1)})]
    if longest and day > days_after(change.on, longest.days):
        return [Reason("lifecycle.pause_too_long", {"last": days_after(change.on, longest.days)})]
    return []


def _parent(change: Change, catalogue: Catalogue, workflow: Workflow, slug: str | None) -> str | None:
    if not workflow.confidential:
        access.demand(change.actor, "open", catalogue.network)
    if workflow.parent is None:
        if slug:
            raise Invalid(Reason("lifecycle.no_parent_here", {"kind": workflow.title}))
        return None
    if not slug:
        raise Invalid(Reason("lifecycle.parent_needed", {"kind": workflow.title}))
    parent = begin(change, catalogue, slug, None)
    if workflow.confidential and parent.id not in change.actor.casework:
        raise NotFound(Reason("query.no_initiative", {"slug": typed.shown(slug)}))
    _check_parent(workflow, parent)
    return parent.id


def _check_parent(workflow: Workflow, parent: Dossier) -> None:
    assert workflow.parent is not None
    if parent.workflow.key != workflow.parent.workflow or not parent.is_running:
        raise Blocked(Reason("lifecycle.not_a_parent", {"parent": parent.title, "stage": parent.stage.title}))
