"""The walk through gate B in a terminal, on both databases: lead, coordinator, member, chair, and the record."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.labflow.cli.terminal import Terminal

SLUG, MEETING = "diverse-leraarskamer", "2023-09-29"
LEAD, COORDINATOR, CHAIR = "trekker-diverse-leraarskamer", "coordinator", "voorzitter"
Say = Callable[..., Any]


@pytest.fixture
def say(demo_url: str, tmp_path: Path) -> Say:
    """Run a command as somebody and return what its JSON holds."""
    terminal = Terminal(tmp_path, demo_url)

    def said(who: str, *words: str, code: int = 0) -> Any:
        return json.loads(terminal(*words, "--json", "--as", who, code=code).out)

    return said


def test_a_lab_walks_through_its_gate(say: Say) -> None:
    """From a no with every reason to the next stage, with a question in between; the log proves it."""
    early = say(LEAD, "initiatives", "advance", SLUG, "experimenteren", code=1)
    assert [(one["code"], one["who"]) for one in early["reasons"]] == [
        ("requirement.decision_missing", "som-raad"),
        ("requirement.point_open", "trekker"),
    ]

    number = _asked_and_answered(say)
    _on_the_agenda(say, number)
    closed = _met_and_closed(say)

    assert closed["decisions"] == [
        {"number": "2023-001", "outcome": "deferred", "initiative": "maakleerplek", "moved": False, "reasons": []},
        {"number": "2023-002", "outcome": "approved", "initiative": SLUG, "moved": True, "reasons": []},
    ]
    after = say(LEAD, "initiatives", "show", SLUG)
    assert (after["stage"], after["since"]["date"], after["requests"]) == (
        "experiment", MEETING, [{"id": number, "transition": "experimenteren", "state": "decided"}],
    )  # fmt: skip
    assert SLUG not in [row["slug"] for row in say(COORDINATOR, "stalled")]
    verified = say(COORDINATOR, "log", "verify")
    assert (verified["ok"], verified["problems"]) == (True, [])


def test_the_checkpoint_of_the_minutes_still_holds_later(say: Say, tmp_path: Path) -> None:
    """What closing printed is a witness: the log grows after it, and nothing before it changes."""
    _on_the_agenda(say, _asked_and_answered(say))
    (tmp_path / "minutes").write_text(_met_and_closed(say)["checkpoint"], encoding="utf-8")
    say(LEAD, "initiatives", "note", SLUG, "Het experiment is begonnen")

    assert say(COORDINATOR, "log", "verify", "--checkpoint", "minutes")["ok"] is True

    (tmp_path / "minutes").write_text("som\n3\n" + 2 * f"{'0' * 64}\n", encoding="utf-8")
    assert say(COORDINATOR, "log", "verify", "--checkpoint", "minutes", code=1)["ok"] is False


def test_the_council_decides_and_the_gate_still_says_what_is_missing(say: Say) -> None:
    """A decision outlives a refused move: the point that is open stays open, the yes stays yes."""
    number = say(LEAD, "initiatives", "request", SLUG, "experimenteren")["id"]
    _on_the_agenda(say, number)
    closed = _met_and_closed(say)

    decided = closed["decisions"][1]
    assert (decided["outcome"], decided["moved"]) == ("approved", False)
    assert [reason["code"] for reason in decided["reasons"]] == ["requirement.point_open"]

    say(LEAD, "initiatives", "tick", SLUG, "b3", "--evidence", "Beschreven in de startnota")
    assert say(LEAD, "initiatives", "advance", SLUG, "experimenteren")["stage"] == "experiment"


def _asked_and_answered(say: Say) -> str:
    say(LEAD, "initiatives", "tick", SLUG, "b3", "--explain", "We schrijven het met de scholen", "--by", "2023-09-25")
    asked = say(LEAD, "initiatives", "request", SLUG, "experimenteren", "--motivation", "Eén richting.")
    assert (asked["state"], asked["next_meeting"]) == ("sent", MEETING)
    number = str(asked["id"])
    assert say(COORDINATOR, "initiatives", "return", number, "--question", "Welke scholen?")["state"] == "returned"
    again = say(LEAD, "initiatives", "request", SLUG, "experimenteren", "--motivation", "Eén richting, drie scholen.")
    assert (again["id"], again["state"]) == (number, "sent")
    return number


def _on_the_agenda(say: Say, number: str) -> None:
    meeting = say(COORDINATOR, "council", "agenda", MEETING, "add", number)
    assert [item["request"] for item in meeting["items"]] == ["a-2023-001", number]
    item = say("raadslid-schepen", "council", "position", MEETING, "2", "schepen", "agree")
    assert item["positions"] == [{"seat": "schepen", "value": "agree", "text": None}]


def _met_and_closed(say: Say) -> Any:
    assert say(CHAIR, "council", "close", MEETING, code=1)["reasons"][0]["code"] == "meetings.not_yet"
    on_the_day = ("--now", MEETING)
    say(CHAIR, "council", "attend", MEETING, "--all", "present", *on_the_day)
    say(CHAIR, "council", "note", MEETING, "1", "deferred", "--until", "2023-11-20", *on_the_day)
    undecided = say(CHAIR, "council", "close", MEETING, *on_the_day, code=1)
    assert [reason["code"] for reason in undecided["reasons"]] == ["meetings.item_open"]
    noted = say(CHAIR, "council", "note", MEETING, "2", "approved", *on_the_day)
    assert (noted["outcome"], noted["verdict"]["adopted"]) == ("approved", True)
    return say(CHAIR, "council", "close", MEETING, *on_the_day)
