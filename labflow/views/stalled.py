"""What the stalled list shows, worded for one reader. Never decides what is stalled: `labflow.stall` does."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One initiative that needs a push: why, whose move, one action. `near` is a deadline that still lies ahead."""

    slug: str
    title: str
    place: str
    first: str
    others: tuple[str, ...]
    move: str
    action: str
    href: str
    near: bool = False


@dataclass(frozen=True, slots=True)
class Push:
    """A row with all that one can do about it.

    `last`: the last sign of life; `told`, `seen`: how it goes as somebody said, and as labflow sees it; `done`: what
    was done about it already; `hint`: why the usual act is not offered. `act`: the one that comes first (ask, agenda,
    move or ""), `acts`: the others; `how`: the arithmetic; `again`: it was asked before; `stop`: whether it can be
    stopped on its own page.
    """

    row: Row
    last: str
    told: str
    seen: str
    done: str
    hint: str
    act: str
    acts: tuple[str, ...]
    how: tuple[str, ...] = ()
    again: bool = False
    stop: bool = False


@dataclass(frozen=True, slots=True)
class Quiet:
    """One initiative that is not stalled: it stands planned, waits, or rests."""

    slug: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class StalledPage:
    """The whole page. `movers`: the choices for "whose move" (key, words).

    `meeting`: the next one (ISO day, words); `missing`: which school years the calendar lacks.
    """

    title: str
    lede: str
    rows: tuple[Push, ...]
    planned: tuple[Quiet, ...]
    waiting: tuple[Quiet, ...]
    soon: tuple[Quiet, ...]
    moving: tuple[Quiet, ...]
    resting: tuple[Quiet, ...]
    movers: tuple[tuple[str, str], ...]
    meeting: tuple[str, str]
    may_rest: bool
    readers: str
    missing: str = ""

    @property
    def slugs(self) -> frozenset[str]:
        """The rows of the list: where one acted on one of them, what happened stands in it."""
        return frozenset(one.row.slug for one in self.rows)
