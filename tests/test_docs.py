"""The documentation tells the truth: what it says that one types is typed here, and what it says comes out."""

import re
from pathlib import Path

import pytest

from labflow.cli.helping import commands_page
from tests.pages import ROOT, fits, follow

PAPERS = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
PAGES = [page for page in PAPERS if "```console" in page.read_text(encoding="utf-8")]
MUST_RUN = {"README.md", "docs/start.md", "docs/recipes/first-hour.md"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_page_does_what_it_says(page: Path, tmp_path: Path) -> None:
    differing = [
        f"$ {step.command}\nexpected:\n{step.expected}\nprinted:\n{printed}"
        for step, printed in follow(page.read_text(encoding="utf-8"), tmp_path)
        if not fits(step.expected, printed)
    ]

    assert differing == [], "\n".join(differing)


def test_the_pages_that_must_run_are_among_them() -> None:
    assert {page.relative_to(ROOT).as_posix() for page in PAGES} >= MUST_RUN


def test_the_rule_in_the_readme_stands_in_the_workflow() -> None:
    shown = (ROOT / "README.md").read_text(encoding="utf-8").partition("```yaml\n")[2].partition("```")[0].splitlines()
    rules = (ROOT / "workflows/som/labo/1.yaml").read_text(encoding="utf-8").splitlines()

    assert len(shown) == 15
    assert [line for line in shown if line not in rules] == []


@pytest.mark.parametrize("page", PAPERS, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_first_hour_needs_no_yaml_and_no_sql() -> None:
    told = (ROOT / "docs/recipes/first-hour.md").read_text(encoding="utf-8").lower()

    assert [word for word in (".yaml", "```yaml", "```sql", "insert into", "sqlite3") if word in told] == []


def test_every_command_is_on_the_page_of_commands() -> None:
    assert (ROOT / "docs/commands.md").read_text(encoding="utf-8") == commands_page()


@pytest.mark.parametrize(
    ("expected", "printed", "is_so"),
    [
        ("a…c\n", "abbc\n", True),
        ("a…c\n", "ab\nbc\n", False),
        ("a\n...\nz\n", "a\nb\nc\nz\n", True),
        ("a\n", "b\n", False),
    ],
)
def test_an_ellipsis_stands_for_what_changes(expected: str, printed: str, is_so: bool) -> None:
    assert fits(expected, printed) is is_so
