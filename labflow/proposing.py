"""Verbs that bring something new: an idea, or what runs already. Each is one act, and only ever a beginning.

What runs already stands where somebody says that it stands, as an import does: every gate behind it is on record as
passed without a decision. Nothing here moves an initiative that labflow knows.
"""

from collections.abc import Callable, Sequence
from typing import Any

from labflow import access, rows, typed
from labflow.change import Change
from labflow.clock import UNKNOWN, Interval, on_day
from labflow.definition import Catalogue, Transition, Workflow
from labflow.facts import TOLD
from labflow.lifecycle import known_person
from labflow.queries.reading import free_slug, one
from labflow.reasons import Blocked, Invalid, Reason
from labflow.telling import organisation_named


def kinds(catalogue: Catalogue) -> tuple[Workflow, ...]:
    """Return the newest version of each workflow that anybody can bring something to: on the board, in the open."""
    newest = (catalogue.newest(key) for key in dict.fromkeys(key for key, _ in catalogue.versions))
    return tuple(one for one in newest if one and one.board and not one.confidential and one.parent is None)


def stages(workflow: Workflow) -> tuple[str, ...]:
    """Return the stages that something can stand in when labflow hears of it: those that run and can be reached."""
    return tuple(key for key, one in workflow.stages.items() if not one.final and _is_reached(workflow, key))


def propose(change: Change, catalogue: Catalogue, kind: object, title: object, what: object, why: object = "",
            partners: Sequence[object] = (), lead: str | None = None) -> str:  # fmt: skip
    """Bring an idea: an initiative in the first stage, with who proposed it in its log; returns its slug.

    `what`: in one sentence; `why`: where it comes from; `partners`: organisations by name, new ones too; `lead`: key of
    a person, by who may assign. Raises Invalid with what is wrong in each field.
    """
    access.demand(change.actor, "propose", catalogue.network)
    judge = _Judge()
    name = judge(typed.text, title, "title", 120)
    sentence, origin = judge(typed.text, what, "idea"), judge(typed.optional_text, why, "why")
    named = _named(judge, partners)
    workflow = judge(_kind, catalogue, kind)
    judge.slug(name)
    judge.end()
    today = on_day(change.on)
    made = _begin(change, workflow, workflow.initial, name, "propose", today, origin=origin or None)
    _step(change, made, 1, None, workflow.initial, today, imported=False)
    _note(change, made, sentence)
    _people(change, catalogue, made, named, lead)
    change.record("propose", wf=workflow.sha256 or None)
    return made.slug


def already_runs(change: Change, catalogue: Catalogue, kind: object, title: object, stage: object, since: object = "",
                 decided_by: object = "", partners: Sequence[object] = (),
                 lead: str | None = None) -> str:  # fmt: skip
    """Register what ran before labflow knew it, in the stage where it stands; returns its slug.

    `since`: when it came there, in whatever words, empty for not known; `decided_by`: who opened the last gate, empty
    for not known. Every step behind it stays without a decision and is listed as not known. Raises Blocked when it is
    here already: whatever is known moves through its gates.
    """
    access.demand(change.actor, "import", catalogue.network)
    judge = _Judge()
    name = judge(typed.text, title, "title", 120)
    when, decider = judge(_past, change, since), judge(typed.optional_text, decided_by, "decider", typed.KEY)
    named = _named(judge, partners)
    workflow = judge(_kind, catalogue, kind)
    target = judge(typed.choice, stage, "stage", stages(workflow) if workflow else ())
    slug = judge.slug(name)
    judge.end()
    if one(change.conn, rows.Initiative, rows.Initiative.slug == slug) is not None:
        raise Blocked(Reason("importing.already", {"slug": slug}))
    made = _begin(change, workflow, target, name, "already-runs", UNKNOWN)
    ways = _ways_to(workflow, target)
    _step(change, made, 1, None, workflow.initial, UNKNOWN if ways else when)
    for n, (before, way) in enumerate(ways, 2):
        is_last = n == len(ways) + 1
        told = f"{TOLD}{decider}" if is_last and decider else None
        _step(change, made, n, before, str(way.target), when if is_last else UNKNOWN, transition=way.key, source=told)
    _people(change, catalogue, made, named, lead)
    change.record("already-runs", wf=workflow.sha256 or None)
    return made.slug


