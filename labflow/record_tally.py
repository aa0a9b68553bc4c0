"""Does each noted result still count up? The votes are counted again from the ballots, years later if need be.

Knows numbers only: what they lead to is for `council`.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from labflow.change import table_of
from labflow.queries.council import same_texts
from labflow.queries.reading import grouped
from labflow.reasons import Reason
from labflow.rows import AgendaItem, Ballot, Decision, Outcome, Seat, Vote, Wording
from labflow.sitting import VOTES

VOTE, SEAT, OUTCOME, DECISION = table_of(Vote), table_of(Seat), table_of(Outcome), table_of(Decision)
BALLOT, WORDING, ITEM = table_of(Ballot), table_of(Wording), table_of(AgendaItem)


def recounted(conn: Connection) -> Iterator[Reason]:
    """Give a problem for each result whose numbers are not those of its votes, or of the decision that came of it."""
    counted = _counted(conn)
    asked = select(OUTCOME.c.id, OUTCOME.c.agenda_item_id, OUTCOME.c.verdict, DECISION.c.verdict.label("decided"))
    both = OUTCOME.outerjoin(DECISION, DECISION.c.agenda_item_id == OUTCOME.c.agenda_item_id)
    for row in conn.execute(asked.select_from(both).where(OUTCOME.c.struck.is_(False)).order_by(OUTCOME.c.id)):
        same = row.decided is None or row.decided == row.verdict
        if _numbers(str(row.verdict)) != tuple(counted[row.agenda_item_id][choice] for choice in VOTES) or not same:
            yield Reason("record.tally_differs", {"row": f"outcome/{row.id}"})


def _counted(conn: Connection) -> dict[str, Counter[str]]:
    """Return the standing votes of each item: the newest of each voting seat, on the text of its ballot (R12).

    Of a secret ballot there are no votes: its numbers are what was counted.
    """
    ballots = {row.agenda_item_id: row for row in conn.execute(select(BALLOT).where(BALLOT.c.struck.is_(False)))}
    texts = _texts(conn, ballots)
    newest: dict[tuple[str, str], Any] = {}
    votes = select(VOTE).select_from(VOTE.join(SEAT, SEAT.c.id == VOTE.c.seat_id))
    for row in conn.execute(votes.where(VOTE.c.struck.is_(False), SEAT.c.votes.is_(True)).order_by(VOTE.c.n)):
        newest[row.agenda_item_id, row.seat_id] = row
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for (item, _), row in newest.items():
        if row.text_sha256 is None or item not in texts or row.text_sha256 in texts[item]:
            counted[item][row.value] += 1
    for item, ballot in ballots.items():
        if ballot.secret:
            counted[item] = Counter({choice: getattr(ballot, choice) or 0 for choice in VOTES})
    return counted


def _texts(conn: Connection, ballots: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Return by item every text that says the same as that of its ballot."""
    changes = grouped(conn.execute(select(WORDING)), "request_id")
    asked = {row.id: row.request_id for row in conn.execute(select(ITEM.c.id, ITEM.c.request_id))}
    return {item: same_texts(row.text_sha256, changes.get(asked[item], [])) for item, row in ballots.items()}


def _numbers(verdict: str) -> tuple[object, ...] | None:
    try:
        told = json.loads(verdict)
        return tuple(told[choice] for choice in VOTES)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
