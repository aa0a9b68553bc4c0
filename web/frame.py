"""What stands around every page: language, demo bar, navigation, and what a form remembers. Never a row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from labflow.words import Language

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Form:
    """One form: where it posts, its key, what was typed when it came back refused, and what is wrong, by field.

    `overtaken`: somebody else changed it meanwhile; it can be sent again as it is.
    """

    action: str
    key: str
    typed: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    came_back: bool = False
    faults: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    overtaken: bool = False

    def value(self, name: str, otherwise: str = "") -> str:
        """Return what was typed in a field, else the given text."""
        return self.typed.get(name, otherwise)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the navigation; `count` draws a number beside it ("200+" is one too), 0 draws none."""

    label: str
    href: str
    here: bool = False
    count: int | str = 0


@dataclass(frozen=True, slots=True)
class Demo:
    """The demo bar: which day it is, which other days one can go to (ISO day, words), as whom, if it is made up."""

    day: str
    others: tuple[tuple[str, str], ...]
    role: str | None
    made_up: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything around the page's own content. `mint` gives a fresh idempotency key for each form.

    `unsent`: that the letter it wrote stays here; `undo`: where the act that the notice is about can be taken back, and
    the count of its initiative; `about`: which.
    """

    lang: Language
    path: str
    network: str
    entries: tuple[Entry, ...]
    mint: Callable[[], str]
    demo: Demo | None = None
    me: str | None = None
    notice: str | None = None
    unsent: str = ""
    undo: tuple[str, int] | None = None
    about: str = ""
    reasons: tuple[str, ...] = ()
    refused: Form | None = None

    def form(self, action: str) -> Form:
        """Return the form that posts to `action`, with what was typed when it is the one that was refused."""
        if self.refused is not None and self.refused.action == action:
            return self.refused
        return Form(action, self.mint())
