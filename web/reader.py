"""Who reads, as a value: one request of one reader, and what every request shares. It reads and writes nothing."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from labflow import clock
from labflow.access import NOBODY, Actor
from labflow.definition import Catalogue
from labflow.mailing import MailServer
from labflow.reasons import Overtaken, Reason, Refusal
from labflow.remembering import Memory
from labflow.signing import USUAL, Lifetimes
from labflow.store import Store
from labflow.texts import Language
from labflow.texts.speech import Speech
from web.frame import Form
from web.typed_in import Typed

FIELDS = {
    "by_day": ("tegen",), "evidence": ("tekst", "bewijs"), "why": ("tekst", "waarom", "reden", "herkomst", "voorstel"),
    "note": ("tekst",), "until": ("tot",), "scope": ("bereik",), "reason": ("reden",),
    "question": ("vraag",), "since": ("waarde", "sinds"), "what": ("wat",), "amount": ("bedrag",), "title": ("titel",),
    "idea": ("wat",), "asker": ("van",), "received_day": ("dag",), "question_to": ("naar",), "hours": ("uren",),
    "motivation": ("motivering",), "target_day": ("naar",), "meeting_day": ("dag",), "decider": ("wie",),
    "agenda_title": ("titel",), "asked_by": ("vrager",), "minutes": ("minuten",), "at": ("uur",),
    "address": ("adres",), "person": ("functie",), "role": ("rol",), "successor": ("opvolger",), "word": ("woord",),
    "event": ("gebeurtenis",), "whose_move": ("wie",),
    "review_day": ("herbekijken",), "count_yes": ("voor",), "count_no": ("tegen",), "count_abstain": ("onthouding",),
}  # fmt: skip
"""Which field of a form asks what a reason is about."""
BY_CODE = {"meetings.not_a_time": ("uur",)}
"""The same for a reason that names nothing, by its code."""


@dataclass(frozen=True, slots=True)
class House:
    """What every visit shares: the store, the definitions, whether this is a demo, language and day to start with.

    `address`: where people find this place; `mail`: how mail leaves, if it does; `lives`: how long a session lives;
    `memory`: what was worked out before and still holds.
    """

    store: Store
    catalogue: Catalogue
    is_demo: bool = False
    lang: Language = "nl"
    day: date | None = None
    address: str = ""
    mail: MailServer | None = None
    lives: Lifetimes = USUAL
    memory: Memory = field(default_factory=Memory)
    now: Callable[[], datetime] = clock.now

    @property
    def is_https(self) -> bool:
        """Whether people come in through TLS."""
        return self.address.startswith("https://")


@dataclass(frozen=True, slots=True)
class Reader:
    """One request of one reader. `notice`: the sentence after an act, `about`: the initiative that it was about."""

    house: House
    path: str
    lang: Language
    today: date
    actor: Actor = NOBODY
    typed: Typed = field(default_factory=Typed)
    notice: str | None = None
    about: str = ""
    refusal: Refusal | None = None

    @property
    def say(self) -> Speech:
        """How to say things to this reader."""
        return Speech(self.lang)

    def refused_form(self) -> Form | None:
        """Return the form that came back, with a fresh key."""
        if self.refusal is None or not self.typed.action:
            return None
        overtaken = isinstance(self.refusal, Overtaken) and "rev" in self.typed.fields
        return Form(self.typed.action, mint(), self.typed.fields, True, self._faults(self.refusal), overtaken)

    def _faults(self, refusal: Refusal) -> dict[str, str]:
        """What is wrong, by the field it is about, where a reason names one that was on the form."""
        return {
            name: self.say.capital(reason)
            for reason in refusal.reasons
            for name in _fields_of(reason)
            if name in self.typed.fields
        }


def _fields_of(reason: Reason) -> tuple[str, ...]:
    """The names under which forms ask what a reason is about."""
    named, point = reason.values.get("name"), reason.values.get("point")
    if isinstance(named, Reason):
        fields = FIELDS.get(named.code.removeprefix("typed.name."), ())
        return tuple(f"{name}-{point}" for name in fields) if point else fields
    return BY_CODE.get(reason.code, ())


def mint() -> str:
    """Return a fresh idempotency key for a form."""
    return secrets.token_urlsafe(12)
