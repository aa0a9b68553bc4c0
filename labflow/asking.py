"""What a transition asks for: from what was typed to values that JSON can hold, and back. Never decides."""

from collections.abc import Mapping
from datetime import date

from labflow import typed
from labflow.definition import Transition
from labflow.reasons import Invalid, Reason


def stated(way: Transition, given: Mapping[str, object]) -> dict[str, object]:
    """Return what was given for a transition, each name as its kind wants it (days as text, money in cents).

    Raises Invalid with every fault at once: a name that the transition does not ask, a value that does not fit.
    """
    faults: list[Reason] = []
    values: dict[str, object] = {}
    for name, value in given.items():
        if name not in way.asks:
            code = "asking.not_asked" if way.asks else "asking.nothing_asked"
            faults.append(Reason(code, {"name": typed.shown(name), "known": tuple(way.asks)}))
            continue
        if value in (None, ""):
            continue
        try:
            values[name] = _value(way.asks[name], value)
        except Invalid as refused:
            faults.extend(refused.reasons)
    if faults:
        raise Invalid(*faults)
    return values


def complete(way: Transition, values: Mapping[str, object]) -> None:
    """Raise Invalid, naming each, when something that the transition asks was not given."""
    if reasons := missing_reasons(way, values):
        raise Invalid(*reasons)


def missing(way: Transition, values: Mapping[str, object]) -> tuple[str, ...]:
    """Return the names of what the transition asks and was not given."""
    return tuple(name for name in way.asks if values.get(name) in (None, ""))


def missing_reasons(way: Transition, values: Mapping[str, object]) -> tuple[Reason, ...]:
    """Return a reason for each thing that the transition asks and was not given; empty when all is there."""
    return tuple(Reason("asking.missing", {"name": name, "transition": way.title}) for name in missing(way, values))


def day_of(value: object) -> date | None:
    """Return the day that an ask holds, if it holds one."""
    return date.fromisoformat(value) if isinstance(value, str) and value else None


def in_words(value: object) -> str:
    """Return the text that an ask holds, or ""."""
    return value if isinstance(value, str) else ""


def _value(kind: str, value: object) -> object:
    match kind:
        case "date":
            return typed.day(value, "asked_day").isoformat()
        case "euro":
            return typed.euro(value)
    return typed.text(value, "asked_text")
