"""Conditions of an approval from a terminal."""

import pytest

from tests.labflow.cli.terminal import Terminal

DAY = "2023-09-29"
CHAIR = ("--as", "voorzitter", "--now", DAY)
MEET = ("conditions", "meet", "2023-001", "1", "--evidence", "Brief van 29 september", "--now", DAY)


@pytest.fixture
def approved(demo: Terminal) -> Terminal:
    """The demo's item, approved under one condition."""
    demo("council", "attend", DAY, "--all", "present", *CHAIR)
    demo("council", "note", DAY, "1", "approved-with-conditions", "--condition", "Akkoord van de school", "--owner",
         "trekker-diverse-leraarskamer", "--due", "2023-12-01", *CHAIR)  # fmt: skip
    demo("council", "close", DAY, *CHAIR)
    return demo


def test_a_condition_is_met_and_un_met(approved: Terminal) -> None:
    (open_one,) = approved.json("conditions", "list", "--now", DAY)
    assert (open_one["decision"], open_one["k"], open_one["state"]) == ("2023-001", 1, "open")

    met = approved.json(*MEET, "--as", "coordinator")
    assert (met["state"], met["left"]) == ("met", 0)
    assert "vervuld" in approved("conditions", "list", "--now", DAY).out
    told = approved("conditions", "unmeet", "2023-001", "1", "--why", "Toch niet", "--as", "coordinator", "--now", DAY)
    assert told.out.startswith("‘Akkoord van de school’: open.")


def test_the_last_tick_says_whether_the_step_was_taken_or_why_not(approved: Terminal) -> None:
    told = approved(*MEET, "--as", "coordinator").out

    assert "Dat was de laatste" in told or "  - " in told


def test_the_owner_is_refused(approved: Terminal) -> None:
    refused = approved.json(*MEET, "--as", "trekker-diverse-leraarskamer", code=1)

    assert [reason["code"] for reason in refused["reasons"]] == ["conditions.owner_cannot_verify"]


def test_an_empty_list_says_so(demo: Terminal) -> None:
    assert demo("conditions", "list").out == "Er zijn geen voorwaarden.\n"
