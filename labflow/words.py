"""Values that look different in each language: words and money. (Days that are partly known live in `clock`.)"""

from dataclasses import dataclass
from typing import Literal

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """The same thing said in Dutch and in English."""

    nl: str
    en: str

    def in_(self, lang: Language) -> str:
        """Return the words in one language."""
        return self.nl if lang == "nl" else self.en


@dataclass(frozen=True, slots=True)
class Euro:
    """An amount of money in whole cents."""

    cents: int
