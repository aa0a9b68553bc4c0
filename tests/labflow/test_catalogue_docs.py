"""What is generated says what the code says today."""

from pathlib import Path

import pytest

from labflow.catalogue import SHIPPED
from labflow.catalogue_docs import generated
from labflow.soundness import rules

FILES = generated()


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_generated_file_is_up_to_date(path: Path) -> None:
    written = (SHIPPED.parent / path).read_text(encoding="utf-8")

    assert written == FILES[path], "run: python -m labflow.catalogue_docs"


def test_the_page_explains_every_code() -> None:
    page = FILES[Path("docs/soundness.md")]

    assert [rule.code for rule in rules() if f"## {rule.code}\n" not in page] == []


def test_every_definition_names_its_schema() -> None:
    named = {
        file: (file.parent / first.split("$schema=")[1]).resolve().name
        for file in [*SHIPPED.glob("*/*/[0-9]*.yaml"), *SHIPPED.glob("*/network.yaml")]
        if "$schema=" in (first := file.read_text(encoding="utf-8").splitlines()[0]) and file.parent.name != "reglement"
    }

    assert len(named) == 8
    assert all((SHIPPED / name).is_file() for name in named.values())
