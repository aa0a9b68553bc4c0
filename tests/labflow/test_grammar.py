"""The form of the files: everything has a description, and what must be there is asked."""

from collections.abc import Iterator

from labflow.grammar import CALENDAR, NETWORK, WORKFLOW
from labflow.loading import parse
from labflow.shapes import ListOf, MapOf, Record, Taking


def test_every_key_says_what_it_is_for() -> None:
    silent = [name for form in (WORKFLOW, NETWORK, CALENDAR) for name, about in _described(form) if len(about) < 8]

    assert silent == []


def test_an_empty_workflow_misses_what_it_cannot_do_without() -> None:
    taking = Taking()
    WORKFLOW.take(parse("{}", "x")[0], (), taking)

    missing = [finding.reason.values["key"] for finding in taking.findings]
    assert missing == ["workflow", "version", "title", "initial", "stages", "transitions"]


def _described(shape: object) -> Iterator[tuple[str, str]]:
    if isinstance(shape, Record):
        for name, each in shape.fields.items():
            yield name, each.about
            yield from _described(each.shape)
    elif isinstance(shape, ListOf | MapOf):
        yield from _described(shape.shape)
