"""The help: every command on one screen, or one command with all that it takes. Reads the table; runs nothing."""

from labflow.cli.answering import Lines
from labflow.cli.commands import COMMANDS, GLOBAL_PARTS, Command, Part, command_of
from labflow.texts import Language, say


def help_lines(words: list[str], lang: Language) -> tuple[Lines, int]:
    """Return the help on some words, and the exit code: 2 when they are no command."""
    command = command_of(words)
    if command is not None and (len(words) > 1 or len(command.words) == 1):
        return _of_command(command, lang), 0
    group = [c for c in COMMANDS if words and c.words[0] == words[0]]
    if words and not group:
        return (say("cli.unknown_command", lang, given=" ".join(words[:2])[:60]),), 2
    return _overview(group or list(COMMANDS), lang), 0


def commands_page(lang: Language = "en") -> str:
    """Return the page of documentation with every command, its line and what it is for."""
    blocks = [f"**{_purpose(c, lang)}**\n\n```text\nlabflow {c.line}\n```" for c in COMMANDS]
    everywhere = "\n".join(("```text", *_everywhere(lang)[1:], "```"))
    head = (
        "# Every command",
        "",
        say("cli.help.everywhere", lang),
        "",
        everywhere,
        "",
        say("cli.help.exit_codes", lang),
    )
    return "\n".join(head) + "\n\n" + "\n\n".join(blocks) + "\n"


def _overview(commands: list[Command], lang: Language) -> Lines:
    width = max(len(command.name) for command in commands)
    lines = [f"  {command.name.ljust(width)}  {_purpose(command, lang)}" for command in commands]
    return (say("cli.help.title", lang), "", *lines, "", *_everywhere(lang), "", say("cli.help.exit_codes", lang),
            say("cli.help.more", lang))  # fmt: skip


def _of_command(command: Command, lang: Language) -> Lines:
    taken = [part for part in command.parts if not part.is_literal]
    return (f"labflow {command.line}", "", _purpose(command, lang), "",
            *_parts(taken, lang), *([""] if taken else []), *_everywhere(lang))  # fmt: skip


def _everywhere(lang: Language) -> Lines:
    return (say("cli.help.everywhere", lang), *_parts(list(GLOBAL_PARTS), lang))


def _parts(parts: list[Part], lang: Language) -> Lines:
    shown = [(f"{part.flag} {part.name}".strip(), part) for part in parts]
    width = max((len(text) for text, _ in shown), default=0)
    return tuple(f"  {text.ljust(width)}  {say(_key(part), lang)}" for text, part in shown)


def _key(part: Part) -> str:
    return f"cli.takes.{part.flag.strip('-') or part.name.lower()}"


def _purpose(command: Command, lang: Language) -> str:
    return say(f"cli.help.{'-'.join(command.words)}", lang)
