"""A workflow as a drawing: running stages on a line, ends below, a diamond where the body decides. SVG only.

Draws what the definition says and nothing of any initiative. Text alternatives stand in the drawing itself.
"""

from collections.abc import Iterator, Sequence
from html import escape

from labflow.definition import Stage, Transition, Workflow
from labflow.texts import Language, say

WIDE, HIGH, GAP, MARGIN, LINE = 160, 44, 110, 20, 18
STYLE = (
    "<style>text{font:14px sans-serif;fill:#1C2522}.klein{font-size:12px}rect{fill:#fff;stroke:#1F463A;stroke-width:2}"
    ".einde{stroke-dasharray:5 4}path{fill:none;stroke:#1F463A;stroke-width:1.5}.poort{fill:#F7CF5A;stroke:#1F463A}"
    "</style>"
)


def svg(workflow: Workflow, lang: Language) -> str:
    """Return the drawing of one workflow version, as one SVG element that stands alone."""
    return _drawing(workflow, lang, "", STYLE)


def inline(workflow: Workflow, lang: Language) -> str:
    """Return the same drawing for within a page: without a style of its own, its ids begin with the workflow's key."""
    return _drawing(workflow, lang, f"{workflow.key}-", "")


def _drawing(workflow: Workflow, lang: Language, prefix: str, style: str) -> str:
    running = [s for s in workflow.stages.values() if not s.final]
    ends = [s for s in workflow.stages.values() if s.final]
    top = MARGIN + LINE * (2 + max((len(_loops(workflow, s)) for s in running), default=0))
    below = top + HIGH + 40
    places = {**_row(running, top), **_row(ends, below)}
    lists = max((len(_told_below(workflow, s, lang)) for s in ends), default=0)
    width = MARGIN + max(len(running), len(ends)) * (WIDE + GAP)
    height = below + HIGH + LINE * (lists + 1) + MARGIN
    title, names = f"{workflow.title.in_(lang)} {workflow.version}", (f"{prefix}t", f"{prefix}d")
    return "\n".join((
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}" '
        f'aria-labelledby="{names[0]} {names[1]}">',
        f'<title id="{names[0]}">{escape(title)}</title>',
        f'<desc id="{names[1]}">{escape(_told(workflow, lang))}</desc>',
        *([style] if style else []), *_ways(workflow, places, lang), *_boxes(workflow, places, lang), "</svg>",
    ))  # fmt: skip


def _row(stages: Sequence[Stage], y: int) -> dict[str, tuple[int, int]]:
    return {stage.key: (MARGIN + n * (WIDE + GAP), y) for n, stage in enumerate(stages)}


def _loops(workflow: Workflow, stage: Stage) -> list[Transition]:
    return [t for t in workflow.transitions_from(stage.key) if t.target is None]


def _into(workflow: Workflow, stage: Stage) -> list[Transition]:
    return [t for t in workflow.transitions.values() if t.target == stage.key]


def _boxes(workflow: Workflow, places: dict[str, tuple[int, int]], lang: Language) -> Iterator[str]:
    for key, (x, y) in places.items():
        stage = workflow.stages[key]
        kind = ' class="einde"' if stage.final else ""
        yield f'<rect{kind} x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="6"/>'
        yield _text(x + WIDE // 2, y + HIGH // 2 + 5, stage.title.in_(lang))
        above = [_label(t, lang) for t in _loops(workflow, stage)]
        under = _told_below(workflow, stage, lang) if stage.final else []
        for n, label in enumerate(above):
            yield _text(x + WIDE // 2, y - 8 - LINE * n, f"↻ {label}", small=True)
        for n, label in enumerate(under, 1):
            yield _text(x + WIDE // 2, y + HIGH + LINE * n, label, small=True)


def _told_below(workflow: Workflow, stage: Stage, lang: Language) -> list[str]:
    """Each way into an end, and the stages from which it starts, two a line."""
    lines = []
    for way in _into(workflow, stage):
        names = [workflow.stages[source].title.in_(lang) for source in way.sources]
        running = sum(not each.final for each in workflow.stages.values())
        if len(names) == running:
            names = [say("diagram.every_stage", lang)]
        pairs = [", ".join(names[n : n + 2]) for n in range(0, len(names), 2)]
        lines += [_label(way, lang), *pairs]
    return lines


def _ways(workflow: Workflow, places: dict[str, tuple[int, int]], lang: Language) -> Iterator[str]:
    for way in workflow.transitions.values():
        if way.target is None or workflow.stages[way.target].final:
            continue
        for source in way.sources:
            yield from _way(way, places[source], places[way.target], lang)


def _way(way: Transition, source: tuple[int, int], target: tuple[int, int], lang: Language) -> Iterator[str]:
    start, end, middle = source[0] + WIDE, target[0], source[1] + HIGH // 2
    centre = (start + end) // 2
    yield f'<path d="M{start} {middle} H{end} m-8 -5 l8 5 l-8 5"/>'
    if way.decided_by:
        yield f'<path class="poort" d="M{centre} {middle - 8} l8 8 l-8 8 l-8 -8 z"/>'
    yield _text(centre, middle - 14, way.title.in_(lang), small=True)


def _label(way: Transition, lang: Language) -> str:
    return f"{way.title.in_(lang)} ◆" if way.decided_by else way.title.in_(lang)


def _text(x: int, y: int, words: str, small: bool = False) -> str:
    kind = ' class="klein"' if small else ""
    return f'<text{kind} x="{x}" y="{y}" text-anchor="middle">{escape(words)}</text>'


def _told(workflow: Workflow, lang: Language) -> str:
    """The drawing in words: each way with where it starts, where it leads and whether the body decides."""
    ways = []
    for way in workflow.transitions.values():
        sources = ", ".join(workflow.stages[s].title.in_(lang) for s in way.sources)
        target = workflow.stages[way.target].title.in_(lang) if way.target else sources
        decides = f" ({say('diagram.body_decides', lang)})" if way.decided_by else ""
        ways.append(f"{way.title.in_(lang)}: {sources} → {target}{decides}.")
    return " ".join(ways)
