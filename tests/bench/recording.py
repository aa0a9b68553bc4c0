"""The record read from its first entry to its last: numbers, chain, commitments, and every table compared."""

from labflow import record
from labflow.store import Store
from tests.bench.figures import Figure, seconds_of, times


def verifying(store: Store) -> tuple[int, float]:
    """Return how many entries the log has, and what verifying it takes in seconds."""
    found = []

    def verify() -> None:
        with store.reading() as conn:
            found.append(record.verify(conn))

    seconds = seconds_of(verify)
    assert found[0].ok, found[0].problems
    return found[0].entries, seconds


def growth(small: tuple[int, float], large: tuple[int, float]) -> list[Figure]:
    """Set a short log and a long one beside each other."""
    entries = f"{large[0] / small[0]:.1f} x as many entries"
    return [
        Figure(f"log verify, {small[0]} entries", small[1]),
        Figure(f"log verify, {large[0]} entries", large[1], f"{times(large[1], small[1])} for {entries}"),
    ]
