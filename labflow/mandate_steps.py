"""What becomes of a provisional mandate, row by row, for whatever act makes it so. Judges nothing."""

from labflow import rows
from labflow.change import Change
from labflow.dossier import Dossier
from labflow.queries.reading import next_n

OPEN = ("asked", "granted", "extended")


def step(change: Change, mandate_id: str, state: str, why: str | None = None) -> None:
    """Add what became of a mandate; the caller records. `state`: see `rows.MandateStep`."""
    change.add(rows.MandateStep(
        id=change.new_id(), mandate_id=mandate_id, state=state, why=why, person_id=change.actor.person_id,
        on_day=change.on, n=next_n(change.conn, rows.MandateStep, rows.MandateStep.mandate_id == mandate_id),
    ))  # fmt: skip


def end(change: Change, dossier: Dossier, request_id: str | None = None) -> None:
    """End what is asked or runs when its initiative ends, or when the request on which it rests is withdrawn (R11)."""
    for mandate in dossier.mandates:
        if mandate.state in OPEN and request_id in (None, mandate.request_id):
            step(change, mandate.id, "ended")
