"""Drawing: a template, a language and values become HTML. Never reads a row and never reaches a database."""

import re
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from labflow.texts import Language, say
from labflow.texts.saying import network_word, network_words, shown, translated

HERE = Path(__file__).parent
STRONG = re.compile(r"\*([^*]+)\*")


def draw(template: str, lang: Language, **values: object) -> str:
    """Return the HTML of a template for a reader of `lang`. Raises UndefinedError when a value is missing."""
    return _environment(lang).get_template(template).render(**values)


def sentence(dutch: str, lang: Language, **values: object) -> str:
    """Return a Dutch sentence of a template in the reader's language, with its values and the network's words."""
    return translated(dutch, lang).format_map(_Filled(values, lang))


def strong(text: str) -> Markup:
    """Return text in which `*these words*` stand out. Whatever else is in it is escaped."""
    return Markup(STRONG.sub(r"<b>\1</b>", str(escape(text))))


@cache
def _environment(lang: Language) -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["_"] = partial(_in_language, lang)
    made.globals["say"] = lambda key, **values: say(key, lang, **values)
    made.globals["knows"] = lambda name: name in network_words()
    made.filters["strong"] = strong
    return made


def _in_language(lang: Language, dutch: str, **values: object) -> str:
    return sentence(dutch, lang, **values)


class _Filled(dict[str, str]):
    """The named places of a sentence: its own values, then the network's words, with a capital when asked so."""

    def __init__(self, values: Mapping[str, object], lang: Language) -> None:
        super().__init__({name: shown(value, lang) for name, value in values.items()})
        self._lang: Language = lang

    def __missing__(self, name: str) -> str:
        return network_word(name, self._lang)
