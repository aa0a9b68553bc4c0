"""The laws of a meeting, each a generator of what breaks it: read from the log, counted without labflow's council.

A law sees one entry and everything before it. `test_council_model.py` breaks each of them once on purpose.
"""

import json
from collections.abc import Iterator
from functools import cache

from labflow.facts import APPROVALS
from tests.labflow.council_room import network
from tests.labflow.test_council_outcomes import by_the_book
from tests.stories import council_terms
from tests.stories.chronicle import Chronicle, Entry, Law, Row
from tests.stories.council_count import ballot, count, electors, outcome_of, presence, standing

OF_A_MEETING = ("agenda_item", "attendance")
OF_AN_ITEM = ("position", "vote", "ballot", "outcome", "advice")
NUMBERED = (*APPROVALS, "deferred", "rejected", "noted")
METHODS = {"consensus": "consensus", "vote": "simple", "two-thirds": "two-thirds"}


def time_never_goes_back(told: Chronicle, entry: Entry) -> Iterator[str]:
    """Nor does an act count for a day that has not come."""
    if entry.seq != told.seq + 1 or entry.told["at"] < told.last_at:
        yield f"after {told.seq} at {told.last_at}"


def decisions_never_change(told: Chronicle, entry: Entry) -> Iterator[str]:
    """A correction, a revision and a repeal are rows of their own."""
    for id, row in entry.rows("decision").items():
        if told.row("decision", id) not in ({}, row):
            yield f"decision {row['number']} is not what it was"


def numbers_have_no_gaps(told: Chronicle, entry: Entry) -> Iterator[str]:
    """Each year counts from 1, one by one, in the order of the log."""
    known = {row["number"] for row in told.rows("decision").values()}
    for row in sorted(entry.added("decision").values(), key=lambda row: row["number"]):
        year = row["number"][:4]
        expected = f"{year}-{sum(number.startswith(f'{year}-') for number in known) + 1:03}"
        if row["number"] != expected or year != row["on_day"][:4]:
            yield f"decision {row['number']} came instead of {expected}"
        known.add(row["number"])


def a_closed_meeting_never_changes(told: Chronicle, entry: Entry) -> Iterator[str]:
    """What was noted, voted, said and who was there stays as it was."""
    for id, row in entry.rows("meeting").items():
        before = told.row("meeting", id)
        if before.get("closed_on") and before != row:
            yield f"meeting {row['day']} changed after it was closed"
    for table in OF_A_MEETING:
        yield from (f"a row of {table} after closing" for row in entry.rows(table).values() if _closed(told, row))
    for table in OF_AN_ITEM:
        for row in entry.rows(table).values():
            if _closed(told, told.row("agenda_item", row["agenda_item_id"])):
                yield f"a row of {table} after closing"


def who_votes_has_a_vote_and_is_there(told: Chronicle, entry: Entry) -> Iterator[str]:
    """Coordination never votes, nor who is recused, absent, or voting in secret by name."""
    for row in entry.added("vote").values():
        item, seat = told.row("agenda_item", row["agenda_item_id"]), told.row("seat", row["seat_id"])
        if not seat["votes"]:
            yield f"{seat['key']} has no vote"
        elif row["seat_id"] not in electors(told, item):
            yield f"{seat['key']} does not sit there"
        there = presence(told, item, row["agenda_item_id"], row["seat_id"])
        if there != "present":
            yield f"{seat['key']} votes and is {there}"
        if standing(told, "outcome", row["agenda_item_id"]):
            yield f"{seat['key']} votes after the result"
        if ballot(told, row["agenda_item_id"]).get("secret"):
            yield f"{seat['key']} votes by name in a secret vote"


def a_vote_never_changes_but_may_be_struck(told: Chronicle, entry: Entry) -> Iterator[str]:
    """A changed mind is a second row; a strike takes nothing away."""
    for table in ("vote", "outcome"):
        for id, row in entry.rows(table).items():
            before = told.row(table, id)
            if before and ({**before, "struck": 1} != row or before["struck"]):
                yield f"a {table} was rewritten"


def nobody_leaves_a_vote_behind(told: Chronicle, entry: Entry) -> Iterator[str]:
    """Who leaves or steps aside while a vote stands would change it behind its back (R2, R6)."""
    for row in entry.added("attendance").values():
        for item in told.of("agenda_item", "meeting_id", row["meeting_id"]):
            votes = standing(told, "vote", item["id"]) if not standing(told, "outcome", item["id"]) else []
            there = presence(told, item, item["id"], row["seat_id"])
            if there != "present" and any(vote["seat_id"] == row["seat_id"] for vote in votes):
                yield f"a vote stands on item {item['n']} of a seat that is {there}"


def a_result_is_what_was_counted(told: Chronicle, entry: Entry) -> Iterator[str]:
    """Positions never count; the numbers are those of the seats that were there at that moment."""
    for row in _results(entry):
        counted = count(told, row["agenda_item_id"])
        said = json.loads(row["verdict"])
        inscribed = {name: said[name] for name in counted}
        if inscribed != counted:
            yield f"noted {inscribed}, counted {counted}"


