"""Facts are plain frozen values; the only thing that one of them can tell is whether a decision says yes."""

from dataclasses import FrozenInstanceError

import pytest

from labflow.facts import NOTHING_SAID, Decision, Tick
from tests.labflow.dossiers import TODAY


def test_only_an_approval_says_yes_with_or_without_conditions() -> None:
    outcomes = ("approved", "approved-with-conditions", "deferred", "rejected", "noted")

    assert [Decision("2023-001", "go-on", outcome, TODAY).approves for outcome in outcomes] == [
        True, True, False, False, False,
    ]  # fmt: skip


def test_a_fact_does_not_change() -> None:
    tick = Tick("p1", "todo")

    with pytest.raises(FrozenInstanceError):
        tick.state = "done"  # type: ignore[misc]


def test_a_point_without_evidence_says_nothing_in_either_language() -> None:
    assert Tick("a1", "done").evidence is NOTHING_SAID
