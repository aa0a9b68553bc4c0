"""What a command answers and how it is printed: an object as JSON, or lines for a reader. Never decides anything."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from labflow.reasons import Reason
from labflow.texts import Language, say

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command gives: `value` for --json, `lines` for a reader, and the exit code."""

    value: object
    lines: Lines = ()
    code: int = 0


def print_answer(answer: Answer, as_json: bool) -> None:
    """Print on standard output."""
    if as_json:
        print(json.dumps(answer.value, ensure_ascii=False))
    elif answer.lines:
        print("\n".join(answer.lines))


def print_refusal(kind: str, reasons: Sequence[Mapping[str, object]], as_json: bool, who: Mapping[str, str]) -> None:
    """Print why not: JSON on standard output, else one reason a line on standard error.

    `who`: the words for each key that can lift a reason.
    """
    if as_json:
        print(json.dumps({"refused": kind, "reasons": list(reasons)}, ensure_ascii=False))
        return
    for reason in reasons:
        lifter = who.get(str(reason["who"])) or reason["who"]
        print(f"{reason['text']} ({lifter})" if lifter else reason["text"], file=sys.stderr)


def plain_reasons(reasons: Iterable[Reason], lang: Language) -> list[dict[str, object]]:
    """Return reasons as objects when no network is at hand to say who can lift them."""
    return [{"code": reason.code, "text": say(reason, lang), "who": None} for reason in reasons]


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Lines:
    """Return aligned columns under a header; nothing at all when there are no rows."""
    cells = [[_cell(text) for text in row] for row in rows]
    if not cells:
        return ()
    widths = [max(len(line[n]) for line in [list(header), *cells]) for n in range(len(header))]
    return tuple(_line(line, widths) for line in [list(header), ["-" * width for width in widths], *cells])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(text.ljust(width) for text, width in zip(cells, widths, strict=True)).rstrip()


def _cell(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 60 else f"{plain[:59]}…"
