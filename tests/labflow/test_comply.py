"""Comply or explain, on both databases: explanations go with the request in one act, or nothing does."""

import pytest

from labflow import lifecycle, requesting
from labflow.store import Store
from tests.labflow.desk import Desk, desk, everything
from tests.prepared import prepared

BOSS = "coordinator"


@prepared
def at(store: Store) -> Desk:
    """A desk on a database of its own."""
    return desk(store)


def test_explanations_and_the_request_are_one_entry(at: Desk) -> None:
    slug = at.opened()
    before, rev = len(at.log()), at.dossier(slug).rev

    at.does(BOSS, requesting.request, slug, "opstarten",
            explained={"a1": ("We vragen het na.", "2023-10-15"), "a2": ("", ""), "a3": (" ", "")})  # fmt: skip

    made = at.dossier(slug)
    tick = made.ticks["a1"]
    assert (tick.state, tick.why, str(tick.by_day), tick.who) == ("explained", "We vragen het na.", "2023-10-15", BOSS)
    assert (set(made.ticks), made.rev, len(at.log())) == ({"a1"}, rev + 1, before + 1)


def test_an_explanation_that_says_the_same_is_not_written_twice(at: Desk) -> None:
    slug = at.opened()
    at.does(BOSS, lifecycle.tick, slug, "a1", why="Komt nog.", by_day="2023-10-15")
    before = at.dossier(slug).ticks

    at.does("coordinator", requesting.request, slug, "opstarten", explained={"a1": ("Komt nog.", "2023-10-15")})

    assert at.dossier(slug).ticks == before
    assert "tick" not in at.log()[-1]["rows"]


def test_what_is_wrong_at_each_point_is_said_and_nothing_is_sent(at: Desk) -> None:
    slug = at.opened()
    before = everything(at.store)
    told = {"a1": ("Komt nog.", ""), "a2": ("", "2023-10-15"), "a3": ("Komt nog.", "2023-09-01")}

    refused = at.refused(BOSS, requesting.request, slug, "opstarten", explained=told)

    assert refused == "invalid comply.at_point comply.at_point comply.at_point"
    assert everything(at.store) == before


@pytest.mark.parametrize("point", ["a7", "b1", "x"])
def test_only_a_point_that_is_asked_and_answered_by_hand_is_explained(at: Desk, point: str) -> None:
    slug = at.opened()

    told = at.refused(BOSS, requesting.request, slug, "opstarten", explained={point: ("Nog niet.", "2023-10-15")})

    assert told == "blocked lifecycle.no_such_point"
