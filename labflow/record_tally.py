"""Does each noted result still count up? The votes are counted again from the ballots, years later if need be.

Knows numbers only: what they lead to is for `council`.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection, select

from labflow.change import table_of
from labflow.reasons import Reason
from labflow.rows import Decision, Outcome, Seat, Vote

CHOICES = ("yes", "no", "abstain")

VOTE, SEAT, OUTCOME, DECISION = table_of(Vote), table_of(Seat), table_of(Outcome), table_of(Decision)


def recounted(conn: Connection) -> Iterator[Reason]:
    """Give a problem for each result whose numbers are not those of its votes, or of the decision that came of it."""
    counted = _counted(conn)
    asked = select(OUTCOME.c.id, OUTCOME.c.agenda_item_id, OUTCOME.c.verdict, DECISION.c.verdict.label("decided"))
    both = OUTCOME.outerjoin(DECISION, DECISION.c.agenda_item_id == OUTCOME.c.agenda_item_id)
    for row in conn.execute(asked.select_from(both).where(OUTCOME.c.struck.is_(False)).order_by(OUTCOME.c.id)):
        same = row.decided is None or row.decided == row.verdict
        if _numbers(str(row.verdict)) != tuple(counted[row.agenda_item_id][choice] for choice in CHOICES) or not same:
            yield Reason("record.tally_differs", {"row": f"outcome/{row.id}"})


def _counted(conn: Connection) -> dict[str, Counter[str]]:
    """Return the standing votes of each item, the newest of each voting seat."""
    newest: dict[tuple[str, str], str] = {}
    votes = VOTE.join(SEAT, SEAT.c.id == VOTE.c.seat_id)
    standing = select(VOTE.c.agenda_item_id, VOTE.c.seat_id, VOTE.c.value).select_from(votes)
    for row in conn.execute(standing.where(VOTE.c.struck.is_(False), SEAT.c.votes.is_(True)).order_by(VOTE.c.n)):
        newest[row.agenda_item_id, row.seat_id] = row.value
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for (item, _), value in newest.items():
        counted[item][value] += 1
    return counted


def _numbers(verdict: str) -> tuple[object, ...] | None:
    try:
        told = json.loads(verdict)
        return tuple(told[choice] for choice in CHOICES)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
