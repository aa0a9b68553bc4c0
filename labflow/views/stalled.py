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

    @property
    def is_move(self) -> bool:
        """Whether the one action is to say whose move it is."""
        return self.href.startswith("/stilgevallen#")


@dataclass(frozen=True, slots=True)
class Quiet:
    """One initiative that is not stalled: it stands planned, waits, or rests."""

    slug: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class StalledPage:
    """The whole page. `movers` are the choices for "whose move" (key, words)."""

    title: str
    lede: str
    rows: tuple[Row, ...]
    planned: tuple[Quiet, ...]
    waiting: tuple[Quiet, ...]
    resting: tuple[Quiet, ...]
    movers: tuple[tuple[str, str], ...]
    may_act: bool
    readers: str
