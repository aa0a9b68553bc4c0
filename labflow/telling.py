"""The verbs that tell a fact: who leads, who takes part, what is promised, what holds it up, whose move it is.

A fact is added with who and when; an open end is closed, never rewritten. What is unknown is filled in here too.
"""

from typing import Any

from labflow import letters, rows, turns, typed
from labflow.acting import add, begin, finish, numbered
from labflow.change import Change
from labflow.clock import days_after
from labflow.definition import Catalogue
from labflow.dossier import Dossier
from labflow.facts import TOLD
from labflow.lifecycle import known_person
from labflow.queries.initiatives import TABLE, dossiers
from labflow.queries.people import organisation_by_name
from labflow.queries.reading import fetch, free_slug
from labflow.reasons import Blocked, Invalid, NotFound, Reason

BLOCKERS = (
    "landing_place", "funding", "framework", "capacity", "support_base", "external_decision", "succession",
    "requests_waiting",
)  # fmt: skip
LANDING = ("sought", "candidate", "confirmed", "dropped")
CONTRIBUTIONS = ("staff", "knowledge", "place", "channel")
RELATIONS = (
    "comes_from", "feeds", "fed_by", "spun_off", "handed_to", "moved_to", "merge_considered_with", "presented_at",
    "publishes", "meeting_of",
)  # fmt: skip


def assign(change: Change, catalogue: Catalogue, slug: str, person: str | None) -> None:
    """Say who leads from today, and tell them: a person by key, or None for *known to have no lead*."""
    dossier = begin(change, catalogue, slug, "assign")
    lead(change, dossier, known_person(change, catalogue, person) if person else None)
    finish(change, dossier, "assign")


def lead(change: Change, dossier: Dossier, person_id: str | None) -> None:
    """Write who leads from today (None: nobody) and tell them; who led stops. The caller begins and finishes."""
    for row_id in _open_leads(change, dossier):
        change.put(rows.Lead, row_id, until_day=change.on)
    row = add(change, dossier, rows.Lead, person_id=person_id, from_day=change.on)
    letters.write(change, "lead", row.id, {person_id} - {change.actor.person_id})


def partner(change: Change, catalogue: Catalogue, slug: str, name: object, contribution: str | None = None) -> None:
    """Add an organisation that takes part; one that is not known yet is added by its name."""
    dossier = begin(change, catalogue, slug, "partner")
    called = typed.text(name, "organisation", 120)
    if contribution:
        typed.choice(contribution, "contribution", CONTRIBUTIONS)
    organisation = organisation_named(change, called)
    if any(row.organisation_id == organisation for row in _of(change, dossier, rows.Partner)):
        raise Blocked(Reason("telling.partner_already", {"name": called}))
    numbered(change, dossier, rows.Partner, organisation_id=organisation, contribution=contribution)
    finish(change, dossier, "partner")


def organisation_named(change: Change, name: str) -> str:
    """Return the id of an organisation by its name; one that is not known yet is added."""
    if known := organisation_by_name(change.conn, name):
        return known
    slug = free_slug(change.conn, rows.Organisation, typed.slug(name))
    return change.add(rows.Organisation(id=change.new_id(), slug=slug, name=name)).id


def relate(change: Change, catalogue: Catalogue, slug: str, kind: str, target: object) -> None:
    """Tie the initiative to another one (by slug) or to something named in words."""
    dossier = begin(change, catalogue, slug, "relate")
    named = typed.text(target, "target", 120)
    other = dossiers(change.conn, catalogue, change.actor, change.on, TABLE.c.slug == named, confidential=False)
    where = {"target_kind": "initiative", "target_id": other[0].id} if other else {"target_kind": "text", "text": named}
    numbered(change, dossier, rows.Relation, kind=typed.choice(kind, "relation", RELATIONS), **where)
    finish(change, dossier, "relate")


def land(change: Change, catalogue: Catalogue, slug: str, state: str, where: object = "") -> None:
    """Say how it stands with the landing place: sought, candidate, confirmed or dropped."""
    dossier = begin(change, catalogue, slug, "land")
    place = typed.optional_text(where, "where")
    chosen = typed.choice(state, "landing_state", LANDING)
    if chosen in ("candidate", "confirmed") and not place:
        raise Invalid(Reason("typed.empty", {"name": Reason("typed.name.where")}))
    numbered(change, dossier, rows.Landing, state=chosen, text=place or None)
    finish(change, dossier, "land")


def commit(change: Change, catalogue: Catalogue, slug: str, text: object, until: object, amount: object = None) -> None:
    """Record a promise and the day it ends (`until`: a day, or words that a source uses)."""
    dossier = begin(change, catalogue, slug, "commit")
    when = typed.since(until, "until")
    numbered(
        change, dossier, rows.Commitment, text=typed.text(text, "commitment"),
        cents=typed.euro(amount) if amount not in (None, "") else None, **when.columns(),
    )  # fmt: skip
    finish(change, dossier, "commit")


def end_commitment(change: Change, catalogue: Catalogue, slug: str, text: object) -> None:
    """Say that a promise has ended."""
    dossier = begin(change, catalogue, slug, "commit")
    named = typed.text(text, "commitment")
    found = next((c for c in dossier.commitments if named in (c.text.nl, c.text.en)), None)
    if found is None:
        raise NotFound(Reason("telling.no_commitment", {"text": named}))
    change.put(rows.Commitment, found.id, ended_on=change.on)
    finish(change, dossier, "commit")


