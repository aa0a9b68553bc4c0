"""Letters: what somebody has to be told, written in the same change as what it tells. It sends nothing itself."""

from collections.abc import Iterable

from labflow import rows
from labflow.change import Change
from labflow.queries.reading import next_n


def write(change: Change, kind: str, about_id: str, to_ids: Iterable[str | None]) -> None:
    """Add a letter for each person (once each; None is nobody). `kind`: a key of `letter.*`; the caller records."""
    n = next_n(change.conn, rows.Letter)
    for to_id in dict.fromkeys(one for one in to_ids if one):
        change.add(rows.Letter(id=change.new_id(), kind=kind, about_id=about_id, to_id=to_id, on_day=change.on, n=n))
