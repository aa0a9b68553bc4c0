"""What was read or worked out before and still holds: kept for exactly one state of the record, never longer.

Every row that is shown is written together with an entry of the log, so the last hash of the chain names the state of
everything. It is read in the same transaction as the facts; when it is another one, everything is forgotten, whoever
wrote. Sessions and sign-in codes are not in the log and never belong here.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, cast

from labflow.definition import Catalogue
from labflow.dossier import Dossier
from labflow.queries.board import Board
from labflow.queries.board import board as board_of
from labflow.queries.entries import last_hash
from labflow.queries.stalled import watched as watched_in
from labflow.stall import Stalled, findings

MOST = 64
Value = TypeVar("Value")


class Memory:
    """What one process remembers of one database: at most `most` values, the longest unused goes first."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._of = ""
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._one_at_a_time = threading.Lock()

    def recall(self, conn: Any, today: date, what: Hashable, make: Callable[[], Value]) -> Value:
        """Return the value of `what` on this day: the one that was made for this very state, else made now.

        `what` names everything that the value depends on besides the record and the day: above all who reads, unless
        everybody may see it. The value must never change afterwards.
        """
        return self.recall_at(last_hash(conn), today, what, make)

    def recall_at(self, state: str, today: date, what: Hashable, make: Callable[[], Value]) -> Value:
        """Return it for a state that was read just before: what is made now is as new as that or newer, never older."""
        key = (today, what)
        with self._one_at_a_time:
            if state != self._of:
                self._of, self._kept = state, OrderedDict()
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast(Value, self._kept[key])
        made = make()
        with self._one_at_a_time:
            # Another thread may have seen a newer state in the meantime; then this value is old already.
            if state == self._of:
                self._kept[key] = made
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
        return made


@dataclass(frozen=True, slots=True)
class Watched:
    """What is looked at for what stalls: the dossiers by title, their rows, the worst first, and how many there are
    `beyond` those: a network of some hundreds has none.
    """

    dossiers: tuple[Dossier, ...]
    rows: tuple[Stalled, ...]
    beyond: int

    @property
    def told(self) -> int | str:
        """How many stall; with a plus when not everything was looked at."""
        count = sum(one.group == "stalled" for one in self.rows)
        return f"{count}+" if self.beyond else count


NOTHING = Watched((), (), 0)


def board(memory: Memory, conn: Any, catalogue: Catalogue, today: date) -> Board:
    """Return what everybody may see of the board; never anything confidential, whoever asks."""
    return memory.recall(conn, today, "board", lambda: board_of(conn, catalogue, today))


def watched(memory: Memory, conn: Any, catalogue: Catalogue, today: date) -> Watched:
    """Return what is looked at for what stalls, as everybody may see it."""

    def made() -> Watched:
        known, beyond = watched_in(conn, catalogue, today)
        return Watched(known, findings(known), beyond)

    return memory.recall(conn, today, "watched", made)


def stalled(memory: Memory, conn: Any, catalogue: Catalogue, today: date) -> tuple[Stalled, ...]:
    """Return what stalls among them."""
    return watched(memory, conn, catalogue, today).rows
