"""Mandates, conditions and ticks as the objects of the contract, whole: scripts rely on each of these names."""

from datetime import date

from labflow.catalogue import load_catalogue
from labflow.conditions import Ticked
from labflow.facts import Condition, Mandate
from labflow.presenting_after import listed_condition_object, mandate_object, ticked_object
from labflow.queries import conditions, mandates
from labflow.reasons import Reason

DAY = date(2023, 9, 29)
TERM = Condition("Akkoord", "lead", DAY, "suspensive", verifier="coordinator")


def test_a_mandate() -> None:
    granted = Mandate("m-2023-001", "granted", "Een avond", 50_000, DAY, "Snel", "p", DAY, DAY, 100)

    assert mandate_object(mandates.Listed(granted, "proef", "Proef", "lapsed", "lead")) == {
        "number": "m-2023-001", "initiative": "proef", "title": "Proef", "state": "lapsed", "scope": "Een avond",
        "why": "Snel", "cents": 50_000, "spent": 100, "until": "2023-09-29", "asked_by": "lead",
        "asked_on": "2023-09-29", "granted_on": "2023-09-29",
    }  # fmt: skip


def test_a_condition() -> None:
    assert listed_condition_object(conditions.Listed(TERM, "2023-001", 1, "", "open", True)) == {
        "decision": "2023-001", "k": 1, "initiative": None, "text": "Akkoord", "owner": "lead", "owner_gone": True,
        "verifier": "coordinator", "due": "2023-09-29", "kind": "suspensive", "state": "open", "met_on": None,
        "evidence": None,
    }  # fmt: skip


def test_a_tick() -> None:
    ticked = Ticked(TERM, "met", 0, False, (Reason("mandates.no_meeting", who="coordinator"),), DAY)

    assert ticked_object(ticked, load_catalogue().network, "en") == {
        "text": "Akkoord", "state": "met", "left": 0, "moved": False, "meeting": "2023-09-29",
        "reasons": [{"code": "mandates.no_meeting", "text": "No next meeting is planned that could ratify the mandate.",
                     "who": "coordinator"}],
    }  # fmt: skip
