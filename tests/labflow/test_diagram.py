"""A workflow as a drawing."""

from xml.etree import ElementTree

import pytest

from labflow.catalogue import load_catalogue
from labflow.definition import Workflow
from labflow.diagram import svg

SVG = "{http://www.w3.org/2000/svg}"
CATALOGUE = load_catalogue()
WORKFLOWS = sorted(CATALOGUE.versions.values(), key=lambda workflow: workflow.key)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda workflow: workflow.key)
def test_each_stage_has_one_box_with_its_title(workflow: Workflow) -> None:
    drawn = ElementTree.fromstring(svg(workflow, "nl"))

    assert len(drawn.findall(f"{SVG}rect")) == len(workflow.stages)
    said = {text.text for text in drawn.findall(f"{SVG}text")}
    assert {stage.title.nl for stage in workflow.stages.values()} <= said


def test_a_diamond_stands_on_each_step_between_running_stages_that_the_body_decides() -> None:
    workflow = CATALOGUE.exact("labo", 1)

    drawn = ElementTree.fromstring(svg(workflow, "en"))

    assert len([path for path in drawn.findall(f"{SVG}path") if path.get("class") == "poort"]) == 3


def test_the_drawing_says_in_words_what_it_shows() -> None:
    workflow = CATALOGUE.exact("labo", 1)

    told = ElementTree.fromstring(svg(workflow, "nl")).findtext(f"{SVG}desc") or ""

    assert "Opstarten: Verkenning → Opstart (de SOM-raad beslist)." in told
    assert told.count("→") == len(workflow.transitions)
