"""From what a source says about an initiative to the columns of a row: one function for each kind of fact. No SQL."""

from collections.abc import Callable, Mapping
from typing import Any

from labflow import rows
from labflow.clock import UNKNOWN, Interval
from labflow.portfolio_names import POINTS_TO
from labflow.words import Words

Part = Mapping[str, Any]
Ids = Mapping[str, Mapping[str, str]]
Columns = dict[str, Any]


def when(part: Part, name: str = "when") -> Columns:
    """Return the columns of an interval; every one of them empty when the source gives no day."""
    found: Interval = part.get(name, UNKNOWN)
    words = found.words
    return {
        "when_start": found.start, "when_end": found.end, "when_precision": found.precision,
        "when_nl": words.nl if words else None, "when_en": words.en if words else None,
    }  # fmt: skip


def said_both(words: Words | None, name: str) -> Columns:
    """Return a text in both languages as the two columns `name` and `name_en`."""
    return {name: words.nl if words else None, f"{name}_en": words.en if words else None}


def known_id(ids: Ids, part: Part, name: str) -> str | None:
    """Return the id of what a part points to under this name, or None when it points to nothing."""
    return ids[POINTS_TO[name]][part[name]] if name in part else None


def _told(part: Part) -> Columns:
    return {"text": part["nl"], "text_en": part["en"]}


def _passage(ids: Ids, part: Part) -> Columns:
    step = {"transition": part.get("by"), "from_stage": part.get("from"), "to_stage": part["to"]}
    return {**step, "imported": True, **when(part)}


def _tick(ids: Ids, part: Part) -> Columns:
    return {"item": part["item"], "state": part["state"], "evidence": part["nl"], "evidence_en": part["en"]}


def _of_a_kind(ids: Ids, part: Part) -> Columns:
    return {"kind": part["kind"], **_told(part), **when(part)}


def _figure(ids: Ids, part: Part) -> Columns:
    counted = {"key": part["key"], "count": part["count"], "approx": part.get("approx", False)}
    return {**counted, "what": part["nl"], "what_en": part["en"]}


def _lead(ids: Ids, part: Part) -> Columns:
    return {"person_id": known_id(ids, part, "person"), "organisation_id": known_id(ids, part, "organisation")}


def _partner(ids: Ids, part: Part) -> Columns:
    organisation = known_id(ids, part, "organisation")
    return {"organisation_id": organisation, "kind": part.get("kind", "partner"), **said_both(part.get("part"), "part")}


def _relation(ids: Ids, part: Part) -> Columns:
    target = next((name for name in ("initiative", "mention", "organisation") if name in part), "text")
    tie = {"kind": part["kind"], "target_kind": target, "target_id": None}
    if target != "text":
        tie["target_id"] = known_id(ids, part, target)
    return {**tie, **said_both(part.get("text"), "text")}


def _landing(ids: Ids, part: Part) -> Columns:
    return {"state": part["state"], **_told(part)}


def _commitment(ids: Ids, part: Part) -> Columns:
    return {**_told(part), **when(part)}


def _turn(ids: Ids, part: Part) -> Columns:
    return {"who": part["nl"], "who_en": part["en"]}


def _rest(ids: Ids, part: Part) -> Columns:
    return {**_told(part), "until_day": part.get("until")}


FACTS: Mapping[str, tuple[Any, Callable[[Ids, Part], Columns]]] = {
    "passages": (rows.Passage, _passage),
    "ticks": (rows.Tick, _tick),
    "notes": (rows.Note, _of_a_kind),
    "figures": (rows.Figure, _figure),
    "leads": (rows.Lead, _lead),
    "partners": (rows.Partner, _partner),
    "relations": (rows.Relation, _relation),
    "landing": (rows.Landing, _landing),
    "commitments": (rows.Commitment, _commitment),
    "deadlines": (rows.Deadline, _of_a_kind),
    "blockers": (rows.Blocker, _of_a_kind),
    "turns": (rows.Turn, _turn),
    "rests": (rows.Rest, _rest),
}
"""The lists of an initiative, each with its row and the columns that are its own."""
