"""Dossiers in a line: a tiny network with a tiny workflow, and one initiative in it on 11 September 2023."""

from dataclasses import replace
from datetime import date
from typing import Any

from labflow.definition import Body, Duration, Need, Network, Phase, Role, Stage, Transition, Workflow
from labflow.dossier import Dossier
from labflow.words import Words

TODAY = date(2023, 9, 11)

STALL_PARAMS: dict[str, dict[str, object]] = {
    "silence": {"school_weeks": 6},
    "deadline_near": {"school_weeks": 16},
    "commitment_ends": {"school_weeks": 4},
    "mandate_ends": {"school_weeks": 2},
    "requests_waiting": {"count": 3, "school_weeks": 8},
    "request_ready": {"days": 7},
    "request_waits": {"meetings": 2},
}
"""What each kind of stall rule that needs parameters is given, wherever every rule is asked."""

HOLIDAYS = (
    ("herfst", "2022-10-31", "2022-11-06"),
    ("kerst", "2022-12-26", "2023-01-08"),
    ("krokus", "2023-02-20", "2023-02-26"),
    ("paas", "2023-04-03", "2023-04-16"),
    ("zomer", "2023-07-01", "2023-08-31"),
    ("herfst", "2023-10-30", "2023-11-05"),
    ("kerst", "2023-12-25", "2024-01-07"),
    ("krokus", "2024-02-12", "2024-02-18"),
    ("paas", "2024-04-01", "2024-04-14"),
    ("zomer", "2024-07-01", "2024-08-31"),
)


def both(text: str) -> Words:
    """The same word in both languages."""
    return Words(text, text)


def a_network(**changes: Any) -> Network:
    """A network with a lead, a coordinator and a council."""
    network = Network(
        key="net",
        title=both("Net"),
        place="Elders",
        zone="Europe/Brussels",
        phases=(Phase("try", Words("proberen", "trying")), Phase("keep", Words("houden", "keeping"))),
        roles={
            "puller": Role("puller", Words("de trekker", "the lead"), "lead"),
            "binder": Role("binder", Words("de binder", "the binder"), "coordinator"),
        },
        body=Body("raad", Words("raad", "council"), Words("de raad", "the council")),
        words={},
        holidays=HOLIDAYS,
    )
    return replace(network, **changes)


def a_workflow(*stall: Need, **changes: Any) -> Workflow:
    """Three stages: trying (expected 6 months, at most 12), keeping, and done; `stall` are its stall rules."""
    workflow = Workflow(
        key="flow",
        version=1,
        title=both("Flow"),
        initial="try",
        stages={
            "try": Stage("try", Words("proberen", "trying"), "try", Duration(6, "months"), Duration(12, "months")),
            "keep": Stage("keep", Words("houden", "keeping"), "keep"),
            "done": Stage("done", Words("klaar", "done"), final=True),
        },
        transitions={
            "go-on": Transition("go-on", Words("ga door", "go on"), ("try",), "keep", ("puller",), "own proposal"),
            "finish": Transition("finish", Words("rond af", "finish"), ("keep",), "done", ("puller",), "own proposal"),
        },
        stall=stall,
    )
    return replace(workflow, **changes)


def a_dossier(**changes: Any) -> Dossier:
    """An initiative in its first stage, of which nothing else is known; `changes` are fields of Dossier."""
    dossier = Dossier(
        today=TODAY, workflow=a_workflow(), network=a_network(), stage_key="try", slug="plan", title="Plan", id="i1"
    )
    return replace(dossier, **changes)
