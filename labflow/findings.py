"""What a check of the definitions finds: a place in a file, a code and a sentence.

Nothing here reads a file or decides what is wrong; codes starting with E are errors, with W warnings.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from labflow.reasons import Reason
from labflow.texts import say
from labflow.words import Language


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place in a file. `line` and `column` count from 1."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. `reason` is the sentence (key `soundness.CODE...`), in both languages."""

    spot: Spot
    code: str
    reason: Reason

    @property
    def severity(self) -> Literal["error", "warning"]:
        """An error stops the definitions from being used; a warning does not."""
        return "error" if self.code.startswith("E") else "warning"

    def line(self, lang: Language) -> str:
        """Return `file:line:column code message`."""
        return f"{self.spot.file}:{self.spot.line}:{self.spot.column} {self.code} {say(self.reason, lang)}"

    def as_json(self, lang: Language) -> dict[str, object]:
        """Return the finding as the contract prints it."""
        place = {"file": self.spot.file, "line": self.spot.line, "column": self.spot.column}
        return {**place, "code": self.code, "severity": self.severity, "message": say(self.reason, lang)}


def found(spot: Spot, code: str, variant: str = "", **values: object) -> Finding:
    """Return a finding; `variant` picks between sentences of one code, `values` fill the sentence."""
    key = f"soundness.{code}_{variant}" if variant else f"soundness.{code}"
    shown = {name: _printable(value) if isinstance(value, str) else value for name, value in values.items()}
    return Finding(spot, code, Reason(key, {"hint": "", **shown}))


def _printable(text: str) -> str:
    # What an author wrote may hold line breaks and terminal codes; a finding is one line.
    short = text if len(text) <= 60 else text[:59] + "…"
    return "".join(letter if letter.isprintable() else "�" for letter in short)


def did_you_mean(word: str, known: Iterable[str]) -> "Reason | str":
    """Return the hint at the end of a sentence: the nearest known word, or nothing when none is near."""
    near = nearest(word, known)
    return Reason("soundness.did_you_mean", {"word": near}) if near else ""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that looks most like `word`, or None. Long words are never compared."""
    return next(iter(get_close_matches(word[:60], list(known), n=1, cutoff=0.6)), None)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings once each, by file, line and column."""
    unique = {(f.spot, f.code, f.reason.code): f for f in findings}
    return tuple(unique[key] for key in sorted(unique))
