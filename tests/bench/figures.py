"""How a figure is taken and shown: contestants in turn, the median of each, and what it is a ratio of.

Contestants take turns, so that a machine that slows down halfway slows all of them. Never judges a figure.
"""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Clock = Callable[[], float]
Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured. `rounds`: turns of each act; `few`, `many`: initiatives; `listings`, `starts`: turns of a
    list and of a command; `weighed`: initiatives of which every option is weighed; `scale`: how many
    initiatives sleep in a small and in a large network.
    """

    rounds: int
    few: int
    many: int
    listings: int
    starts: int
    weighed: int = 500
    scale: tuple[int, int] = (1_000, 1_000_000)


FULL = Sizes(rounds=300, few=1_000, many=10_000, listings=3, starts=5)
QUICK = Sizes(rounds=5, few=10, many=20, listings=1, starts=1, weighed=5, scale=(10, 20))


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: `seconds` an act takes at the median, and how it compares, in words."""

    what: str
    seconds: float
    compared: str = ""

    def __str__(self) -> str:
        return f"  {self.what:<52} {_spoken(self.seconds):>10}  {self.compared}".rstrip()


def in_turn(contestants: Mapping[str, Act], rounds: int, clock: Clock = perf_counter) -> dict[str, float]:
    """Return the median of each contestant in seconds; in every round each acts once."""
    taken: dict[str, list[float]] = {name: [] for name in contestants}
    with _without_collection():
        for _ in range(rounds):
            for name, act in contestants.items():
                taken[name].append(seconds_of(act, clock))
    return {name: median(times) for name, times in taken.items()}


def seconds_of(act: Act, clock: Clock = perf_counter) -> float:
    """Return what one act takes on a clock."""
    began = clock()
    act()
    return clock() - began


def share(part: float, whole: float) -> str:
    """Say how the speed of one compares with another: `0.45 of` means that it takes 1 / 0.45 times as long."""
    return f"{whole / part:.3f} of the speed"


def times(longer: float, shorter: float) -> str:
    """Say how many times as long one takes as another."""
    return f"{longer / shorter:.1f} x"


@contextmanager
def _without_collection() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _spoken(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1e3:.1f} ms" if seconds >= 0.01 else f"{seconds * 1e6:.0f} us"
