"""A body with an initiative that begins before the body meets, for the tests of mandates."""

from datetime import date

from labflow import lifecycle, mandates, rows
from labflow.facts import Mandate
from labflow.store import Store
from tests.labflow.council_room import AFTER, DAY, Room, room

WHY = "De school begint volgende week"
ASKED = ("Een forum van één avond", "500", WHY)


def waiting_room(store: Store) -> Room:
    """A body that meets twice, and an initiative with a lead."""
    made = room(store).convened().convened(AFTER)
    made.does("coordinator", lifecycle.open_, "labo", "Proef", lead="lead")
    return made


def asked(body: Room, slug: str = "proef", amount: str = "500", request: str | None = None) -> str:
    """A mandate that the lead (or for another initiative the coordinator) asked for; returns its number."""
    who = "lead" if slug == "proef" else "coordinator"
    return str(body.does(who, mandates.ask, slug, "Een avond", amount, WHY, request))


def granted(body: Room, slug: str = "proef", amount: str = "500", request: str | None = None) -> str:
    """The same, granted by the chair."""
    number = asked(body, slug, amount, request)
    body.does("chair", mandates.grant, number)
    return number


def mandate(body: Room, slug: str = "proef") -> Mandate:
    """The newest mandate of an initiative."""
    return body.dossier(slug).mandates[-1]


def steps(body: Room) -> list[str]:
    """What became of all mandates."""
    with body.store.reading() as conn:
        return [x for (x,) in conn.exec_driver_sql("select state from mandate_step order by mandate_id, n")]


def result(body: Room, outcome: str) -> str:
    """What the body made of the newest mandate."""
    return str(body.does("coordinator", mandates.ratified, mandate(body).id, outcome, None))


def items(body: Room, day: date = DAY) -> list[tuple[str, str]]:
    """What stands on an agenda: kind and what it is about."""
    return [(item.kind, item.about_id or "") for item in body.sitting(day).items]


def cancel(body: Room, day: date) -> None:
    """Cancel a meeting."""
    with body.acts("coordinator") as change:
        (found,) = change.conn.exec_driver_sql(f"select id from meeting where day = '{day}'").scalars()
        change.put(rows.Meeting, str(found), cancelled_on=change.on)
        change.record("plan")
