"""The form of a portfolio: each sentence in both languages, each fact with its source, kinds from the closed lists."""

import pytest

from labflow.loading import parse
from labflow.portfolio_grammar import PORTFOLIO
from labflow.shapes import Taking

GARDEN = """
portfolio: try
initiatives:
  - {slug: garden, title: Garden, workflow: lab, version: 1, stage: try, source: R1, PART}
"""


def findings(part: str) -> list[str]:
    taking = Taking()
    PORTFOLIO.take(parse(GARDEN.replace("PART", part), "try.yaml")[0], (), taking)
    return [finding.reason.code for finding in taking.findings]


@pytest.mark.parametrize(
    "part",
    [
        "notes: [{kind: nota, nl: Ja., en: Yes., source: R2}]",
        "blockers: [{kind: funding, nl: Geen geld., en: No money., source: R2}]",
        "relations: [{kind: feeds, text: {nl: een plan, en: a plan}, source: R2}]",
        "rests: [{until: 2023-10-01, nl: tot later, en: until later, source: R2}]",
        "requests: [{number: a-2023-001, transition: go, state: sent, asks: {place: here}, source: R2}]",
    ],
)
def test_a_fact_with_its_source_and_both_languages_has_the_right_form(part: str) -> None:
    assert findings(part) == []


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("notes: [{kind: nota, nl: Ja., source: R2}]", "soundness.E005_missing"),
        ("notes: [{kind: nota, nl: Ja., en: Yes.}]", "soundness.E005_missing"),
        ("blockers: [{kind: weather, nl: Regen., en: Rain., source: R2}]", "soundness.E005_choice"),
        ("landing: [{state: dreamt, nl: Daar., en: There., source: R2}]", "soundness.E005_choice"),
        ("ticks: [{item: a1, state: maybe, nl: Ja., en: Yes., source: R2}]", "soundness.E005_choice"),
        ("verdicts: [{number: 2023-001}]", "soundness.E004"),
    ],
)
def test_a_fact_without_one_of_these_is_found(part: str, code: str) -> None:
    assert findings(part) == [code]


def test_the_form_can_be_said_to_an_editor() -> None:
    schema = PORTFOLIO.schema()

    assert schema["required"] == ["portfolio"]
    assert {"initiatives", "organisations", "mentions", "people", "seats", "meetings"} < schema["properties"].keys()
