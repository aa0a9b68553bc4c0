"""What a dossier can tell by itself, on its own day."""

from datetime import date

from labflow.clock import UNKNOWN, on_day
from labflow.facts import Decision, Passage, Pause, Request
from tests.labflow.dossiers import TODAY, a_dossier

FIRST, LATER = date(2023, 1, 10), date(2023, 5, 16)


def test_it_runs_until_it_stands_in_an_end() -> None:
    assert [a_dossier(stage_key=stage).is_running for stage in ("try", "keep", "done")] == [True, True, False]


def test_the_running_pause_is_the_one_that_nobody_ended() -> None:
    ended, running = Pause("rest", FIRST, LATER, resumed_on=LATER), Pause("ill", LATER, TODAY)

    assert a_dossier(pauses=(ended,)).pause is None
    assert a_dossier(pauses=(ended, running)).pause is running


def test_it_came_into_its_stage_with_the_last_step_into_it() -> None:
    extended = Passage("longer", "try", "try", on_day(TODAY))
    steps = (Passage(None, None, "try", on_day(FIRST)), Passage("back", "keep", "try", on_day(LATER)), extended)

    assert a_dossier(passages=steps).entered == on_day(LATER)
    assert a_dossier(passages=(extended,)).entered == a_dossier().entered == UNKNOWN


def test_the_next_meeting_is_today_or_later() -> None:
    days = (FIRST, TODAY, date(2023, 9, 29))

    assert [a_dossier(meetings=days[:n]).next_meeting for n in range(4)] == [None, None, TODAY, TODAY]


def test_the_open_request_is_the_newest_without_an_answer() -> None:
    states = ("sent", "returned", "accepted", "on-agenda", "in-writing", "decided", "withdrawn", "draft")
    requests = tuple(Request(f"a-{n}", "go-on", state) for n, state in enumerate(states))

    assert a_dossier(requests=requests).open_request == requests[4]
    assert a_dossier(requests=requests[5:]).open_request is None


def test_it_knows_how_often_a_step_was_taken_and_which_may_follow() -> None:
    dossier = a_dossier(
        passages=(Passage("go-on", "try", "keep"), Passage("go-on", "try", "keep"), Passage("x", "", ""))
    )

    assert (dossier.times_taken("go-on"), dossier.times_taken("finish")) == (2, 0)
    assert [way.key for way in dossier.transitions] == ["go-on"]
    assert dossier.stage is dossier.workflow.stages["try"]


def test_the_decision_on_a_step_is_the_newest_that_nobody_used() -> None:
    old, new, used = (Decision(f"2023-00{n}", "go-on", "approved", TODAY, used=n == 3) for n in (1, 2, 3))

    assert a_dossier(decisions=(old, new, used)).decision_on("go-on") is new
    assert a_dossier(decisions=(used,)).decision_on("go-on") is None
    assert a_dossier(decisions=(old,)).decision_on("finish") is None


def test_the_next_meeting_is_one_that_has_not_been_closed() -> None:
    today, later = date(2023, 9, 29), date(2023, 12, 1)

    ahead = a_dossier(today=today, meetings=(today, later))
    after = a_dossier(today=today, meetings=(today, later), closed_meetings=frozenset({today}))

    assert (ahead.next_meeting, after.next_meeting) == (today, later)
