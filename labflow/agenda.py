"""What stands on an agenda: what comes there by itself, in which order, and what the body takes late."""

from labflow import rows
from labflow.change import Change
from labflow.queries.reading import fetch, next_n
from labflow.words import Words


def bring(change: Change, meeting_id: str, kind: str, title: Words, *, about_id: str | None = None,
          initiative_id: str | None = None, request_id: str | None = None, follows_id: str | None = None,
          first: bool = False) -> rows.AgendaItem:  # fmt: skip
    """Put something on an agenda by itself, at the end or (`first`) before all others; the caller records.

    `kind`: see `rows.AgendaItem`; `about_id`: the row that the kind is about; `follows_id`: the item that comes back.
    """
    here = fetch(change.conn, rows.AgendaItem, rows.AgendaItem.meeting_id == meeting_id, order="n")
    n = 1 if first else next_n(change.conn, rows.AgendaItem, rows.AgendaItem.meeting_id == meeting_id)
    for row in reversed(here) if first else ():
        change.put(rows.AgendaItem, row.id, n=row.n + 1)
    return change.add(rows.AgendaItem(
        id=change.new_id(), meeting_id=meeting_id, n=n, kind=kind, about_id=about_id, title=title.nl,
        title_en=title.en, initiative_id=initiative_id, request_id=request_id, follows_id=follows_id, on_day=change.on,
    ))  # fmt: skip