def block(change: Change, catalogue: Catalogue, slug: str, kind: str, text: object) -> None:
    """Say what holds it up, from the closed list, in one sentence."""
    dossier = begin(change, catalogue, slug, "block")
    chosen = typed.choice(kind, "blocker", BLOCKERS)
    if any(b.kind == chosen for b in dossier.blockers):
        raise Blocked(Reason("telling.blocked_already", {"kind": Reason(f"blocker.{chosen}")}))
    numbered(change, dossier, rows.Blocker, kind=chosen, text=typed.text(text, "blocker_text"), when_start=change.on,
        when_end=change.on, when_precision="day")  # fmt: skip
    finish(change, dossier, "block")


def lift(change: Change, catalogue: Catalogue, slug: str, kind: str) -> None:
    """Say that something no longer holds it up."""
    dossier = begin(change, catalogue, slug, "block")
    chosen = typed.choice(kind, "blocker", BLOCKERS)
    found = [b for b in dossier.blockers if b.kind == chosen]
    if not found:
        raise NotFound(Reason("telling.not_blocked", {"kind": Reason(f"blocker.{chosen}")}))
    for blocker in found:
        change.put(rows.Blocker, blocker.id, lifted_on=change.on)
    finish(change, dossier, "block")


def turn(change: Change, catalogue: Catalogue, slug: str, who: object, what: object = "") -> None:
    """Say whose move it is, and tell them.

    `who`: a role of the network or its body (key or words), else a person by key, else words of one's own; empty means
    that it is known to be nobody's. Raises Invalid for a person who ended.
    """
    dossier = begin(change, catalogue, slug, "turn")
    mover = turns.named(change.conn, catalogue.network, typed.optional_text(who, "whose_move", 120), change.on)
    row = numbered(
        change, dossier, rows.Turn, **mover.columns, what=typed.optional_text(what, "what") or None,
        person_id=change.actor.person_id, on_day=change.on,
    )  # fmt: skip
    those = turns.asked(change.conn, dossier, mover.role, mover.to_id, change.on)
    letters.write(change, "turn", row.id, sorted(one for one in those if one != change.actor.person_id), at_once=True)
    finish(change, dossier, "turn")


def rest(change: Change, catalogue: Catalogue, slug: str, why: object, until: object, event: object = "") -> None:
    """Let it rest on purpose, with a reason, until a day or an `event`; on that day it is back on the lists by itself.

    Without a day it stands among what waits, where a day is asked for. A new rest ends the one before it.
    """
    dossier = begin(change, catalogue, slug, "rest")
    reason, awaited = typed.text(why, "why"), typed.optional_text(event, "event")
    if not awaited and until in (None, ""):
        raise Invalid(Reason("telling.rest_until_when", {"name": Reason("typed.name.until")}))
    day = typed.day(until, "until") if until not in (None, "") else None
    if day is not None and day <= change.on:
        name = Reason("typed.name.until")
        raise Invalid(Reason("typed.day_before", {"name": name, "day": days_after(change.on, 1)}))
    _end_rests(change, dossier)
    numbered(change, dossier, rows.Rest, text=reason, event=awaited or None, until_day=day, on_day=change.on)
    finish(change, dossier, "rest")


def wake(change: Change, catalogue: Catalogue, slug: str) -> None:
    """Say that it moves again, before the day or when what it waited for came. Raises Blocked when it does not rest."""
    dossier = begin(change, catalogue, slug, "wake")
    if not _end_rests(change, dossier):
        raise Blocked(Reason("telling.not_resting", {"title": dossier.title}))
    finish(change, dossier, "wake")


def fill_since(change: Change, catalogue: Catalogue, slug: str, since: object) -> None:
    """Fill in since when it stands in its stage, which no source says."""
    dossier = begin(change, catalogue, slug, "fill")
    when = typed.since(typed.text(since, "since", typed.KEY))
    if when.start and when.start > change.on:
        raise Invalid(Reason("typed.day_after", {"name": Reason("typed.name.since"), "day": change.on}))
    here = [p for p in dossier.passages if p.to_stage == dossier.stage_key and p.from_stage != p.to_stage]
    if not here or not here[-1].imported or here[-1].when.is_known:
        raise Blocked(Reason("telling.since_known", {"title": dossier.title}))
    change.put(rows.Passage, here[-1].id, **when.columns())
    finish(change, dossier, "fill")


def fill_decision(change: Change, catalogue: Catalogue, slug: str, n: object, who: object, when: object = "") -> None:
    """Fill in who decided step `n` (from 1), taken before labflow, and when if it is known; no number is made up."""
    dossier = begin(change, catalogue, slug, "fill")
    step = dossier.passages[typed.whole(n, "step", 1, len(dossier.passages)) - 1]
    decider, day = typed.text(who, "decider", typed.KEY), typed.since(when)
    if day.start and day.start > change.on:
        raise Invalid(Reason("typed.day_after", {"name": Reason("typed.name.since"), "day": change.on}))
    if not step.imported or step.decision or step.told:
        raise Blocked(Reason("telling.decision_known", {"title": dossier.title}))
    filled = day.columns() if not step.when.is_known and (day.is_known or day.words) else {}
    change.put(rows.Passage, step.id, source=f"{step.source}{TOLD}{decider}", **filled)
    finish(change, dossier, "fill")


def _end_rests(change: Change, dossier: Dossier) -> int:
    found = [row for row in _of(change, dossier, rows.Rest) if row.ended_on is None]
    for row in found:
        change.put(rows.Rest, row.id, ended_on=change.on)
    return len(found)


def _open_leads(change: Change, dossier: Dossier) -> list[str]:
    found = _of(change, dossier, rows.Lead)
    return [row.id for row in found if row.until_day is None or row.until_day > change.on]


def _of(change: Change, dossier: Dossier, table: Any) -> list[Any]:
    return fetch(change.conn, table, table.initiative_id == dossier.id)
