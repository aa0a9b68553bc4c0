"""What asks two thirds: the rules, more than is left, stopping what its lead did not ask to stop."""

from dataclasses import replace
from datetime import date

from labflow.dossier import Dossier
from labflow.facts import Lead, Request
from labflow.queries.money import Means
from labflow.reasons import Reason
from labflow.sitting import Item, Noted, Sitting
from labflow.weight import against_lead, asks_of, cents_of, granted, heavy, over_means
from labflow.words import Words
from tests.labflow.council_room import network
from tests.labflow.proposal import RULES

DAY = date(2023, 9, 29)
MEANS = Means(20_000_000, 19_000_000)
ASKED = Item(
    1, Words("P", "P"), Request("a-2023-001", "stoppen", "on-agenda", cents=1_000_000), kind="request", id="i1"
)
LABO = network().newest("labo")


def led(person: str | None, transition: str = "stoppen", stage: str = "experiment") -> list[str]:
    """The codes for a request by `asker` in an initiative that this person leads."""
    assert LABO is not None
    found = Dossier(DAY, LABO, network().network, stage, title="Proef", lead=Lead(person, person) if person else None)
    request = Request("a", transition, "sent", person_id="asker")
    return [reason.code for reason in against_lead(RULES, found, request)]


def codes(found: tuple[Reason, ...]) -> list[str]:
    return [reason.code for reason in found]


def test_the_rules_themselves_and_only_when_they_list_it() -> None:
    item = Item(1, Words("R", "R"), kind="rules")

    assert codes(heavy(Sitting(DAY, RULES), item, None, MEANS)) == ["closing.heavy_rules"]
    assert heavy(Sitting(DAY, replace(RULES, heavy=())), item, None, MEANS) == ()


def test_one_cent_more_than_is_left() -> None:
    meeting = Sitting(DAY, RULES, items=(ASKED,))

    assert heavy(meeting, ASKED, None, MEANS) == ()
    assert codes(heavy(meeting, ASKED, None, MEANS, 1_000_001)) == ["closing.heavy_over_means"]
    assert heavy(meeting, ASKED, None, None, 99_000_000) == ()


def test_a_sum_is_over_the_means_as_soon_as_it_is_more_than_what_is_left_and_no_sum_never_is() -> None:
    found = [bool(over_means(MEANS, cents, 2023, 400_000)) for cents in (600_000, 600_001, None, 0)]

    assert (found, over_means(Means(0, 1), 0, 2023)) == ([False, True, False, False], ())


def test_what_was_approved_before_in_the_meeting_is_gone() -> None:
    other = Item(2, Words("Q", "Q"), id="i2", noted=Noted("approved", "consensus", "{}", 1))
    rejected = replace(other, noted=Noted("rejected", "vote", "{}"))

    assert codes(heavy(Sitting(DAY, RULES, items=(ASKED, other)), ASKED, None, MEANS)) == ["closing.heavy_over_means"]
    assert heavy(Sitting(DAY, RULES, items=(ASKED, rejected)), ASKED, None, MEANS) == ()


def test_stopping_what_its_lead_did_not_ask_to_stop() -> None:
    assert led("puller") == ["closing.heavy_against_lead"]
    assert led("asker") == led(None) == []
    assert led("puller", "verlengen") == led("puller", "omzetten-naar-studio") == led("puller", "bestaat-niet") == []


def test_an_adopted_amendment_says_how_much_and_what() -> None:
    change = Item(
        2, Words("W", "W"), kind="amendment", id="i2", amends_id="i1", cents=5, asks={"einddatum": "2024-06-30"}
    )
    adopted = replace(change, noted=Noted("approved", "consensus", "{}"))

    open_, taken = (Sitting(DAY, RULES, items=(ASKED, one)) for one in (change, adopted))
    assert (cents_of(open_, ASKED), cents_of(taken, ASKED), cents_of(taken, adopted)) == (1_000_000, 5, None)
    assert (asks_of(open_, ASKED), asks_of(taken, ASKED)) == ({}, {"einddatum": "2024-06-30"})


def test_what_was_noted_is_granted_and_else_what_was_asked() -> None:
    meeting = Sitting(DAY, RULES, items=(ASKED,))
    noted = [
        Noted("approved", "consensus", "{}"),
        Noted("approved", "consensus", "{}", 0),
        Noted("noted", "vote", "{}"),
    ]

    assert [granted(meeting, replace(ASKED, noted=one)) for one in noted] == [1_000_000, 0, None]
