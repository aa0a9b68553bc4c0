"""Every name that a portfolio uses, and those that nobody knows.

Checked before anything is written, so that a portfolio is loaded whole or refused with every reason.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from labflow.definition import Catalogue, Workflow
from labflow.reasons import Reason

Parts = Mapping[str, tuple[Mapping[str, Any], ...]]

NAMED_BY = {
    "initiatives": "slug", "organisations": "slug", "mentions": "slug", "people": "key", "seats": "key",
}  # fmt: skip
POINTS_TO = {
    "organisation": "organisations", "initiative": "initiatives", "mention": "mentions", "person": "people",
    "holder": "people",
}  # fmt: skip


def unknown_names(parts: Parts, catalogue: Catalogue) -> tuple[Reason, ...]:
    """Return a reason for each name in a portfolio that stands for nothing, or that stands for two things.

    `parts`: the lists of the portfolio by name, as `portfolio_grammar.PORTFOLIO` takes them.
    """
    return (*_twice(parts), *_astray(parts), *_unknown_roles(parts, catalogue), *_undefined(parts, catalogue))


def _twice(parts: Parts) -> Iterator[Reason]:
    for kind, key in NAMED_BY.items():
        for name, count in Counter(part[key] for part in parts.get(kind, ())).items():
            if count > 1:
                yield Reason("portfolio.twice", {"name": name})
    of_initiatives = (question for part in parts.get("initiatives", ()) for question in part.get("questions", ()))
    numbers = Counter(question["number"] for question in (*parts.get("questions", ()), *of_initiatives))
    yield from (Reason("portfolio.twice", {"name": number}) for number, count in numbers.items() if count > 1)
    spellings = Counter(s for part in parts.get("organisations", ()) for s in (part["name"], *part.get("aliases", ())))
    yield from (Reason("portfolio.twice", {"name": name}) for name, count in spellings.items() if count > 1)


def _astray(parts: Parts) -> Iterator[Reason]:
    known = {kind: {part[key] for part in parts.get(kind, ())} for kind, key in NAMED_BY.items()}
    known["requests"] = {r["number"] for part in parts.get("initiatives", ()) for r in part.get("requests", ())}
    for within, part in _everything(parts):
        for key, kind in {**POINTS_TO, "request": "requests"}.items():
            if key in part and part[key] not in known[kind]:
                yield Reason("portfolio.unknown", {"name": part[key], "within": within})


def _everything(parts: Parts) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each map of the portfolio, with the name of the entry that it stands in."""
    for entries in parts.values():
        for entry in entries:
            name = str(entry.get("slug") or entry.get("key") or entry.get("day") or entry.get("number"))
            yield name, entry
            yield from ((name, part) for below in entry.values() if _is_list_of_maps(below) for part in below)


def _is_list_of_maps(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(part, Mapping) for part in value)


def _unknown_roles(parts: Parts, catalogue: Catalogue) -> Iterator[Reason]:
    for person in parts.get("people", ()):
        for role in person["roles"]:
            if role not in catalogue.network.roles:
                yield Reason("portfolio.unknown", {"name": role, "within": person["key"]})


def _undefined(parts: Parts, catalogue: Catalogue) -> Iterator[Reason]:
    for entry in parts.get("initiatives", ()):
        workflow = catalogue.versions.get((entry["workflow"], entry["version"]))
        if workflow is None:
            name = f"{entry['workflow']} {entry['version']}"
            yield Reason("portfolio.unknown", {"name": name, "within": entry["slug"]})
            continue
        for name in _foreign(entry, workflow):
            yield Reason("portfolio.unknown", {"name": name, "within": entry["slug"]})
        if entry.get("passages", ({"to": None},))[-1]["to"] != entry["stage"]:
            yield Reason("portfolio.stands_elsewhere", {"within": entry["slug"], "stage": entry["stage"]})


def _foreign(entry: Mapping[str, Any], workflow: Workflow) -> Iterator[str]:
    """The stages, transitions and checklist points of an entry that its workflow does not have."""
    steps, requests = entry.get("passages", ()), entry.get("requests", ())
    stages = [entry["stage"], *(step[end] for step in steps for end in ("from", "to") if end in step)]
    ways = [*(step["by"] for step in steps if "by" in step), *(asked["transition"] for asked in requests)]
    yield from (stage for stage in stages if stage not in workflow.stages)
    yield from (way for way in ways if way not in workflow.transitions)
    yield from (tick["item"] for tick in entry.get("ticks", ()) if workflow.item(tick["item"]) is None)
