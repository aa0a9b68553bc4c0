"""What the browser gets as it is: themes that can be read, no style or script in a page, drawings with words."""

import re
from pathlib import Path

import pytest

import web
from labflow.views.spent import Spent
from web.drawing import _environment

HERE = Path(web.__file__).parent
TOKENS = (HERE / "static" / "tokens.css").read_text()
TEXT, LARGE = 4.5, 3.0
ON_PAGE = [
    (ink, ground) for ground in ("paper", "sheet") for ink in ("ink", "ink-soft", "pen", "brick", "ochre", "done")
]
PAIRS = [
    *ON_PAGE,
    *(("ink", wash) for wash in ("pen-wash", "ochre-wash", "done-wash", "brick-wash", "board-tint")),
    *(("ink-soft", wash) for wash in ("pen-wash", "ochre-wash", "done-wash", "board-tint")),
    ("ochre", "ochre-wash"), ("done", "done-wash"), ("brick", "brick-wash"), ("pen-deep", "pen-wash"),
    ("on-pen", "pen"), ("on-pen", "pen-deep"), ("on-yellow", "chalk-yellow"),
    *((chalk, board) for chalk in ("chalk", "chalk-soft", "chalk-yellow") for board in ("board", "board-deep")),
]  # fmt: skip
SHAPES = [("line-strong", "paper"), ("line-strong", "sheet"), ("board-ink", "board-tint"), ("pen", "paper")]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_pair_of_colours_can_be_read(theme: int) -> None:
    seen = _colours(theme)
    weak = [f"{a} on {b}: {ratio:.2f}" for a, b in PAIRS if (ratio := _contrast(seen[a], seen[b])) < TEXT]
    weak += [f"{a} on {b}: {ratio:.2f}" for a, b in SHAPES if (ratio := _contrast(seen[a], seen[b])) < LARGE]

    assert weak == []


def test_a_template_holds_no_style_and_no_event() -> None:
    found = re.compile(r"\sstyle\s*=|\son[a-z]+\s*=|<style|javascript:|<script(?![^>]*\bsrc=)")
    guilty = {file.name for file in (HERE / "templates").rglob("*.html") if found.search(file.read_text())}

    assert guilty == set()


def test_every_style_sheet_is_on_a_page() -> None:
    asked = " ".join(file.read_text() for file in (HERE / "templates").rglob("*.html"))
    names = {file.stem for file in (HERE / "static").glob("*.css")}

    assert {name for name in names if f'"{name}"' not in asked and f"/static/{name}.css" not in asked} == set()


@pytest.mark.parametrize("state", ["yes", "no", "abstain", "silent", "discuss", "recused", "away", "in"])
def test_a_square_is_told_apart_by_more_than_colour(state: str) -> None:
    drawn = {one: re.sub(r'class="[^"]*"', "", _macro("square", one)) for one in ("yes", "no", "abstain", "silent")}
    rules = (HERE / "static" / "drawings.css").read_text()

    assert 'aria-hidden="true"' in _macro("square", state)
    assert len(set(drawn.values())) == len(drawn)
    assert state == "silent" or f".seat.{state}" in rules or "<path" in _macro("square", state)


def test_time_against_expected_is_a_bar_with_a_mark_and_its_figures() -> None:
    within, beyond = (
        _macro("spent", Spent("7 maanden, richttijd 9 maanden", *bar)) for bar in ((70, 70, 90), (100, 100, 50))
    )

    assert "7 maanden, richttijd 9 maanden" in within
    assert 'x1="90%"' in within
    assert "beyond" not in within
    assert 'class="beyond" x="50%" width="50%"' in beyond


def _macro(name: str, *values: object) -> str:
    return str(getattr(_environment("nl").get_template("parts/drawings.html").module, name)(*values))


def _colours(theme: int) -> dict[str, str]:
    found = re.findall(r"--([a-z-]+\d?): (?:light-dark\((#\w{6}), (#\w{6})\)|(#\w{6}));", TOKENS)
    return {name: both or (light, dark)[theme] for name, light, dark, both in found}


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
