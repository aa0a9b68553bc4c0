"""Meetings as values: nothing when there is none, and a fixed number of statements however long the agenda."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import NamedTuple

import pytest

from labflow import closing, meetings, seats
from labflow.queries import council
from labflow.store import Store
from tests.labflow.council_room import AFTER, DAY, RULES, SYSTEM, network, room


def test_there_is_no_meeting_until_somebody_convenes(store: Store) -> None:
    with store.reading() as conn:
        assert council.sitting(conn, DAY) is None
        assert council.reglement_of(conn) is None
        assert council.last_number(conn, 2023) == 0


def test_a_meeting_keeps_the_rules_with_which_it_was_convened(store: Store) -> None:
    body = room(store).convened()
    with store.change(SYSTEM, now=body.noon) as change:
        seats.publish(change, {**RULES[0], "version": 2})
    body.convened(AFTER)

    assert [body.sitting(day).reglement.version for day in (DAY, AFTER)] == [1, 2]


@pytest.mark.parametrize("items", [1, 50])
def test_an_agenda_is_read_in_nineteen_statements(
    store: Store, items: int, statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    body = room(store).convened()
    body.does("coordinator", meetings.place, DAY, body.asked(ready=False))
    with body.acts("coordinator") as change:
        for n in range(items):
            meetings.place_title(change, network(), DAY, f"Punt {n}")
    body.gathered(9).voted(2, "5-4-0").does("chair", closing.note, DAY, 1, "approved")

    with store.reading() as conn, statements() as ran:
        found = council.sitting(conn, DAY)

    assert found is not None
    assert (len(found.items), len(found.items[1].votes)) == (items + 1, 9)
    assert len(ran) == 19


class Change(NamedTuple):
    """A change of a text, as a row of it."""

    kind: str
    sha256_before: str
    sha256_after: str
    claimed_by: str | None = None


@pytest.mark.parametrize(
    ("text", "changes", "same"),
    [
        ("a", [], "a"),
        ("b", [Change("editorial", "a", "b")], "ab"),
        ("a", [Change("editorial", "a", "b")], "ab"),
        ("b", [Change("substantive", "a", "b")], "b"),
        ("b", [Change("editorial", "a", "b", "zetel")], "b"),
        ("d", [Change("editorial", "a", "b"), Change("substantive", "b", "c"), Change("editorial", "c", "d")], "cd"),
    ],
)
def test_texts_are_the_same_when_only_editorial_changes_lie_between(
    text: str, changes: list[Change], same: str
) -> None:
    assert council.same_texts(text, changes) == frozenset(same)


def test_who_coordinates_or_sits_without_a_vote_never_votes(store: Store) -> None:
    body = room(store)
    body.does("coordinator", seats.hold, "coordinatie", "person-lead")

    with store.reading() as conn:
        found = {
            who: council.never_votes(conn, ("coordinator",), f"person-{who}", DAY)
            for who in ("coordinator", "both", "lead", "member", "chair")
        }
        assert council.people_on(conn, DAY, votes=False) == {"person-lead"}
        assert council.people_on(conn, DAY, votes=True) == {"person-member", "person-other"}
    assert found == {"coordinator": True, "both": True, "lead": True, "member": False, "chair": False}


def test_the_persons_of_a_seat_are_its_holders_and_its_substitute(store: Store) -> None:
    body = room(store)
    body.does("coordinator", seats.substitute, "zetel-01", "person-lead")

    with store.reading() as conn:
        assert council.sitters(conn, "seat-zetel-01", DAY) == {"person-member": False, "person-lead": True}
        assert council.sitters(conn, "seat-zetel-03", DAY) == {}
