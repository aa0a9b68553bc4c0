"""Seats, items and verdicts as objects, from a meeting in a line: no database."""

from datetime import date
from pathlib import Path

from labflow.closing import Closed, Decided
from labflow.presenting_council import (
    closed_object,
    decision_object,
    item_object,
    meeting_object,
    seat_object,
    verdict_object,
)
from labflow.queries.register import Registered
from labflow.reglement import reglement_from
from labflow.rulebook import rules_in
from labflow.sitting import Item, Position, Seat, Sitting
from labflow.words import Words
from tests.labflow.test_presenting import CATALOGUE

RULES = reglement_from(rules_in(Path(__file__).parents[2] / "workflows" / "som")[0])
SEATS = tuple(Seat(f"s{n}", Words(f"Zetel {n}", f"Seat {n}")) for n in range(3))
ITEM = Item(1, Words("Plan", "Plan"), positions={"s1": Position("agree")}, votes={"s0": "yes", "s1": "yes"})
DAY = date(2023, 9, 29)
MEETING = Sitting(DAY, RULES, SEATS, (ITEM,), {"s0": "present", "s1": "present"})


def test_a_seat_with_its_days() -> None:
    assert seat_object(Seat("a", Words("A", "A"), False, DAY), "nl") == {
        "seat": "a", "title": "A", "votes": False, "from": "2023-09-29", "until": None,
    }  # fmt: skip


def test_an_item_with_the_verdict_that_would_hold_now() -> None:
    shown = item_object(MEETING, ITEM, "en")

    assert (shown["outcome"], shown["votes"], shown["positions"]) == (
        None, {"s0": "yes", "s1": "yes"}, [{"seat": "s1", "value": "agree", "text": None}],
    )  # fmt: skip
    assert shown["verdict"] == verdict_object(MEETING.verdict(ITEM), "en")
    assert verdict_object(MEETING.verdict(ITEM), "en")["adopted"] is True


def test_a_meeting_says_by_which_rules() -> None:
    shown = meeting_object(MEETING, "nl")

    assert (shown["date"], shown["closed_on"], shown["reglement"]) == (
        "2023-09-29", None,
        {"version": 1, "adopted_by": None, "text": "Reglement versie 1, een voorstel: de SOM-raad heeft het nog niet "
                                                   "aangenomen."},
    )  # fmt: skip


def test_what_closing_gave() -> None:
    closed = Closed((Decided("2023-001", "noted", "", False, ()),), "som\n1\n")

    assert closed_object(closed, CATALOGUE.network, "nl") == {
        "decisions": [
            {"number": "2023-001", "outcome": "noted", "initiative": None, "moved": False, "reasons": []}
        ],
        "checkpoint": "som\n1\n",
    }  # fmt: skip


def test_a_decision_of_the_register() -> None:
    one = Registered("2023-001", DAY, Words("Plan", "Plan"), "noted", "consensus", "", None, None, None, 1, "{}")

    assert decision_object(one, "nl")["date"] == "2023-09-29"
    assert decision_object(one, "nl")["conditions"] == []
