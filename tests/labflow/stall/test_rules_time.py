"""Rules on time speak when they are sure, and a warning comes before them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from labflow.clock import UNKNOWN, on_day
from labflow.definition import Duration, Need, Stage
from labflow.facts import (
    Deadline,
    Pause,
    Rest,
    Turn,
)
from labflow.stall import rule
from labflow.stall.finding import HELD_UP, PASSED, SLOW, SOON
from labflow.texts import say
from labflow.words import Words
from tests.labflow.dossiers import HOLIDAYS, a_dossier, a_network, a_workflow, both
from tests.labflow.stall.cases import asked, entered, found, noted

END_OF_AUGUST, END_OF_YEAR = on_day(date(2023, 8, 31)), on_day(date(2023, 12, 31))


def test_silence_counts_school_weeks_and_not_the_summer() -> None:
    assert found("silence", notes=noted(date(2023, 5, 31))) == ()

    (finding,) = found("silence", notes=noted(date(2023, 5, 16)))

    assert (finding.weight, finding.since, finding.days) == (SLOW, on_day(date(2023, 5, 16)), 118)
    assert say(finding.reason, "nl") == "Al 8 schoolweken geen nieuws in het logboek (grens: 6)."
    assert say(finding.reason, "en") == "No news in the log for 8 school weeks (limit: 6)."


def test_silence_in_a_year_without_holidays_on_file_stays_quiet() -> None:
    last_known = ("zomer", "2023-07-01", "2023-08-31")
    network = a_network(holidays=tuple(h for h in HOLIDAYS if h[1] <= last_known[1]))

    facts = {"notes": noted(date(2023, 9, 1)), "today": date(2023, 12, 1)}

    assert found("silence", network=network, **facts) == ()
    assert len(found("silence", **facts)) == 1
    assert len(found("silence", network=a_network(holidays=()), **facts)) == 1


def test_longer_than_expected_says_since_when_and_how_long_it_may_take() -> None:
    (finding,) = found("over_expected", passages=entered(on_day(date(2023, 3, 1))))

    assert (finding.weight, finding.days) == (SLOW, 194)
    assert say(finding.reason, "nl") == "Staat sinds 1 maart 2023 in proberen, langer dan de richttijd van 6 maanden."


def test_an_agreed_term_that_still_runs_replaces_what_is_expected() -> None:
    late = {"passages": entered(on_day(date(2023, 3, 1)))}
    term = Deadline("term", both("extra jaar"), END_OF_YEAR)

    assert found("over_expected", deadlines=(term,), **late) == ()
    assert len(found("over_expected", deadlines=(replace(term, when=END_OF_AUGUST),), **late)) == 1


def test_longer_than_may_be_asks_for_a_decision() -> None:
    assert found("over_maximum", passages=entered(on_day(date(2022, 9, 11)))) == ()

    (finding,) = found("over_maximum", passages=entered(on_day(date(2022, 9, 10))))

    assert (finding.weight, finding.action) == (PASSED, "ask_decision")
    assert say(finding.reason, "nl") == "Staat sinds 10 september 2022 in proberen. Dat mag hoogstens 12 maanden duren."


@pytest.mark.parametrize(
    ("expected", "nl"), [(Duration(14, "days"), "14 dagen"), (Duration(8, "school weeks"), "8 schoolweken")]
)
def test_any_unit_of_time_can_be_said(expected: Duration, nl: str) -> None:
    stages = {"try": Stage("try", both("proberen"), expected=expected)}

    (finding,) = found("over_expected", workflow=a_workflow(stages=stages), passages=entered(on_day(date(2022, 9, 1))))

    assert nl in say(finding.reason, "nl")


def test_a_stage_without_a_maximum_is_never_over_it() -> None:
    stages = {"try": Stage("try", both("proberen"))}

    assert found("over_maximum", workflow=a_workflow(stages=stages), passages=entered(on_day(date(2001, 1, 1)))) == ()


def test_a_pause_in_the_past_moves_what_is_expected() -> None:
    pause = Pause("rust", date(2023, 4, 1), date(2023, 4, 30), resumed_on=date(2023, 4, 30))

    assert found("over_expected", passages=entered(on_day(date(2023, 3, 1))), pauses=(pause,)) == ()


@pytest.mark.parametrize(("state", "count"), [("sent", 0), ("accepted", 0), ("on-agenda", 0), ("returned", 1)])
def test_a_stage_is_not_slow_while_the_body_has_the_next_step(state: str, count: int) -> None:
    late = entered(on_day(date(2023, 3, 1)))

    assert len(found("over_expected", passages=late, requests=asked(state))) == count


SILENT = a_workflow(Need("silence", {"school_weeks": 6}), Need("over_expected"), Need("over_maximum"))


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (date(2023, 6, 10), None),
        (date(2023, 6, 9), "Valt stil over 2 schoolweken: het laatste nieuws is van 9 juni 2023 (grens: 6)."),
        (date(2023, 5, 31), "Valt stil over 1 schoolweek: het laatste nieuws is van 31 mei 2023 (grens: 6)."),
        (date(2023, 5, 30), None),
    ],
)
def test_the_last_quarter_of_silence_warns(since: date, said: str | None) -> None:
    findings = found("soon", notes=noted(since), workflow=SILENT)

    assert [say(finding.reason, "nl") for finding in findings] == ([said] if said else [])
    assert all(finding.weight == SOON for finding in findings)


def test_a_missing_school_year_makes_the_warning_wait() -> None:
    network = a_network(holidays=tuple(h for h in HOLIDAYS if h[1] <= "2023-07-01"))

    assert found("soon", notes=noted(date(2023, 9, 1)), today=date(2023, 10, 8), network=network, workflow=SILENT) == ()


def test_the_last_quarter_of_the_expected_time_warns() -> None:
    def told(today: date, **facts: Any) -> list[str]:
        soon = found("soon", passages=entered(on_day(date(2023, 3, 1))), today=today, workflow=SILENT, **facts)
        return [say(finding.reason, "nl") for finding in soon if "expected" in finding.reason.code]

    assert told(date(2023, 7, 16)) == []
    assert told(date(2023, 7, 18)) == [
        "De richttijd van 6 maanden in proberen is bijna om. Laatste dag: 1 september 2023."
    ]
    assert len(told(date(2023, 9, 1))) == 1
    assert told(date(2023, 9, 2)) == []
    assert told(date(2023, 7, 18), deadlines=(Deadline("term", both("jaar"), on_day(date(2023, 12, 31))),)) == []


def test_the_last_quarter_of_the_maximum_warns() -> None:
    (finding,) = found("soon", passages=entered(on_day(date(2022, 12, 1))), workflow=SILENT)

    assert (
        say(finding.reason, "en")
        == "The most that trying may take, 12 months, is nearly over. Last day: 1 December 2023."
    )


def test_what_the_workflow_does_not_look_at_is_not_warned_for() -> None:
    facts = {"notes": noted(date(2023, 6, 4)), "passages": entered(on_day(date(2023, 4, 1)))}

    assert found("soon", **facts) == ()
    assert found("soon", passages=entered(UNKNOWN), workflow=SILENT) == ()
    assert found("soon", passages=entered(on_day(date(2024, 1, 1))), workflow=SILENT) == ()


def test_a_rest_that_is_over_speaks_until_somebody_does_something() -> None:
    rest = Rest(both("volgende ronde"), until_day=date(2023, 9, 4))

    (finding,) = found("rest_over", rest=rest, notes=noted(date(2023, 9, 3)))

    assert (finding.weight, finding.since, finding.days) == (HELD_UP, on_day(date(2023, 9, 4)), 7)
    assert say(finding.reason, "nl") == "De rust is voorbij sinds 4 september 2023. Er was een reden: volgende ronde."
    assert found("rest_over", rest=rest, today=date(2023, 9, 3)) == ()
    assert len(found("rest_over", rest=rest, today=date(2023, 9, 4))) == 1
    assert found("rest_over", rest=rest, notes=noted(date(2023, 9, 4))) == ()
    assert found("rest_over", rest=rest, turn=Turn(both("het team"), on_day=date(2023, 9, 5))) == ()
    assert found("rest_over", rest=Rest(both("later"))) == ()


def test_a_pause_that_runs_past_its_day_speaks() -> None:
    pause = Pause("examens", date(2023, 9, 1), date(2023, 9, 8))

    (finding,) = found("pause_over", pauses=(pause,))

    assert (finding.weight, finding.days, finding.action) == (HELD_UP, 3, "resume")
    assert finding.mover == Words("de trekker", "the lead")
    assert "liep tot 8 september 2023" in say(finding.reason, "nl")
    assert found("pause_over", pauses=(pause,), today=date(2023, 9, 7)) == ()
    assert found("pause_over", pauses=(replace(pause, resumed_on=date(2023, 9, 9)),)) == ()


def test_a_network_without_a_school_calendar_counts_and_says_weeks() -> None:
    plain = a_network(holidays=())
    need = Need("silence", {"weeks": 6})

    (finding,) = rule(need).of(a_dossier(network=plain, notes=noted(date(2023, 5, 16))))

    assert say(finding.reason, "nl") == "Al 16 weken geen nieuws in het logboek (grens: 6)."
    stages = {"try": Stage("try", both("proberen"), expected=Duration(8, "school weeks"))}
    (late,) = found("over_expected", network=plain, workflow=a_workflow(stages=stages),
                    passages=entered(on_day(date(2023, 5, 16))))  # fmt: skip
    assert say(late.reason, "nl").endswith("langer dan de richttijd van 8 weken.")
