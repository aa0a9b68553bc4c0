"""Something broke on our side: what we tell the reader, and what we tell the server's log. Neither repairs anything.

The line for the log names places in the code and no value: no message of an error, no address, nothing that was typed.
"""

import re
import traceback
from collections.abc import Mapping
from pathlib import Path

from labflow.texts.speech import Speech
from labflow.views.mishap import Mishap

KEY = "sleutel"
CHOSEN = re.compile(r"[a-z0-9-]{0,20}")
"""A value that looks like this was chosen or put there by us, not typed."""
ROOT = Path(__file__).parents[2]
DEEPEST = 6


def mishap(code: str, action: str, chosen: Mapping[str, tuple[str, ...]], is_kept: bool | None, say: Speech) -> Mishap:
    """Return what to show. `chosen`: each field that came in, none when one only looked; `is_kept`: None: not known."""
    told = say("web.broken.code", code=code) if code else ""
    if KEY not in chosen:
        return Mishap(say("web.broken.looking" if not chosen else "web.broken.again"), told)
    if is_kept:
        return Mishap(say("web.broken.kept"), told)
    fields = tuple((name, value) for name, values in chosen.items() for value in values)
    texts = tuple(value for name, value in fields if name != KEY and not CHOSEN.fullmatch(value))
    return Mishap(
        say("web.broken.not_kept" if is_kept is False else "web.broken.not_known"), told, texts, action, fields
    )


def place(error: BaseException) -> str:
    """Return which error it was and where, innermost last: our own files from the root, of others the name alone."""
    steps = [f"{_named(Path(one.filename))}:{one.lineno}" for one in traceback.extract_tb(error.__traceback__)]
    return f"{type(error).__name__} {' > '.join(steps[-DEEPEST:])}"


def _named(file: Path) -> str:
    return file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else file.name
