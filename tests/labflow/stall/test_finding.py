"""What all rules share: since when, in whose words, with which parameters."""

from datetime import date

from labflow.clock import UNKNOWN, Interval, on_day
from labflow.definition import Duration, Need
from labflow.reasons import Reason
from labflow.stall.finding import by_key, by_role, found, last_day, length, made, meant
from labflow.stall.rules_time import Silence
from labflow.words import Words
from tests.labflow.dossiers import a_dossier, a_network, both

WHY = Reason("stall.told_stuck")


def test_days_count_from_the_last_day_on_which_it_can_have_begun() -> None:
    month = Interval(date(2023, 8, 1), date(2023, 8, 31), "month")

    finding = found(a_dossier(), month, WHY, 1)

    assert (finding.since, finding.days) == (month, 11)
    assert (found(a_dossier(), UNKNOWN, WHY, 1).since, found(a_dossier(), UNKNOWN, WHY, 1).days) == (None, None)


def test_a_term_is_said_by_its_last_day_unless_a_source_has_words() -> None:
    year = Interval(date(2022, 9, 1), date(2023, 8, 31), "schoolyear")
    worded = Interval(date(2022, 9, 1), date(2023, 8, 31), "schoolyear", both("dat jaar"))

    assert last_day(year) == on_day(date(2023, 8, 31))
    assert (last_day(worded), last_day(UNKNOWN)) == (worded, UNKNOWN)


def test_school_weeks_are_weeks_in_a_network_without_a_school_calendar() -> None:
    weeks = Duration(8, "school weeks")

    assert length(weeks, a_network()).code == "schoolyear.school_weeks"
    assert length(weeks, a_network(holidays=())).code == "schoolyear.weeks"
    assert length(Duration(6, "months"), a_network()) == Reason("stall.months", {"n": 6})


def test_weeks_stands_for_school_weeks_where_a_kind_has_only_those() -> None:
    assert made(Silence, Need("silence", {"weeks": 6})) == Silence(6) == made(Silence, Need("", {"school_weeks": 6}))
    assert meant("weeks", ("weeks", "school_weeks"), ("school_weeks",)) == "weeks"
    assert meant("weeks", ("weeks",), ("weeks",)) == "weeks"
    assert meant("weeks", ("weeks",), ("count",)) == "weeks"


def test_who_is_named_in_the_words_of_the_network() -> None:
    network = a_network()

    assert by_role(network, "lead") == by_key(network, "puller") == Words("de trekker", "the lead")
    assert by_role(network, "chair") is None
    assert (by_key(network, "raad"), by_key(network, "partner-1")) == (Words("raad", "council"), both("partner-1"))
