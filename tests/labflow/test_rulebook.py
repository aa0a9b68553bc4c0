"""The files with the body's own rules: read strictly, every version."""

from pathlib import Path

import pytest

from labflow.reasons import Unsound
from labflow.rulebook import rules_from, rules_in

SHIPPED = Path(__file__).parents[2] / "workflows" / "som"


def test_the_shipped_network_has_one_version_of_the_rules() -> None:
    assert [rules["version"] for rules in rules_in(SHIPPED)] == [1]


def test_versions_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    (tmp_path / "reglement").mkdir()
    for version in (10, 2, 1):
        (tmp_path / "reglement" / f"{version}.yaml").write_text(f"version: {version}\nlist: [a, b]\n")

    assert rules_in(tmp_path) == tuple({"version": n, "list": ["a", "b"]} for n in (1, 2, 10))


@pytest.mark.parametrize("text", ["a: 1\na: 2\n", "a: &x 1\n", "a: [", "\0"])
def test_a_file_that_is_not_plain_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "1.yaml").write_text(text)

    with pytest.raises(Unsound):
        rules_from(tmp_path / "1.yaml")


def test_a_file_that_is_no_mapping_holds_no_rules(tmp_path: Path) -> None:
    (tmp_path / "1.yaml").write_text("- a\n- b\n")

    assert rules_from(tmp_path / "1.yaml") == {}
