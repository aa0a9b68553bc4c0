"""`say`: find the sentence, put the values in it, in one language. Never invents a sentence that is not there."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from string import Formatter

from babel.dates import format_date, format_datetime
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal

from labflow.clock import Interval
from labflow.reasons import Reason
from labflow.words import Euro, Language, Words

LOCALES = {"nl": "nl_BE", "en": "en_GB"}


def say(what: "str | Reason | Words | Interval", lang: Language, /, **values: object) -> str:
    """Return the sentence for a key, a Reason, Words or an Interval.

    `lang` is "nl" or "en"; `values` fill the named places (text, int, day, Words, Interval, Euro, tuples, Reasons).
    Raises KeyError when a key has no sentence: a missing sentence is a defect, not a shrug.
    """
    if isinstance(what, Reason):
        return say(what.code, lang, **{**what.values, **values})
    if isinstance(what, Words | Interval):
        return shown(what, lang)
    pattern = _pattern(what, lang, values.get("n"))
    said = _Filling().vformat(pattern, (), _Shown(values, lang))
    return said[:1].upper() + said[1:] if _opens_with_words(pattern, values) else said


def in_both(code: str, **values: object) -> Words:
    """Return the sentence for a key in both languages: for what is written down and read later, in either."""
    return Words(say(code, "nl", **values), say(code, "en", **values))


def _opens_with_words(pattern: str, values: Mapping[str, object]) -> bool:
    """Whether a sentence opens with words that are written small elsewhere; a name keeps its own letter."""
    if not (pattern.startswith("{") and pattern.endswith((".", "?", "!"))):
        return False
    name = pattern[1 : pattern.index("}")]
    return name not in values or isinstance(values[name], Words | Reason)


def shown(value: object, lang: Language) -> str:
    """Return one value as a reader of this language writes it."""
    match value:
        case Words():
            return value.in_(lang)
        case Reason():
            return say(value, lang)
        case Interval():
            return _interval(value, lang)
        case Euro():
            return _money(value.cents, lang)
        case datetime():
            return format_datetime(value, "d MMMM yyyy, HH:mm", locale=LOCALES[lang])
        case date():
            return format_date(value, "d MMMM yyyy", locale=LOCALES[lang])
        case bool():
            return str(value)
        case int():
            return format_decimal(value, locale=LOCALES[lang])
        case tuple() | list():
            return joined([shown(part, lang) for part in value])
    return str(value)


def joined(parts: Sequence[str]) -> str:
    """Return parts as one enumeration; with semicolons when a part holds a comma itself."""
    return ("; " if any(", " in part for part in parts) else ", ").join(parts)


def keys(lang: Language) -> frozenset[str]:
    """Return every key that has a sentence in this language."""
    return frozenset(str(_first(message.id)) for message in _catalogue(lang) if message.id)


def translated(sentence: str, lang: Language) -> str:
    """Return a template's Dutch sentence in this language. Raises KeyError when English lacks it."""
    return sentence if lang == "nl" else _pattern(sentence, lang, None)


def _interval(value: Interval, lang: Language) -> str:
    if value.words is not None:
        return value.words.in_(lang)
    if value.start is None or value.end is None:
        known = value.start or value.end
        return shown(known, lang) if known else say("time.not_known", lang)
    if value.start == value.end:
        return shown(value.start, lang)
    return _span(value, lang)


def _span(value: Interval, lang: Language) -> str:
    assert value.start is not None
    assert value.end is not None
    match value.precision:
        case "month":
            return format_date(value.start, "MMMM yyyy", locale=LOCALES[lang])
        case "year":
            return str(value.start.year)
        case "schoolyear":
            return f"{value.start.year}-{value.end.year}"
    return say("time.between", lang, start=value.start, end=value.end)


def _money(cents: int, lang: Language) -> str:
    if cents % 100:
        return format_currency(cents / 100, "EUR", locale=LOCALES[lang])
    return format_currency(cents // 100, "EUR", "¤ #,##0", locale=LOCALES[lang], currency_digits=False)


def _pattern(key: str, lang: Language, n: object) -> str:
    message = _catalogue(lang).get(key)
    if message is None or not _first(message.string):
        raise KeyError(f"no sentence for {key!r} in {lang}")
    if message.pluralizable and isinstance(message.string, tuple | list):
        return str(message.string[0 if n == 1 else 1])
    return str(_first(message.string))


def _first(text: "str | tuple[str, ...] | list[str] | None") -> str:
    return text if isinstance(text, str) else str((text or ("",))[0])


@cache
def _catalogue(lang: Language) -> Catalog:
    whole = Catalog(locale=LOCALES[lang])
    for file in sorted((Path(__file__).parent / lang).glob("*.po")):
        with file.open("rb") as stream:
            for message in read_po(stream, locale=LOCALES[lang]):
                if message.id:
                    whole[_first(message.id)] = message
    return whole


class _Shown(dict[str, str]):
    """The values as text, each shown only when the sentence names it."""

    def __init__(self, values: Mapping[str, object], lang: Language) -> None:
        self._values, self._lang = values, lang

    def __missing__(self, name: str) -> str:
        return shown(self._values[name], self._lang) if name in self._values else network_word(name, self._lang)


class _Filling(Formatter):
    """Named places only: no attribute and no index can be reached from a sentence."""

    def get_field(self, field_name: str, args: object, kwargs: object) -> tuple[object, str]:
        return kwargs[field_name], field_name  # type: ignore[index]


def network_word(name: str, lang: Language) -> str:
    """Return a word of the network in use, with a capital when `name` has one; what it does not name has a plain word.

    Raises KeyError for a word that nobody knows.
    """
    own = _network_words.get(name.lower())
    word = own.in_(lang) if own else say(f"network.word.{name.lower()}", lang)
    return word[:1].upper() + word[1:] if name[:1].isupper() else word


_network_words: dict[str, Words] = {}


def network_words() -> Mapping[str, Words]:
    """Return the words of the network in use: `body`, `the_body`, `lead`, ..."""
    return _network_words


def use_network_words(words: Mapping[str, Words]) -> None:
    """Set the words of the network in use. Called once, when the network's file is read."""
    _network_words.clear()
    _network_words.update(words)
