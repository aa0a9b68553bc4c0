"""From words to a command and what it was given. Says what is wrong in our own sentences; never runs anything.

argparse does the reading; the global options come from one parent parser and, when left out, from the environment.
"""

import argparse
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from labflow.cli.commands import COMMANDS, GLOBAL_PARTS, Command, Part, command_of
from labflow.reasons import Reason
from labflow.words import LANGUAGES, Language

NAMES = ("LABFLOW_DATABASE", "LABFLOW_NETWORK", "LABFLOW_NOW", "LABFLOW_LANG", "LABFLOW_AS")
DATABASE = "sqlite:///labflow.db"


class WrongUsage(Exception):
    """The words are not a command (exit 2)."""

    def __init__(self, *reasons: Reason) -> None:
        super().__init__(", ".join(reason.code for reason in reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Given:
    """What a command was given. `values` by name, in small letters; what was left out is None, False or ()."""

    command: Command
    values: Mapping[str, object]
    database: str
    now: str
    person: str
    network: str = ""

    def text(self, name: str) -> str:
        """Return a text, "" when it was left out."""
        value = self.values[name]
        return value if isinstance(value, str) else ""

    def several(self, name: str) -> tuple[str, ...]:
        """Return all that was given under one name."""
        value = self.values[name]
        return tuple(value) if isinstance(value, list | tuple) else ()

    def flag(self, name: str) -> bool:
        """Whether a flag was given."""
        return bool(self.values[name])


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise WrongUsage(_in_our_words(message, self.prog))


def given(arguments: list[str], environment: Mapping[str, str]) -> Given:
    """Return the command and what it was given. Raises WrongUsage."""
    for word in (*arguments, *(environment.get(name, "") for name in NAMES)):
        if re.search("[\0\ud800-\udfff]", word):
            raise WrongUsage(Reason("cli.unreadable", {"given": printable(word)}))
    command = command_of(arguments)
    if command is None:
        raise WrongUsage(_unknown(arguments))
    values = vars(_parser(command).parse_intermixed_args(arguments[len(command.words) :]))
    return Given(
        command,
        values,
        values["database"] or environment.get("LABFLOW_DATABASE") or DATABASE,
        values["now"] or environment.get("LABFLOW_NOW", ""),
        values["as"] or environment.get("LABFLOW_AS", ""),
        values["network"] or environment.get("LABFLOW_NETWORK", ""),
    )


def language(arguments: list[str], environment: Mapping[str, str]) -> Language:
    """Return the language to answer in, known before anything else is read. Raises WrongUsage for another one.

    When nobody says, it is the first language of the network that was named, else Dutch.
    """
    wanted = _value_of("--lang", arguments) or environment.get("LABFLOW_LANG")
    wanted = wanted or _language_of(_value_of("--network", arguments) or environment.get("LABFLOW_NETWORK", ""))
    chosen = next((lang for lang in LANGUAGES if lang == wanted), None)
    if chosen is None:
        raise WrongUsage(Reason("cli.no_such_language", {"given": printable(wanted), "known": LANGUAGES}))
    return chosen


def wants_json(arguments: list[str]) -> bool:
    """Whether the answer is to be JSON."""
    return "--json" in arguments


def wants_help(arguments: list[str]) -> bool:
    """Whether somebody asks how it works."""
    return not arguments or bool({"--help", "-h"} & set(arguments)) or arguments[0] == "help"


def printable(value: str) -> str:
    """Return what was typed, short and fit to be printed."""
    plain = "".join(sign if sign.isprintable() else "�" for sign in value[:60])
    return plain if len(value) <= 60 else f"{plain}…"


def _parser(command: Command) -> argparse.ArgumentParser:
    everywhere = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    for part in GLOBAL_PARTS:
        _take(everywhere, part)
    parser = _Parser(command.name, add_help=False, allow_abbrev=False, parents=[everywhere])
    for part in command.parts:
        _take(parser, part)
    return parser


def _take(parser: argparse.ArgumentParser, part: Part) -> None:
    if part.flag and not part.name:
        parser.add_argument(part.flag, dest=part.key, action="store_true")
    elif part.flag and part.is_repeated:
        parser.add_argument(part.flag, dest=part.key, action="append", required=not part.is_optional)
    elif part.flag:
        parser.add_argument(part.flag, dest=part.key, required=not part.is_optional)
    elif part.is_literal:
        parser.add_argument(part.key, choices=[part.name])
    else:
        several = {(True, True): "*", (False, True): "+", (True, False): "?"}
        parser.add_argument(part.key, metavar=part.name, nargs=several.get((part.is_optional, part.is_repeated)))


def _value_of(flag: str, arguments: list[str]) -> str:
    for word, after in zip(arguments, [*arguments[1:], ""], strict=True):
        if word == flag:
            return after
        if word.startswith(f"{flag}="):
            return word.removeprefix(f"{flag}=")
    return ""


def _language_of(network: str) -> str:
    """The first language of a network; one that cannot be read is refused in Dutch."""
    if not network:
        return "nl"
    from labflow.catalogue import first_language

    return first_language(network)


def _unknown(arguments: list[str]) -> Reason:
    from difflib import get_close_matches

    words = [word for word in arguments if not word.startswith("-")]
    if arguments[0].startswith("-"):
        return Reason("cli.options_after")
    typed = " ".join(words[:2])
    known = [c.name for c in COMMANDS if c.words[0] == words[0]]
    if known:
        return Reason("cli.unknown_in_group", {"given": printable(typed), "known": tuple(known)})
    near = get_close_matches(typed[:60], [c.name for c in COMMANDS] + [c.words[0] for c in COMMANDS], n=1)
    code = "cli.unknown_command_near" if near else "cli.unknown_command"
    return Reason(code, {"given": printable(typed), **({"near": near[0]} if near else {})})


FAULTS = (
    (r"the following arguments are required: (?P<names>.*)", "cli.missing"),
    (r"unrecognized arguments: (?P<names>.*)", "cli.too_much"),
    (r"argument (?P<names>[^:]+): expected .*argument.*", "cli.needs_value"),
    (r"argument (?P<names>[^:]+): ignored explicit argument .*", "cli.takes_no_value"),
    (r"argument (?P<names>[^:]+): invalid choice: .*", "cli.other_word"),
)
"""What argparse says when it stops, and the sentence that we say instead."""


def _in_our_words(message: str, command: str) -> Reason:
    for pattern, code in FAULTS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return Reason(code, {"names": printable(found["names"]), "command": command})
    return Reason("cli.not_understood", {"command": command})
