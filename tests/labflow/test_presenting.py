"""The objects of the contract, from a dossier in a line: no database."""

from datetime import date

from labflow.catalogue import load_catalogue
from labflow.clock import Interval, on_day
from labflow.dossier import Dossier
from labflow.facts import Lead, Passage, Pause, Request
from labflow.presenting import (
    initiative_object,
    interval_object,
    lifter,
    options_object,
    reasons_object,
    request_object,
    words_for_who,
)
from labflow.reasons import Reason
from labflow.words import Words

CATALOGUE = load_catalogue()
LABO = CATALOGUE.exact("labo", 1)
TODAY = date(2023, 9, 11)


def test_what_is_not_known_is_said_so() -> None:
    shown = initiative_object(Dossier(TODAY, LABO, CATALOGUE.network, "opstart"), "nl", with_options=False)

    assert (shown["lead"], shown["since"], shown["paused"], shown["requests"], shown["parent"]) == (
        {"who": None, "known": False}, None, None, [], None,
    )  # fmt: skip
    assert "options" not in shown


def test_what_is_known_is_shown() -> None:
    asked = Request("a-2023-001", "experimenteren", "sent")
    found = Dossier(
        TODAY, LABO, CATALOGUE.network, "opstart", "x", "X", rev=3, lead=Lead(None),
        passages=(Passage("opstarten", "verkenning", "opstart", on_day(date(2023, 1, 9))),),
        pauses=(Pause("rust", TODAY, date(2023, 10, 1)),), requests=(asked,), meetings=(date(2023, 9, 29),),
    )  # fmt: skip
    shown = initiative_object(found, "en")

    assert (shown["lead"], shown["paused"]) == ({"who": None, "known": True}, {"why": "rust", "until": "2023-10-01"})
    assert shown["since"] == {"date": "2023-01-09", "precision": "day", "text": "9 January 2023"}
    assert request_object(found, asked) == {
        "id": "a-2023-001", "initiative": "x", "transition": "experimenteren", "state": "sent",
        "next_meeting": "2023-09-29",
    }  # fmt: skip


def test_options_name_target_decider_and_what_they_ask() -> None:
    options = {str(one["transition"]): one for one in options_object(
        Dossier(TODAY, LABO, CATALOGUE.network, "experiment"), "nl")}  # fmt: skip

    assert (options["verlengen"]["target"], options["verlengen"]["decided_by"]) == ("experiment", "som-raad")
    assert options["overdragen"]["asks"] == {"ontvanger": "organisation"}


def test_who_can_lift_it_is_the_networks_own_key() -> None:
    network = CATALOGUE.network

    assert [lifter(who, network) for who in ("lead", "body", "casework", "trekker-x", None)] == [
        "trekker", "som-raad", "caseteam", "trekker-x", None,
    ]  # fmt: skip
    assert reasons_object([Reason("time.not_known", who="lead")], network, "en") == [
        {"code": "time.not_known", "text": "not known", "who": "trekker"}
    ]
    assert words_for_who(network, "nl")["som-raad"] == "SOM-raad"


def test_days_that_are_partly_known() -> None:
    assert interval_object(Interval(), "nl") is None
    assert interval_object(Interval(words=Words("ooit", "once")), "en") == {
        "date": None, "precision": "none", "text": "once",
    }  # fmt: skip
