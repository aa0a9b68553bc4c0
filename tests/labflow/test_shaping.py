"""From a tree to a definition, and back from the stored form of a version of which no file is left."""

from labflow.definition import Duration, Gate, Need
from labflow.grammar import NETWORK, WORKFLOW
from labflow.loading import parse
from labflow.shaping import canonical_form, network_of, shaped, workflow_from, workflow_of
from labflow.soundness.example import NETWORK as NETWORK_FILE
from labflow.soundness.example import PLOT, VISIT
from labflow.words import Words


def test_a_workflow_file_becomes_a_workflow() -> None:
    plot = workflow_of(shaped(parse(PLOT, "plot/1.yaml")[0], WORKFLOW))

    assert (plot.key, plot.version, plot.initial, list(plot.stages)) == (
        "plot",
        1,
        "sketch",
        ["sketch", "garden", "done"],
    )
    assert plot.stages["garden"].maximum == Duration(24, "months")
    assert plot.transitions["dig"].gate == Gate((Need("checklist", {"list": "dig"}),), "board")
    assert plot.transitions["dig"].ask_by == ("gardener",)
    assert plot.transitions["extend"].target is None
    assert plot.stall == (Need("silence", {"school_weeks": 6}, "own proposal"),)
    assert plot.pause is not None
    assert plot.board
    assert not plot.confidential


def test_spacing_and_comments_do_not_change_the_canonical_form() -> None:
    written = parse("a: 1\nstages: {x: [true, é]}", "x")[0]
    spaced = parse("# why\nstages:\n  x:\n  - true\n  - 'é'\n\na:    1\n", "x")[0]

    assert canonical_form(written) == canonical_form(spaced)
    assert canonical_form(written) == '{"definition":{"a":1,"stages":{"x":[true,"é"]}},"order":{"stages":["x"]}}'


def test_a_changed_rule_changes_the_hash() -> None:
    before, after = (
        workflow_of(shaped(parse(text, "plot/1.yaml")[0], WORKFLOW)).sha256
        for text in (PLOT, PLOT.replace("count: 2", "count: 3"))
    )

    assert before != after
    assert len(before) == 64


def test_the_order_of_stages_is_part_of_the_definition() -> None:
    one, other = (canonical_form(parse(f"stages: {{{order}}}", "x")[0]) for order in ("a: 1, b: 2", "b: 2, a: 1"))

    assert one != other


def test_a_stored_version_comes_back_whole_and_in_order() -> None:
    for text in (PLOT, VISIT):
        workflow = workflow_of(shaped(parse(text, "x")[0], WORKFLOW))
        back = workflow_from(workflow.canonical)

        assert back == workflow
        assert list(back.stages) == list(workflow.stages)
        assert list(back.transitions) == list(workflow.transitions)


def test_a_network_file_becomes_a_network_with_its_words() -> None:
    network = network_of(shaped(parse(NETWORK_FILE, "network.yaml")[0], NETWORK))

    assert [phase.key for phase in network.phases] == ["idea", "work"]
    assert network.roles_meaning("lead") == {"gardener"}
    assert network.body.meetings_per_year == 5
    assert network.words["the_body"] == Words("het bestuur", "the board")
    assert network.words["lead"] == Words("tuinier", "gardener")
    assert network.means_cents_per_year is None
    assert network.holidays == ()
