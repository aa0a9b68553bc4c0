"""The conditions of an approval: who checks them, and never who must do it."""

from labflow import meetings, noting
from labflow.store import Store
from labflow.terms import Term
from tests.labflow.council_room import DAY, Room, room
from tests.prepared import prepared

LATER = "2023-12-01"


@prepared
def body(store: Store) -> Room:
    """A meeting with one plain item, on its day, with everybody there."""
    made = room(store).convened()
    made.does("coordinator", meetings.place_title, DAY, "Punt")
    return made.gathered()


def verifiers(body: Room, *terms: Term) -> list[tuple[str, bool]]:
    body.does("chair", noting.note, DAY, 1, "approved-with-conditions", terms=terms)
    noted = body.sitting().item(1).noted
    assert noted is not None
    return [(term.verifier, term.fallback) for term in noted.conditions.values()]


def test_coordination_checks_a_condition_unless_it_must_do_it_itself(body: Room) -> None:
    found = verifiers(
        body, Term("A", "lead", LATER), Term("B", "coordinator", LATER), Term("C", "both", LATER),
        Term("D", "lead", LATER, verifier="secretary", fallback=True),
    )  # fmt: skip

    assert found == [("coordinator", False), ("voorzitter", False), ("voorzitter", False), ("secretary", True)]


def test_nobody_checks_their_own_condition(body: Room) -> None:
    own = Term("A", "lead", LATER, verifier="lead")

    refused = body.refused("chair", noting.note, DAY, 1, "approved-with-conditions", terms=[own])

    assert refused == ["closing.verifier_is_owner"]
