"""Whatever stands in the place of whatever, the answer is findings: files with random faults, always the same ones."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from labflow.catalogue import check
from labflow.loading import parse
from labflow.shaping import canonical_form
from labflow.soundness.example import FILES

ODD: list[Any] = [
    {"kind": "x"}, {"kind": ["a"]}, {"kind": "checklist", "list": {"kind": "x"}}, {"kind": "any_of", "needs": "x"},
    {"kind": "any_of", "needs": [{"kind": "any_of", "needs": {"kind": "maximum"}}]}, {"a": {"b": "c"}},
    {"kind": "parent_in", "stages": [["x"], {"kind": "y"}]}, {"kind": "children_closed", "workflow": {"kind": "x"}},
    ["a", "b"], [["a"]], [], {}, 7, 0, True, "", "sketch", "plot", "visit", "done", "6 months", {"nl": "a"},
]  # fmt: skip
WORDS = ("kind", "needs", "stages", "stage", "source", "to", "keeps_stage", "x")


def test_no_fault_in_a_file_breaks_the_check(tmp_path: Path) -> None:
    luck = Random(2023)
    codes: set[str] = set()

    for _ in range(80):
        for name, text in FILES.items():
            content = json.loads(canonical_form(parse(text, name)[0]))["definition"]
            _spoil(content, luck, times=luck.choice((0, 1, 2, 3)) if name != "network.yaml" else 0)
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
        _, findings = check([tmp_path])
        assert all(finding.line("nl").isprintable() and finding.line("en").isprintable() for finding in findings)
        codes |= {finding.code for finding in findings}

    assert len(codes) > 15


def _spoil(content: Any, luck: Random, times: int) -> None:
    for _ in range(times):
        holder, key = luck.choice(list(_places(content)))
        act = luck.random()
        if act < 0.7:
            holder[key] = json.loads(json.dumps(luck.choice(ODD)))
        elif act < 0.85 or isinstance(holder, list):
            del holder[key]
        else:
            holder[luck.choice((*WORDS, str(key)[:-1] or "q"))] = holder.pop(key)


def _places(content: Any) -> Iterator[tuple[Any, Any]]:
    inner = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for key, value in inner:
        yield content, key
        yield from _places(value)
