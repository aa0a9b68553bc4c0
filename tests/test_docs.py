"""The documentation tells the truth: what it says that one types is typed here, and what it says comes out."""

from pathlib import Path

import pytest

from labflow.cli.helping import commands_page
from tests.pages import ROOT, fits, follow

PAGES = sorted(page for page in (ROOT / "docs").rglob("*.md") if "```console" in page.read_text(encoding="utf-8"))
MUST_RUN = {"docs/start.md", "docs/recipes/first-hour.md"}


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
