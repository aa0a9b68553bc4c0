"""A body that approved a request under conditions and closed its meeting, for the tests of conditions."""

from labflow import closing, conditions, meetings, rows
from labflow.closing import Term
from labflow.facts import Condition
from labflow.store import Store
from tests.labflow.council_room import AFTER, DAY, Room, room

DUE = "2023-12-01"


def approved(store: Store, *terms: Term, ready: bool = True, verifier: str = "coordinator",
             fallback: bool = False) -> Room:  # fmt: skip
    """Decision 2023-001 starts up `proef` under these conditions; the next meeting is planned. It is the day after."""
    body = room(store).convened().convened(AFTER)
    body.does("coordinator", meetings.place, DAY, body.asked(ready=ready))
    body.gathered(9).does("chair", closing.note, DAY, 1, "approved-with-conditions", terms=terms)
    body.does("chair", closing.close, DAY)
    with body.acts("coordinator") as change:
        for found, text in change.conn.exec_driver_sql("select id, text from condition").all():
            n = [str(one.text) for one in terms].index(text) + 1
            change.put(rows.Condition, found, n=n, verifier=verifier, fallback=fallback)
        change.record("note-outcome")
    return body


def term(text: str = "Akkoord", due: str = DUE, kind: str = "suspensive", owner: str = "lead") -> Term:
    """A condition as typed."""
    return Term(text, owner, due, kind)


def met(body: Room, k: int = 1, who: str = "coordinator", number: str = "2023-001") -> conditions.Ticked:
    """A condition that the coordinator finds met."""
    ticked = body.does(who, conditions.meet, number, k, "De brief ligt in de map")
    assert isinstance(ticked, conditions.Ticked)
    return ticked


def condition(body: Room, k: int = 1) -> Condition:
    """A condition of the newest decision on `proef`."""
    return next(one for one in body.dossier("proef").decisions[-1].conditions if one.n == k)


def stage(body: Room) -> str:
    """Where `proef` stands."""
    return body.dossier("proef").stage_key


def steps(body: Room) -> list[str]:
    """What became of all conditions."""
    with body.store.reading() as conn:
        return [x for (x,) in conn.exec_driver_sql("select state from condition_step order by condition_id, n")]


def agenda(body: Room) -> list[tuple[str, str]]:
    """Kind and title of what stands on the next agenda."""
    return [(item.kind, item.title.nl) for item in body.sitting(AFTER).items]
