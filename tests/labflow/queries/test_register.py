"""The register: every decision with its number, what it was about, and its conditions."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

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
        "secretary",
        closing.note,
        DAY,
        1,
        "approved-with-conditions",
        "consensus",
        (TERM,),
        "1250,50",
        review="2024-09-27",
        why="Na de vraag van de scholen",
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
        "a-2023-001", 125_050, 1, about_a_request.verdict, about_a_request.conditions, meeting=DAY,
        review_day=date(2024, 9, 27), why="Na de vraag van de scholen", roll=about_a_request.roll, connects=True,
        checkpoint=body.sitting().checkpoint, text_sha256=about_a_request.text_sha256, id=about_a_request.id,
    )  # fmt: skip
    (term,) = about_a_request.conditions
    assert (term.text, term.owner, term.kind, term.verifier, term.n) == (
        "Akkoord van de scholen", "lead", "resolutive", "coordinator", 1,
    )  # fmt: skip
    assert list(about_a_request.roll.values()).count("present") == 9
    assert (about_nothing.number, about_nothing.title, about_nothing.outcome, about_nothing.slug) == (
        "2023-002", Words("Punt 0", "Punt 0"), "noted", "",
    )  # fmt: skip


@pytest.mark.parametrize("items", [1, 20])
def test_the_register_is_read_in_a_fixed_number_of_statements(
    store: Store, items: int, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    body = decided(store, items)

    with body.store.reading() as conn, statements() as ran:
        found = decisions(conn)

    assert [one.number for one in found] == [f"2023-{n:03}" for n in range(1, items + 2)]
    assert len(ran) == 15
