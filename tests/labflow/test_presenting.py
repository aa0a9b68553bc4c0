"""The objects of the contract (`--json` and the API), whole: scripts of others rely on each of these names."""

from dataclasses import replace
from datetime import date

import pytest

from labflow import presenting
from labflow.catalogue import load_catalogue
from labflow.clock import UNKNOWN, Interval, on_day
from labflow.definition import Gate, Need
from labflow.dossier import Dossier
from labflow.facts import Lead, Mandate, ParentView, Passage, Pause, Request
from labflow.reasons import Reason
from labflow.texts import say
from labflow.words import Words
from tests.labflow.dossiers import TODAY, a_dossier, a_network, a_workflow, both

DAY = date(2023, 9, 29)


@pytest.fixture(autouse=True, scope="module")
def _words() -> None:
    """The words of the network are in the sentences."""
    load_catalogue()


def gated() -> Dossier:
    """An initiative that the body and two partners hold in its stage."""
    flow = a_workflow()
    way = replace(flow.transitions["go-on"], gate=Gate((Need("has_lead"), Need("partners", {"at_least": 2})), "raad"))
    return a_dossier(workflow=replace(flow, transitions={**flow.transitions, "go-on": way}))


def test_an_initiative_of_which_nothing_is_known() -> None:
    assert presenting.initiative_object(a_dossier(), "en") == {
        "slug": "plan",
        "title": "Plan",
        "kind": "flow",
        "workflow": "flow",
        "version": 1,
        "stage": "try",
        "phase": "try",
        "rev": 0,
        "lead": {"who": None, "known": False},
        "parent": None,
        "since": None,
        "paused": None,
        "mandate": None,
        "requests": [],
        "options": [
            {"transition": "go-on", "target": "keep", "open": True, "decided_by": None, "asks": {}, "reasons": []}
        ],
    }


def test_an_initiative_of_which_everything_is_known() -> None:
    found = presenting.initiative_object(
        a_dossier(
            rev=7,
            stage_key="keep",
            lead=Lead("trekker-een"),
            parent=ParentView("ouder", "Ouder", "flow", both("proberen"), "try", True),
            passages=(Passage("go-on", "try", "keep", on_day(TODAY)),),
            pauses=(Pause("Verlof", TODAY, DAY),),
            requests=(Request("a-2023-001", "finish", "sent"),),
        ),
        "nl",
        with_options=False,
    )

    assert found == {
        "slug": "plan",
        "title": "Plan",
        "kind": "flow",
        "workflow": "flow",
        "version": 1,
        "stage": "keep",
        "phase": "keep",
        "rev": 7,
        "lead": {"who": "trekker-een", "known": True},
        "parent": "ouder",
        "since": {"date": "2023-09-11", "precision": "day", "text": "11 september 2023"},
        "paused": {"why": "Verlof", "until": "2023-09-29"},
        "mandate": None,
        "requests": [{"id": "a-2023-001", "transition": "finish", "state": "sent"}],
    }


def test_known_to_have_no_lead_is_not_the_same_as_not_known() -> None:
    assert presenting.initiative_object(a_dossier(lead=Lead(None)), "nl")["lead"] == {"who": None, "known": True}


def test_a_closed_way_has_every_reason_and_who_can_lift_it() -> None:
    assert presenting.options_object(gated(), "en") == [{
        "transition": "go-on",
        "target": "keep",
        "open": False,
        "decided_by": "raad",
        "asks": {},
        "reasons": [
            {
                "code": "requirement.decision_missing_unplanned", "who": "raad",
                "text": "The SOM-raad has not decided this yet, and no meeting is planned.",
            },
            {"code": "requirement.lead_not_known", "text": "Not known who leads.", "who": "binder"},
            {
                "code": "requirement.partners_not_known", "text": "Not known which partners take part.",
                "who": "puller",
            },
        ],
    }]  # fmt: skip


