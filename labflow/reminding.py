"""Letters that the calendar makes: once for each occasion, and only to who still has to do something.

Nobody is reminded of what rests, is paused, ended or is confidential. Who is told, and how long beforehand: own
proposal; remind only the silent: R7.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from labflow import letters, rows
from labflow.access import NOBODY, demand
from labflow.change import OPAQUE, Change
from labflow.clock import days_after
from labflow.definition import Catalogue
from labflow.dossier import Dossier
from labflow.queries.council import sitting
from labflow.queries.initiatives import TABLE, dossiers
from labflow.queries.people import persons_in, persons_with
from labflow.queries.reading import belonging, fetch, grouped
from labflow.queries.reminding import Dated, dated
from labflow.queries.stalled import due
from labflow.sitting import RECUSED, Seat, Sitting
from labflow.stall import clocks
from labflow.stall.finding import SOON
from labflow.stall.listing import any_row_of

OCCASIONS: Mapping[str, tuple[int, ...]] = {
    "condition_due": (-14, -3, 1), "deadline_near": (-28, -7), "commitment_ends": (-56,), "mandate_ends": (-7,),
    "rest_over": (0,), "point_over": (1,),
}  # fmt: skip
"""On which days before (-) or after its day a kind of letter is written."""
TO_COORDINATOR, TO_BOTH = ("rest_over",), ("commitment_ends",)
MEETS = 2
"""So many days before the body meets, who did not answer is asked once more (issue 5: 48 hours)."""
MOST = 5_000
AT_ONCE = 500
Letter = tuple[str, str, tuple[str, ...]]
"""The kind, the row that it is about, and to whom."""


def remind(change: Change, catalogue: Catalogue) -> int:
    """Write every reminder that is due and was not written yet, and return how many letters that are."""
    if change.actor.key not in OPAQUE:
        demand(change.actor, "settle", catalogue.network)
    change.nothing_to_do()
    written = 0
    for kind, about_id, to_ids in (*_dated(change, catalogue), *_silent(change, catalogue)):
        letters.write(change, kind, about_id, to_ids)
        written += len(to_ids)
    for about_id, to_ids in _meetings(change):
        letters.write(change, "meeting_near", about_id, to_ids, at_once=True)
        written += len(to_ids)
    if written:
        change.record("remind")
    return written


def occasion(one: Dated, today: date) -> date | None:
    """Return the newest day on which it was to be told, None before the first; never from before it was agreed."""
    days = (days_after(one.day, offset) for offset in OCCASIONS[one.kind])
    return max((day for day in days if day <= today and (one.since is None or day > one.since)), default=None)


def _dated(change: Change, catalogue: Catalogue) -> Iterator[Letter]:
    ahead = {kind: -min(days) for kind, days in OCCASIONS.items()}
    found = [(one, day) for one in dated(change.conn, change.today, ahead) if (day := occasion(one, change.today))]
    homes = _homes(change, catalogue, {one.initiative_id for one, _ in found if one.initiative_id})
    told = _told(change, [one.id for one, _ in found])
    for one, day in found:
        home = homes.get(one.initiative_id or "")
        if (one.initiative_id and (home is None or not _asks(home))) or not _counts(one, home):
            continue
        heard = {x.to_id for x in told.get(one.id, ()) if x.kind == one.kind and x.on_day >= day}
        yield one.kind, one.id, tuple(who for who in _who(change, catalogue, one, home) if who not in heard)


def _asks(home: Dossier) -> bool:
    return home.is_running and home.pause is None and not home.rests


def _counts(one: Dated, home: Dossier | None) -> bool:
    """Of a point the newest answer counts, and only for the gate that lies ahead; of a rest only the one that runs."""
    if one.kind == "rest_over":
        return home is not None and home.rest is not None and home.rest.until_day == one.day
    if one.kind != "point_over" or home is None:
        return True
    asked = {point.id for way in home.transitions for point in home.workflow.checklist_of(way)}
    tick = home.ticks.get(one.item)
    return one.item in asked and tick is not None and (tick.state, tick.by_day) == ("explained", one.day)


def _who(change: Change, catalogue: Catalogue, one: Dated, home: Dossier | None) -> tuple[str, ...]:
    network = catalogue.network
    lead = (home.lead.person_id,) if home and home.lead and home.lead.person_id else ()
    office = persons_in(change.conn, network.roles_meaning("coordinator"), change.today)
    if one.kind in TO_COORDINATOR:
        return office
    if one.kind in TO_BOTH:
        return tuple(dict.fromkeys((*lead, *office)))
    if not one.owner or one.owner in network.roles_meaning("lead"):
        return lead
    if one.owner in network.roles:
        return persons_in(change.conn, (one.owner,), change.today)
    return persons_with(change.conn, (one.owner,))


def _silent(change: Change, catalogue: Catalogue) -> Iterator[Letter]:
    """To who leads what will stall soon because it is quiet, once since its last sign of life."""
    ids = due(change.conn, catalogue, change.today, MOST).ids
    soon = [one for one in _homes(change, catalogue, ids).values() if _asks(one) and _will_be_silent(one)]
    told = _told(change, [one.id for one in soon])
    for one in soon:
        sign = clocks.newest_sign(one)
        heard = [x for x in told.get(one.id, ()) if x.kind == "silence_soon" and (not sign or x.on_day > sign.day)]
        if not heard and one.lead and one.lead.person_id:
            yield "silence_soon", one.id, (one.lead.person_id,)


def _will_be_silent(home: Dossier) -> bool:
    row = any_row_of(home)
    return row is not None and any(x.weight == SOON and x.reason.code == "stall.soon_silent" for x in row.findings)


def _meetings(change: Change) -> Iterator[tuple[str, tuple[str, ...]]]:
    meeting: Any = rows.Meeting
    last = days_after(change.today, MEETS)
    near = (
        meeting.day >= change.today,
        meeting.day <= last,
        meeting.closed_on.is_(None),
        meeting.cancelled_on.is_(None),
    )
    for row in fetch(change.conn, meeting, *near, order="day"):
        found = sitting(change.conn, row.day)
        assert found is not None
        told = _told(change, [row.id]).get(row.id, ())
        heard = {x.to_id for x in told if x.kind == "meeting_near" and x.on_day >= days_after(row.day, -MEETS)}
        asked = {seat.holder or seat.substitute for seat in found.seats if _owes(found, seat)}
        yield row.id, tuple(sorted(who for who in asked if who and who not in heard))


def _owes(meeting: Sitting, seat: Seat) -> bool:
    """Whether a seat did not say whether it comes, or comes and has an open item without its position."""
    if seat.vacant:
        return False
    answer = meeting.presence.get(seat.key)
    open_items = (item for item in meeting.items if item.noted is None and item.presence.get(seat.key) != RECUSED)
    return answer is None or (
        answer == "coming" and seat.votes and any(seat.key not in item.positions for item in open_items)
    )


def _homes(change: Change, catalogue: Catalogue, ids: Iterable[str]) -> dict[str, Dossier]:
    """The initiatives that everybody may see, read some hundreds at a time."""
    known = sorted(ids)
    parts = (known[n : n + AT_ONCE] for n in range(0, len(known), AT_ONCE))
    return {
        one.id: one
        for part in parts
        for one in dossiers(change.conn, catalogue, NOBODY, change.today, TABLE.c.id.in_(part), confidential=False)
    }


def _told(change: Change, ids: list[str]) -> Mapping[str, list[Any]]:
    """The letters about these rows, those that were taken back aside."""
    found = belonging(change.conn, rows.Letter, "about_id", ids)
    return grouped((x for x in found if x.withdrawn_on is None), "about_id")
