"""A meeting with one more thing that happened at the table. Values only: it judges nothing and writes nothing.

What it gives is what `queries.council` would read back, so that many acts in one change need no second reading.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from labflow.sitting import RECUSED, TAKES_PART, Ballot, Item, Seat, Sitting

Value = TypeVar("Value")


def seated(meeting: Sitting, n: int | None, seat: Seat, value: str, is_stood_in: bool) -> Sitting:
    """Return the meeting with a seat noted at one item, or (None) at the whole meeting: the newest counts (R2).

    `is_stood_in`: its substitute sits there.
    """
    if n is None:
        items = tuple(item if item.noted else _overtaken(item, seat) for item in meeting.items)
        here, stood = {**meeting.presence, seat.key: value}, {**meeting.stand_ins, seat.key: is_stood_in}
        return replace(meeting, items=items, presence=here, stand_ins=stood)
    item = meeting.item(n)
    if value == TAKES_PART:
        return _with(meeting, _but(item, seat))
    here, stood = {**item.presence, seat.key: value}, {**item.stand_ins, seat.key: is_stood_in}
    return _with(meeting, replace(item, presence=here, stand_ins=stood))


def balloted(meeting: Sitting, n: int, ballot: Ballot) -> Sitting:
    """Return the meeting with a ballot on an item."""
    return _with(meeting, replace(meeting.item(n), ballot=ballot))


def voted(meeting: Sitting, n: int, seat: Seat, value: str, vote_id: str, person_id: str | None) -> Sitting:
    """Return the meeting with the vote of a seat on an item; `person_id`: who cast it."""
    item = meeting.item(n)
    return _with(meeting, replace(
        item, votes={**item.votes, seat.key: value}, voters={**item.voters, seat.key: person_id},
        vote_ids=(*item.vote_ids, vote_id), unconfirmed=tuple(key for key in item.unconfirmed if key != seat.key),
    ))  # fmt: skip


def _overtaken(item: Item, seat: Seat) -> Item:
    """What is noted for the whole meeting overtakes what was noted before at one item, but never a recusal."""
    return item if item.presence.get(seat.key) in (None, RECUSED) else _but(item, seat)


def _but(item: Item, seat: Seat) -> Item:
    return replace(item, presence=_others(item.presence, seat), stand_ins=_others(item.stand_ins, seat))


def _others(told: Mapping[str, Value], seat: Seat) -> dict[str, Value]:
    return {key: value for key, value in told.items() if key != seat.key}


def _with(meeting: Sitting, changed: Item) -> Sitting:
    return replace(meeting, items=tuple(changed if item.n == changed.n else item for item in meeting.items))
