"""What a gate may ask: one frozen class a kind, a dossier in, a Reason out (or None when it is met).

Kinds are named in workflow files; their parameters are the fields below and `soundness` checks them.
Nothing here reads a database or a clock: the dossier carries its own day.
"""

from dataclasses import dataclass, field
from typing import Any


def param(points_to: str, **options: Any) -> Any:
    """Declare a parameter: what it points to (`list`, `transition`, `stages`, `workflow`, `field`, `count`, ...)."""
    return field(metadata={"points_to": points_to}, **options)


@dataclass(frozen=True, slots=True)
class Checklist:
    """Each point met, explained with a date, or said to be not known."""

    list: str = param("checklist")


@dataclass(frozen=True, slots=True)
class CouncilDecision:
    """The deciding body approved this transition, and the decision is in force."""


@dataclass(frozen=True, slots=True)
class ParentDecision:
    """A decision of the body on the parent is in force (its last passed gate)."""


@dataclass(frozen=True, slots=True)
class ParentIn:
    """The parent stands in one of these stages, and is not paused if so asked."""

    stages: tuple[str, ...] = param("parent_stages")
    not_paused: bool = param("flag", default=True)


@dataclass(frozen=True, slots=True)
class ChildrenClosed:
    """No running child is left."""

    workflow: str = param("workflow")


@dataclass(frozen=True, slots=True)
class ConditionsMet:
    """Every suspensive condition of the decision is met."""


@dataclass(frozen=True, slots=True)
class FieldKnown:
    """A field of the initiative has a value."""

    field: str = param("field")


@dataclass(frozen=True, slots=True)
class Maximum:
    """This transition was taken fewer times than `count`."""

    count: int = param("count")


@dataclass(frozen=True, slots=True)
class LandingPlace:
    """A landing place in at least this state (candidate or confirmed)."""

    state: str = param("landing_state")


@dataclass(frozen=True, slots=True)
class HasLead:
    """Somebody leads."""


@dataclass(frozen=True, slots=True)
class Partners:
    """At least this many partners."""

    at_least: int = param("count")


@dataclass(frozen=True, slots=True)
class NoCommitments:
    """No commitment and no means remain."""


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these holds."""

    needs: tuple[Any, ...] = param("needs")


KINDS: dict[str, type] = {
    "checklist": Checklist,
    "council_decision": CouncilDecision,
    "parent_decision": ParentDecision,
    "parent_in": ParentIn,
    "children_closed": ChildrenClosed,
    "conditions_met": ConditionsMet,
    "field_known": FieldKnown,
    "maximum": Maximum,
    "landing_place": LandingPlace,
    "has_lead": HasLead,
    "partners": Partners,
    "no_commitments": NoCommitments,
    "any_of": AnyOf,
}
