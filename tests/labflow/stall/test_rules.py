"""Each stall rule speaks when it is sure, stays silent on not known, and says it in both languages."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from labflow.clock import UNKNOWN, Interval, on_day
from labflow.definition import Duration, Need, Stage
from labflow.facts import (
    Blocker,
    Commitment,
    Deadline,
    Landing,
    Lead,
    Note,
    Passage,
    Pause,
    Request,
    Turn,
)
from labflow.reasons import Reason
from labflow.stall.finding import HELD_UP, NEAR, PASSED, SLOW, Finding
from labflow.stall.rules import KINDS, rule
from labflow.texts import say
from labflow.words import Words
from tests.labflow.dossiers import HOLIDAYS, STALL_PARAMS, TODAY, a_dossier, a_network, a_workflow, both

MEETINGS = (date(2023, 6, 16), date(2023, 9, 8), date(2023, 9, 29))
END_OF_AUGUST, END_OF_YEAR = on_day(date(2023, 8, 31)), on_day(date(2023, 12, 31))


def found(kind: str, **facts: Any) -> tuple[Finding, ...]:
    return rule(Need(kind, STALL_PARAMS.get(kind, {}))).of(a_dossier(**facts))


def entered(when: Interval) -> tuple[Passage, ...]:
    return (Passage(None, None, "try", when),)


def noted(day: date | None) -> tuple[Note, ...]:
    return (Note("realisatie", both("nieuws"), on_day=day),)


def asked(state: str, on: date | None = date(2023, 9, 1), meeting: date | None = None) -> tuple[Request, ...]:
    return (Request("a-2023-001", "go-on", state, on_day=on, meeting=meeting),)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_known_makes_no_rule_speak(kind: str) -> None:
    assert found(kind, meetings=MEETINGS, today=date(2099, 1, 1)) == ()


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


def test_a_term_is_over_on_the_day_after_its_last() -> None:
    school_year = Interval(date(2022, 9, 1), date(2023, 8, 31), "schoolyear")
    term = Deadline("term", both("Het extra jaar"), school_year)

    assert found("term_over", deadlines=(term,), today=date(2023, 8, 31)) == ()

    (finding,) = found("term_over", deadlines=(term,))

    assert (finding.weight, finding.since, finding.days, finding.action) == (PASSED, school_year, 11, "ask_decision")
    assert say(finding.reason, "nl") == "Het extra jaar is voorbij. Laatste dag: 31 augustus 2023."


def test_a_source_s_own_words_for_a_day_stay() -> None:
    last = Interval(
        date(2023, 8, 31), date(2023, 8, 31), "part", Words("eind augustus, zo lezen we het", "late August")
    )

    (finding,) = found("term_over", deadlines=(Deadline("term", both("Het jaar"), last),))

    assert say(finding.reason, "nl") == "Het jaar is voorbij. Laatste dag: eind augustus, zo lezen we het."


def test_a_deadline_and_a_commitment_can_be_over_too() -> None:
    deadline = Deadline("deadline", both("Klaar zijn"), END_OF_AUGUST)
    bureau = Commitment(both("Het bureau"), END_OF_AUGUST)

    findings = found("term_over", deadlines=(deadline,), commitments=(bureau, Commitment(both("De zaal"), UNKNOWN)))

    assert [say(finding.reason, "en") for finding in findings] == [
        "Klaar zijn: the deadline has passed (31 August 2023).",
        "Het bureau has ended (ran until 31 August 2023).",
    ]


def test_a_deadline_is_near_within_its_school_weeks() -> None:
    end_of_year = replace(END_OF_YEAR, words=Words("eind 2023", "the end of 2023"))
    deadline = Deadline("deadline", both("Verduurzaamd zijn"), end_of_year)

    (finding,) = found("deadline_near", deadlines=(deadline,))

    assert (finding.weight, finding.since, finding.days) == (NEAR, None, None)
    assert say(finding.reason, "nl") == "Verduurzaamd zijn: nog 13 schoolweken (deadline: eind 2023)."
    assert rule(Need("deadline_near", {"school_weeks": 12})).of(a_dossier(deadlines=(deadline,))) == ()


def test_a_term_is_near_too_until_and_on_its_last_day() -> None:
    term = Deadline("term", both("Het jaar"), on_day(TODAY))

    (finding,) = found("deadline_near", deadlines=(term,))

    assert say(finding.reason, "nl") == "Het jaar loopt af: nog 0 schoolweken. Laatste dag: 11 september 2023."
    assert found("deadline_near", deadlines=(term,), today=date(2023, 9, 12)) == ()


def test_a_deadline_without_a_last_day_is_not_near() -> None:
    assert found("deadline_near", deadlines=(Deadline("deadline", both("Ooit"), Interval(start=TODAY)),)) == ()


def test_an_intended_day_is_no_deadline() -> None:
    hoped = Deadline("intended", both("Start"), END_OF_AUGUST)

    assert found("term_over", deadlines=(hoped,)) == found("deadline_near", deadlines=(hoped,)) == ()


@pytest.mark.parametrize(
    "kind",
    [
        "landing_place",
        "funding",
        "framework",
        "capacity",
        "support_base",
        "external_decision",
        "succession",
        "requests_waiting",
    ],
)
def test_each_blocker_of_the_closed_list_has_its_sentence(kind: str) -> None:
    blocker = Blocker(kind, both("zoals gezegd"), on_day(date(2023, 9, 1)))

    (finding,) = found("blocked", blockers=(blocker,))

    assert (finding.weight, finding.days) == (HELD_UP, 10)
    assert say(finding.reason, "nl") != say(finding.reason, "en")


def test_a_blocker_of_an_unknown_day_has_no_since() -> None:
    (finding,) = found("blocked", blockers=(Blocker("funding", both("Het geld ligt niet vast.")),))

    assert (finding.since, finding.days) == (None, None)


def test_a_landing_place_is_sought_until_there_is_a_candidate() -> None:
    assert [f.reason for f in found("landing_sought", landing=Landing("sought"))] == [Reason("stall.landing_sought")]
    assert found("landing_sought", landing=Landing("candidate")) == ()


def test_a_missing_landing_place_is_said_once() -> None:
    blockers = (Blocker("landing_place", both("Geen plek")),)

    assert found("landing_sought", landing=Landing("sought"), blockers=blockers) == ()
    assert len(found("landing_sought", landing=Landing("sought"), blockers=(Blocker("funding", both("Geld")),))) == 1


def test_only_a_lead_that_is_known_to_be_absent_is_missed() -> None:
    assert found("no_lead", lead=Lead("iemand")) == ()

    (finding,) = found("no_lead", lead=Lead(None, from_day=date(2023, 9, 1)))

    assert (finding.days, finding.action) == (10, "name_lead")
    assert say(finding.reason, "nl", lead=both("trekker")) == "Er is geen trekker."


def test_only_a_turn_that_is_known_to_be_nobody_s_is_nobody_s() -> None:
    assert found("nobodys_move", turn=Turn(both("het team"))) == ()

    (finding,) = found("nobodys_move", turn=Turn(both("niemand"), nobody=True))

    assert (finding.since, finding.action) == (None, "name_mover")
    assert say(finding.reason, "nl") == "Niemand is aan zet."


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


def test_a_request_that_its_meeting_left_undecided_speaks() -> None:
    requests = asked("on-agenda", on=None, meeting=date(2023, 9, 8))

    (finding,) = found("request_unscheduled", requests=requests, meetings=MEETINGS)

    assert (finding.reason.code, finding.since) == ("stall.request_undecided", None)
    assert "8 September 2023" in say(finding.reason, "en", the_body=both("the council"))


def test_told_to_be_stuck_counts_until_somebody_writes_otherwise() -> None:
    stuck = Note("nota", both("het gaat niet"), mood="loopt-vast", on_day=date(2023, 9, 4))
    silent = Note("nota", both("ter info"), on_day=date(2023, 9, 5))
    better = Note("nota", both("het gaat weer"), mood="op-koers", on_day=date(2023, 9, 6))

    (finding,) = found("told_stuck", notes=(stuck, silent))

    assert (finding.weight, finding.days) == (HELD_UP, 7)
    assert say(finding.reason, "nl") == "Volgens het logboek loopt het vast."
    assert found("told_stuck", notes=(stuck, better)) == ()


def test_told_to_be_stuck_without_a_day_takes_the_day_of_what_is_told() -> None:
    stuck = Note("nota", both("het gaat niet"), on_day(date(2023, 9, 4)), mood="loopt-vast")

    assert [finding.days for finding in found("told_stuck", notes=(stuck,))] == [7]


def test_a_kind_that_does_not_exist_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        rule(Need("moonphase"))


def test_a_pause_in_the_past_moves_what_is_expected() -> None:
    pause = Pause("rust", date(2023, 4, 1), date(2023, 4, 30), resumed_on=date(2023, 4, 30))

    assert found("over_expected", passages=entered(on_day(date(2023, 3, 1))), pauses=(pause,)) == ()
