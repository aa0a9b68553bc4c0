"""Each rule finds what its example breaks, and nothing else is said about it; many faults are all said at once."""

from pathlib import Path

import pytest

from labflow.catalogue import check, load_catalogue
from labflow.soundness import rules
from labflow.soundness.rule import Rule
from labflow.texts.saying import keys
from tests.labflow.definitions import in_plot, lay

# One code may have several rules, such as E107: a role, a body.
RULES = {f"{rule.code} {rule.about[:40]}": rule for rule in rules()}


def _lines(folder: Path) -> list[str]:
    return [finding.line("en").removeprefix(f"{folder}/") for finding in check([folder])[1]]


def test_the_example_network_is_sound(tmp_path: Path) -> None:
    assert check([lay(tmp_path)]) == (True, ())


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_an_example_triggers_exactly_its_code(tmp_path: Path, rule: Rule) -> None:
    published = load_catalogue(lay(tmp_path / "before")).versions if rule.code == "E007" else {}
    example = rule.example
    folder = lay(tmp_path / "after", example.file, example.old, example.new)

    sound, findings = check([folder], {key: workflow.sha256 for key, workflow in published.items()})

    assert {finding.code for finding in findings} == {rule.code}
    assert sound == rule.code.startswith("W")
    for finding in findings:
        assert finding.spot.file == str(folder / example.file)
        assert finding.line("nl") != finding.line("en")


def test_every_code_that_has_a_sentence_has_a_rule() -> None:
    said = {key.removeprefix("soundness.")[:4] for key in keys("nl") if key.startswith(("soundness.E", "soundness.W"))}

    assert said == {rule.code for rule in rules()}


def test_all_findings_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    in_plot(
        tmp_path,
        ("initial: sketch", "initial: sketch\ncolour: green"),
        ("to: garden", "to: gardn"),
        ("by: [office]", "by: [ofice]"),
        ("kind: maximum, count: 2", "kind: maximun, count: 2"),
        ("expected: 12 months", "expected: 12 moons"),
    )

    assert [line.split(" ")[1] for line in _lines(tmp_path)] == ["E004", "E005", "E104", "E109", "E107"]


def test_a_wrong_target_does_not_also_report_what_follows_from_it(tmp_path: Path) -> None:
    lay(tmp_path, "plot/1.yaml", "to: garden", "to: gardn")

    assert _lines(tmp_path) == [
        "plot/1.yaml:28:9 E104 Transition 'dig' goes to 'gardn', and there is no such stage. Did you mean 'garden'?"
    ]


def test_a_misspelt_key_counts_as_the_key_that_was_meant(tmp_path: Path) -> None:
    lay(tmp_path, "plot/1.yaml", "without_gate:", "without_gat:")

    assert [line.split(" ")[1] for line in _lines(tmp_path)] == ["E004"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("decided_by: board\n", "decided_by: bord\n", "The body 'bord' is not known in this network."),
        ("    gate: {decided_by: board, needs: [{kind: maximum, count: 2}]}\n", "    gate: {}\n", "asks nothing"),
        ("pause: {by: [gardener], maximum: 6 months, source: own proposal}\n", "", "can be paused, but nobody may"),
        ("{kind: maximum, count: 2}", "{kind: any_of, needs: []}", "any_of is empty"),
        ("{kind: maximum, count: 2}", "{kind: any_of, needs: [{kind: nothing}]}", "There is no kind 'nothing'."),
        ("{kind: maximum, count: 2}", "{kind: parent_decision}", "this workflow has no parent"),
        ("{kind: maximum, count: 2}", "{kind: maximum, count: many}", "'count' is a whole number"),
        ("{kind: maximum, count: 2}", "{kind: maximum, cuont: 2}", "Did you mean 'count'?"),
        ("{kind: maximum, count: 2}", "{kind: field_known, field: colour}", "'field' is a field of the initiative"),
        ("{kind: maximum, count: 2}", "{kind: landing_place, state: lost}", "'state' is candidate or confirmed"),
        ("{kind: maximum, count: 2}", "{kind: children_closed, workflow: vizit}", "Did you mean 'visit'?"),
        ("list: dig", "list: {kind: x}", "In checklist: 'list' is a name"),
        ("{kind: maximum, count: 2}", "{kind: field_known, field: {kind: x}}", "is a field of the initiative"),
        ("{kind: maximum, count: 2}", "{kind: any_of, needs: few}", "'needs' is a list of requirements"),
        ("sets: {deadline: until}", "sets: {dedline: until}", "There is no field 'dedline' to set."),
        ("sets: {deadline: until}", "sets: {receiver: until}", "The field 'receiver' holds a organisation"),
        ("    keeps_stage: true\n", "", "write either to with another stage, or keeps_stage: true"),
        ("phase: idea\n    ", "", "Stage 'sketch' has no phase."),
    ],
)
def test_the_sentence_says_which_of_the_faults_of_a_code_it_is(tmp_path: Path, old: str, new: str, says: str) -> None:
    lay(tmp_path, "plot/1.yaml", old, new)

    assert [line for line in _lines(tmp_path) if says in line] == _lines(tmp_path)
    assert _lines(tmp_path) != []


def test_a_child_may_not_wait_only_for_the_end_of_its_parent(tmp_path: Path) -> None:
    lay(tmp_path, "visit/1.yaml", "stages: [garden]", "stages: [done]")

    assert [line.split(" ")[1] for line in _lines(tmp_path)] == ["E121"]


def test_a_continuation_names_stages_that_exist_on_both_sides(tmp_path: Path) -> None:
    continues = "    continues: {workflow: visit, stage: {sketch: askd, shed: busy}}\n"
    lay(tmp_path, "plot/1.yaml", "    by: [office]\n", "    by: [office]\n" + continues)

    assert [line.split(" ")[1] for line in _lines(tmp_path)] == ["E113", "E102"]


@pytest.mark.parametrize(
    ("written", "sound"),
    [
        ("school_weeks: 6", True),
        ("weeks: 6", True),
        ("weeks: six", False),
        ("weeks: 6, school_weeks: 8", False),
        ("months: 2", False),
    ],
)
def test_a_stall_rule_may_count_plain_weeks_by_that_name(tmp_path: Path, written: str, sound: bool) -> None:
    is_sound, findings = check([in_plot(tmp_path, ("kind: silence, school_weeks: 6", f"kind: silence, {written}"))])

    assert is_sound is sound
    assert {finding.code for finding in findings} == (set() if sound else {"E110"})