class _Judge:
    """Read field after field and keep what is wrong, so that a person hears it all at once."""

    def __init__(self) -> None:
        self._faults = list[Reason]()

    def __call__(self, read: Callable[..., Any], *given: object) -> Any:
        try:
            return read(*given)
        except Invalid as refused:
            self._faults.extend(refused.reasons)
        return None

    def slug(self, name: str | None) -> Any:
        return self(typed.initiative_slug, name) if name else None

    def end(self) -> None:
        if self._faults:
            raise Invalid(*self._faults)


def _kind(catalogue: Catalogue, kind: object) -> Workflow:
    known = {workflow.key: workflow for workflow in kinds(catalogue)}
    return known[typed.choice(kind, "kind", tuple(known))]


def _is_reached(workflow: Workflow, stage: str) -> bool:
    return stage == workflow.initial or bool(_ways_to(workflow, stage))


def _ways_to(workflow: Workflow, stage: str) -> tuple[tuple[str, Transition], ...]:
    """The shortest chain of transitions from the first stage to this one, each with the stage that it left."""
    chains: dict[str, tuple[tuple[str, Transition], ...]] = {workflow.initial: ()}
    waiting = [workflow.initial]
    for here in waiting:
        for way in workflow.transitions_from(here):
            if way.target and way.target not in chains and not workflow.stages[way.target].final:
                chains[way.target] = (*chains[here], (here, way))
                waiting.append(way.target)
    return chains.get(stage, ())


def _past(change: Change, since: object) -> Interval:
    when = typed.since(since)
    if when.start and when.start > change.on:
        raise Invalid(Reason("typed.day_after", {"name": Reason("typed.name.since"), "day": change.on}))
    return when


def _named(judge: _Judge, partners: Sequence[object]) -> tuple[str, ...]:
    """Names of organisations, each once; what was left empty is nobody."""
    told = [judge(typed.optional_text, partner, "organisation", 120) for partner in partners]
    named = tuple(dict.fromkeys(name for name in told if name))
    for name in named:
        judge.slug(name)
    return named


def _begin(change: Change, workflow: Workflow, stage: str, name: str, act: str, when: Interval,
           **columns: Any) -> rows.Initiative:  # fmt: skip
    return change.add(rows.Initiative(
        id=change.new_id(), slug=free_slug(change.conn, rows.Initiative, typed.initiative_slug(name)), title=name,
        workflow=workflow.key, version=workflow.version, stage=stage, rev=1, last_act=act,
        last_by=change.actor.person_id, last_on=change.on, **when.columns(), **columns,
    ))  # fmt: skip


def _step(change: Change, made: rows.Initiative, n: int, before: str | None, stage: str, when: Interval, *,
          imported: bool = True, **columns: Any) -> None:  # fmt: skip
    change.add(rows.Passage(
        id=change.new_id(), initiative_id=made.id, from_stage=before, to_stage=stage, n=n, imported=imported,
        **when.columns(), **columns,
    ))  # fmt: skip


def _note(change: Change, made: rows.Initiative, sentence: str) -> None:
    """What was proposed, said by who proposed it."""
    change.add(rows.Note(
        id=change.new_id(), initiative_id=made.id, kind="nota", text=sentence, n=1, person_id=change.actor.person_id,
        on_day=change.on, **on_day(change.on).columns(),
    ))  # fmt: skip


def _people(change: Change, catalogue: Catalogue, made: rows.Initiative, partners: tuple[str, ...],
            lead: str | None) -> None:  # fmt: skip
    for n, name in enumerate(partners, 1):
        organisation = organisation_named(change, name)
        change.add(rows.Partner(id=change.new_id(), initiative_id=made.id, organisation_id=organisation, n=n))
    if lead:
        access.demand(change.actor, "assign", catalogue.network)
        person = known_person(change, catalogue, lead)
        change.add(rows.Lead(id=change.new_id(), initiative_id=made.id, person_id=person, from_day=change.on))
