"""Speech: how a page says things to one reader. Values in, words out; it decides nothing."""

import re
from dataclasses import dataclass
from datetime import date

from labflow.clock import Interval
from labflow.reasons import Reason
from labflow.texts import Language, Words, say
from labflow.texts.saying import shown

LARGEST_WORD = 12
ARTICLE = re.compile(r"^(de|het|een|the|an?) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speech:
    """The language of one reader."""

    lang: Language

    def __call__(self, what: str | Reason | Words | Interval, **values: object) -> str:
        """Return the sentence for a key, a Reason, Words or an Interval."""
        return say(what, self.lang, **values)

    def capital(self, what: str | Reason | Words | Interval, **values: object) -> str:
        """Return the sentence with a capital, as a sentence of its own begins."""
        return raised(self(what, **values))

    def bare(self, what: Words) -> str:
        """Return words as a label: without their article, with a capital, without a full stop."""
        return raised(ARTICLE.sub("", self(what)).rstrip("."))

    def number(self, count: int) -> str:
        """Return a count as people write it: small ones in letters."""
        return self(f"web.number.{count}") if 0 <= count <= LARGEST_WORD else self("web.number", count=count)

    def counted(self, key: str, count: int, **values: object) -> str:
        """Return a sentence that begins with a count; the count picks singular or plural."""
        return self.capital(key, n=count, count=self.number(count), **values)

    def weekday(self, day: date) -> str:
        """Return a day in full, with the day of the week."""
        return self(f"web.weekday.{day.weekday()}", day=day)

    def short_day(self, day: date, today: date) -> str:
        """Return a day without its year when that is this year's."""
        return shown(day, self.lang).removesuffix(f" {today.year}")


def raised(text: str) -> str:
    """Return a text with a capital, also behind a mark of emphasis."""
    mark = "*" if text.startswith("*") else ""
    plain = text.removeprefix(mark)
    # Dutch does not put an accent on a capital at the head of a sentence.
    return mark + ("Eén" + plain[3:] if plain.startswith("één") else plain[:1].upper() + plain[1:])
