"""Rules on the body: a request that is ready, missed a meeting or waits; a mandate that ends."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from labflow.clock import on_day
from labflow.definition import Gate, Item, Need, Transition
from labflow.facts import (
    Mandate,
    Request,
    Tick,
)
from labflow.reasons import Reason
from labflow.stall import row_of
from labflow.stall.finding import HELD_UP, NEAR, PASSED
from labflow.texts import say
from labflow.words import Words
from tests.labflow.dossiers import TODAY, a_dossier, a_workflow, both
from tests.labflow.stall.cases import MEETINGS, asked, found


@pytest.mark.parametrize("state", ["sent", "accepted"])
def test_a_request_on_no_agenda_speaks_once_a_meeting_went_by(state: str) -> None:
    (finding,) = found("request_unscheduled", requests=asked(state), meetings=MEETINGS)

    assert (finding.since, finding.days, finding.action) == (on_day(date(2023, 9, 1)), 10, "put_on_agenda")
    said = say(finding.reason, "nl", the_body=both("de raad"))
    assert said == "Aanvraag a-2023-001 staat op geen enkele agenda, en de raad van 8 september 2023 is voorbij."


@pytest.mark.parametrize(
    "requests",
    [
        asked("sent", on=date(2023, 9, 8)),
        asked("sent", on=None),
        asked("returned"),
        asked("on-agenda", meeting=date(2023, 9, 29)),
        asked("on-agenda", meeting=TODAY),
        asked("on-agenda"),
        asked("decided", meeting=date(2023, 9, 8)),
    ],
)
def test_a_request_that_lost_no_meeting_is_silent(requests: tuple[Request, ...]) -> None:
    assert found("request_unscheduled", requests=requests, meetings=MEETINGS) == ()


def test_a_request_that_came_after_the_papers_of_a_meeting_lost_none() -> None:
    sent, meeting = date(2023, 5, 28), date(2023, 6, 7)
    request = replace(asked("sent")[0], on_day=sent)
    told = {"requests": (request,), "meetings": (meeting,)}

    assert found("request_unscheduled", papers={meeting: date(2023, 5, 24)}, **told) == ()
    assert len(found("request_unscheduled", papers={meeting: sent}, **told)) == 1


def test_a_request_that_its_meeting_left_undecided_speaks() -> None:
    requests = asked("on-agenda", on=None, meeting=date(2023, 9, 8))

    (finding,) = found("request_unscheduled", requests=requests, meetings=MEETINGS)

    assert (finding.reason.code, finding.since) == ("stall.request_undecided", None)
    assert "8 September 2023" in say(finding.reason, "en", the_body=both("the council"))


PAPERS = {date(2023, 9, 29): date(2023, 9, 15)}
POINTS = (Item("a1", both("draagvlak"), "own proposal"), Item("a2", both("partners"), "own proposal"))
LISTED = a_workflow(
    checklists={"list": POINTS},
    transitions={"go-on": Transition("go-on", both("ga door"), ("try",), "keep", (), "own proposal",
                                     gate=Gate((Need("checklist", {"list": "list"}),), "raad"))},
)  # fmt: skip


def test_an_accepted_request_on_no_agenda_speaks_when_the_papers_are_due() -> None:
    facts: dict[str, Any] = {"requests": asked("accepted"), "meetings": (date(2023, 9, 29),), "papers": PAPERS}

    (finding,) = found("request_ready", **facts)

    assert (finding.weight, finding.days, finding.action) == (HELD_UP, 10, "put_on_agenda")
    assert finding.mover == Words("de binder", "the binder")
    assert say(finding.reason, "nl", the_body=both("de raad")) == (
        "Aanvraag a-2023-001 is klaar, maar staat op geen enkele agenda. "
        "De stukken voor de raad van 29 september 2023 moeten er zijn op 15 september 2023."
    )
    assert found("request_ready", **{**facts, "today": date(2023, 9, 7)}) == ()
    assert len(found("request_ready", **{**facts, "today": date(2023, 9, 8)})) == 1
    assert len(found("request_ready", **{**facts, "today": date(2023, 9, 29)})) == 1
    assert found("request_ready", **{**facts, "requests": asked("accepted", date(2023, 9, 16))}) == ()
    assert found("request_ready", **{**facts, "papers": {}}) == ()
    assert found("request_ready", **{**facts, "requests": asked("on-agenda", meeting=date(2023, 9, 29))}) == ()


@pytest.mark.parametrize(
    ("states", "ready"),
    [(("done", "not_applicable"), 1), (("done", "explained"), 1), (("done", "unknown"), 0), (("done", "busy"), 0)],
)
def test_a_request_that_was_sent_is_ready_when_every_point_is_answered(states: tuple[str, str], ready: int) -> None:
    ticks = {item: Tick(item, state) for item, state in zip(("a1", "a2"), states, strict=True)}

    findings = found("request_ready", requests=asked("sent"), meetings=(date(2023, 9, 29),), papers=PAPERS, ticks=ticks,
                     workflow=LISTED)  # fmt: skip

    assert len(findings) == ready


def test_a_ready_request_is_never_lost_when_its_meeting_goes_by() -> None:
    workflow = a_workflow(Need("request_ready", {"days": 7}), Need("request_unscheduled"))
    facts: dict[str, Any] = {"requests": asked("accepted"), "meetings": (date(2023, 9, 29), date(2023, 12, 8))}

    rows = [
        row_of(a_dossier(workflow=workflow, papers=PAPERS, today=date(2023, 9, 8) + timedelta(days), **facts))
        for days in range(40)
    ]

    assert all(rows)


def test_a_request_that_waited_through_two_meetings_speaks_also_on_an_agenda() -> None:
    on_agenda = asked("on-agenda", date(2023, 6, 1), date(2023, 9, 29))

    (finding,) = found("request_waits", requests=on_agenda, meetings=MEETINGS)

    assert (finding.since, finding.action) == (on_day(date(2023, 6, 1)), "put_on_agenda")
    said = say(finding.reason, "nl", the_body=both("de raad"))
    assert said == "Aanvraag a-2023-001 wacht al 2 vergaderingen van de raad."
    assert found("request_waits", requests=asked("accepted"), meetings=MEETINGS) == ()
    assert found("request_waits", requests=asked("returned", date(2023, 6, 1)), meetings=MEETINGS) == ()


def test_a_written_round_that_ran_out_speaks() -> None:
    request = Request("a-2023-001", "go-on", "in-writing", on_day=date(2023, 9, 1), until=date(2023, 9, 10))

    (finding,) = found("request_unscheduled", requests=(request,))

    assert finding.reason == Reason("stall.written_over", {"number": "a-2023-001", "until": date(2023, 9, 10)})
    assert found("request_unscheduled", requests=(replace(request, until=TODAY),)) == ()


def test_a_provisional_mandate_is_near_its_end_and_then_over() -> None:
    mandate = Mandate("m-2023-001", "granted", "proef", 100000, date(2023, 9, 22))

    (near,) = found("mandate_ends", mandates=(mandate,))
    (over,) = found("mandate_ends", mandates=(mandate,), today=date(2023, 9, 23))

    assert (near.weight, over.weight, over.days) == (NEAR, PASSED, 1)
    assert say(near.reason, "nl") == "Het voorlopig mandaat m-2023-001 loopt af op 22 september 2023."
    assert say(over.reason, "en") == "The provisional mandate m-2023-001 ended on 22 September 2023."
    assert near.mover == over.mover == Words("de binder", "the binder")
    assert found("mandate_ends", mandates=(mandate,), today=date(2023, 6, 1)) == ()
    assert found("mandate_ends", mandates=(replace(mandate, state="ratified"),)) == ()
