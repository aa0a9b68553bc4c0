"""Rules on people: only what is known to be absent is missed."""

from datetime import date

from labflow.clock import on_day
from labflow.facts import (
    Lead,
    Note,
    Turn,
)
from labflow.stall.finding import HELD_UP
from labflow.texts import say
from tests.labflow.dossiers import TODAY, both
from tests.labflow.stall.cases import found


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


def test_a_lead_who_left_without_a_successor_is_missed() -> None:
    left = Lead("trekker-1", until_day=date(2023, 6, 30))

    (finding,) = found("lead_left", lead_left=left)

    assert (finding.weight, finding.days, finding.action) == (HELD_UP, 73, "name_lead")
    said = say(finding.reason, "nl", lead=both("trekker"))
    assert said == "De vorige trekker is gestopt op 30 juni 2023. Er is nog geen opvolger."
    assert found("lead_left", lead_left=left, lead=Lead("trekker-2")) == ()
    assert found("lead_left", lead_left=Lead("trekker-1")) == ()


def test_a_lead_whose_last_day_comes_is_missed_from_that_day_on() -> None:
    until = Lead("trekker-1", until_day=TODAY)

    assert len(found("lead_left", lead=until)) == 1
    assert found("lead_left", lead=until, today=date(2023, 9, 10)) == ()
