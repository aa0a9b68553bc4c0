"""How a command ends: exit codes, sentences in both languages, no traceback, nothing imported for nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.labflow.cli.terminal import Terminal

ROOT = Path(__file__).resolve().parents[3]
SHOW = ("initiatives", "show", "diverse-leraarskamer")


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("initiatves", "list"), "cli.unknown_command_near"),
        (("initiatives", "lst"), "cli.unknown_in_group"),
        (("qqqqqq",), "cli.unknown_command"),
        (("--json", "stalled"), "cli.options_after"),
        (("initiatives", "show"), "cli.missing"),
        (("stalled", "extra"), "cli.too_much"),
        ((*SHOW, "--as"), "cli.needs_value"),
        (("council", "agenda", "2023-09-29", "put", "x"), "cli.other_word"),
        ((*SHOW, "--now", "morgen"), "cli.not_a_moment"),
        (("stalled", "--now", "9999-12-31"), "cli.not_a_moment"),
        (("initiatives", "tick", "speak-up", "c1"), "cli.who_acts"),
        (("initiatives", "turn", "speak-up", "Stad", "--nobody", "--as", "coordinator"), "cli.one_of_two"),
        (("initiatives", "request", "speak-up", "verlengen", "--set", "x", "--as", "coordinator"), "cli.not_a_pair"),
        (("council", "seats", "move", "x", "--as", "coordinator"), "cli.seats_how"),
        (("council", "note", "2023-09-29", "1", "noted", "--owner", "x", "--as", "voorzitter"), "cli.conditions_whole"),
    ],
)
def test_wrong_usage_is_a_sentence_and_exit_2(demo: Terminal, words: tuple[str, ...], code: str, lang: str) -> None:
    told = demo(*words, "--json", "--lang", lang, code=2)

    assert (told.json["refused"], told.codes) == ("invalid", [code])
    assert "usage:" not in told.out + told.err


def test_another_language_is_refused(demo: Terminal) -> None:
    assert demo("stalled", "--lang", "fr", "--json", code=2).codes == ["cli.no_such_language"]


@pytest.mark.parametrize("words", [("stalled",), ("log", "verify"), ("initiatives", "list")])
def test_an_absent_database_is_exit_3(nowhere: Terminal, words: tuple[str, ...]) -> None:
    told = nowhere(*words, "--json", code=3)

    assert (told.json["refused"], len(told.codes)) == ("unusable", 1)
    assert not (nowhere.folder / "absent.db").exists()
    assert nowhere(*words, code=3).err.strip() != ""


def test_a_damaged_database_is_exit_3(demo: Terminal) -> None:
    (demo.folder / "labflow.db").write_bytes(b"not a database at all, but long enough to be read as one" * 99)

    assert demo("stalled", "--json", code=3).codes == ["store.not_a_database"]


def test_reading_works_without_saying_who_one_is(demo: Terminal) -> None:
    assert demo.json(*SHOW) == demo.json(*SHOW, "--as", "voorzitter")


def test_who_nobody_knows_is_refused_in_reading_too(demo: Terminal) -> None:
    assert demo(*SHOW, "--as", "niemand", "--json", code=1).codes == ["access.unknown_person"]


def test_options_come_from_the_environment_and_the_line_wins(demo: Terminal) -> None:
    told = demo("stalled", "--lang", "en", LABFLOW_LANG="nl", LABFLOW_NOW="2023-09-12")

    assert told.out.startswith("Stalled\n")


def test_a_demo_goes_to_the_day_that_was_asked_and_never_back(demo: Terminal) -> None:
    write = ("initiatives", "note", "speak-up", "tekst", "--as", "coordinator")
    demo(*write, "--now", "2023-09-20T09:30:00+02:00")
    demo(*write, "--now", "2023-09-15")

    days = [entry["on"] for entry in demo.json("log", "show", "speak-up")]
    assert days[-2:] == ["2023-09-20", "2023-09-15"]
    assert demo.json(*write)["on"] == "2023-09-20"


@pytest.mark.parametrize(("lang", "words"), [("nl", "Overal"), ("en", "Everywhere")])
def test_help_stands_in_both_languages(nowhere: Terminal, lang: str, words: str) -> None:
    for command in (("--help",), ("initiatives", "--help"), ("initiatives", "tick", "--help"), ("stalled", "--help")):
        assert words in nowhere(*command, LABFLOW_LANG=lang).out


def test_a_reader_that_stops_reading_is_no_error() -> None:
    done = _python("import sys; from labflow.cli import main; sys.exit(main(['--help']))", "| head -1", "echo done")

    assert (done.stdout.splitlines()[-1], done.stderr) == ("done", "")


def test_checking_workflows_needs_no_database_library() -> None:
    check = "from labflow.cli import main; main(['workflows', 'check'])"
    done = _python(
        f"import sys; {check}; print([n for n in ('sqlmodel', 'sqlalchemy', 'alembic') if n in sys.modules])"
    )

    assert done.stdout.splitlines()[-1] == "[]"


def test_what_nobody_foresaw_is_one_sentence(demo: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that is broken: somebody removed the file that it stands in."""
    monkeypatch.setitem(sys.modules, "labflow.cli.decisions", None)

    told = demo("decisions", "list", "--json", code=1)

    assert (told.json["refused"], told.codes) == ("unexpected", ["cli.unexpected"])


def _python(code: str, *after: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["sh", "-c", f'"$PYTHON" -W error -c "$CODE" {"; ".join(after)}'],
        env={**os.environ, "PYTHON": sys.executable, "CODE": code, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
