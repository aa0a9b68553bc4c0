"""Run one command: understand it, do it, print it, and turn every way of failing into a sentence and an exit code."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from labflow.cli.answering import Answer, plain_reasons, print_answer, print_refusal
from labflow.cli.parsing import WrongUsage, given, language, wants_help, wants_json
from labflow.cli.session import Session
from labflow.reasons import Reason, Refusal
from labflow.texts import Language

DONE, REFUSED, NOT_A_COMMAND, UNUSABLE, INTERRUPTED = 0, 1, 2, 3, 130


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 refused, 2 not a command, 3 database unusable."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _speak_plainly()
    try:
        code = _run(words, wants_json(words))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _run(words: list[str], as_json: bool) -> int:
    lang: Language = "nl"
    try:
        lang = language(words, os.environ)
        if wants_help(words):
            return _help(words, lang)
        session = Session(given(words, os.environ), lang, as_json)
    except WrongUsage as wrong:
        return _not_a_command(wrong, lang, as_json)
    try:
        return _answered(session)
    finally:
        session.close()


def _answered(session: Session) -> int:
    from labflow.reasons import Unsound

    try:
        session.now  # noqa: B018 -- a wrong day is a wrong command, whatever the command does with it
        answer = answer_of(session)
    except WrongUsage as wrong:
        return _not_a_command(wrong, session.lang, session.as_json)
    except Unsound as refused:
        return _refused(refused.kind, plain_reasons(refused.reasons, session.lang), session, {})
    except Refusal as refused:
        return _refused(refused.kind, session.reasons(refused.reasons), session, _who(session))
    except Exception as error:
        return _stopped(error, session)
    print_answer(answer, session.as_json)
    return answer.code


def answer_of(session: Session) -> Answer:
    """Do what a session was given. Raises WrongUsage and every refusal."""
    command = session.given.command
    answer = getattr(import_module(f"labflow.cli.{command.module}"), command.function)(session)
    assert isinstance(answer, Answer)
    return answer


def _stopped(error: Exception, session: Session) -> int:
    """The database cannot be used, or something that nobody foresaw (which is a defect of ours)."""
    if os.environ.get("LABFLOW_DEBUG") or isinstance(error, BrokenPipeError):
        raise error
    reason, code = Reason("cli.unexpected", {"kind": type(error).__name__}), REFUSED
    if "labflow.database" in sys.modules:
        from labflow.database import StoreUnusable

        if isinstance(error, StoreUnusable):
            reason, code = error.reason, UNUSABLE
    kind = "unusable" if code == UNUSABLE else "unexpected"
    print_refusal(kind, plain_reasons([reason], session.lang), session.as_json, {})
    return code


def _refused(kind: str, reasons: list[dict[str, object]], session: Session, who: dict[str, str]) -> int:
    print_refusal(kind, reasons, session.as_json, who)
    return REFUSED


def _not_a_command(wrong: WrongUsage, lang: Language, as_json: bool) -> int:
    print_refusal("invalid", plain_reasons(wrong.reasons, lang), as_json, {})
    return NOT_A_COMMAND


def _help(words: list[str], lang: Language) -> int:
    from labflow.cli.helping import help_lines

    lines, code = help_lines([word for word in words if word.islower() and word.isalpha() and word != "help"], lang)
    print_answer(Answer(None, lines), as_json=False)
    return code


def _who(session: Session) -> dict[str, str]:
    from labflow.presenting import words_for_who

    return words_for_who(session.shipped.network, session.lang)


def _speak_plainly() -> None:
    """Never stop on a letter that the terminal cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
