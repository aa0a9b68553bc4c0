"""From a row to a fact: one function for each kind of fact. No SQL here, no rule."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from labflow import facts, facts_questions
from labflow.queries.reading import interval, told, words
from labflow.words import Words


def passage(row: Any, numbers: dict[str, str]) -> facts.Passage:
    """Return a step; `numbers` gives the decision's number by its id."""
    return facts.Passage(
        row.transition, row.from_stage, row.to_stage, interval(row), row.imported,
        numbers.get(row.decision_id or ""), row.source or "", row.id,
    )  # fmt: skip


def tick(row: Any, people: dict[str, str]) -> facts.Tick:
    """Return the state of a checklist point."""
    shown = words(row.evidence, row.evidence_en) or facts.NOTHING_SAID
    return facts.Tick(
        row.item, row.state, shown, row.link or "", row.why or "", row.by_day,
        people.get(row.person_id or "", ""), row.on_day, row.source or "",
    )  # fmt: skip


def note(row: Any, people: dict[str, str]) -> facts.Note:
    """Return a line of the log."""
    who = people.get(row.person_id or "", "")
    return facts.Note(row.kind, told(row), interval(row), row.mood, who, row.on_day, row.source or "")


def figure(row: Any) -> facts.Figure:
    """Return a count."""
    return facts.Figure(row.key, Words(row.what, row.what_en), row.count, row.approx, row.source or "")


def lead(row: Any, people: dict[str, str], organisations: dict[str, str]) -> facts.Lead:
    """Return who leads, a person or an organisation."""
    who = people.get(row.person_id or "") or organisations.get(row.organisation_id or "")
    is_organisation = row.organisation_id is not None
    return facts.Lead(who, row.person_id, is_organisation, row.from_day, row.until_day, row.source or "")


def partner(row: Any, organisations: dict[str, str]) -> facts.Partner:
    """Return an organisation that takes part."""
    part = words(row.part, row.part_en)
    return facts.Partner(organisations[row.organisation_id], row.kind, row.contribution, part, row.source or "")


def relation(row: Any, names: dict[str, tuple[str, Words]]) -> facts.Relation:
    """Return a tie; `names` gives slug and words of what it points to, by id."""
    slug, target = names.get(row.target_id or "", ("", words(row.text, row.text_en) or Words("", "")))
    return facts.Relation(row.kind, target, slug, row.source or "")


def landing(row: Any, organisations: dict[str, str]) -> facts.Landing:
    """Return the state of the landing place."""
    name = organisations.get(row.organisation_id or "")
    where = Words(name, name) if name else words(row.text, row.text_en)
    return facts.Landing(row.state, where, row.source or "")


def commitment(row: Any) -> facts.Commitment:
    """Return a promise."""
    return facts.Commitment(told(row), interval(row), row.cents, row.source or "", row.id)


def deadline(row: Any) -> facts.Deadline:
    """Return a day by which something must be."""
    return facts.Deadline(row.kind, told(row), interval(row), row.source or "")


def blocker(row: Any) -> facts.Blocker:
    """Return what holds it up."""
    return facts.Blocker(row.kind, told(row), interval(row), row.source or "", row.id)


def turn(row: Any) -> facts.Turn:
    """Return whose move it is."""
    who = Words(row.who, row.who_en or row.who)
    return facts.Turn(
        who, row.nobody, row.what or "", row.on_day, row.source or "", row.role, row.to_id, row.id
    )  # fmt: skip


def rest(row: Any) -> facts.Rest:
    """Return why it is left alone."""
    event = words(row.event, row.event_en)
    return facts.Rest(told(row), row.until_day, row.on_day, row.source or "", event)


def pause(row: Any) -> facts.Pause:
    """Return a suspension."""
    return facts.Pause(row.why, row.from_day, row.until_day, row.resumed_on, row.id)


def request(row: Any, steps: list[Any], place: Any | None, people: dict[str, str],
            until: date | None = None) -> facts.Request:  # fmt: skip
    """Return a request with what became of it; `place` is its newest agenda item, `until` as in the fact."""
    last = steps[-1]
    question = next((s.question for s in reversed(steps) if s.question), "")
    return facts.Request(
        row.number, row.transition, last.state, json.loads(row.asks), row.cents, row.motivation or "", question,
        people.get(row.person_id or "", ""), row.person_id, row.on_day, place.day if place else None,
        place.n if place else None, row.text_sha256, row.id, until,
    )  # fmt: skip


def question(row: Any) -> facts_questions.Question:
    """Return a question with the newest thing that became of it."""
    return facts_questions.Question(
        row.number, row.text, row.organisation or row.asker or "", row.state, row.since, row.on_day, row.review_day,
        row.why or "", row.hours, row.to_title or "", row.to_slug or "", row.to_workflow or "", row.id,
    )  # fmt: skip


def condition(row: Any, steps: Sequence[Any] = ()) -> facts.Condition:
    """Return a condition of an approval, with what became of it."""
    last = steps[-1] if steps else None
    return facts.Condition(
        row.text, row.owner, row.due_day, row.kind, row.met_on, row.verifier or "", bool(row.fallback),
        last.state if last else "", (last.evidence or "") if last else "", row.n, row.id,
    )  # fmt: skip


def mandate(row: Any, steps: list[Any], spent: int) -> facts.Mandate:
    """Return a provisional mandate with what became of it; `spent`: cents so far."""
    granted = next((step.on_day for step in steps if step.state == "granted"), None)
    return facts.Mandate(
        row.number, steps[-1].state, row.scope, row.cents, row.until_day, row.why, row.person_id, row.on_day, granted,
        spent, row.request_id, row.id,
    )  # fmt: skip


def decision(row: Any, conditions: tuple[facts.Condition, ...], asks: str, used: bool,
             replaced_by: str = "") -> facts.Decision:  # fmt: skip
    """Return a decision with its conditions; `asks`: the JSON of the request that it answers, unless it says itself."""
    return facts.Decision(
        row.number, row.transition, row.outcome, row.on_day, row.cents, conditions, row.request_id,
        json.loads(row.asks or asks), used, row.id, replaced_by,
    )  # fmt: skip
