"""The command line as a whole: the table of commands, what each fact command does, tables, and the page of help."""

import re

import pytest

from labflow.cli import main
from labflow.cli.answering import table
from labflow.cli.commands import COMMANDS, GLOBAL_PARTS, Part, command_of, parts_of
from labflow.cli.helping import commands_page
from labflow.texts import say
from labflow.texts.saying import keys
from labflow.words import LANGUAGES
from tests.labflow.cli.conftest import demo
from tests.labflow.cli.terminal import Terminal

__all__ = ["demo"]

COORDINATOR = ("--as", "coordinator")
CONTRACT = {
    "": ("init", "serve", "backup", "restore", "doctor", "stalled", "import"),
    "workflows": ("check", "list", "show"),
    "decisions": ("list", "show"),
    "log": ("show", "verify"),
    "people": ("add", "end"),
    "initiatives": ("list", "show", "open", "tick", "note", "request", "return", "advance", "pause", "resume"),
    "council": ("seats", "plan", "meetings", "meeting", "convene", "agenda", "position", "attend", "vote", "note",
                "redo", "close", "verdict"),
}  # fmt: skip


def test_every_command_of_the_contract_is_there() -> None:
    wanted = {f"{group} {word}".strip() for group, words in CONTRACT.items() for word in words}

    assert wanted - {command.name for command in COMMANDS} == set()


def test_every_command_and_option_is_explained_in_both_languages() -> None:
    parts = [part for command in COMMANDS for part in command.parts if not part.is_literal]
    wanted = {f"cli.takes.{part.flag.strip('-') or part.name.lower()}" for part in (*parts, *GLOBAL_PARTS)}
    wanted |= {f"cli.help.{'-'.join(command.words)}" for command in COMMANDS}

    assert [sorted(wanted - keys(lang)) for lang in LANGUAGES] == [[], []]


@pytest.mark.parametrize(
    ("piece", "part"),
    [
        ("SLUG", Part("", "SLUG", False, False)),
        ("[PATH...]", Part("", "PATH", True, True)),
        ("--title TITLE", Part("--title", "TITLE", False, False)),
        ("[--set NAME=VALUE...]", Part("--set", "NAME=VALUE", True, True)),
        ("[--dry-run]", Part("--dry-run", "", True, False)),
    ],
)
def test_a_line_is_read_piece_by_piece(piece: str, part: Part) -> None:
    assert parts_of([piece]) == (part,)


def test_the_longest_command_wins() -> None:
    found = command_of(["council", "meeting", "2023-09-29"])

    assert found is not None
    assert (found.name, found.module, found.function) == ("council meeting", "council", "meeting")
    assert command_of(["meeting"]) is None


def test_columns_are_aligned_and_long_cells_cut() -> None:
    assert table(["a", "b"], [["1", "x" * 70], ["222", "y"]]) == (
        "a    b".ljust(5) , "---  " + "-" * 60, "1    " + "x" * 59 + "…", "222  y",
    )  # fmt: skip
    assert table(["a"], []) == ()


def test_the_page_of_commands_holds_every_line() -> None:
    page = commands_page()

    assert [command.line for command in COMMANDS if f"labflow {command.line}\n" not in page] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("assign", "speak-up", "coordinator"), "cli.done.assign"),
        (("assign", "speak-up", "--none"), "cli.done.assign"),
        (("partner", "speak-up", "Een nieuwe school", "--contribution", "place"), "cli.done.partner"),
        (("relate", "speak-up", "feeds", "maakleerplek"), "cli.done.relate"),
        (("land", "speak-up", "candidate", "--where", "Bibliotheek"), "cli.done.land"),
        (("commit", "speak-up", "Een lokaal", "--until", "2024-06-30", "--amount", "1250,50"), "cli.done.commit"),
        (("block", "speak-up", "capacity", "Te weinig uren"), "cli.done.block"),
        (("lift", "speak-up", "succession"), "cli.done.lift"),
        (("turn", "speak-up", "Stad Leuven", "--what", "Antwoorden"), "cli.done.turn"),
        (("turn", "speak-up", "--nobody"), "cli.done.turn"),
        (("rest", "speak-up", "--why", "Examens", "--until", "2023-10-15"), "cli.done.rest"),
        (("rest", "speak-up", "--why", "Geen geld", "--event", "de volgende ronde"), "cli.done.rest"),
        (("wake", "leraar-breekt-uit"), "cli.done.wake"),
        (("handover", "speak-up", "coordinator", "--word", "Veel succes."), "cli.done.hand-over"),
        (("since", "speak-up", "2021-2022"), "cli.done.since"),
    ],
)
def test_a_fact_is_told(demo: Terminal, words: tuple[str, ...], said: str) -> None:
    told = demo("initiatives", *words, *COORDINATOR)

    title = "Leraar breekt uit" if "leraar-breekt-uit" in words else "Speak Up!"
    assert told.out == say(said, "nl", title=title, slug=words[1]) + "\n"
    assert demo.json("log", "verify")["ok"] is True


def test_a_promise_that_has_ended_no_longer_stands_in_the_way(demo: Terminal) -> None:
    def is_open() -> bool:
        options = demo.json("initiatives", "show", "maakleerplek")["options"]
        return next(option["open"] for option in options if option["transition"] == "overdragen")

    assert not is_open()

    told = demo("initiatives", "settle", "maakleerplek", "Het bureau van SOM", *COORDINATOR)

    assert told.out == say("cli.done.settle", "nl", title="Maakleerplek") + "\n"
    assert is_open()


def test_what_runs_is_shown_without_handing_over(demo: Terminal) -> None:
    told = demo("initiatives", "handover", "maakleerplek")

    assert told.out.splitlines()[:3] == [
        "Maakleerplek", "Waar het staat: Ontwerp; sinds wanneer is niet bekend", "Aan zet: SOM-raad",
    ]  # fmt: skip
    parts = {one["part"]: one["lines"] for one in demo.json("initiatives", "handover", "maakleerplek")["runs"]}
    assert parts["Aanvragen"] == ["Aanvraag a-2023-001: Toezegging verderzetten, op de agenda"]


def test_a_known_absence_is_not_the_same_as_not_known(demo: Terminal) -> None:
    before = demo("initiatives", "show", "speak-up").out
    demo("initiatives", "assign", "speak-up", "--none", *COORDINATOR)

    assert demo.json("initiatives", "show", "speak-up")["lead"] == {"who": None, "known": True}
    assert re.search("Wie trekt: niet vermeld", before)
    assert re.search("Wie trekt: geen", demo("initiatives", "show", "speak-up").out)


def test_main_gives_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert (main(["--help"]), main(["nothing"])) == (0, 2)
    assert capsys.readouterr().err != ""
