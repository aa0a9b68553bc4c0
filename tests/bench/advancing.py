"""An advance on its whole path, durable, beside the bare statements and a plain ORM."""

from itertools import count

from labflow import lifecycle
from labflow.acting import acting_as
from labflow.definition import Catalogue
from labflow.store import Store
from tests.bench.figures import Figure, Sizes, in_turn, share, times
from tests.bench.peers import Peers
from tests.bench.world import COORDINATOR, GATE, slug


def figures(store: Store, catalogue: Catalogue, peers_url: str, sizes: Sizes) -> list[Figure]:
    """Move initiatives through a gate that the body opened, each contestant in turn."""
    peers = Peers(peers_url, max(sizes.few, 2 * sizes.rounds))
    ours, bare, orm = count(), count(), count(sizes.rounds)

    def advance() -> None:
        with acting_as(store, catalogue, COORDINATOR) as change:
            lifecycle.advance(change, catalogue, slug(next(ours)), GATE)

    taken = in_turn(
        {"bare": lambda: peers.bare(next(bare)), "orm": lambda: peers.plain_orm(next(orm)), "advance": advance},
        sizes.rounds,
    )
    peers.close()
    return [
        Figure("bare UPDATE + INSERT + commit on the driver", taken["bare"]),
        Figure(
            "plain ORM: load, machine, update, audit row", taken["orm"], share(taken["orm"], taken["bare"]) + " of bare"
        ),
        Figure(
            "advance: whole path, evidence, chain, durable",
            taken["advance"],
            f"{share(taken['advance'], taken['bare'])} of bare, {times(taken['orm'], taken['advance'])} the plain ORM",
        ),
    ]
