"""The conditions of an approval, as typed and as rows: who does it, who checks it, by when (R9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from labflow import rows, typed
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.queries.people import actor
from labflow.reasons import Invalid, Reason

KINDS = ("suspensive", "resolutive")


@dataclass(frozen=True, slots=True)
class Term:
    """A condition of an approval, as typed: suspensive (the gate waits for it) or resolutive (R9).

    `owner`, `verifier`: a person or a role by key; the verifier is by default who coordinates, or who chairs when the
    owner does that. `fallback`: a lapse undoes the step by itself.
    """

    text: object
    owner: object
    due_day: object
    kind: object = "suspensive"
    verifier: object = None
    fallback: bool = False


def condition_rows(change: Change, catalogue: Catalogue, day: date, outcome_id: str,
                   terms: Sequence[Term]) -> tuple[rows.Condition, ...]:  # fmt: skip
    """Return the rows of these conditions, not added yet. `day`: of the decision. Raises Invalid."""
    return tuple(_row(change, catalogue, day, outcome_id, n, term) for n, term in enumerate(terms, 1))


def _row(change: Change, catalogue: Catalogue, day: date, outcome_id: str, n: int, term: Term) -> rows.Condition:
    text, owner = typed.text(term.text, "condition"), typed.text(term.owner, "owner", typed.KEY)
    due = typed.day(term.due_day, "due_day")
    if due <= day:
        raise Invalid(Reason("meetings.day_not_after", {"given": due, "day": day}))
    verifier = typed.optional_text(term.verifier, "verifier", typed.KEY) or _usual(change, catalogue, owner)
    if verifier == owner:
        raise Invalid(Reason("closing.verifier_is_owner", {"owner": owner}))
    return rows.Condition(
        id=change.new_id(), outcome_id=outcome_id, text=text, owner=owner, due_day=due, n=n, verifier=verifier,
        kind=typed.choice(term.kind, "condition_kind", KINDS), fallback=bool(term.fallback),
    )  # fmt: skip


def _usual(change: Change, catalogue: Catalogue, owner: str) -> str:
    """Who checks when nobody is named: coordination, or the chair when coordination must do it itself."""
    coordination, chair = (_role(catalogue, meaning) for meaning in ("coordinator", "chair"))
    person = actor(change.conn, catalogue.network, owner, change.on)
    is_coordinator = owner == coordination or (person is not None and coordination in person.roles)
    return chair if is_coordinator else coordination


def _role(catalogue: Catalogue, meaning: str) -> str:
    return next((key for key, role in catalogue.network.roles.items() if role.means == meaning), meaning)