def test_a_way_that_keeps_the_stage_leads_to_that_stage() -> None:
    flow = a_workflow()
    way = replace(flow.transitions["go-on"], target=None)
    here = a_dossier(workflow=replace(flow, transitions={"go-on": way}))

    assert [option["target"] for option in presenting.options_object(here, "nl")] == ["try"]


def test_a_way_says_what_goes_with_it() -> None:
    flow = a_workflow()
    way = replace(flow.transitions["go-on"], asks={"einddatum": "date"})
    here = a_dossier(workflow=replace(flow, transitions={"go-on": way}))

    assert [option["asks"] for option in presenting.options_object(here, "nl")] == [{"einddatum": "date"}]


def test_a_request_names_its_meeting_or_else_the_next_one() -> None:
    here = a_dossier(meetings=(date(2023, 6, 7), DAY))
    waiting, placed = Request("a-2023-001", "go-on", "sent"), Request("a-2023-002", "go-on", "decided", meeting=TODAY)

    assert presenting.request_object(here, waiting) == {
        "id": "a-2023-001",
        "initiative": "plan",
        "transition": "go-on",
        "state": "sent",
        "next_meeting": "2023-09-29",
    }
    assert presenting.request_object(here, placed)["next_meeting"] == "2023-09-11"
    assert presenting.request_object(a_dossier(), waiting)["next_meeting"] is None


@pytest.mark.parametrize(
    ("meaning", "key"),
    [("lead", "puller"), ("coordinator", "binder"), ("body", "raad"), ("trekker-een", "trekker-een"), (None, None)],
)
def test_who_can_lift_a_reason_is_said_in_the_keys_of_the_network(meaning: str | None, key: str | None) -> None:
    reasons = presenting.reasons_object([Reason("requirement.lead_not_known", {}, meaning)], a_network(), "nl")

    assert [reason["who"] for reason in reasons] == [key]


def test_each_key_that_can_lift_a_reason_has_words() -> None:
    assert presenting.words_for_who(a_network(), "nl") == {
        "puller": "de trekker",
        "binder": "de binder",
        "raad": "raad",
    }
    assert presenting.words_for_who(a_network(), "en")["raad"] == "council"


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (UNKNOWN, None),
        (on_day(DAY), {"date": "2023-09-29", "precision": "day", "text": "29 September 2023"}),
        (
            Interval(date(2023, 5, 1), date(2023, 5, 31), "month"),
            {"date": "2023-05-01", "precision": "month", "text": "May 2023"},
        ),
        (
            Interval(None, date(2023, 12, 31), "part", Words("eind 2023", "the end of 2023")),
            {"date": "2023-12-31", "precision": "part", "text": "the end of 2023"},
        ),
        (
            Interval(words=Words("vorig jaar", "last year")),
            {"date": None, "precision": "none", "text": "last year"},
        ),
    ],
)
def test_days_that_are_partly_known_keep_the_words_of_the_source(when: Interval, shown: object) -> None:
    assert presenting.interval_object(when, "en") == shown


def test_what_runs_ahead_of_the_body_is_marked_until_its_last_day() -> None:
    mandate = Mandate("m-2023-001", "granted", "Een avond", 50_000, DAY, spent=12_345)

    marked = presenting.initiative_object(a_dossier(mandates=(mandate,)), "en")["mandate"]
    over = presenting.initiative_object(a_dossier(mandates=(mandate,), today=date(2023, 9, 30)), "en")["mandate"]

    assert marked == {
        "number": "m-2023-001",
        "state": "granted",
        "until": "2023-09-29",
        "cents": 50_000,
        "spent": 12_345,
    }
    assert over is None
    told = say(presenting.mandate_words(mandate), "nl").replace("\xa0", " ")
    assert told == (
        "Voorlopig mandaat m-2023-001, tot 29 september 2023: € 123,45 van € 500 gebruikt. Nog niet bekrachtigd."
    )
