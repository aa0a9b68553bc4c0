"""Reason and Refusal: how labflow says no.

A reason is a key with named values; `labflow.texts` turns it into a sentence in the reader's language.
This module never holds a sentence, an HTTP code or an exit code.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Kind = Literal["blocked", "not_allowed", "not_found", "overtaken", "invalid", "unsound"]

NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that is so, as a key of the texts.

    `code`: key of the sentence; `values`: what the sentence names (text, whole number, day, Words, Interval, Euro
    or a tuple of these); `who`: the role, person or body that can lift it, None when nobody in particular can.
    """

    code: str
    values: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    who: str | None = None


class Refusal(Exception):
    """An act that did not happen. Carries every reason at once; nothing was written."""

    kind: Kind

    def __init__(self, *reasons: Reason) -> None:
        super().__init__(", ".join(reason.code for reason in reasons))
        self.reasons = reasons


class Blocked(Refusal):
    """A rule of the workflow or of the deciding body says no."""

    kind: Kind = "blocked"


class NotAllowed(Refusal):
    """This person may not do this."""

    kind: Kind = "not_allowed"


class NotFound(Refusal):
    """It does not exist, or it does not exist for this person: the answer is the same."""

    kind: Kind = "not_found"


class Overtaken(Refusal):
    """Somebody else was first."""

    kind: Kind = "overtaken"


class Invalid(Refusal):
    """What was given is not of the form that is needed."""

    kind: Kind = "invalid"


class Unsound(Refusal):
    """A definition contradicts itself."""

    kind: Kind = "unsound"
