"""What lies around the code: papers that a reader looks for, locks without an address, no trace of a machine."""

import os
import re

import pytest

from tests.house.source import ROOT, text, told, tracked

PAPERS = (
    "README.md",
    "STYLE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "LICENSE",
    "docs/start.md",
    "docs/tour.md",
    "docs/recipes/first-hour.md",
    "docs/performance.md",
)
COMMANDS = ("bin/demo", "bin/test", "bin/check", "bin/bench", ".ci/run")
LOCKS = ("requirements.lock", "requirements-test.lock")
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|tmp|opt|Users)/[\w.]")
REGISTRIES = re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.org|npmjs\.com|proxy\.golang|index-url|find-links\s*=")
# bin/lock switches the addresses off and so has to name the switch; the house tests hold the patterns.
SPEAK_OF_REGISTRIES = ("bin/lock", "tests/house/test_papers.py")


@pytest.mark.parametrize("paper", PAPERS)
def test_the_paper_is_there(paper: str) -> None:
    assert paper in tracked(), f"{paper} is missing"
    assert text(paper).strip() != ""


def test_decisions_are_written_down() -> None:
    assert [path for path in tracked() if re.fullmatch(r"docs/decisions/\d{4}-[a-z0-9-]+\.md", path)] != []


@pytest.mark.parametrize("command", COMMANDS)
def test_the_command_is_plain_sh_that_can_be_run(command: str) -> None:
    assert text(command).startswith("#!/bin/sh\n")
    assert os.access(ROOT / command, os.X_OK)


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_names_no_address(lock: str) -> None:
    assert [line for line in text(lock).splitlines() if "://" in line or line.startswith("-")] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_in_the_lock_is_pinned_and_hashed(lock: str) -> None:
    pinned = text(lock).replace("\\\n", " ").splitlines()

    assert pinned != []
    assert [line for line in pinned if "==" not in line or "--hash=sha256:" not in line] == []


def test_both_locks_agree() -> None:
    base, everything = (set(re.findall(r"^[a-z0-9][^\s;]*==[^\s;]+", text(lock), re.MULTILINE)) for lock in LOCKS)

    assert sorted(base - everything) == []


def test_no_file_holds_a_path_of_a_machine() -> None:
    found = _found(MACHINE, tracked())

    assert found == [], told(found)


def test_no_file_names_a_registry() -> None:
    found = _found(REGISTRIES, tuple(path for path in tracked() if path not in SPEAK_OF_REGISTRIES))

    assert found == [], told(found)


def _found(pattern: re.Pattern[str], paths: tuple[str, ...]) -> list[str]:
    return [
        f"{path}:{number} {line.strip()[:100]}"
        for path in paths
        for number, line in enumerate(text(path).splitlines(), 1)
        if pattern.search(line)
    ]
