"""House rule 10: code holds keys; sentences live in the texts, in both languages, the same day."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from string import Formatter

from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from tests.house.source import ROOT, modules, told, tracked

LANGUAGES = ("nl", "en")
KEY = re.compile(r"[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)+")


def test_a_key_stands_in_both_languages() -> None:
    nl, en = ({key for key in _catalogue(lang) if KEY.fullmatch(key)} for lang in LANGUAGES)

    assert {"only Dutch": sorted(nl - en), "only English": sorted(en - nl)} == {"only Dutch": [], "only English": []}


def test_no_sentence_is_empty_or_fuzzy() -> None:
    wanting = [
        f"{path}: {_id(message)}" for path, message in _messages() if message.fuzzy or not all(_strings(message))
    ]

    assert wanting == [], told(wanting)


def test_no_key_stands_twice_in_a_language() -> None:
    for lang in LANGUAGES:
        counted = Counter(_id(message) for path, message in _messages() if f"/texts/{lang}/" in path)

        assert [key for key, times in counted.items() if times > 1] == [], lang


def test_both_languages_fill_in_the_same_values() -> None:
    nl, en = (_catalogue(lang) for lang in LANGUAGES)
    different = [
        f"{key}: nl {sorted(_places(nl[key]))}, en {sorted(_places(en[key]))}"
        for key in nl.keys() & en.keys()
        if _places(nl[key]) != _places(en[key])
    ]

    assert different == [], told(different)


def test_every_sentence_of_a_template_has_its_english() -> None:
    nl, en = (_catalogue(lang) for lang in LANGUAGES)
    missing = [
        f"{path}:{line} {sentence}"
        for path, line, sentence in _drawn()
        if sentence not in en or (KEY.fullmatch(sentence) and sentence not in nl)
    ]

    assert missing == [], told(missing)


def test_every_key_in_the_code_has_its_sentences() -> None:
    both = _catalogue("nl").keys() & _catalogue("en").keys()
    missing = [f"{where} {key}" for where, key in _said() if key not in both]

    assert missing == [], told(missing)


def _messages() -> Iterator[tuple[str, Message]]:
    for path in tracked():
        if re.fullmatch(r"labflow/texts/\w+/.+\.po", path):
            with (ROOT / path).open("rb") as stream:
                yield from ((path, message) for message in read_po(stream) if message.id)


def _catalogue(lang: str) -> dict[str, Message]:
    return {_id(message): message for path, message in _messages() if path.startswith(f"labflow/texts/{lang}/")}


def _id(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def _places(message: Message) -> frozenset[str]:
    return frozenset(
        name for sentence in _strings(message) for _, name, _, _ in Formatter().parse(sentence) if name is not None
    ) - {"n"}


def _drawn() -> Iterator[tuple[str, int, str]]:
    for path in tracked():
        if path.startswith("web/templates/"):
            with (ROOT / path).open("rb") as stream:
                for line, _, found, _ in babel_extract(stream, ("_", "gettext", "ngettext", "say"), [], {}):
                    sentence = found if isinstance(found, str) else next(filter(None, found), "")
                    yield path, line, sentence


def _said() -> Iterator[tuple[str, str]]:
    for module in modules("labflow", "web"):
        for call, name in module.calls():
            first = call.args[0] if call.args else None
            if name.split(".")[-1] in {"Reason", "say"} and isinstance(first, ast.Constant):
                yield f"{module.path}:{call.lineno}", str(first.value)
