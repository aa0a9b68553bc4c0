"""The register: every decision with its number, what it was about, and its conditions."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest

from labflow import closing, meetings
from labflow.closing import Term
from labflow.queries.register import Registered, decisions
from labflow.store import Store
from labflow.words import Words
from tests.labflow.council_room import DAY, Room, room

TERM = Term("Akkoord van de scholen", "lead", "2023-12-01", "resolutive")


def decided(store: Store, plain: int = 1) -> Room:
    """A closed meeting: one request approved on a condition, and so many plain items noted."""
    body = room(store).convened()
    body.does("coordinator", meetings.place, DAY, body.asked())
    for n in range(plain):
        body.does("coordinator", meetings.place_title, DAY, f"Punt {n}")
    body.gathered(9).does(
        "secretary", closing.note, DAY, 1, "approved-with-conditions", "consensus", (TERM,), "1250,50"
    )
    for n in range(plain):
        body.does("secretary", closing.note, DAY, n + 2, "noted")
    body.does("chair", closing.close, DAY)
    return body


def test_nothing_is_decided_in_an_empty_database(store: Store) -> None:
    with store.reading() as conn:
        assert decisions(conn) == ()


def test_a_decision_stands_whole_in_the_register(store: Store) -> None:
    body = decided(store)

    with body.store.reading() as conn:
        about_a_request, about_nothing = decisions(conn)
    assert about_a_request == Registered(
        "2023-001", DAY, about_a_request.title, "approved-with-conditions", "consensus", "proef", "opstarten",
        "a-2023-001", 125_050, 1, about_a_request.verdict,
        (replace(about_a_request.conditions[0], text="Akkoord van de scholen", owner="lead", kind="resolutive"),),
    )  # fmt: skip
    assert about_nothing == Registered(
        "2023-002", DAY, Words("Punt 0", "Punt 0"), "noted", "consensus", "", None, None, None, 1, about_nothing.verdict
    )


@pytest.mark.parametrize("items", [1, 20])
def test_the_register_is_read_in_five_statements(
    store: Store, items: int, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    body = decided(store, items)

    with body.store.reading() as conn, statements() as ran:
        found = decisions(conn)

    assert [one.number for one in found] == [f"2023-{n:03}" for n in range(1, items + 2)]
    assert len(ran) == 5
