"""Who reads, as a value: one request of one reader, and what every request shares. It reads and writes nothing."""

import secrets
from dataclasses import dataclass, field
from datetime import date

from labflow.access import NOBODY, Actor
from labflow.definition import Catalogue
from labflow.reasons import Refusal
from labflow.store import Store
from labflow.texts import Language
from web.speech import Speech
from web.typed_in import Typed
from web.views.frame import Form


@dataclass(frozen=True, slots=True)
class House:
    """What every visit shares: the store, the definitions, whether this is a demo, language and day to start with."""

    store: Store
    catalogue: Catalogue
    is_demo: bool = False
    lang: Language = "nl"
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """One request of one reader."""

    house: House
    path: str
    lang: Language
    today: date
    actor: Actor = NOBODY
    typed: Typed = field(default_factory=Typed)
    notice: str | None = None
    refusal: Refusal | None = None

    @property
    def say(self) -> Speech:
        """How to say things to this reader."""
        return Speech(self.lang)

    def refused_form(self) -> Form | None:
        """Return the form that came back, with a fresh key."""
        if self.refusal is None or not self.typed.action:
            return None
        return Form(self.typed.action, mint(), self.typed.fields, came_back=True)


def mint() -> str:
    """Return a fresh idempotency key for a form."""
    return secrets.token_urlsafe(12)
