"""Drawing: both languages are whole, and nothing that was typed becomes markup."""

import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError

import web
from labflow.catalogue import load_catalogue
from labflow.texts.saying import keys, use_network_words
from web.drawing import draw, sentence, strong

TEMPLATES = Path(web.__file__).parent / "templates"
CODE = Path(web.__file__).parent


def test_every_sentence_of_a_template_is_translated() -> None:
    said = {s for file in TEMPLATES.rglob("*.html") for s in re.findall(r'_\("((?:[^"\\]|\\.)*)"', file.read_text())}

    assert said - keys("en") == set()


def test_every_key_of_a_page_is_a_sentence_in_both_languages() -> None:
    files = [*CODE.rglob("*.py"), *TEMPLATES.rglob("*.html")]
    used = {key for file in files for key in re.findall(r'"(web\.[a-z_.]+[a-z_])"', file.read_text())}
    named = {key for key in used if key in keys("nl") or not any(k.startswith(f"{key}.") for k in keys("nl"))}

    assert named - keys("nl") == set()
    assert named - keys("en") == set()


def test_templates_are_short() -> None:
    long = {file.name for file in TEMPLATES.rglob("*.html") if len(file.read_text().splitlines()) > 120}

    assert long == set()


def test_emphasis_is_the_only_markup_that_a_sentence_can_carry() -> None:
    assert strong("*Drie* <b>zitten</b> vast") == "<b>Drie</b> &lt;b&gt;zitten&lt;/b&gt; vast"


def test_a_sentence_knows_the_words_of_the_network() -> None:
    use_network_words(load_catalogue().network.words)

    assert sentence("Kan {the_body} beslissen?", "nl") == "Kan de SOM-raad beslissen?"
    assert sentence("{Body} van {day}", "en", day="Friday") == "SOM-raad of Friday"


def test_a_value_that_is_missing_is_a_defect() -> None:
    with pytest.raises(UndefinedError):
        draw("refusal.html", "nl", title="x")
