"""Deciding in writing from a terminal: open, answer, see what is missing, close, settle, change the text."""

from typing import Any

import pytest

from tests.labflow.cli.terminal import Terminal

DAY = "2023-09-29"
ME = ("--as", "coordinator")


@pytest.fixture
def asked(demo: Terminal) -> str:
    """A new initiative in the demo with a request; its number."""
    slug = demo.json("initiatives", "open", "labo", "--title", "Proef", "--lead", "coordinator", *ME)["slug"]
    return str(demo.json("initiatives", "request", slug, "opstarten", "--motivation", "Het is tijd.", *ME)["id"])


def seats(demo: Terminal) -> list[str]:
    """The seats with a vote."""
    return [one["seat"] for one in demo.json("council", "seats") if one["votes"]]


def opened(demo: Terminal, asked: str) -> Any:
    """A procedure on that request."""
    return demo.json("written", "open", asked, *ME)


def test_nothing_is_asked_in_writing_yet(demo: Terminal) -> None:
    assert demo.json("written", "list") == []
    assert demo("written", "list").out == "Er is nog niets schriftelijk gevraagd.\n"
    assert demo("written", "show", "s-2023-001", "--json", code=1).codes == ["written.none"]


def test_a_procedure_opens_and_says_what_is_missing(demo: Terminal, asked: str) -> None:
    found = opened(demo, asked)

    assert (found["number"], found["state"], found["closes_on"]) == ("s-2023-001", "running", "2023-09-21")
    assert (found["request"], found["electors"], found["adopts"]) == (asked, seats(demo), False)
    assert found["sentence"].startswith("Nog 9 keer akkoord nodig")
    assert demo.json("written", "list") == [demo.json("written", "show", "s-2023-001")]
    assert "s-2023-001  Proef" in demo("written", "list").out


def test_answers_are_told_to_whoever_looks(demo: Terminal, asked: str) -> None:
    opened(demo, asked)
    demo("written", "answer", "s-2023-001", "clb", "disagree", "--reason", "Te vroeg", *ME)
    demo("written", "recuse", "s-2023-001", "steiner", *ME)
    found = demo.json("written", "answer", "s-2023-001", "schepen", "agree", *ME)

    assert [(one["seat"], one["value"], one["reason"]) for one in found["answers"]] == [
        ("clb", "disagree", "Te vroeg"), ("schepen", "agree", None),
    ]  # fmt: skip
    assert found["recused"] == ["steiner"]
    shown = demo("written", "show", "s-2023-001").out
    assert ("Het is tijd." in shown, "niet akkoord. Te vroeg" in shown) == (True, True)


def test_all_agree_and_it_closes_early(demo: Terminal, asked: str) -> None:
    opened(demo, asked)
    assert "written.still_silent" in demo("written", "close", "s-2023-001", "--json", *ME, code=1).codes
    for seat in seats(demo):
        demo("written", "answer", "s-2023-001", seat, "agree", *ME)

    closed = demo.json("written", "close", "s-2023-001", *ME)

    assert (closed["state"], closed["recorded"], closed["ended_on"]) == ("adopted", True, "2023-09-11")
    assert "decide" in [entry["act"] for entry in demo.json("log", "show", "proef")]


def test_settling_writes_what_the_calendar_decided(demo: Terminal, asked: str) -> None:
    opened(demo, asked)
    demo("written", "answer", "s-2023-001", "clb", "discuss", "--reason", "Praten", *ME)

    settled = demo.json("council", "settle", *ME)

    assert settled == {"ended": [{"number": "s-2023-001", "state": "agenda"}], "lapsed": [], "reminded": []}
    assert demo.json("council", "meeting", DAY)["items"][0]["request"] == asked
    assert demo("council", "settle", *ME).out == "Alles stond er al.\n"


def test_silence_over_the_whole_term_goes_to_the_agenda(demo: Terminal, asked: str) -> None:
    opened(demo, asked)

    assert "brieven" in demo("council", "settle", "--now", "2023-09-19", *ME).out
    told = demo("council", "settle", "--now", "2023-09-27", *ME).out

    assert told == "s-2023-001 is voor een vergadering.\n"


def test_a_text_changes_and_one_seat_calls_it_another(demo: Terminal, asked: str) -> None:
    opened(demo, asked)
    demo("written", "answer", "s-2023-001", "clb", "agree", *ME)

    edited = demo.json("written", "reword", asked, "--motivation", "Het is nu tijd.", "--editorial", *ME)
    claimed = demo.json("written", "claim", asked, "clb", "--as", "verslaggever")
    other = demo("written", "reword", asked, "--amount", "100", *ME).out

    assert (edited["kind"], claimed["kind"]) == ("editorial", "substantive")
    assert "vraagt nu iets anders" in other
    assert demo.json("written", "show", "s-2023-001")["unconfirmed"] == ["clb"]
    assert demo("written", "reword", asked, "--set", "zonder", *ME, code=2).err != ""


def test_a_meeting_without_enough_members_hands_over(demo: Terminal, asked: str) -> None:
    demo("council", "convene", "2023-09-12", "--as", "coordinator")
    demo("council", "agenda", "2023-09-12", "add", asked, *ME)
    demo("council", "agenda", "2023-09-12", "add", "--title", "Rondvraag", *ME)
    at = ("--now", "2023-09-12", *ME)

    taken = demo.json("council", "write", "2023-09-12", *at)

    assert [one["number"] for one in taken["opened"]] == ["s-2023-001"]
    assert [(one["n"], one["reasons"][0]["code"]) for one in taken["left"]] == [(2, "written.no_request")]
    assert demo("council", "write", "2023-09-12", *at, code=1).err != ""