def a_yes_is_adopted_by_the_book(told: Chronicle, entry: Entry) -> Iterator[str]:
    """Quorum, majority, support and recusal floor in fractions; and a no is never one that passes."""
    for row in _results(entry):
        counted = count(told, row["agenda_item_id"])
        adopted = by_the_book(outcome_of(counted), METHODS[row["by"]])  # type: ignore[arg-type]
        if row["value"] in APPROVALS and not adopted:
            yield f"{row['value']} on {counted}"
        if row["value"] == "rejected" and adopted and row["by"] != "consensus":
            yield f"rejected on {counted}"
        if row["value"] in ("rejected", "noted") and 2 * counted["present"] <= counted["seats"] - counted["recused"]:
            yield f"{row['value']} without a quorum on {counted}"


def one_result_an_item(told: Chronicle, entry: Entry) -> Iterator[str]:
    """Until it is struck."""
    for row in _results(entry):
        if len(standing(told, "outcome", row["agenda_item_id"])) > 1:
            yield "a second result"


def a_decision_of_a_meeting_rests_on_its_result(told: Chronicle, entry: Entry) -> Iterator[str]:
    """Same outcome, numbers and money; and only what decides has a number."""
    for row in entry.added("decision").values():
        if not row.get("agenda_item_id"):
            continue
        noted = standing(told, "outcome", row["agenda_item_id"])
        same = [
            noted and noted[0].get(name) == row.get(mine)
            for name, mine in (("value", "outcome"), ("verdict", "verdict"), ("by", "by"))
        ]
        money = noted[0].get("cents", row.get("cents")) if noted else None
        if not all(same) or row["outcome"] not in NUMBERED or money != row.get("cents"):
            yield f"decision {row['number']} is not what was noted"


def every_item_of_a_closed_meeting_has_a_result(told: Chronicle, entry: Entry) -> Iterator[str]:
    """Exactly one, and a decision exactly when the result is one."""
    for id, row in entry.rows("meeting").items() if entry.told["act"] == "close" else ():
        for item in told.of("agenda_item", "meeting_id", id):
            noted = standing(told, "outcome", item["id"])
            decided = told.of("decision", "agenda_item_id", item["id"])
            if len(noted) != 1 or len(decided) != (noted[0]["value"] in NUMBERED):
                yield f"item {item['n']} of {row['day']}: {len(noted)} results, {len(decided)} decisions"


def who_asked_never_closes(told: Chronicle, entry: Entry) -> Iterator[str]:
    """Nobody numbers the yes to an own request."""
    if entry.told["act"] != "close":
        return
    for meeting in entry.rows("meeting"):
        for item in told.of("agenda_item", "meeting_id", meeting):
            if told.row("request", item.get("request_id")).get("person_id") == entry.told["actor"]:
                yield "closed by who asked"


def no_gate_without_a_decision(told: Chronicle, entry: Entry) -> Iterator[str]:
    """Where the body decides, a step rests on a yes for it, in force, unused, with what it waits for met."""
    for row in entry.added("passage").values():
        if row["imported"]:
            continue
        workflow = told.row("initiative", row["initiative_id"]).get("workflow", "")
        decision = told.row("decision", row.get("decision_id"))
        if not decision:
            if (workflow, row.get("transition")) in _gates():
                yield f"{row.get('transition')} without a decision"
        else:
            yield from _not_in_force(told, row, decision)


def _not_in_force(told: Chronicle, row: Row, decision: Row) -> Iterator[str]:
    number = decision["number"]
    if decision["outcome"] not in APPROVALS:
        yield f"decision {number} says {decision['outcome']}"
    if [decision.get(name) for name in ("initiative_id", "transition")] != [row["initiative_id"], row["transition"]]:
        yield f"decision {number} is about something else"
    if len(told.of("passage", "decision_id", row["decision_id"])) > 1:
        yield f"decision {number} was used before"
    if any(one["outcome"] in APPROVALS for one in told.of("decision", "replaces_id", row["decision_id"])):
        yield f"decision {number} was replaced"
    for condition in told.of("condition", "decision_id", row["decision_id"]):
        if condition["kind"] == "suspensive" and not condition.get("met_on"):
            yield f"decision {number} waits for a condition"


def _results(entry: Entry) -> list[Row]:
    return [row for row in entry.added("outcome").values() if not row["struck"] and row["value"] in NUMBERED]


def _closed(told: Chronicle, row: Row) -> bool:
    return bool(told.row("meeting", row.get("meeting_id")).get("closed_on"))


@cache
def _gates() -> frozenset[tuple[str, str]]:
    """Transitions that only the body can open, as the definitions say."""
    return frozenset(
        (workflow.key, way.key)
        for workflow in network().versions.values()
        for way in workflow.transitions.values()
        if way.decided_by
    )


def chronicle() -> Chronicle:
    """A reading of the log that knows every law."""
    return Chronicle(BEFORE, AFTER, council_terms.AT_REST)


BEFORE: tuple[Law, ...] = (
    time_never_goes_back, decisions_never_change, numbers_have_no_gaps, a_closed_meeting_never_changes,
    a_vote_never_changes_but_may_be_struck,
)  # fmt: skip
AFTER: tuple[Law, ...] = (
    who_votes_has_a_vote_and_is_there, nobody_leaves_a_vote_behind, a_result_is_what_was_counted,
    a_yes_is_adopted_by_the_book, one_result_an_item, a_decision_of_a_meeting_rests_on_its_result,
    every_item_of_a_closed_meeting_has_a_result, who_asked_never_closes, no_gate_without_a_decision,
    *council_terms.AFTER,
)  # fmt: skip
