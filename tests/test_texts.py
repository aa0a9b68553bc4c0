"""Every sentence that a person may read: plain words, `je`, one language at a time, numbers and days as written here.

Read over the catalogues, the sentences of the templates and the words of the shipped definitions.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from string import Formatter

import pytest

from labflow.catalogue import load_catalogue
from labflow.clock import Interval
from labflow.texts import LANGUAGES, Euro, Language, Words, say
from labflow.texts.saying import shown
from tests.house.source import told
from tests.house.test_words import KEY, _drawn, _messages, _strings

AVOID = {
    "nl": "gelieve indien reeds teneinde enkel steeds gate gates ticket tickets workflow workflows backlog item items"
    " user users status",
    "en": "gate gates ticket tickets user users status",
}
"""Words that people do not say. Source: the list of the Flemish government (Heerlijk Helder) and our own glossary."""

ANOTHER_MEANING = {
    "soundness.po": "These sentences are for who writes a definition, and say the words that stand in its file.",
    "store.unknown_url": "`user` is a part of the address of a database.",
    "cli.no_workflow": "The command is called `workflows`.",
    "cli.help.workflows-list": "The command is called `workflows`.",
    "cli.help.workflows-show": "The command is called `workflows`.",
}
"""Where such a word is another word: a whole file, or one key, and why."""

FORMAL = "u uw uwe uzelf"
DUTCH = "het een niet voor van dat zijn wordt worden naar maar ook nog bij deze geen wie je jij zonder tegen kan moet"
ENGLISH = "the and with not this that which from you your whether are has have been when who were there"
FOREIGN = {"nl": ENGLISH, "en": DUTCH}

Sentence = tuple[str, str, str]


def test_nobody_reads_a_word_that_nobody_says() -> None:
    said = [
        f"{where} {word}: {text}"
        for lang in LANGUAGES
        for where, key, text in _sentences(lang)
        if key not in ANOTHER_MEANING and where.rpartition("/")[2] not in ANOTHER_MEANING
        for word in _words(text) & set(AVOID[lang].split())
    ]

    assert said == [], told(said)


def test_an_exception_that_is_no_longer_needed_is_gone() -> None:
    avoided = {lang: set(AVOID[lang].split()) | {"workflow", "workflows"} for lang in LANGUAGES}
    needed = {
        name
        for lang in LANGUAGES
        for where, key, text in _sentences(lang)
        if _words(text) & avoided[lang]
        for name in (key, where.rpartition("/")[2])
    }

    assert sorted(ANOTHER_MEANING.keys() - needed) == []


def test_the_reader_is_je() -> None:
    formal = [f"{where}: {text}" for where, _, text in _sentences("nl") if _words(text) & set(FORMAL.split())]

    assert formal == [], told(formal)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_is_in_one_language(lang: Language) -> None:
    foreign = [
        f"{where} {word}: {text}"
        for where, _, text in _sentences(lang)
        for word in _words(text) & set(FOREIGN[lang].split())
    ]

    assert foreign == [], told(foreign)


def test_no_sentence_was_left_untranslated() -> None:
    dutch = {key: texts for path, key, texts in _catalogued() if "/nl/" in path}
    same = [
        f"{path}: {one}"
        for path, key, texts in _catalogued()
        if "/en/" in path
        for other, one in zip(dutch.get(key, (key,)), texts, strict=False)
        if one == other and len(_words(one)) > 2
    ]

    assert same == [], told(same)


def test_one_and_many_are_told_apart_in_both_languages() -> None:
    plural: dict[str, set[bool]] = {}
    for path, message in _messages():
        key = message.id if isinstance(message.id, str) else message.id[0]
        if KEY.fullmatch(key) and path:
            plural.setdefault(key, set()).add(message.pluralizable)

    assert sorted(key for key, ways in plural.items() if len(ways) > 1) == []


def test_a_count_before_a_thing_can_be_one() -> None:
    counted = re.compile(r"\{(n|count)\} (minuten|dagen|weken|maanden|leden|zetels|stemmen|initiatieven|regels|uren|"
                         r"minutes|days|weeks|months|members|seats|votes|initiatives|entries|hours)\b")  # fmt: skip
    only_many = [
        f"{path}: {_strings(message)[0]}"
        for path, message in _messages()
        if not message.pluralizable and counted.search(_strings(message)[0]) and not _is_a_limit(_strings(message)[0])
    ]

    assert only_many == [], told(only_many)


@pytest.mark.parametrize(
    ("value", "nl", "en"),
    [
        (date(2023, 9, 29), "29 september 2023", "29 September 2023"),
        (Interval(date(2023, 12, 31), date(2023, 12, 31), "day", Words("eind 2023", "the end of 2023")), "eind 2023",
         "the end of 2023"),
        (Interval(date(2022, 9, 1), date(2023, 8, 31), "schoolyear"), "2022-2023", "2022-2023"),
        (Euro(123450), "€ 1.234,50", "€1,234.50"),
        (Euro(2500000), "€ 25.000", "€ 25,000"),
        (12345, "12.345", "12,345"),
    ],
)  # fmt: skip
def test_days_and_amounts_are_written_as_here(value: object, nl: str, en: str) -> None:
    assert [shown(value, lang).replace("\xa0", " ") for lang in LANGUAGES] == [nl, en]


@pytest.mark.parametrize(
    ("key", "values", "nl"),
    [
        ("schoolyear.school_weeks_span", {"least": 7, "most": 8}, "7 à 8 schoolweken"),
        ("schoolyear.school_weeks", {"n": 1}, "1 schoolweek"),
        ("schoolyear.school_weeks", {"n": 2}, "2 schoolweken"),
        ("rules.length.days", {"n": 1, "count": 1}, "1 dag"),
        ("rules.length.days", {"n": 2, "count": 2}, "2 dagen"),
        ("cli.meeting.minutes", {"n": 1}, "1 minuut"),
    ],
)
def test_spans_and_plurals_are_right(key: str, values: dict[str, object], nl: str) -> None:
    assert say(key, "nl", **values) == nl


def _sentences(lang: Language) -> Iterator[Sentence]:
    """Where it stands, its key, and the sentence itself without its named places."""
    for path, key, texts in _catalogued():
        if f"/texts/{lang}/" in path:
            yield from ((path, key, text) for text in texts)
    if lang == "nl":
        yield from ((path, "", text) for path, _, text in _drawn() if not KEY.fullmatch(text))
    yield from (("workflows", "", words.in_(lang)) for words in _within(load_catalogue()))


def _catalogued() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for path, message in _messages():
        yield path, message.id if isinstance(message.id, str) else message.id[0], _strings(message)


def _within(value: object) -> Iterator[Words]:
    """Every text in both languages in a definition, at any depth."""
    if isinstance(value, Words):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from _within(getattr(value, each.name))
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _within(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _within(inner)


def _words(text: str) -> set[str]:
    """The words of a sentence in small letters, without named places, options and values as a computer writes them."""
    plain = "".join(literal + " " for literal, _, _, _ in Formatter().parse(text))
    return {token for token in re.findall(r"[\w-]+", plain.lower()) if token.isalpha()}


def _is_a_limit(text: str) -> bool:
    """A number that is never one: the most that fits, the days between two meetings."""
    return bool(
        re.search(r"hoogstens \{n\}|at most \{n\}|meer dan \{n\}|more than \{n\}|de \{n\} dagen|the \{n\} days", text)
    )
