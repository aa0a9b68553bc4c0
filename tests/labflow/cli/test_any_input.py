"""Whatever is typed, in any place of any command: an answer or a refusal in a sentence, never a traceback."""

from itertools import cycle, islice

import pytest

from labflow.cli.commands import COMMANDS, GLOBAL_PARTS, Command, Part
from tests.labflow.cli.terminal import Terminal, Told

HOSTILE = (
    "",
    " ",
    "x" * 200_000,
    "-1",
    str(2**63),
    "9" * 400,
    "1e309",
    "NaN",
    "a\nb",
    "a\x00b",
    "\x1b[2J",
    "\udce9",
    "\u202e\u2028",
    "\ufdd0",
    "2023-02-30",
    "0000-00-00",
    "9999-12-31",
    "../../etc/passwd",
    "'; drop table log; --",
    "{0}{x.__class__}%s",
    "=1+1",
    "é" * 121,
    "🦉" * 40,
    "true",
)
GOOD = {
    "slug": "diverse-leraarskamer",
    "item": "b3",
    "transition": "experimenteren",
    "title": "Proef",
    "date": "2023-09-29",
    "n": "1",
    "seat": "schepen",
    "request": "a-2023-001",
    "person": "coordinator",
    "text": "tekst",
    "state": "busy",
    "year": "2023-2024",
    "number": "2023-001",
    "key": "labo",
}
LINES = (b"", b"\x00", b"\xff\xfe", b"{", b"[" * 9_000, b"[]", b"null", b'{"seats": 1e999}', b'{"seats": "\\ud800"}')


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_place_at_once(demo: Terminal, command: Command) -> None:
    """Half of the values for each command in turn; the test below sends the other half, in one place at a time."""
    for value in HOSTILE[_turn(command) :: 2] if any(part.name for part in command.parts) else HOSTILE[:1]:
        everywhere = dict.fromkeys(map(id, command.parts), value)
        told = demo(*_words(command, everywhere), code=None, LABFLOW_AS="coordinator")

        assert _is_answered(told), (value, told)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_one_place_at_a_time(demo: Terminal, command: Command) -> None:
    """The half that the test above left, spread over the places of this command; two values stand in each place."""
    places = [part for part in command.parts if part.name and not part.is_literal]
    left = HOSTILE[1 - _turn(command) :: 2]
    turns = cycle(left)
    for part in places:
        for value in dict.fromkeys(("", str(2**63), *islice(turns, max(3, -(-len(left) // len(places)))))):
            told = demo(*_words(command, {id(part): value}), "--json", code=None, LABFLOW_AS="coordinator")

            assert _is_answered(told), (part, told)


@pytest.mark.parametrize("part", [part for part in GLOBAL_PARTS if part.name], ids=lambda part: part.flag)
def test_the_options_that_stand_everywhere(demo: Terminal, part: Part) -> None:
    """Each value with one of three commands, in turn over the values."""
    commands = cycle(("stalled", "doctor", "init"))
    for value in HOSTILE[len(part.flag) % 3 :] + HOSTILE[: len(part.flag) % 3]:
        told = demo(next(commands), part.flag, value, code=None)

        assert _is_answered(told), (value, told)


@pytest.mark.parametrize("line", LINES, ids=ascii)
def test_any_line_on_standard_input(demo: Terminal, line: bytes) -> None:
    told = demo("council", "verdict", stdin=line, code=None)

    assert _is_answered(told), told


@pytest.mark.parametrize(
    "content", [*LINES, b"\xef\xbb\xbftitel;soort;fase\n\x00", b'"', b"titel,soort,fase\n" * 9, b"a"]
)
def test_any_file(demo: Terminal, content: bytes) -> None:
    (demo.folder / "file").write_bytes(content)
    for command in (("import", "file"), ("restore", "file"), ("log", "verify", "--checkpoint", "file")):
        told = demo(*command, code=None, LABFLOW_AS="coordinator")

        assert _is_answered(told), told


@pytest.mark.parametrize("words", [("",), (" ", " "), ("--json",), ("\udce9",), ("x" * 100_000,), ("initiatives",)])
def test_words_that_are_no_command(nowhere: Terminal, words: tuple[str, ...]) -> None:
    told = nowhere(*words, code=None)

    assert _is_answered(told), told


def _turn(command: Command) -> int:
    return COMMANDS.index(command) % 2


def _words(command: Command, hostile: dict[int, str]) -> list[str]:
    words = list(command.words)
    for part in command.parts:
        if part.is_literal:
            words.append(part.name)
        elif part.name:
            value = hostile.get(id(part), GOOD.get(part.key, "coordinator"))
            is_needed = not part.is_optional or id(part) in hostile
            words += [f"{part.flag}={value}" if part.flag else value] if is_needed else []
    return words


def _is_answered(told: Told) -> bool:
    whole = told.out + told.err
    said = bool(whole.strip()) or told.code == 0
    return said and told.code in (0, 1, 2, 3) and "Traceback" not in whole and "LABFLOW_DEBUG" not in whole
