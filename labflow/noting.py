"""Verbs that note what came out of an item: a result, a block of consent, or the same item again.

Nothing moves until the chair closes (`closing`); what was struck stays readable.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from labflow import ballots, rows, typed
from labflow.acting import begin
from labflow.change import Change
from labflow.definition import Catalogue
from labflow.facts import APPROVALS
from labflow.outcomes import OUTCOMES, outcome_row
from labflow.presiding import chairs, demand_clerk, held, item_numbered, sitting_on
from labflow.queries.council import next_meeting
from labflow.queries.money import of_year
from labflow.reasons import Blocked, Invalid, NotAllowed, Reason
from labflow.ruling import JUDGED, against_the_rules
from labflow.sitting import METHODS, Item, Sitting, default_method
from labflow.terms import Term, condition_rows
from labflow.weight import granted, heavy
from labflow.words import Euro

TWO_THIRDS = "two-thirds"


@dataclass(frozen=True, slots=True)
class Result:
    """A result as typed; see `note`."""

    outcome: object
    by: object = None
    terms: Sequence[Term] = ()
    amount: object = None
    target: object = None
    review: object = None
    why: object = None


def note(change: Change, catalogue: Catalogue, day: date, n: object, outcome: object, by: object = None,
         terms: Sequence[Term] = (), amount: object = None, target: object = None, review: object = None,
         why: object = None) -> Item:  # fmt: skip
    """Note what came out of an item; nothing moves yet.

    `outcome`: see OUTCOMES; `by`: consensus, vote or two-thirds, by default the votes if there are any; `amount`: euro,
    by default what was asked; `target`: the day to which it is deferred, by default the next meeting if one is planned;
    `review`: the day on which the decision is looked at again; `why`: in one sentence. Raises Blocked when the rules
    say otherwise (R2-R5, R9-R12, R14), Invalid for what does not go together.
    """
    meeting = held(change, day)
    demand_clerk(change, catalogue, meeting, "note-outcome")
    item = item_numbered(meeting, n)
    _write(change, catalogue, meeting, item, Result(outcome, by, terms, amount, target, review, why))
    change.record("note-outcome")
    return sitting_on(change, day).item(item.n)


def consent(change: Change, catalogue: Catalogue, day: date, ns: Sequence[object] = ()) -> tuple[Item, ...]:
    """Approve in one act, without objection, the items on which every position says agree; returns them.

    `ns`: their numbers, by default all of them. Raises Blocked with what stands in the way of each.
    """
    meeting = held(change, day)
    demand_clerk(change, catalogue, meeting, "note-outcome")
    chosen = [item_numbered(meeting, n) for n in ns] or [one for one in meeting.items if agreed(one)]
    refused = [Reason("closing.not_all_agree", {"number": one.n}) for one in chosen if not agreed(one)]
    if refused or not chosen:
        raise Blocked(*(refused or [Reason("closing.nothing_to_consent")]))
    for one in chosen:
        _write(change, catalogue, sitting_on(change, day), one, Result("approved", "consensus"))
    change.record("note-outcome")
    after = sitting_on(change, day)
    return tuple(after.item(one.n) for one in chosen)


def agreed(item: Item) -> bool:
    """Whether everybody who said something agrees, and nothing was noted or voted yet: fit for the consent block."""
    said = {position.value for position in item.positions.values()}
    return said == {"agree"} and item.noted is None and not item.vote_ids and item.kind not in ("notice", "amendment")


def redo(change: Change, catalogue: Catalogue, day: date, n: object, why: object) -> Item:
    """Strike the noted result of an item, or else its vote, and open it again; what was struck stays readable."""
    meeting = held(change, day)
    demand_clerk(change, catalogue, meeting, "redo")
    item, reason = item_numbered(meeting, n), typed.text(why, "why")
    if reasons := tuple(_cannot_redo(meeting, item)):
        raise Blocked(*reasons)
    if item.noted is not None:
        change.put(rows.Outcome, item.noted.id, struck=True, struck_why=reason)
    else:
        _strike_votes(change, meeting, item, reason)
    change.record("redo")
    return sitting_on(change, day).item(item.n)


def _write(change: Change, catalogue: Catalogue, meeting: Sitting, item: Item, result: Result) -> None:
    value = typed.choice(result.outcome, "outcome", OUTCOMES)
    cents = typed.euro(result.amount) if result.amount not in (None, "") else None
    weight = _weight(change, catalogue, meeting, item, cents)
    usual = TWO_THIRDS if weight and (item.votes or item.ballot) else default_method(item)
    by = typed.choice(result.by or usual, "manner", tuple(METHODS))
    row = outcome_row(change, meeting, item, value, by)
    row.cents, row.target_day = cents, _target(change, meeting, value, result.target)
    row.review_day = _later(meeting, result.review, "review_day") if result.review else None
    row.why = typed.optional_text(result.why, "why") or None
    conditions = condition_rows(change, catalogue, meeting.day, row.id, result.terms)
    if ill := tuple(_ill_result(value, bool(conditions), row)):
        raise Invalid(*ill)
    if value == "withdrawn" and not chairs(change, catalogue, meeting):
        raise NotAllowed(Reason("closing.chair_consents", who="chair"))
    if reasons := tuple(against_the_rules(change, meeting, item, value, by, weight)):
        raise Blocked(*reasons)
    for made in (row, *conditions):
        change.add(made)


def _weight(change: Change, catalogue: Catalogue, meeting: Sitting, item: Item,
            cents: int | None) -> tuple[Reason, ...]:  # fmt: skip
    found = begin(change, catalogue, item.slug, None) if item.slug else None
    replaced = item.about_id if item.kind == "revision" else None
    means = of_year(change.conn, catalogue.network, meeting.day.year, but_not=replaced)
    return heavy(meeting, item, found, means, cents)


def over_means(change: Change, catalogue: Catalogue, meeting: Sitting) -> tuple[Reason, ...]:
    """Return a reason when what was noted without two thirds no longer fits in the means of the year (R3).

    What fitted when it was noted may not fit when the meeting closes: another meeting closed in between.
    """
    means = of_year(change.conn, catalogue.network, meeting.day.year)
    light = [one for one in meeting.items if one.noted and one.noted.by != TWO_THIRDS and one.kind != "revision"]
    asked = sum(granted(meeting, one) or 0 for one in light if "over_means" in meeting.rules(one).heavy)
    if means is None or not asked or asked <= means.left_cents:
        return ()
    values = {"asked": Euro(asked), "left": Euro(max(means.left_cents, 0)), "year": str(meeting.day.year)}
    return (Reason("closing.needs_two_thirds", {"why": Reason("closing.heavy_over_means", values)}),)


def _ill_result(outcome: str, has_conditions: bool, row: rows.Outcome) -> Iterator[Reason]:
    if has_conditions != (outcome == "approved-with-conditions") and not (has_conditions and outcome == "amended"):
        yield Reason("meetings.conditions_go_with_approval")
    if outcome != "deferred" and row.target_day is not None:
        yield Reason("meetings.target_goes_with_deferral")
    if outcome not in APPROVALS and row.cents is not None:
        yield Reason("closing.amount_goes_with_approval")


def _target(change: Change, meeting: Sitting, outcome: str, given: object) -> date | None:
    """The day that was given, or for what is deferred the next meeting; not known when none is planned."""
    if given not in (None, ""):
        return _later(meeting, given, "target_day")
    following = next_meeting(change.conn, meeting.day) if outcome == "deferred" else None
    return following.day if following else None


def _later(meeting: Sitting, given: object, name: str) -> date:
    day = typed.day(given, name)
    if day <= meeting.day:
        raise Invalid(Reason("meetings.day_not_after", {"given": day, "day": meeting.day}))
    return day


def _cannot_redo(meeting: Sitting, item: Item) -> Iterator[Reason]:
    if item.noted is None and not item.vote_ids and item.ballot is None:
        yield Reason("meetings.nothing_to_redo", {"number": item.n})
    if item.noted is not None and item.request and item.request.state == "withdrawn":
        yield Reason("closing.withdrawn_for_good", {"number": item.n})
    if item.noted is not None and item.noted.value == "written":
        yield Reason("closing.goes_on_in_writing", {"number": item.n})
    main = next((one for one in meeting.items if one.id == item.amends_id), None)
    if item.noted is not None and main is not None and main.noted is not None and main.noted.value in JUDGED:
        yield Reason("closing.main_is_noted", {"number": main.n})


def _strike_votes(change: Change, meeting: Sitting, item: Item, why: str) -> None:
    """The reason stands on a struck result of its own, with the numbers as they were."""
    struck = outcome_row(change, meeting, item, "none", default_method(item))
    for vote_id in item.vote_ids:
        change.put(rows.Vote, vote_id, struck=True)
    ballots.strike(change, item)
    struck.struck, struck.struck_why = True, why
    change.add(struck)
