"""The lists that people open: the board (dossiers of the portfolio) and what stalls, and every option with reasons."""

from time import process_time

from labflow import engine, stall
from labflow.access import NOBODY
from labflow.definition import Catalogue
from labflow.dossier import Dossier
from labflow.queries.initiatives import TABLE, dossiers
from labflow.store import Store
from tests.bench.figures import Figure, Sizes, in_turn, times
from tests.bench.world import TODAY, slug


def weighing(store: Store, catalogue: Catalogue, sizes: Sizes) -> list[Figure]:
    """Take every transition out of the stage with all reasons, for some hundreds of initiatives; CPU time."""
    known = _read(store, catalogue, sizes.weighed)
    assert len(known) == sizes.weighed
    turns = max(3, sizes.listings)
    think = in_turn({"think": lambda: _weigh(known)}, turns, process_time)["think"]
    both = in_turn({"both": lambda: _weigh(_read(store, catalogue, sizes.weighed))}, turns, process_time)["both"]
    return [
        Figure(f"options with all reasons, {sizes.weighed} initiatives (CPU)", think),
        Figure("the same, dossiers read first (CPU)", both, f"{times(both, think)} the thinking alone"),
    ]


def lists(store: Store, catalogue: Catalogue, sizes: Sizes) -> dict[str, float]:
    """Return what the board and the list of what stalls take, whole, in seconds."""
    known = _read(store, catalogue)
    return {
        "board": in_turn({"board": lambda: _read(store, catalogue)}, sizes.listings)["board"],
        "stalled, dossiers read": in_turn({"stalled": lambda: stall.findings(known)}, sizes.listings)["stalled"],
        "stalled, whole": in_turn({"all": lambda: stall.findings(_read(store, catalogue))}, sizes.listings)["all"],
    }


def growth(small: dict[str, float], large: dict[str, float], sizes: Sizes) -> list[Figure]:
    """Set the lists of the small and of the large portfolio beside each other."""
    lines = []
    for name, seconds in small.items():
        lines.append(Figure(f"{name}, {sizes.few} initiatives", seconds))
        grown = f"{times(large[name], seconds)} for {sizes.many / sizes.few:g} x as many"
        lines.append(Figure(f"{name}, {sizes.many} initiatives", large[name], grown))
    return lines


def _read(store: Store, catalogue: Catalogue, most: int | None = None) -> tuple[Dossier, ...]:
    where = () if most is None else (TABLE.c.slug < slug(most),)
    with store.reading() as conn:
        return dossiers(conn, catalogue, NOBODY, TODAY, *where, confidential=False)


def _weigh(known: tuple[Dossier, ...]) -> int:
    return sum(len(option.reasons) for dossier in known for option in engine.options(dossier))
