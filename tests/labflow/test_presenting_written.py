"""Written procedures as objects: everything a reader may know, in both languages."""

from labflow.presenting_written import procedure_object, settled_object, taken_object
from labflow.procedures import TakenOver
from labflow.reasons import Reason
from labflow.settling import Settled
from labflow.sitting import Item
from labflow.words import Words
from tests.labflow.council_room import network
from tests.labflow.test_procedure import LAST, a_procedure, at


def test_a_procedure_tells_what_counts_and_who_is_silent() -> None:
    procedure = a_procedure("11-1-0-0", recused=frozenset({"z21"}))

    told = procedure_object(procedure, at(procedure, LAST), "en")

    wanted = ("number", "title", "state", "closes_on", "ended_on", "adopts", "recorded")
    assert {name: told[name] for name in wanted} == {
        "number": "s-2023-001", "title": "Try", "state": "running", "closes_on": "2023-09-21", "ended_on": None,
        "adopts": True, "recorded": False,
    }  # fmt: skip
    assert (told["recused"], told["silent"]) == (["z21"], [f"z{n}" for n in range(12, 21)])
    assert told["sentence"] == "Adopted if closed now: 11 of the 21 voting seats agree, at least 11 needed."


def test_one_that_asks_for_no_request_has_none() -> None:
    procedure = a_procedure(kind="mandate")

    told = procedure_object(procedure, at(procedure, LAST), "nl")

    assert [told[name] for name in ("kind", "request", "transition", "amount_cents", "motivation")] == [
        "mandate", None, None, None, None,
    ]  # fmt: skip


def test_what_a_meeting_handed_over_and_what_it_kept() -> None:
    item = Item(3, Words("Rondvraag", "Any other business"))
    taken = TakenOver(((Item(1, Words("Proef", "Try")), "s-2023-001"),), ((item, (Reason("time.not_known"),)),))

    told = taken_object(taken, network().network, "en")

    assert told["opened"] == [{"n": 1, "title": "Try", "number": "s-2023-001"}]
    assert [one["n"] for one in told["left"]] == [3]  # type: ignore[attr-defined]


def test_what_settling_wrote() -> None:
    assert settled_object(Settled((("s-2023-001", "adopted"),), (("m1", "lapsed"),), ("s-2023-002",))) == {
        "ended": [{"number": "s-2023-001", "state": "adopted"}], "lapsed": ["lapsed"], "reminded": ["s-2023-002"],
    }  # fmt: skip
